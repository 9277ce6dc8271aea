package bolt

import (
	"context"
	"time"

	"go.etcd.io/bbolt"

	"syncbot/storage"
	"syncbot/storage/internal/lease"
)

// Claim leases due work of the lane. It only reads the file, and of that only what it returns and what is leased already.
func (s *Store) Claim(ctx context.Context, lane storage.Lane, now time.Time, max int) ([]storage.Work, time.Time, error) {
	l := look{store: s, lane: part(nil, lane), now: now, max: max}
	work, err := s.leases.Claim(func(free func(lease.Slot) bool) ([]storage.Work, error) {
		l.free = free
		err := s.view(ctx, l.through)
		return l.work, err
	})
	if err != nil {
		return nil, time.Time{}, err
	}
	return work, l.next, nil
}

// look is one look through the time index of a lane.
type look struct {
	store *Store
	lane  []byte
	now   time.Time
	max   int
	free  func(lease.Slot) bool

	work []storage.Work
	next time.Time
}

func (l *look) through(b *bbolt.Tx) error {
	return each(b, due, l.lane, nil, func(key, value []byte) (bool, error) {
		if len(l.work) >= l.max {
			return true, nil
		}
		at, slot, err := l.row(key, value)
		if err != nil || !l.free(slot) {
			return false, err
		}
		if at.After(l.now) {
			l.next = at
			return true, nil
		}
		w, err := l.store.load(b, slot, at)
		l.work = append(l.work, w)
		return false, err
	})
}

func (l *look) row(key, value []byte) (at time.Time, slot lease.Slot, err error) {
	if _, err := indexTarget(key, value); err != nil {
		return at, slot, err
	}
	at, rest, err := cutTime(key[len(l.lane):])
	if err != nil {
		return at, slot, err
	}
	slot, err = cutSlotKey(rest)
	return at, slot, err
}

// load is the work that waits in the slot.
func (s *Store) load(b *bbolt.Tx, slot lease.Slot, at time.Time) (storage.Work, error) {
	if slot.Sort == lease.Wake {
		return storage.Work{Record: slot.Record, NotBefore: at}, nil
	}
	_, v := firstIn(b, slotKey(slot))
	w, err := storage.DecodeWaiting(slot.Record, v)
	return w.Work(s.epoch, s.opened), err
}

// Release gives leased work back undone, due as before.
func (s *Store) Release(w storage.Work) { s.leases.Release(w) }
