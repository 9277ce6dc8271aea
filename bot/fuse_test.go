package bot_test

// Killing a process at a chosen boundary: before or after a call to the store, the chat, Workshop Software or the books.

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"syncbot/bot/workshop"
	"syncbot/storage"
	"syncbot/workflow"
)

var errDead = errors.New("this process is dead")

// fuse kills its process at the boundary with the number at; 0: never. Each call has two: before it and after it.
// What a dead process calls has no effect.
type fuse struct {
	at int

	mu     sync.Mutex
	passed int
	where  string // the boundary that killed
	dead   bool
	kill   func()
}

func (f *fuse) onDeath(kill func()) { f.kill = kill }

// fired says whether the process was killed, and where.
func (f *fuse) fired() (string, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.where, f.dead
}

// before counts both boundaries of a call. alive: the call may be made. last: it is the last one, its answer is lost.
func (f *fuse) before(call string) (alive, last bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.dead {
		return false, false
	}
	f.passed += 2
	if f.passed-1 == f.at {
		f.die("before " + call)
	}
	return !f.dead, f.passed == f.at
}

func (f *fuse) after(call string, last bool) (alive bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if last {
		f.die("after " + call)
	}
	return !f.dead
}

func (f *fuse) die(where string) {
	f.dead, f.where = true, where
	f.kill()
}

// through makes a call between its two boundaries.
func through[T any](f *fuse, call string, dead error, do func(last bool) (T, error)) (T, error) {
	var nothing T
	alive, last := f.before(call)
	if !alive {
		return nothing, dead
	}
	result, err := do(last)
	if !f.after(call, last) {
		return nothing, dead
	}
	return result, err
}

type none = struct{}

type mortalStore struct {
	storage.Store
	fuse *fuse
}

func (s *mortalStore) Commit(ctx context.Context, batch ...storage.Commit) error {
	last := batch[len(batch)-1] // of a question the first holds only the key and the answer
	_, err := through(s.fuse, fmt.Sprintf("Commit of %T", last.Event), storage.ErrClosed, func(bool) (none, error) {
		return none{}, s.Store.Commit(ctx, batch...)
	})
	return err
}

func (s *mortalStore) Claim(ctx context.Context, l storage.Lane, now time.Time, max int) ([]storage.Work, time.Time, error) {
	if _, dead := s.fuse.fired(); dead {
		return nil, time.Time{}, storage.ErrClosed
	}
	return s.Store.Claim(ctx, l, now, max)
}

func (s *mortalStore) Get(ctx context.Context, k storage.Key) (storage.Record, error) {
	if _, dead := s.fuse.fired(); dead {
		return storage.Record{}, storage.ErrClosed
	}
	return s.Store.Get(ctx, k)
}

type mortalGateway struct {
	*witness
	fuse *fuse
}

func (g *mortalGateway) ForceSync(ctx context.Context, a workshop.Account, key string) (string, error) {
	return through(g.fuse, "ForceSync", errDead, func(bool) (string, error) {
		id, err := g.Sandbox.ForceSync(ctx, a, key)
		if err == nil {
			g.note(key)
		}
		return id, err
	})
}

func (g *mortalGateway) ReadLog(ctx context.Context, a workshop.Account, since time.Time) (workflow.Reading, error) {
	return through(g.fuse, "ReadLog", errDead, func(bool) (workflow.Reading, error) { return g.Sandbox.ReadLog(ctx, a, since) })
}

type mortalBooks struct {
	books interface {
		LookUp(context.Context, workflow.WorkshopID, workflow.Document) workflow.BooksLook
	}
	fuse *fuse
}

func (b *mortalBooks) LookUp(ctx context.Context, w workflow.WorkshopID, d workflow.Document) workflow.BooksLook {
	look, err := through(b.fuse, "LookUp", errDead, func(bool) (workflow.BooksLook, error) { return b.books.LookUp(ctx, w, d), nil })
	if err != nil {
		return workflow.BooksLook{Verdict: workflow.BooksUnknown, Reason: err.Error()}
	}
	return look
}
