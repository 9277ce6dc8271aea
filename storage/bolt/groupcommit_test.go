package bolt

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	bolterrors "go.etcd.io/bbolt/errors"

	"syncbot/storage"
	"syncbot/workflow"
)

// hold keeps the committer busy until release is called, so that what is committed meanwhile waits together.
func hold(t *testing.T, s *Store) (release func()) {
	t.Helper()
	began, end, ended := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		ended <- s.write(ctx, func(*tx) error { close(began); <-end; return nil })
	}()
	<-began
	return func() {
		close(end)
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}

// together runs n callers that all wait while the committer is busy, and gives their errors.
func together(t *testing.T, s *Store, n int, caller func(i int) error) []error {
	t.Helper()
	release := hold(t, s)
	errs := make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() { errs[i] = caller(i) })
	}
	synctest.Wait()
	release()
	all.Wait()
	return errs
}

func TestACommitThatFailsDoesNotFailItsNeighbours(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	kinds := []struct {
		commit func(id string) []storage.Commit
		want   error
	}{
		{func(id string) []storage.Commit { return []storage.Commit{opened(id)} }, nil},
		{func(id string) []storage.Commit { return []storage.Commit{opened(id), opened("taken")} }, storage.ErrSeen},
		{func(id string) []storage.Commit {
			clash := opened("taken")
			clash.Key = ""
			return []storage.Commit{opened(id), clash}
		}, storage.ErrConflict},
		{func(id string) []storage.Commit {
			return []storage.Commit{opened(id), {At: noon, Done: "nobody's"}}
		}, storage.ErrSeen},
	}
	synctest.Test(t, func(t *testing.T) {
		s := openAt(t, path)
		defer s.Close()
		if err := s.Commit(ctx, opened("taken")); err != nil {
			t.Fatal(err)
		}
		for i, err := range together(t, s, 64, func(i int) error {
			return s.Commit(ctx, kinds[i%len(kinds)].commit(fmt.Sprint(i))...)
		}) {
			if want := kinds[i%len(kinds)].want; !errors.Is(err, want) {
				t.Errorf("caller %d: %v, want %v", i, err, want)
			}
		}
	})
	s := openAt(t, path)
	for i := range 64 {
		_, err := s.Get(ctx, storage.CaseKey(aCase(fmt.Sprint(i)).Ref()))
		if want := kinds[i%len(kinds)].want; (err == nil) != (want == nil) {
			t.Errorf("caller %d failed with %v, and its record is there: %t", i, want, err == nil)
		}
	}
}

func TestCallersThatWaitShareACommit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	synctest.Test(t, func(t *testing.T) {
		s := openAt(t, path)
		defer s.Close()
		commits := map[int]bool{}
		together(t, s, 64, func(int) error {
			return s.write(ctx, func(t *tx) error { commits[t.ID()] = true; return nil })
		})
		if len(commits) != 1 {
			t.Errorf("64 callers took %d commits of the file", len(commits))
		}
	})
}

func TestACallerWhoseContextEndsStopsWaiting(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "store.db"))
	release := hold(t, s)
	ending, cancel := context.WithCancel(ctx)
	waits := make(chan error)
	go func() { waits <- s.Commit(ending, opened("a")) }()
	cancel()
	if err := <-waits; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	release()
	if _, err := s.Get(ctx, storage.CaseKey(aCase("a").Ref())); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("a commit that had not begun became durable (%v)", err)
	}

	began, end := make(chan struct{}), make(chan struct{})
	ending, cancel = context.WithCancel(ctx)
	go func() { waits <- s.write(ending, func(*tx) error { close(began); <-end; return nil }) }()
	<-began
	cancel()
	if err := <-waits; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	close(end)
}

// A disk that is full fails every caller of the commit, and nothing is changed, in the file or in memory.
func TestACommitThatTheDiskRefusesChangesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	synctest.Test(t, func(t *testing.T) {
		s := openAt(t, path)
		defer s.Close()
		c, first := move(aCase("a"), 0)
		if err := s.Commit(ctx, first); err != nil {
			t.Fatal(err)
		}
		wantClaimed(t, s, 1)
		_, second := move(c, 1)
		s.db.MaxSize = 1
		both := []storage.Commit{second, large("large")}
		for _, err := range together(t, s, 2, func(i int) error { return s.Commit(ctx, both[i]) }) {
			if !errors.Is(err, bolterrors.ErrMaxSizeReached) {
				t.Error(err)
			}
		}
		wantClaimed(t, s, 0)
		s.db.MaxSize = 0
		if err := s.Commit(ctx, both...); err != nil {
			t.Error(err)
		}
		wantClaimed(t, s, 2)
	})
	openAt(t, path)
}

func wantClaimed(t *testing.T, s *Store, n int) {
	t.Helper()
	work, _, err := s.Claim(ctx, "slack", noon.Add(time.Hour), 10)
	if err != nil || len(work) != n {
		t.Errorf("%d pieces of work are due, want %d (%v)", len(work), n, err)
	}
}

func TestPruneLeavesWhatChangedSinceItLooked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	synctest.Test(t, func(t *testing.T) {
		s := openAt(t, path)
		defer s.Close()
		c := aCase("a")
		c.Rev, c.Phase = 1, workflow.Closed
		if err := s.Commit(ctx, storage.Commit{At: noon, Records: []storage.Record{storage.CaseRecord(c)}}); err != nil {
			t.Fatal(err)
		}
		c.Rev, c.Phase = 2, workflow.Asking
		again := storage.Commit{At: noon, Records: []storage.Record{storage.CaseRecord(c)}}
		release := hold(t, s)
		errs := make(chan error, 2)
		go func() { errs <- s.Commit(ctx, again) }()
		synctest.Wait()
		go func() { errs <- s.Prune(ctx, noon.AddDate(1, 0, 0)) }()
		synctest.Wait()
		release()
		if err := errors.Join(<-errs, <-errs); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Get(ctx, storage.CaseKey(c.Ref())); err != nil {
			t.Error(err)
		}
	})
}

// large does not fit into a file without making it grow.
func large(id string) storage.Commit {
	c := aCase(id)
	for range 3000 {
		c.Found = append(c.Found, c.Found[0])
	}
	_, commit := move(c, 0)
	return commit
}
