package bolt

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"syncbot/storage"
)

// guarded runs fn and turns a panic or a fault on the mapped file into an error: bbolt answers damage with both.
// Locks inside bbolt may still be held after a panic, so the store answers nothing else from then on.
func (s *Store) guarded(fn func() error) (err error) {
	if failed := s.failed.Load(); failed != nil {
		return *failed
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true)) // holds for this goroutine alone
	defer func() {
		if p := recover(); p != nil {
			s.panicked.Store(true)
			err = s.fail(storage.Damaged("%v", p))
		}
	}()
	return fn()
}

// fail makes the error the answer to everything from now on, unless there is one already.
func (s *Store) fail(err error) error {
	s.failed.CompareAndSwap(nil, &err)
	return err
}

// view runs fn in a read transaction. It does not wait for commits.
func (s *Store) view(ctx context.Context, fn func(*bbolt.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.explain(s.guarded(func() error { return s.db.View(fn) }))
}

// update runs fn in a write transaction, guarded. Nothing of it is durable if update fails.
func (s *Store) update(fn func(*tx) error) error {
	return s.guarded(func() error {
		var id int
		err := s.db.Update(func(b *bbolt.Tx) error {
			id = b.ID()
			return inTx(b, fn)
		})
		if err != nil {
			return s.refused(err, id)
		}
		return nil
	})
}

func inTx(b *bbolt.Tx, fn func(*tx) error) error {
	t, err := begin(b)
	if err != nil {
		return err
	}
	if err := fn(t); err != nil {
		return err
	}
	return t.end()
}

// refused says what the failure of the write transaction means. Where the file shows it all the same, the disk alone
// knows whether it stays: nothing more is written until the file is opened again.
func (s *Store) refused(err error, id int) error {
	var newest int
	viewErr := s.db.View(func(b *bbolt.Tx) error { newest = b.ID(); return nil })
	if viewErr != nil || id == 0 || newest < id {
		return err
	}
	return s.fail(fmt.Errorf("the disk did not confirm a write (%w); look after the disk and start syncbot again", err))
}

// explain makes an error one that names the file where the file is what to look after.
func (s *Store) explain(err error) error {
	var damaged *storage.DamagedError
	var newer *storage.NewerError
	failed := s.failed.Load()
	switch {
	case errors.Is(err, bolterrors.ErrDatabaseNotOpen):
		return storage.ErrClosed
	case errors.As(err, &damaged), errors.As(err, &newer), errors.Is(err, ErrLocked), failed != nil && err == *failed:
		return fmt.Errorf("%s: %w", s.path, err)
	default:
		return err
	}
}
