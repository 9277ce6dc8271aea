package bolt

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"go.etcd.io/bbolt"

	"syncbot/storage"
	"syncbot/workflow"
)

// Get reads a record.
func (s *Store) Get(ctx context.Context, k storage.Key) (storage.Record, error) {
	b, err := s.read(ctx, records, recordKey(k))
	if err != nil {
		return storage.Record{}, err
	}
	r, _, err := storage.DecodeRecord(k, b)
	return r, s.explain(err)
}

// Watching finds the open case for the document.
func (s *Store) Watching(ctx context.Context, w workflow.WorkshopID, d workflow.Document) (workflow.CaseID, error) {
	k := uniqueKey(storage.Record{Key: storage.Key{Workshop: w, Kind: storage.KindCase}, Unique: d.Key()})
	v, err := s.read(ctx, unique, k)
	if err != nil {
		return "", err
	}
	id, err := indexTarget(k, v)
	return workflow.CaseID(id), s.explain(err)
}

// Seen gives the answer that was committed under the key.
func (s *Store) Seen(ctx context.Context, key string) (workflow.Answer, error) {
	b, err := s.read(ctx, seen, []byte(key))
	if err != nil {
		return workflow.Answer{}, err
	}
	answer, _, err := storage.DecodeSeen(key, b)
	return answer, s.explain(err)
}

// read is a copy of the row's value, or ErrNotFound.
func (s *Store) read(ctx context.Context, bucket string, key []byte) (value []byte, err error) {
	err = s.view(ctx, func(b *bbolt.Tx) error {
		if value = bytes.Clone(b.Bucket([]byte(bucket)).Get(key)); value == nil {
			return storage.ErrNotFound
		}
		return nil
	})
	return value, err
}

// each calls fn with the rows whose keys begin with the prefix, in order, from the first after after, until fn says stop.
func each(b *bbolt.Tx, bucket string, prefix, after []byte, fn func(key, value []byte) (stop bool, err error)) error {
	c := b.Bucket([]byte(bucket)).Cursor()
	k, v := c.Seek(slices.MaxFunc([][]byte{prefix, after}, bytes.Compare))
	if after != nil && bytes.Equal(k, after) {
		k, v = c.Next()
	}
	for ; k != nil && bytes.HasPrefix(k, prefix); k, v = c.Next() {
		if stop, err := fn(k, v); stop || err != nil {
			return err
		}
	}
	return nil
}

// defaultPage is the size of a page that asks for none.
const defaultPage = 100

// Open lists open records, ordered by key.
func (s *Store) Open(ctx context.Context, f storage.Filter, p storage.Page) (list []storage.Record, err error) {
	limit := cmp.Or(max(p.Max, 0), defaultPage)
	var prefix, after []byte
	if f.Workshop != "" {
		prefix = part(nil, f.Workshop)
	}
	if p.After != (storage.Key{}) {
		after = recordKey(p.After)
	}
	err = s.view(ctx, func(b *bbolt.Tx) error {
		return each(b, open, prefix, after, func(key, value []byte) (bool, error) {
			r, err := openRecord(b, f.Kind, key, value)
			if err == nil && r != nil {
				list = append(list, *r)
			}
			return len(list) == limit, err
		})
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

// openRecord is the record of the row of the open ones; nil if it is of another kind.
func openRecord(b *bbolt.Tx, kind storage.Kind, key, value []byte) (*storage.Record, error) {
	if _, err := indexTarget(key, value); err != nil {
		return nil, err
	}
	k, _, err := cutRecordKey(key)
	if err != nil || kind != "" && k.Kind != kind {
		return nil, err
	}
	r, _, err := storage.DecodeRecord(k, b.Bucket([]byte(records)).Get(key))
	return &r, err
}

// Journal lists a record's events, oldest first; none for a record that there is not.
func (s *Store) Journal(ctx context.Context, k storage.Key) (list []storage.Entry, err error) {
	err = s.view(ctx, func(b *bbolt.Tx) error {
		return each(b, journal, recordKey(k), nil, func(_, value []byte) (bool, error) {
			e, err := storage.DecodeEntry(k, value)
			list = append(list, e)
			return false, err
		})
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}
