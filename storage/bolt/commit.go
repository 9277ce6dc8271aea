package bolt

import (
	"context"
	"errors"
	"fmt"
	"time"

	"syncbot/storage"
	"syncbot/storage/internal/lease"
)

// step is a commit with everything encoded that does not depend on what the store holds.
type step struct {
	storage.Commit
	seen    []byte
	records [][]byte // as Records
	entries [][]byte // as Records; nil without an event
	effects [][]byte // as Effects
}

// Commit makes the batch durable, all or none, in order.
func (s *Store) Commit(ctx context.Context, batch ...storage.Commit) error {
	steps := make([]step, len(batch))
	for i, c := range batch {
		var err error
		if steps[i], err = s.prepare(c); err != nil {
			return err
		}
	}
	if len(steps) == 0 {
		return ctx.Err()
	}
	return s.write(ctx, func(t *tx) error {
		for _, st := range steps {
			if err := s.commit(t, st); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) prepare(c storage.Commit) (st step, err error) {
	st = step{Commit: c}
	if err := c.Validate(); err != nil {
		return st, err
	}
	if c.Key != "" {
		if st.seen, err = storage.EncodeSeen(c.Key, c.Answer, c.At); err != nil {
			return st, err
		}
	}
	for _, r := range c.Records {
		if err := st.encode(r); err != nil {
			return st, err
		}
	}
	for _, e := range c.Effects {
		b, err := storage.EncodeWaiting(storage.NewWaiting(e, c.At, s.epoch))
		if err != nil {
			return st, err
		}
		st.effects = append(st.effects, b)
	}
	return st, nil
}

func (st *step) encode(r storage.Record) error {
	b, err := storage.EncodeRecord(r, st.At)
	if err != nil {
		return err
	}
	st.records = append(st.records, b)
	if st.Event == nil {
		return nil
	}
	b, err = storage.EncodeEntry(r.Key, storage.Entry{At: st.At, Rev: r.Rev, Event: st.Event})
	st.entries = append(st.entries, b)
	return err
}

// commit writes the step, or fails and leaves it to the caller to undo what it wrote.
func (s *Store) commit(t *tx, st step) error {
	if err := putSeen(t, st); err != nil {
		return err
	}
	if err := s.finish(t, st.Done); err != nil {
		return err
	}
	if err := s.putOff(t, st.Retry); err != nil {
		return err
	}
	for i, r := range st.Records {
		if err := s.putRecord(t, st, i); err != nil {
			return fmt.Errorf("%s %s: %w", r.Key.Kind, r.Key.ID, err)
		}
	}
	for i, e := range st.Effects {
		if err := s.addEffect(t, storage.NewWaiting(e, st.At, s.epoch), st.effects[i]); err != nil {
			return err
		}
	}
	return nil
}

func putSeen(t *tx, st step) error {
	if st.Key == "" {
		return nil
	}
	if t.get(seen, []byte(st.Key)) != nil {
		return fmt.Errorf("key %q: %w", st.Key, storage.ErrSeen)
	}
	return errors.Join(
		t.put(seen, []byte(st.Key), st.seen),
		t.index(aging, agingKey(agingKeys, st.At, []byte(st.Key)), nil),
	)
}

func (s *Store) putRecord(t *tx, st step, i int) error {
	r := st.Records[i]
	old, at, err := head(t, r.Key)
	if err != nil {
		return err
	}
	if old.Rev != r.Rev-1 {
		return fmt.Errorf("it has Rev %d, so Rev %d cannot follow: %w", old.Rev, r.Rev, storage.ErrConflict)
	}
	if err := unindexRecord(t, old, at); err != nil {
		return err
	}
	if err := indexRecord(t, r, st.At); err != nil {
		return err
	}
	t.ended.wakes = append(t.ended.wakes, r.Key)
	if err := t.put(records, recordKey(r.Key), st.records[i]); err != nil || st.Event == nil {
		return err
	}
	return putEntry(t, st.At, r, st.entries[i])
}

// putEntry adds a line to the record's journal. That of a case goes when the case goes; any other ages line by line.
func putEntry(t *tx, at time.Time, r storage.Record, encoded []byte) error {
	key := counted(recordKey(r.Key), r.Rev)
	if err := t.put(journal, key, encoded); err != nil || r.Key.Kind == storage.KindCase {
		return err
	}
	return t.index(aging, agingKey(agingEntries, at, key), nil)
}

// head is the stored record without its body; the zero Record with the key if there is none.
func head(t *tx, k storage.Key) (storage.Record, time.Time, error) {
	b := t.get(records, recordKey(k))
	if b == nil {
		return storage.Record{Key: k}, time.Time{}, nil
	}
	return storage.DecodeHead(k, b)
}

// indexRecord adds the rows that find the record: its wake, its place among the open ones, or that it may age.
func indexRecord(t *tx, r storage.Record, at time.Time) error {
	key := recordKey(r.Key)
	if !r.WakeAt.IsZero() {
		if err := t.index(due, wakeKey(r), nil); err != nil {
			return err
		}
	}
	if !r.Open {
		return ageRecord(t, r.Key, at)
	}
	if err := t.index(open, key, nil); err != nil || r.Unique == "" {
		return err
	}
	if t.get(unique, uniqueKey(r)) != nil {
		return fmt.Errorf("another open one has %q: %w", r.Unique, storage.ErrConflict)
	}
	return t.index(unique, uniqueKey(r), []byte(r.Key.ID))
}

func ageRecord(t *tx, k storage.Key, at time.Time) error {
	if k.Kind != storage.KindCase {
		return nil
	}
	return t.index(aging, agingKey(agingCases, at, recordKey(k)), nil)
}

// unindexRecord takes away what indexRecord added for the record as it was stored.
func unindexRecord(t *tx, r storage.Record, at time.Time) error {
	if r.Rev == 0 {
		return nil
	}
	key := recordKey(r.Key)
	err := errors.Join(
		t.del(due, wakeKey(r)),
		t.del(open, key),
		t.del(aging, agingKey(agingCases, at, key)),
	)
	if err != nil || !r.Open || r.Unique == "" {
		return err
	}
	return t.del(unique, uniqueKey(r))
}

func wakeKey(r storage.Record) []byte {
	return dueKey(storage.Inside, r.WakeAt, lease.Slot{Record: r.Key, Sort: lease.Wake})
}
