package slack

// Which deeds were answered, so that one that Slack delivers again is not answered twice.

import "sync"

// maxRecent is how many deeds are remembered. Slack delivers an event again within some minutes, or never.
const maxRecent = 2000

// recent remembers keys of deeds. It must be made by newRecent.
type recent struct {
	mu   sync.Mutex
	seen map[string]bool
	keys []string // oldest first
}

func newRecent() *recent { return &recent{seen: map[string]bool{}} }

// add remembers a key. It reports whether it is new.
func (r *recent) add(key string) bool {
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

// forget takes a key back, whose answer did not get there.
func (r *recent) forget(key string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.seen, key)
}
