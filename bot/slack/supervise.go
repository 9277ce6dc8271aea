package slack

// Supervision of Socket Mode: when a connection is made anew. Left alone, slack-go does it at once and for ever: with Socket
// Mode switched off it was seen to open 3,597 connections in three seconds.

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/slack-go/slack"
)

const (
	maxConnections = 10              // that Slack allows an app
	between        = 3 * time.Second // two connects of the app: what did not begin together is not refreshed together
	lasting        = 3 * time.Second // a connection that stood shorter counts as a failed try
	longestPause   = time.Minute     // after failed tries
	finalPause     = 5 * time.Minute // after a final error, until somebody may have mended it
)

// turnstile lets one connect through at a time.
type turnstile struct {
	mu   sync.Mutex
	next time.Time
}

// pass waits for its turn. It reports whether ctx still runs.
func (t *turnstile) pass(ctx context.Context) bool {
	t.mu.Lock()
	wait := max(0, time.Until(t.next))
	t.next = time.Now().Add(wait + between)
	t.mu.Unlock()
	return pause(ctx, wait)
}

// pause waits. It reports whether ctx still runs.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return ctx.Err() == nil
	case <-ctx.Done():
		return false
	}
}

// keepSockets keeps as many connections as the options say until ctx ends: Slack gives each delivery to any one of them.
func (in *intake) keepSockets(ctx context.Context) {
	in.state.begin(in.options.Connections)
	var turns turnstile
	var all sync.WaitGroup
	for range in.options.Connections {
		all.Go(func() { in.keepSocket(ctx, &turns) })
	}
	all.Wait()
}

// keepSocket makes one connection anew whenever it ends.
func (in *intake) keepSocket(ctx context.Context, turns *turnstile) {
	k := newSocket(in)
	for tries := 0; turns.pass(ctx); {
		stood, err := k.run(ctx)
		if ctx.Err() != nil {
			return
		}
		if stood >= lasting {
			tries = 0
			in.log().Info("a connection to Slack has ended, another is made")
			continue
		}
		tries++
		t := troubleOf(err)
		wait := waitAfter(err, t, tries)
		in.state.troubled(t)
		in.log().WithField("again_in", wait.Round(time.Second).String()).Warn("not connected: " + t.sentence)
		if !pause(ctx, wait) {
			return
		}
	}
}

// waitAfter is how long to wait after a failed try, counted from 1.
func waitAfter(err error, t trouble, tries int) time.Duration {
	wait := longestPause
	switch {
	case t.final:
		wait = finalPause
	case tries < 7:
		wait = min(wait, time.Second<<(tries-1))
	}
	var limited *slack.RateLimitedError
	if errors.As(err, &limited) {
		wait = max(wait, limited.RetryAfter)
	}
	return wait + rand.N(wait/4) // not all bots at once, where a network comes back
}
