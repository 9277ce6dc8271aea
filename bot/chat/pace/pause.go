package pace

// Waiting by the clock, also between tries of what failed.

import (
	"context"
	"math/rand/v2"
	"time"
)

// longestWait is how long somebody waits who has failed often.
const longestWait = time.Minute

// Pause waits. It reports whether ctx still runs.
func Pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return ctx.Err() == nil
	case <-ctx.Done():
		return false
	}
}

// Growing is how long to wait after a failed try, counted from 1: a second, twice that each time, a minute at most.
func Growing(tries int) time.Duration {
	if tries < 7 {
		return time.Second << (tries - 1)
	}
	return longestWait
}

// Spread makes a wait up to a quarter longer: not all bots at once, where a network comes back.
func Spread(wait time.Duration) time.Duration { return wait + rand.N(wait/4+1) }
