package bolt

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"go.etcd.io/bbolt"

	"syncbot/storage"
	"syncbot/storage/internal/lease"
)

// The outbox: each record has ordered effects, numbered, of which the first is due, and one place for each sort of
// Replaces effect. Only what is due has a row in the time index.

// addEffect puts an entry, whose stored form is given, into the outbox.
func (s *Store) addEffect(t *tx, w storage.Waiting, encoded []byte) error {
	if t.get(effects, []byte(w.ID)) != nil {
		return fmt.Errorf("effect %s is in the outbox already; an effect's id names it for ever", w.ID)
	}
	slot := lease.SlotOf(w.Effect)
	place := slotKey(slot)
	if w.Replaces {
		return s.replace(t, place, w)
	}
	first, _ := firstIn(t.Tx, place)
	t.state.Next++
	if first == nil {
		if err := t.index(due, dueKey(w.Lane, w.NotBefore, slot), nil); err != nil {
			return err
		}
	}
	return enter(t, counted(place, t.state.Next), w.ID, encoded)
}

// replace puts the entry into its place, and takes out the one that waits there.
func (s *Store) replace(t *tx, place []byte, w storage.Waiting) error {
	if b := t.get(outbox, place); b != nil {
		old, err := storage.DecodeWaiting(w.Record, b)
		if err != nil {
			return err
		}
		if err := leave(t, place, old); err != nil {
			return err
		}
		w = w.After(old)
	}
	return putWaiting(t, place, w)
}

// enter writes the entry's row and the one that finds it.
func enter(t *tx, place []byte, id storage.EffectID, encoded []byte) error {
	return errors.Join(t.put(outbox, place, encoded), t.index(effects, []byte(id), place))
}

// leave deletes the entry and its row in the time index.
func leave(t *tx, place []byte, w storage.Waiting) error {
	return errors.Join(
		t.del(outbox, place),
		t.del(effects, []byte(w.ID)),
		t.del(due, dueKey(w.Lane, w.NotBefore, lease.SlotOf(w.Effect))),
	)
}

// putWaiting writes the entry, and to the time index whichever is due in its slot.
func putWaiting(t *tx, place []byte, w storage.Waiting) error {
	b, err := storage.EncodeWaiting(w)
	if err != nil {
		return err
	}
	if err := enter(t, place, w.ID, b); err != nil {
		return err
	}
	return promote(t, lease.SlotOf(w.Effect))
}

// firstIn is the first row of the outbox whose key begins with the place; nil: none.
func firstIn(t *bbolt.Tx, place []byte) (key, value []byte) {
	k, v := t.Bucket([]byte(outbox)).Cursor().Seek(place)
	if !bytes.HasPrefix(k, place) {
		return nil, nil
	}
	return bytes.Clone(k), v
}

// find is the entry of the effect; a nil place: it is not in the outbox.
func find(t *tx, id storage.EffectID) (place []byte, w storage.Waiting, err error) {
	v := t.get(effects, []byte(id))
	if v == nil {
		return nil, w, nil
	}
	if place, err = indexTarget([]byte(id), v); err != nil {
		return nil, w, err
	}
	place = bytes.Clone(place)
	record, _, err := cutRecordKey(place)
	if err != nil {
		return nil, w, err
	}
	if w, err = storage.DecodeWaiting(record, t.get(outbox, place)); err == nil && w.ID != id {
		err = storage.Damaged("effect %s is kept in the place of %s", w.ID, id)
	}
	return place, w, err
}

// finish takes the effect out of the outbox. One that was replaced while it was leased is out of it already.
func (s *Store) finish(t *tx, id storage.EffectID) error {
	if id == "" {
		return nil
	}
	place, w, err := find(t, id)
	if err != nil {
		return err
	}
	if place == nil {
		_, err := s.replaced(t, id)
		return err
	}
	t.ended.effects = append(t.ended.effects, id)
	if err := leave(t, place, w); err != nil {
		return err
	}
	return promote(t, lease.SlotOf(w.Effect))
}

// promote writes the row in the time index of what is due in the slot, if anything waits there.
func promote(t *tx, slot lease.Slot) error {
	_, b := firstIn(t.Tx, slotKey(slot))
	if b == nil {
		return nil
	}
	w, err := storage.DecodeWaiting(slot.Record, b)
	if err != nil {
		return err
	}
	return t.index(due, dueKey(w.Lane, w.NotBefore, slot), nil)
}

// replaced is the slot in which the effect, which is not in the outbox, is leased; its lease ends with the commit.
func (s *Store) replaced(t *tx, id storage.EffectID) (lease.Slot, error) {
	slot, ok := s.leases.Slot(id)
	if !ok || slices.Contains(t.ended.effects, id) {
		return slot, fmt.Errorf("effect %s: %w", id, storage.ErrSeen)
	}
	t.ended.effects = append(t.ended.effects, id)
	return slot, nil
}

// putOff moves the effect in time, or, where it was replaced while it was leased, the one that has its place.
func (s *Store) putOff(t *tx, r *storage.Retry) error {
	if r == nil {
		return nil
	}
	place, w, err := find(t, r.Effect)
	if err != nil {
		return err
	}
	if place == nil {
		return s.backOff(t, r)
	}
	t.ended.effects = append(t.ended.effects, r.Effect)
	if err := leave(t, place, w); err != nil {
		return err
	}
	return putWaiting(t, place, w.PutOff(*r, s.epoch))
}

func (s *Store) backOff(t *tx, r *storage.Retry) error {
	slot, err := s.replaced(t, r.Effect)
	if err != nil {
		return err
	}
	place := slotKey(slot)
	b := t.get(outbox, place)
	if b == nil {
		return nil
	}
	w, err := storage.DecodeWaiting(slot.Record, b)
	if err != nil {
		return err
	}
	if err := leave(t, place, w); err != nil {
		return err
	}
	return putWaiting(t, place, w.BackedOff(r.NotBefore))
}
