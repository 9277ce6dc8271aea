package pace

// A queue of turns. Who is told to come back keeps its place, so that nobody who asks later goes first; but nobody waits for
// somebody who is late.

import (
	"slices"
	"time"
)

const (
	// placeLife is how long a place is kept for somebody who is late.
	placeLife = 30 * time.Second
	// manyPlaces is how many wait in one queue at most before nobody's place is kept any more.
	manyPlaces = 1000
)

type queue struct {
	free   time.Time // the next turn
	held   time.Time // until then there is no turn, because the service said so
	places []*Place  // those who wait, in the order in which they asked first
}

// Place is where somebody stands in a queue.
type Place struct {
	number uint64 // the order of asking
	key    string
	back   time.Time // when it is its turn, for somebody who was told to come back then; zero: whoever has it is here
}

// begin is when the first in the queue may go.
func (q *queue) begin(t Turn, now time.Time) time.Time {
	return later(later(q.free, q.held), now.Add(-t.Burst))
}

// turnOf is when it is the turn of the place, if all who stand before it come in time.
func (q *queue) turnOf(stands *Place, t Turn, now time.Time) time.Time {
	at := q.begin(t, now)
	for _, first := range q.places {
		switch {
		case first == stands:
			return at
		case first.back.IsZero():
			at = at.Add(t.Every)
		case first.back.After(now):
			at = later(at, first.back).Add(t.Every)
		}
	}
	return at
}

// kept is the place of somebody who comes back; nil: there is none.
func (q *queue) kept(key string) *Place {
	i := slices.IndexFunc(q.places, func(p *Place) bool { return key != "" && p.key == key && !p.back.IsZero() })
	if i < 0 {
		return nil
	}
	return q.places[i]
}

// away keeps the place until it is its turn, and a little longer; or not at all where nobody comes back to it.
func (q *queue) away(p *Place, at time.Time) {
	if p.key == "" || len(q.places) > manyPlaces {
		q.remove(p)
		return
	}
	p.back = at
}

// putBack lets somebody stand where it stood before it went, to come back when the queue is not held any more.
func (q *queue) putBack(p *Place) {
	if p == nil || p.key == "" {
		return
	}
	p.back = q.held
	i, _ := slices.BinarySearchFunc(q.places, p, func(a, b *Place) int {
		if a.number < b.number {
			return -1
		}
		return 1
	})
	q.places = slices.Insert(q.places, i, p)
}

func (q *queue) remove(p *Place) {
	q.places = slices.DeleteFunc(q.places, func(other *Place) bool { return other == p })
}

// lapse forgets those who did not come back.
func (q *queue) lapse(now time.Time) {
	long := now.Add(-placeLife)
	q.places = slices.DeleteFunc(q.places, func(p *Place) bool { return !p.back.IsZero() && p.back.Before(long) })
}

// forgotten says whether nothing is left of the queue that matters.
func (q *queue) forgotten(now time.Time) bool {
	q.lapse(now)
	long := now.Add(-time.Minute)
	return len(q.places) == 0 && q.free.Before(long) && q.held.Before(long)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
