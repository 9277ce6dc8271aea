package slack

// Pages of App Home: one publisher for each person, so that what was asked for last stands at the end.

import "sync"

// pages says which are wanted, and which are being published, by person. The zero pages is ready.
type pages struct {
	mu           sync.Mutex
	wanted, busy map[string]bool
}

func (p *pages) want(user string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.wanted == nil {
		p.wanted, p.busy = map[string]bool{}, map[string]bool{}
	}
	p.wanted[user] = true
}

// begin reports whether the caller is to publish the page. It then has to call end.
func (p *pages) begin(user string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.wanted[user] || p.busy[user] {
		return false
	}
	delete(p.wanted, user)
	p.busy[user] = true
	return true
}

func (p *pages) end(user string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.busy, user)
}
