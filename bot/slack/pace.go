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

const (
	// patience is how long a turn is waited for by whoever comes back otherwise.
	patience = 3 * time.Second
	// manyQueues is when those that are forgotten by now are looked for.
	manyQueues = 1000
)

// turn is what somebody waits for: a call that Slack counts together with others of its queue.
type turn struct {
	queue    string
	every    time.Duration // one in this time; 0: as many as Slack lets through
	burst    time.Duration // after this much silence as many at once as would have fallen into it
	key      string        // under which a place is kept for whoever is told to come back; empty: none is
	patience time.Duration // how long it is waited for
}

// keeping is the turn of somebody who comes back and is known by the key.
func (t turn) keeping(key string) turn {
	t.key = key
	return t
}

// awaited is the turn of what a person is shown: nobody comes back with it, so it is waited for as long as there is time.
func (t turn) awaited() turn {
	t.patience = answerTime
	return t
}

// inChannel is the turn of a message: about one a second in a channel (docs.slack.dev, rate limits).
func inChannel(id string) turn { return turn{queue: id, every: time.Second, patience: patience} }

// tier3 is the turn of a method that may be called 50 times a minute: ten at once and then 40 a minute.
func tier3(method string) turn {
	return turn{queue: method, every: 1500 * time.Millisecond, burst: 15 * time.Second, patience: patience}
}

// tier4 is the turn of a method that may be called 100 times a minute: twenty at once and then 80 a minute.
func tier4(method string) turn {
	return turn{queue: method, every: 750 * time.Millisecond, burst: 15 * time.Second, patience: patience}
}

// atOnce is the turn of a method that a person waits for, whatever its tier: only Slack itself says when it is too much.
func atOnce(method string) turn { return turn{queue: method, patience: patience} }

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
		d := p.step(t, stands, latest)
		switch {
		case d <= 0:
			return stands, nil
		case time.Now().Add(d).After(latest):
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
func (p *pace) step(t turn, stands *place, latest time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	q := p.at(t)
	at := q.turnOf(stands, t, now)
	switch {
	case !at.After(now):
		q.remove(stands)
		q.free = q.begin(t, now).Add(t.every)
		return 0
	case at.After(latest):
		q.away(stands, at)
	}
	return at.Sub(now)
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
