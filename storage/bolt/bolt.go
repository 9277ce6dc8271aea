// Package bolt keeps the store in one file, with bbolt.
//
// Caveats first. The file belongs to one process at a time; another that opens it is told so. Nothing in it is
// encrypted; its mode is 0600. [Open] reads the whole file once to see that nothing in it is damaged or lost; [Verify] does no more than that.
// Each commit waits for the disk twice, so a lone caller makes at most half as many a second as the disk syncs;
// callers that wait together share a commit. What the disk says is flushed must be flushed.
package bolt

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"syncbot/storage"
	"syncbot/storage/internal/lease"
)

// ErrLocked says that another process holds the file.
var ErrLocked = errors.New("another syncbot is running on this file; stop it, or use its commands, which go through the running bot")

// Options of [Open]. The zero value keeps everything for ever.
type Options struct {
	Retention   storage.Retention
	LockTimeout time.Duration    // how long to wait for another process to let go of the file; 0: one second
	Now         func() time.Time // the bot's clock, read once, at Open; nil: time.Now
}

// Store is a [storage.Store] in a file. Close it.
type Store struct {
	path   string
	keep   storage.Retention
	db     *bbolt.DB
	file   *os.File // bbolt's own
	epoch  uint64
	opened time.Time
	leases *lease.Leases

	failed   atomic.Pointer[error] // set: the only answer from now on
	panicked atomic.Bool           // bbolt's locks may be held for ever

	requests  chan request
	closing   chan struct{} // closed: no more requests are taken
	committed chan struct{} // closed: the committer has ended
	close     func() error  // once
}

var _ storage.Store = (*Store)(nil)

// Open opens the store in the file at path, which it makes (mode 0600, its folder 0700) if there is none.
// It fails with [ErrLocked] if another process holds the file, with a [storage.DamagedError] if the file is damaged
// and with a [storage.NewerError] if a newer syncbot wrote it; each is a sentence that says what to do.
func Open(path string, opts Options) (*Store, error) {
	s := &Store{
		path:      path,
		keep:      opts.Retention,
		opened:    now(opts),
		leases:    lease.New(),
		requests:  make(chan request),
		closing:   make(chan struct{}),
		committed: make(chan struct{}),
	}
	s.close = sync.OnceValue(s.shut)
	if err := create(path); err != nil {
		return nil, fmt.Errorf("make the store: %w", err)
	}
	if err := s.open(cmp.Or(opts.LockTimeout, time.Second)); err != nil {
		return nil, s.explain(errors.Join(err, s.closeFile()))
	}
	go s.commitLoop()
	return s, nil
}

func now(opts Options) time.Time {
	if opts.Now == nil {
		return time.Now()
	}
	return opts.Now()
}

func (s *Store) open(timeout time.Duration) error {
	err := s.guarded(func() (err error) {
		s.db, err = bbolt.Open(s.path, 0o600, &bbolt.Options{Timeout: timeout, OpenFile: s.openFile})
		return err
	})
	if err != nil {
		return openError(err)
	}
	if err := s.check(); err != nil {
		return err
	}
	return s.update(s.nextEpoch)
}

// openFile opens the file for bbolt, which would take an empty one for a new one; create makes no empty file.
func (s *Store) openFile(path string, flag int, mode os.FileMode) (*os.File, error) {
	f, err := os.OpenFile(path, flag&^os.O_CREATE, mode)
	if err != nil {
		return nil, err
	}
	if err := private(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	s.file = f
	return f, nil
}

var errEmpty = storage.Damaged("the file is empty")

func private(f *os.File) error {
	info, err := f.Stat()
	switch {
	case err != nil:
		return err
	case info.Size() == 0:
		return errEmpty
	case info.Mode().Perm()&0o077 != 0:
		return f.Chmod(0o600)
	default:
		return nil
	}
}

func (s *Store) nextEpoch(t *tx) error {
	t.state.Epoch++
	s.epoch = t.state.Epoch
	return nil
}

// openError says what bbolt means: whatever does not come from the system comes from what is in the file.
func openError(err error) error {
	var damaged *storage.DamagedError
	var path *fs.PathError
	var system syscall.Errno
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return ErrLocked
	case errors.As(err, &damaged), errors.As(err, &path), errors.As(err, &system):
		return err
	default:
		return storage.Damaged("it is not a store, or its beginning is lost (%v)", err)
	}
}

// Close waits for commits that have begun and closes the store. It may be called again. Where damage to the file made
// bbolt panic, the file stays locked until the process ends.
func (s *Store) Close() error { return s.close() }

func (s *Store) shut() error {
	close(s.closing)
	if !s.panicked.Load() {
		<-s.committed
	}
	return s.closeFile()
}

func (s *Store) closeFile() error {
	switch {
	case s.file == nil:
		return nil
	case s.panicked.Load():
		return s.file.Close()
	case s.db == nil: // bbolt has closed it
		return nil
	default:
		return s.db.Close()
	}
}
