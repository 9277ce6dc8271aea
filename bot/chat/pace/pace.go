// Package pace says how fast a chat service may be asked. What the service counts together has a queue of its own (queue.go), so
// nobody waits for another channel. A turn that comes soon is waited for; whoever would wait longer is told when to come back, so
// that what waits for one channel does not keep the bot's hands from all others.
package pace

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
	// manyQueues is when those that are forgotten by now are looked for.
	manyQueues = 1000
	// sweepEvery is how often at most: with thousands of queues it takes a while.
	sweepEvery = time.Second
)

// Turn is what somebody waits for: a call that the service counts together with others of its queue.
type Turn struct {
	Queue    string
	Every    time.Duration // one in this time; 0: as many as the service lets through
	Burst    time.Duration // after this much silence as many at once as would have fallen into it
	Key      string        // under which a place is kept for whoever is told to come back; empty: none is
	Patience time.Duration // how long it is waited for
}

// Keeping is the turn of somebody who comes back and is known by the key.
func (t Turn) Keeping(key string) Turn {
	t.Key = key
	return t
}

// Pace hands out turns. The zero Pace is ready; its methods may be called by many goroutines.
type Pace struct {
	mu     sync.Mutex
	queues map[string]*queue
	asked  uint64    // places so far
	swept  time.Time // when forgotten queues were looked for
}

var errGaveUp = errors.New("the time to wait for a turn is over")

// Wait returns when it is the caller's turn, with the place that it had. Otherwise the error is outcome.Later with the time to
// come back: whoever does so under the same key stands where it stood.
func (p *Pace) Wait(ctx context.Context, t Turn) (*Place, error) {
	if err := ctx.Err(); err != nil {
		return nil, outcome.Later(err, 0)
	}
	latest := time.Now().Add(t.Patience)
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
			return nil, outcome.Later(fmt.Errorf("%s is busy: the next turn is in %v", t.Queue, d.Round(time.Second/10)), d)
		}
		if !Pause(ctx, d) {
			p.leave(t, stands)
			return nil, outcome.Later(errGaveUp, 0)
		}
	}
}

// stand gives the caller its place: the one that is kept for it, or the last.
func (p *Pace) stand(t Turn) *Place {
	p.mu.Lock()
	defer p.mu.Unlock()
	q := p.at(t)
	if kept := q.kept(t.Key); kept != nil {
		kept.back = time.Time{}
		return kept
	}
	p.asked++
	stands := &Place{number: p.asked, key: t.Key}
	q.places = append(q.places, stands)
	return stands
}

// step goes if it is its turn: then it returns 0. Otherwise it says how long that takes; where it takes longer than until
// latest, the caller is away from now on.
func (p *Pace) step(t Turn, stands *Place, latest time.Time) (wait time.Duration, away bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	q := p.at(t)
	at := q.turnOf(stands, t, now)
	switch {
	case !at.After(now):
		q.remove(stands)
		q.free = q.begin(t, now).Add(t.Every)
		return 0, false
	case at.After(latest):
		q.away(stands, at)
		return at.Sub(now), true
	}
	return at.Sub(now), false
}

// leave gives up a place.
func (p *Pace) leave(t Turn, stands *Place) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.at(t).remove(stands)
}

// Hold lets nobody of that queue go before d has passed. Who went too early has its place back; nil: nobody has.
func (p *Pace) Hold(t Turn, stands *Place, d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	q := p.at(t)
	q.held = later(q.held, time.Now().Add(d))
	q.putBack(stands)
}

// at is the queue of the turn, without the places that nobody came back to. The caller holds the mutex.
func (p *Pace) at(t Turn) *queue {
	now := time.Now()
	if p.queues == nil {
		p.queues = map[string]*queue{}
	}
	if len(p.queues) > manyQueues && now.Sub(p.swept) >= sweepEvery {
		p.swept = now
		maps.DeleteFunc(p.queues, func(_ string, q *queue) bool { return q.forgotten(now) })
	}
	q := p.queues[t.Queue]
	if q == nil {
		q = &queue{}
		p.queues[t.Queue] = q
	}
	q.lapse(now)
	return q
}
