package bolt

import (
	"bytes"
	"context"
	"errors"
	"time"

	"go.etcd.io/bbolt"

	"syncbot/storage"
	"syncbot/storage/internal/lease"
)

// What ages has a row in the aging bucket: its sort, when it was last committed, what it is.
const (
	agingKeys    = 'k' // a seen key
	agingCases   = 'c' // a closed case, with its journal
	agingEntries = 'j' // a journal entry of a record that never goes
)

// pruneSize bounds how many things a commit of Prune forgets, so that others need not wait long.
const pruneSize = 200

func agingKey(sort byte, at time.Time, what []byte) []byte {
	return append(sortable([]byte{sort}, at), what...)
}

// Prune forgets what is older than the retention allows, in bounded pieces.
func (s *Store) Prune(ctx context.Context, now time.Time) error {
	return errors.Join(
		s.prune(ctx, agingKeys, now, s.keep.Keys, forgetKey),
		s.prune(ctx, agingCases, now, s.keep.Closed, forgetCase),
		s.prune(ctx, agingEntries, now, s.keep.Closed, forgetEntry),
	)
}

// prune forgets things of a sort. What forget leaves alone keeps its row and is looked at again next time.
func (s *Store) prune(ctx context.Context, sort byte, now time.Time, keep time.Duration, forget func(*tx, []byte) (bool, error)) error {
	if keep <= 0 {
		return nil
	}
	before := agingKey(sort, now.Add(-keep), nil)
	after := []byte{sort}
	for {
		var rows [][]byte
		err := s.view(ctx, func(b *bbolt.Tx) (err error) {
			rows, err = agingRows(b, after, before)
			return err
		})
		if err != nil || len(rows) == 0 {
			return err
		}
		if err := s.write(ctx, func(t *tx) error { return forgetRows(t, rows, forget) }); err != nil {
			return err
		}
		after = rows[len(rows)-1]
	}
}

func agingRows(b *bbolt.Tx, after, before []byte) (rows [][]byte, err error) {
	err = each(b, aging, after[:1], after, func(key, value []byte) (bool, error) {
		if bytes.Compare(key, before) >= 0 {
			return true, nil
		}
		_, err := indexTarget(key, value)
		rows = append(rows, bytes.Clone(key))
		return len(rows) == pruneSize, err
	})
	return rows, err
}

func forgetRows(t *tx, rows [][]byte, forget func(*tx, []byte) (bool, error)) error {
	for _, row := range rows {
		if t.get(aging, row) == nil { // changed since it was read
			continue
		}
		gone, err := forget(t, row[1+timeSize:])
		if err != nil {
			return err
		}
		if gone {
			err = t.del(aging, row)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func forgetKey(t *tx, key []byte) (bool, error) { return true, t.del(seen, key) }

func forgetEntry(t *tx, key []byte) (bool, error) { return true, t.del(journal, key) }

// forgetCase forgets a closed case and its journal, unless effects of it wait.
func forgetCase(t *tx, key []byte) (bool, error) {
	if k, _ := firstIn(t.Tx, key); k != nil {
		return false, nil
	}
	k, _, err := cutRecordKey(key)
	if err != nil {
		return false, err
	}
	r, _, err := head(t, k)
	if err != nil {
		return false, err
	}
	var entries [][]byte
	err = each(t.Tx, journal, key, nil, func(entry, _ []byte) (bool, error) {
		entries = append(entries, bytes.Clone(entry))
		return false, nil
	})
	for _, entry := range entries {
		err = errors.Join(err, t.del(journal, entry))
	}
	wake := dueKey(storage.Inside, r.WakeAt, lease.Slot{Record: k, Sort: lease.Wake})
	return true, errors.Join(err, t.del(due, wake), t.del(records, key))
}
