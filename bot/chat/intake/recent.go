package intake

// Which deeds were answered, so that one that is delivered again is not answered twice.

import (
	"slices"
	"sync"
)

// maxRecent is how many deeds are remembered. A service delivers again within some minutes, or never.
const maxRecent = 2000

// Recent remembers keys of deeds. It must be made by NewRecent.
type Recent struct {
	mu   sync.Mutex
	seen map[string]bool
	keys []string // oldest first
}

// NewRecent makes one that remembers nothing yet.
func NewRecent() *Recent { return &Recent{seen: map[string]bool{}} }

// Add remembers a key. It reports whether it is new.
func (r *Recent) Add(key string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.seen[key] {
		return false
	}
	r.seen[key] = true
	r.keys = append(r.keys, key)
	if len(r.keys) > maxRecent {
		delete(r.seen, r.keys[0])
		r.keys = r.keys[1:]
	}
	return true
}

// Forget takes a key back, whose answer did not get there.
func (r *Recent) Forget(key string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.seen, key)
	r.keys = slices.DeleteFunc(r.keys, func(other string) bool { return other == key })
}
