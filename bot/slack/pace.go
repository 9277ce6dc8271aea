package slack

// Pace: how fast Slack may be asked. Each channel, and each method that Slack counts, has a queue of its own (pace_queue.go),
// so nobody waits for another channel. A turn that comes soon is waited for; whoever would wait longer is told when to come
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

// manyQueues is when those that are forgotten by now are looked for.
const manyQueues = 1000

// pace hands out turns. The zero pace is ready.
type pace struct {
	mu     sync.Mutex
	queues map[string]*queue
	asked  uint64 // places so far
}

var errGaveUp = errors.New("the time to wait for a turn is over")

// wait returns when it is the caller's turn, with the place that it had. Otherwise the error is outcome.Later with the time to
// come back: whoever does so under the same key stands where it stood.
func (p *pace) wait(ctx context.Context, t turn) (*place, error) {
	if err := ctx.Err(); err != nil {
		return nil, outcome.Later(err, 0)
	}
	latest := time.Now().Add(t.patience)
	if deadline, ok := ctx.Deadline(); ok && deadline.Before(latest) {
		latest = deadline
	}
	stands := p.stand(t)
	for {
		d, away := p.step(t, stands, latest)
		switch {
		case d <= 0:
			return stands, nil
		case away:
			return nil, outcome.Later(fmt.Errorf("%s is busy: the next turn is in %v", t.queue, d.Round(time.Second/10)), d)
		}
		if !pause(ctx, d) {
			p.leave(t, stands)
			return nil, outcome.Later(errGaveUp, 0)
		}
	}
}

// stand gives the caller its place: the one that is kept for it, or the last.
func (p *pace) stand(t turn) *place {
	p.mu.Lock()
	defer p.mu.Unlock()
	q := p.at(t)
	if kept := q.kept(t.key); kept != nil {
		kept.back = time.Time{}
		return kept
	}
	p.asked++
	stands := &place{number: p.asked, key: t.key}
	q.places = append(q.places, stands)
	return stands
}

// step goes if it is its turn: then it returns 0. Otherwise it says how long that takes; where it takes longer than until
// latest, the caller is away from now on.
func (p *pace) step(t turn, stands *place, latest time.Time) (wait time.Duration, away bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	q := p.at(t)
	at := q.turnOf(stands, t, now)
	switch {
	case !at.After(now):
		q.remove(stands)
		q.free = q.begin(t, now).Add(t.every)
		return 0, false
	case at.After(latest):
		q.away(stands, at)
		return at.Sub(now), true
	}
	return at.Sub(now), false
}

// leave gives up a place.
func (p *pace) leave(t turn, stands *place) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.at(t).remove(stands)
}

// hold lets nobody of that queue go before d has passed. Who went too early has its place back.
func (p *pace) hold(t turn, stands *place, d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	q := p.at(t)
	q.held = later(q.held, time.Now().Add(d))
	q.putBack(stands)
}

// at is the queue of the turn, without the places that nobody came back to. The caller holds the mutex.
func (p *pace) at(t turn) *queue {
	now := time.Now()
	if p.queues == nil {
		p.queues = map[string]*queue{}
	}
	if len(p.queues) > manyQueues {
		maps.DeleteFunc(p.queues, func(_ string, q *queue) bool { return q.forgotten(now) })
	}
	q := p.queues[t.queue]
	if q == nil {
		q = &queue{}
		p.queues[t.queue] = q
	}
	q.lapse(now)
	return q
}
