// Package lease remembers which work of a store is out with somebody. Leases live in memory only: the process that
// holds the store is the only one that performs its work.
package lease

import (
	"sync"
	"time"

	"syncbot/storage"
)

// The sorts of slots besides those of Replaces effects, whose sort is [storage.Effect.Sort].
const (
	Wake    = "wake"  // the record's deadline
	InOrder = "order" // the first of the record's ordered effects
)

// Slot is a place of a record of which at most one piece of work is out at a time.
type Slot struct {
	Record storage.Key
	Sort   string
}

// SlotOf is the slot that an effect waits in.
func SlotOf(e storage.Effect) Slot {
	if e.Replaces {
		return Slot{e.Record, e.Sort()}
	}
	return Slot{e.Record, InOrder}
}

func slotOf(w storage.Work) Slot {
	if w.Effect == nil {
		return Slot{w.Record, Wake}
	}
	return SlotOf(*w.Effect)
}

// Leases are those of one store. Use [New].
type Leases struct {
	mu      sync.Mutex
	held    map[Slot]holder
	effects map[storage.EffectID]Slot
}

// holder tells the lease's work apart from later work in the same slot.
type holder struct {
	effect storage.EffectID // empty: a wake
	wake   time.Time
}

// New has no leases.
func New() *Leases {
	return &Leases{held: map[Slot]holder{}, effects: map[storage.EffectID]Slot{}}
}

// Claim leases what find returns. find sees which slots are free; no lease ends before Claim returns, so what find reads
// from the store is at least as new as every lease that it sees ended.
func (l *Leases) Claim(find func(free func(Slot) bool) ([]storage.Work, error)) ([]storage.Work, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	work, err := find(func(s Slot) bool { _, taken := l.held[s]; return !taken })
	if err != nil {
		return nil, err
	}
	for _, w := range work {
		l.take(w)
	}
	return work, nil
}

func (l *Leases) take(w storage.Work) {
	s := slotOf(w)
	if w.Effect == nil {
		l.held[s] = holder{wake: w.NotBefore}
		return
	}
	l.held[s] = holder{effect: w.Effect.ID}
	l.effects[w.Effect.ID] = s
}

// Slot is the slot that the effect is leased in, if it is.
func (l *Leases) Slot(id storage.EffectID) (Slot, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s, ok := l.effects[id]
	return s, ok
}

// End ends the leases of the effects and of the records' wakes, as far as there are any.
func (l *Leases) End(effects []storage.EffectID, wakes []storage.Key) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, id := range effects {
		l.finish(id)
	}
	for _, k := range wakes {
		delete(l.held, Slot{k, Wake})
	}
}

// Release ends the lease of exactly this work.
func (l *Leases) Release(w storage.Work) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if w.Effect != nil {
		l.finish(w.Effect.ID)
		return
	}
	if s := slotOf(w); l.held[s].wake.Equal(w.NotBefore) {
		delete(l.held, s)
	}
}

func (l *Leases) finish(id storage.EffectID) {
	if s, ok := l.effects[id]; ok {
		delete(l.effects, id)
		delete(l.held, s)
	}
}
