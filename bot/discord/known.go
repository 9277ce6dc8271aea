package discord

// What Discord has said and does not change, kept for the next time: of channels, threads and people there are ever more.

import "sync"

// maxKnown is how much of one kind is kept.
const maxKnown = 5000

// known is what is kept, by ids. The zero known is ready; where it is full, it begins anew.
type known[T any] struct {
	mu sync.Mutex
	by map[string]T
}

func (k *known[T]) get(id string) (T, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	v, is := k.by[id]
	return v, is
}

func (k *known[T]) keep(id string, v T) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.by == nil || len(k.by) >= maxKnown {
		k.by = map[string]T{}
	}
	k.by[id] = v
}
