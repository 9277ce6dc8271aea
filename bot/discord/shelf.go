package discord

// What Discord was asked about people and guilds, kept for a while.

import (
	"context"
	"sync"
	"time"
)

// maxShelved is how many answers of one kind are kept.
const maxShelved = 5000

// shelf keeps answers by what was asked about. One that is no longer fresh is asked for anew; it beats an error all the same. It
// must be made by newShelf.
type shelf[T any] struct {
	ask   func(ctx context.Context, about string) (T, error)
	fresh time.Duration

	mu    sync.Mutex
	known map[string]shelved[T]
}

type shelved[T any] struct {
	value T
	at    time.Time
}

func newShelf[T any](fresh time.Duration, ask func(context.Context, string) (T, error)) *shelf[T] {
	return &shelf[T]{ask: ask, fresh: fresh, known: map[string]shelved[T]{}}
}

// get gives the answer.
func (s *shelf[T]) get(ctx context.Context, about string) (T, error) {
	s.mu.Lock()
	old, known := s.known[about]
	s.mu.Unlock()
	if known && time.Since(old.at) < s.fresh {
		return old.value, nil
	}
	value, err := s.ask(ctx, about)
	switch {
	case err == nil:
		s.keep(about, value)
		return value, nil
	case known:
		return old.value, nil
	}
	return value, err
}

func (s *shelf[T]) keep(about string, value T) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.known) >= maxShelved {
		clear(s.known)
	}
	s.known[about] = shelved[T]{value, time.Now()}
}
