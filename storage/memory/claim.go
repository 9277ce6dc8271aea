package memory

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"syncbot/storage"
	"syncbot/storage/internal/lease"
)

// candidate is a piece of work that may be due.
type candidate struct {
	slot lease.Slot
	work storage.Work
}

// Claim leases due work of the lane.
func (s *Store) Claim(ctx context.Context, lane storage.Lane, now time.Time, max int) ([]storage.Work, time.Time, error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return nil, time.Time{}, err
	}
	defer leave()
	list, err := s.waiting(lane)
	if err != nil {
		return nil, time.Time{}, err
	}
	var next time.Time
	work, err := s.leases.Claim(func(free func(lease.Slot) bool) (work []storage.Work, err error) {
		work, next = due(list, free, now, max)
		return work, nil
	})
	return work, next, err
}

func due(list []candidate, free func(lease.Slot) bool, now time.Time, max int) (work []storage.Work, next time.Time) {
	for _, c := range list {
		switch {
		case len(work) >= max:
			return work, time.Time{}
		case !free(c.slot):
		case c.work.NotBefore.After(now):
			return work, c.work.NotBefore
		default:
			work = append(work, c.work)
		}
	}
	return work, time.Time{}
}

// waiting is everything of the lane that only time or a lease keeps back, longest due first.
func (s *Store) waiting(lane storage.Lane) (list []candidate, err error) {
	for k, r := range s.kept.records {
		if lane == storage.Inside && !r.head.WakeAt.IsZero() {
			w := storage.Work{Record: k, NotBefore: r.head.WakeAt}
			list = append(list, candidate{lease.Slot{Record: k, Sort: lease.Wake}, w})
		}
	}
	for slot, queue := range s.kept.queues {
		w, err := s.kept.waiting(queue[0])
		if err != nil {
			return nil, err
		}
		if w.Lane == lane {
			list = append(list, candidate{slot, w.Work(s.kept.epoch, s.opened)})
		}
	}
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(
			a.work.NotBefore.Compare(b.work.NotBefore),
			compareKeys(a.slot.Record, b.slot.Record),
			strings.Compare(a.slot.Sort, b.slot.Sort),
		)
	})
	return list, nil
}

// Release gives leased work back undone, due as before.
func (s *Store) Release(w storage.Work) { s.leases.Release(w) }
