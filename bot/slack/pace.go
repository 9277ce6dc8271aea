package slack

// Pace: how fast Slack may be asked. Each channel, and each method that Slack counts, has a queue of turns of its own, so
// nobody waits for another channel. A turn that comes soon is waited for; whoever would wait longer is told when to come
// back, so that what waits for one channel does not keep the bot's hands from all others.

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"sync"
	"time"

	"syncbot/bot/outcome"
)

const (
	// patience is how long a turn is waited for.
	patience = 3 * time.Second
	// manyQueues is when those that are forgotten by now are looked for.
	manyQueues = 1000
)

// turn is what somebody waits for: a call that Slack counts together with others of its queue.
type turn struct {
	queue string
	every time.Duration // one in this time
	burst time.Duration // after this much silence as many at once as would have fallen into it
}

// inChannel is the turn of a message: about one a second in a channel (docs.slack.dev, rate limits).
func inChannel(id string) turn { return turn{queue: id, every: time.Second} }

// tier2 is the turn of a method that may be called 20 times a minute.
func tier2(method string) turn {
	return turn{queue: method, every: 4 * time.Second, burst: 20 * time.Second}
}

// tier3 is the turn of a method that may be called 50 times a minute: ten at once and then 40 a minute.
func tier3(method string) turn {
	return turn{queue: method, every: 1500 * time.Millisecond, burst: 15 * time.Second}
}

// tier4 is the turn of a method that may be called 100 times a minute.
func tier4(method string) turn {
	return turn{queue: method, every: 750 * time.Millisecond, burst: 15 * time.Second}
}

// pace hands out turns. The zero pace is ready.
type pace struct {
	mu     sync.Mutex
	queues map[string]*queue
}

type queue struct {
	next time.Time // the next turn
	told time.Time // the last time at which somebody was told to come back
	held time.Time // until then there is no turn, because Slack said so
}

// wait returns nil when it is the caller's turn. Otherwise the error is outcome.Later with the time to come back.
func (p *pace) wait(ctx context.Context, t turn) error {
	if err := ctx.Err(); err != nil {
		return outcome.Later(err, 0)
	}
	at, back := p.take(ctx, t)
	if back > 0 {
		return outcome.Later(fmt.Errorf("%s is busy: the next turn is in %v", t.queue, back.Round(time.Second/10)), back)
	}
	if err := sleepUntil(ctx, at); err != nil {
		p.giveBack(t, at)
		return outcome.Later(err, 0)
	}
	if held := p.holding(t); held > 0 {
		return outcome.Later(errTooFast, held)
	}
	return nil
}

// take reserves the next turn, or says when to come back: each who is told so after another.
func (p *pace) take(ctx context.Context, t turn) (at time.Time, back time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	latest := now.Add(patience)
	if deadline, ok := ctx.Deadline(); ok && deadline.Before(latest) {
		latest = deadline
	}
	q := p.at(t, now)
	at = later(q.next, later(q.held, now.Add(-t.burst)))
	if at.After(latest) {
		q.told = later(q.told.Add(t.every), at)
		return at, max(q.told.Sub(now), time.Millisecond)
	}
	q.next = at.Add(t.every)
	return at, 0
}

// giveBack returns a turn that was not used, where nobody stands behind it.
func (p *pace) giveBack(t turn, at time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if q := p.at(t, time.Now()); q.next.Equal(at.Add(t.every)) {
		q.next = at
	}
}

// hold lets nobody of that queue go before d has passed.
func (p *pace) hold(t turn, d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	q := p.at(t, now)
	q.held = later(q.held, now.Add(d))
}

func (p *pace) holding(t turn) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	return p.at(t, now).held.Sub(now)
}

// at is the queue of the turn. The caller holds the mutex.
func (p *pace) at(t turn, now time.Time) *queue {
	if p.queues == nil {
		p.queues = map[string]*queue{}
	}
	if len(p.queues) > manyQueues {
		long := now.Add(-time.Minute)
		maps.DeleteFunc(p.queues, func(_ string, q *queue) bool {
			return q.next.Before(long) && q.told.Before(long) && q.held.Before(long)
		})
	}
	q := p.queues[t.queue]
	if q == nil {
		q = &queue{}
		p.queues[t.queue] = q
	}
	return q
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// sleepUntil waits for the time; a context that ends first ends it.
func sleepUntil(ctx context.Context, at time.Time) error {
	d := time.Until(at)
	if d <= 0 {
		return nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return errors.New("the time to wait for a turn is over")
	}
}
