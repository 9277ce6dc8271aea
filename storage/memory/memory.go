// Package memory keeps the store in maps, for tests and for programs that may forget. It keeps the contract of
// package storage to the letter, and values only in their stored forms: nothing a caller holds is shared with it.
// Looking for due work reads everything; it is not made for many records.
package memory

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"syncbot/storage"
	"syncbot/storage/internal/lease"
	"syncbot/workflow"
)

// Options of [New]. The zero value keeps everything for ever.
type Options struct {
	Retention storage.Retention
	Now       func() time.Time // the bot's clock, read once at New and at each Reopen; nil: time.Now
}

// Store is a [storage.Store] in memory. Use [New].
type Store struct {
	opts   Options
	opened time.Time
	leases *lease.Leases

	mu     sync.Mutex
	closed bool
	kept   *kept
}

var _ storage.Store = (*Store)(nil)

// kept is what outlives the store; the stored forms are never changed in place.
type kept struct {
	epoch   uint64
	records map[storage.Key]record
	holders map[unique]string // ID of the open record that holds it
	outbox  map[storage.EffectID]entry
	queues  map[lease.Slot][]storage.EffectID // never changed in place
	seen    map[string][]byte
	journal map[storage.Key][][]byte // never changed in place
}

type record struct {
	head storage.Record // without its Body
	at   time.Time
	form []byte
}

type entry struct {
	slot lease.Slot
	form []byte
}

type unique struct {
	workshop workflow.WorkshopID
	kind     storage.Kind
	name     string
}

// New is an empty store.
func New(opts Options) *Store {
	return start(opts, &kept{
		records: map[storage.Key]record{},
		holders: map[unique]string{},
		outbox:  map[storage.EffectID]entry{},
		queues:  map[lease.Slot][]storage.EffectID{},
		seen:    map[string][]byte{},
		journal: map[storage.Key][][]byte{},
	})
}

func start(opts Options, k *kept) *Store {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	k.epoch++
	return &Store{opts: opts, opened: opts.Now(), leases: lease.New(), kept: k}
}

// Reopen closes the store and opens another on what it has kept, as a process does that starts again.
func (s *Store) Reopen() *Store {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	return start(s.opts, s.kept)
}

// Close closes the store. It may be called again.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	return nil
}

// enter locks the store for one call, if it is to go on; call the result to unlock it.
func (s *Store) enter(ctx context.Context) (leave func(), err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil, storage.ErrClosed
	}
	return s.mu.Unlock, nil
}

// Get reads a record.
func (s *Store) Get(ctx context.Context, k storage.Key) (storage.Record, error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return storage.Record{}, err
	}
	defer leave()
	rec, ok := s.kept.records[k]
	if !ok {
		return storage.Record{}, storage.ErrNotFound
	}
	r, _, err := storage.DecodeRecord(k, rec.form)
	return r, err
}

// Watching finds the open case for the document.
func (s *Store) Watching(ctx context.Context, w workflow.WorkshopID, d workflow.Document) (workflow.CaseID, error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return "", err
	}
	defer leave()
	id, ok := s.kept.holders[unique{w, storage.KindCase, d.Key()}]
	if !ok {
		return "", storage.ErrNotFound
	}
	return workflow.CaseID(id), nil
}

// Seen gives the answer that was committed under the key.
func (s *Store) Seen(ctx context.Context, key string) (workflow.Answer, error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return workflow.Answer{}, err
	}
	defer leave()
	b, ok := s.kept.seen[key]
	if !ok {
		return workflow.Answer{}, storage.ErrNotFound
	}
	answer, _, err := storage.DecodeSeen(key, b)
	return answer, err
}

// defaultPage is the size of a page that asks for none.
const defaultPage = 100

// Open lists open records, ordered by key.
func (s *Store) Open(ctx context.Context, f storage.Filter, p storage.Page) ([]storage.Record, error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	limit := cmp.Or(max(p.Max, 0), defaultPage)
	var list []storage.Record
	for _, k := range slices.SortedFunc(maps.Keys(s.kept.records), compareKeys) {
		if !s.kept.records[k].listed(f) || compareKeys(k, p.After) <= 0 {
			continue
		}
		r, _, err := storage.DecodeRecord(k, s.kept.records[k].form)
		if err != nil {
			return nil, err
		}
		if list = append(list, r); len(list) == limit {
			break
		}
	}
	return list, nil
}

func (r record) listed(f storage.Filter) bool {
	k := r.head.Key
	return r.head.Open && (f.Kind == "" || f.Kind == k.Kind) && (f.Workshop == "" || f.Workshop == k.Workshop)
}

func compareKeys(a, b storage.Key) int {
	return cmp.Or(
		strings.Compare(string(a.Workshop), string(b.Workshop)),
		strings.Compare(string(a.Kind), string(b.Kind)),
		strings.Compare(a.ID, b.ID),
	)
}

// Journal lists a record's events, oldest first; none for a record that there is not.
func (s *Store) Journal(ctx context.Context, k storage.Key) ([]storage.Entry, error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var list []storage.Entry
	for _, b := range s.kept.journal[k] {
		e, err := storage.DecodeEntry(k, b)
		if err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, nil
}
