package slack

// Supervision of Socket Mode: when a connection is made anew. Left alone, slack-go does it at once and for ever: with Socket
// Mode switched off it was seen to open 3,597 connections in three seconds.

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"syncbot/bot/chat/pace"
)

const (
	maxConnections = 10              // that Slack allows an app
	between        = 3 * time.Second // two connects of the app: what did not begin together is not refreshed together
	lasting        = 3 * time.Second // a connection that stood shorter counts as a failed try
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
	return pace.Pause(ctx, wait)
}

// keepSockets keeps as many connections as the options say until ctx ends: Slack gives each delivery to any one of them.
func (in *listening) keepSockets(ctx context.Context) {
	in.state.begin(in.options.Connections)
	var turns turnstile
	var all sync.WaitGroup
	for i := range in.options.Connections {
		k := newSocket(in)
		if n := in.options.Connections; n > 1 {
			k.is = fmt.Sprintf("connection %d of %d is ", i+1, n)
		}
		all.Go(func() { k.keep(ctx, &turns) })
	}
	all.Wait()
}

// keep makes the connection anew whenever it ends.
func (k *socket) keep(ctx context.Context, turns *turnstile) {
	var f failures
	for turns.pass(ctx) {
		stood, err := k.run(ctx)
		if ctx.Err() != nil {
			return
		}
		if stood >= lasting {
			f = failures{}
			k.in.log().Info("a connection to Slack has ended, another is made")
			continue
		}
		t := f.next(err)
		wait := waitAfter(err, t, f.tries)
		k.in.state.troubled(t)
		k.warned = true
		k.in.log().WithField("again_in", wait.Round(time.Second).String()).Warn(k.is + "not connected: " + t.sentence)
		if !pace.Pause(ctx, wait) {
			return
		}
	}
}

// failures are the tries of a connection since one lasted.
type failures struct {
	tries   int
	endings int // at the end of them those in a row that stood, and ended at once
}

// next counts a try, and says what it tells together with those before it.
func (f *failures) next(err error) trouble {
	f.tries++
	if !errors.Is(err, errEnded) {
		f.endings = 0
		return troubleOf(err)
	}
	if f.endings++; f.endings >= manyEndings {
		return trouble{sentence: endsThem}
	}
	return troubleOf(err)
}

// waitAfter is how long to wait after a failed try, counted from 1.
func waitAfter(err error, t trouble, tries int) time.Duration {
	wait := pace.Growing(tries)
	if t.final {
		wait = finalPause
	}
	var limited *slack.RateLimitedError
	if errors.As(err, &limited) {
		wait = max(wait, limited.RetryAfter)
	}
	return pace.Spread(wait)
}
