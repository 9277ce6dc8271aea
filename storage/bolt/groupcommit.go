package bolt

import (
	"context"

	"syncbot/storage"
)

// All writes go through one goroutine, which takes whatever waits and makes it durable with one commit of the file.
// A lone caller is not delayed; while the disk is busy the next group grows.

// maxGroup bounds how many callers share a commit.
const maxGroup = 1024

// request is one caller's write. apply runs in the shared transaction; if it fails, what it did is undone.
type request struct {
	apply func(*tx) error
	done  chan error // has room for the answer: a caller that has gone holds nobody up
}

// write hands apply to the committer and waits until it is durable.
func (s *Store) write(ctx context.Context, apply func(*tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r := request{apply, make(chan error, 1)}
	select {
	case s.requests <- r:
	case <-s.closing:
		return storage.ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-r.done:
		return s.explain(err)
	case <-ctx.Done():
		return ctx.Err()
	}
}

// commitLoop is the committer. It ends when the store closes; what it has taken by then becomes durable first.
func (s *Store) commitLoop() {
	defer close(s.committed)
	for {
		select {
		case r := <-s.requests:
			s.commitGroup(s.gather(r))
		case <-s.closing:
			return
		}
	}
}

func (s *Store) gather(first request) []request {
	group := []request{first}
	for len(group) < maxGroup {
		select {
		case r := <-s.requests:
			group = append(group, r)
		default:
			return group
		}
	}
	return group
}

func (s *Store) commitGroup(group []request) {
	failed := make([]error, len(group))
	var ended ended
	err := s.update(func(t *tx) error {
		for i, r := range group {
			if err := apply(t, r, &failed[i]); err != nil {
				return err
			}
		}
		ended = t.ended
		return nil
	})
	if err == nil {
		s.leases.End(ended.effects, ended.wakes)
	}
	for i, r := range group {
		if failed[i] == nil {
			failed[i] = err
		}
		r.done <- failed[i]
	}
}

// apply gives the caller's own failure to the caller; its own error is the transaction's.
func apply(t *tx, r request, failed *error) error {
	m := t.mark()
	if *failed = r.apply(t); *failed == nil {
		return nil
	}
	return t.back(m)
}
