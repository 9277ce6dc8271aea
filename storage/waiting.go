package storage

import (
	"fmt"
	"time"
)

// Waiting is an outbox entry with all that a store keeps of it. What happens to an entry is decided here, once for all stores.
type Waiting struct {
	Effect
	FirstAt   time.Time
	NotBefore time.Time
	TriedAt   time.Time // when the last try ended; zero: none was put off
	Tries     int
	InDoubt   bool
	Epoch     uint64 // the opening of the store that last wrote the entry; one before the present one leaves it in doubt
}

// NewWaiting is the entry of an effect that is committed at the time: due at once.
func NewWaiting(e Effect, at time.Time, epoch uint64) Waiting {
	return Waiting{Effect: e, FirstAt: at, NotBefore: at, Epoch: epoch}
}

// Sort is what a Replaces effect takes the place of: the record's waiting effect of the same type.
func (e Effect) Sort() string { return fmt.Sprintf("%T", e.Effect) }

// After is the entry of a Replaces effect that takes the place of old. A back-off that old was in goes on,
// but its doubt does not: the new effect has not been tried.
func (w Waiting) After(old Waiting) Waiting {
	if old.Tries > 0 {
		w.Tries, w.NotBefore = old.Tries, old.NotBefore
	}
	return w
}

// BackedOff is the entry after a failed try of the one whose place it took.
func (w Waiting) BackedOff(notBefore time.Time) Waiting {
	w.Tries++
	w.NotBefore = notBefore
	return w
}

// PutOff is the entry after a failed try of its own.
func (w Waiting) PutOff(r Retry, epoch uint64) Waiting {
	w = w.BackedOff(r.NotBefore)
	w.InDoubt, w.TriedAt, w.Epoch = r.InDoubt, r.TriedAt, epoch
	return w
}

// Work is the entry as it is claimed in the present epoch, which began at opened.
func (w Waiting) Work(epoch uint64, opened time.Time) Work {
	e := w.Effect
	work := Work{
		Record: w.Record, Effect: &e, Tries: w.Tries, InDoubt: w.InDoubt,
		FirstAt: w.FirstAt, NotBefore: w.NotBefore, TriedAt: w.TriedAt,
	}
	if w.Epoch != epoch {
		work.InDoubt, work.TriedAt = true, opened
	}
	return work
}
