package memory

import (
	"context"
	"fmt"
	"slices"

	"syncbot/storage"
	"syncbot/storage/internal/lease"
)

// tx is a commit under way: it changes the maps and remembers how to change them back.
type tx struct {
	*kept
	undo  []func()
	ended []storage.EffectID // leases that end with it
	wakes []storage.Key      // records whose wake's lease ends with it
}

func set[K comparable, V any](t *tx, m map[K]V, k K, v V) {
	remember(t, m, k)
	m[k] = v
}

func unset[K comparable, V any](t *tx, m map[K]V, k K) {
	remember(t, m, k)
	delete(m, k)
}

func remember[K comparable, V any](t *tx, m map[K]V, k K) {
	old, ok := m[k]
	t.undo = append(t.undo, func() {
		if ok {
			m[k] = old
		} else {
			delete(m, k)
		}
	})
}

// Commit keeps the batch, all or none, in order.
func (s *Store) Commit(ctx context.Context, batch ...storage.Commit) error {
	leave, err := s.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	t := &tx{kept: s.kept}
	for _, c := range batch {
		if err := s.commit(t, c); err != nil {
			for _, undo := range slices.Backward(t.undo) {
				undo()
			}
			return err
		}
	}
	s.leases.End(t.ended, t.wakes)
	return nil
}

func (s *Store) commit(t *tx, c storage.Commit) error {
	if err := c.Validate(); err != nil {
		return err
	}
	if err := putSeen(t, c); err != nil {
		return err
	}
	if err := s.finish(t, c.Done); err != nil {
		return err
	}
	if err := s.putOff(t, c.Retry); err != nil {
		return err
	}
	for _, r := range c.Records {
		if err := putRecord(t, c, r); err != nil {
			return fmt.Errorf("%s %s: %w", r.Key.Kind, r.Key.ID, err)
		}
	}
	for _, e := range c.Effects {
		if err := addEffect(t, storage.NewWaiting(e, c.At, t.epoch)); err != nil {
			return err
		}
	}
	return nil
}

func putSeen(t *tx, c storage.Commit) error {
	if c.Key == "" {
		return nil
	}
	if _, ok := t.seen[c.Key]; ok {
		return fmt.Errorf("key %q: %w", c.Key, storage.ErrSeen)
	}
	b, err := storage.EncodeSeen(c.Key, c.Answer, c.At)
	set(t, t.seen, c.Key, b)
	return err
}

func putRecord(t *tx, c storage.Commit, r storage.Record) error {
	old := t.records[r.Key].head
	if old.Rev != r.Rev-1 {
		return fmt.Errorf("it has Rev %d, so Rev %d cannot follow: %w", old.Rev, r.Rev, storage.ErrConflict)
	}
	form, err := storage.EncodeRecord(r, c.At)
	if err != nil {
		return err
	}
	if err := hold(t, old, r); err != nil {
		return err
	}
	t.wakes = append(t.wakes, r.Key)
	head, at, err := storage.DecodeHead(r.Key, form)
	set(t, t.records, r.Key, record{head, at, form})
	if err != nil || c.Event == nil {
		return err
	}
	b, err := storage.EncodeEntry(r.Key, storage.Entry{At: c.At, Rev: r.Rev, Event: c.Event})
	set(t, t.journal, r.Key, append(slices.Clip(t.journal[r.Key]), b))
	return err
}

// hold lets go of what the record held uniquely and holds what it now wants.
func hold(t *tx, old, r storage.Record) error {
	if old.Open && old.Unique != "" {
		unset(t, t.holders, uniqueOf(r.Key, old.Unique))
	}
	if !r.Open || r.Unique == "" {
		return nil
	}
	u := uniqueOf(r.Key, r.Unique)
	if _, taken := t.holders[u]; taken {
		return fmt.Errorf("another open one has %q: %w", r.Unique, storage.ErrConflict)
	}
	set(t, t.holders, u, r.Key.ID)
	return nil
}

func uniqueOf(k storage.Key, name string) unique { return unique{k.Workshop, k.Kind, name} }

func addEffect(t *tx, w storage.Waiting) error {
	if _, ok := t.outbox[w.ID]; ok {
		return fmt.Errorf("effect %s is in the outbox already; an effect's id names it for ever", w.ID)
	}
	slot := lease.SlotOf(w.Effect)
	queue := t.queues[slot]
	if w.Replaces && len(queue) > 0 {
		old, err := t.waiting(queue[0])
		if err != nil {
			return err
		}
		unset(t, t.outbox, old.ID)
		queue, w = nil, w.After(old)
	}
	set(t, t.queues, slot, append(slices.Clip(queue), w.ID))
	return putWaiting(t, w)
}

func (k *kept) waiting(id storage.EffectID) (storage.Waiting, error) {
	e := k.outbox[id]
	return storage.DecodeWaiting(e.slot.Record, e.form)
}

func putWaiting(t *tx, w storage.Waiting) error {
	b, err := storage.EncodeWaiting(w)
	set(t, t.outbox, w.ID, entry{lease.SlotOf(w.Effect), b})
	return err
}

// finish takes the effect out of the outbox. One that was replaced while it was leased is out of it already.
func (s *Store) finish(t *tx, id storage.EffectID) error {
	if id == "" {
		return nil
	}
	e, ok := t.outbox[id]
	if !ok {
		_, err := s.replaced(t, id)
		return err
	}
	t.ended = append(t.ended, id)
	unset(t, t.outbox, id)
	rest := slices.DeleteFunc(slices.Clone(t.queues[e.slot]), func(o storage.EffectID) bool { return o == id })
	if len(rest) == 0 {
		unset(t, t.queues, e.slot)
	} else {
		set(t, t.queues, e.slot, rest)
	}
	return nil
}

// replaced is the slot in which the effect, which is not in the outbox, is leased; its lease ends with the commit.
func (s *Store) replaced(t *tx, id storage.EffectID) (lease.Slot, error) {
	slot, ok := s.leases.Slot(id)
	if !ok || slices.Contains(t.ended, id) {
		return slot, fmt.Errorf("effect %s: %w", id, storage.ErrSeen)
	}
	t.ended = append(t.ended, id)
	return slot, nil
}

// putOff moves the effect in time, or, where it was replaced while it was leased, the one that has its place.
func (s *Store) putOff(t *tx, r *storage.Retry) error {
	if r == nil {
		return nil
	}
	if _, ok := t.outbox[r.Effect]; !ok {
		return s.backOff(t, r)
	}
	t.ended = append(t.ended, r.Effect)
	w, err := t.waiting(r.Effect)
	if err != nil {
		return err
	}
	return putWaiting(t, w.PutOff(*r, t.epoch))
}

func (s *Store) backOff(t *tx, r *storage.Retry) error {
	slot, err := s.replaced(t, r.Effect)
	if err != nil || len(t.queues[slot]) == 0 {
		return err
	}
	w, err := t.waiting(t.queues[slot][0])
	if err != nil {
		return err
	}
	return putWaiting(t, w.BackedOff(r.NotBefore))
}
