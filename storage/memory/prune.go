package memory

import (
	"context"
	"errors"
	"time"

	"syncbot/storage"
)

// Prune forgets what is older than the retention allows.
func (s *Store) Prune(ctx context.Context, now time.Time) error {
	leave, err := s.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	if keep := s.opts.Retention.Keys; keep > 0 {
		err = s.kept.pruneKeys(now.Add(-keep))
	}
	if keep := s.opts.Retention.Closed; keep > 0 {
		err = errors.Join(err, s.kept.pruneRecords(now.Add(-keep)))
	}
	return err
}

func (k *kept) pruneKeys(before time.Time) error {
	for key, b := range k.seen {
		_, at, err := storage.DecodeSeen(key, b)
		if err != nil {
			return err
		}
		if at.Before(before) {
			delete(k.seen, key)
		}
	}
	return nil
}

func (k *kept) pruneRecords(before time.Time) error {
	busy := map[storage.Key]bool{}
	for slot := range k.queues {
		busy[slot.Record] = true
	}
	for key, r := range k.records {
		if key.Kind != storage.KindCase {
			if err := k.pruneJournal(key, before); err != nil {
				return err
			}
			continue
		}
		if !r.head.Open && !busy[key] && r.at.Before(before) {
			delete(k.records, key)
			delete(k.journal, key)
		}
	}
	return nil
}

// pruneJournal forgets old lines of the journal of a record that itself never goes.
func (k *kept) pruneJournal(key storage.Key, before time.Time) error {
	var stay [][]byte
	for _, b := range k.journal[key] {
		e, err := storage.DecodeEntry(key, b)
		if err != nil {
			return err
		}
		if !e.At.Before(before) {
			stay = append(stay, b)
		}
	}
	k.journal[key] = stay
	return nil
}
