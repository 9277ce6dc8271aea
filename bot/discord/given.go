package discord

// Which answers were given to signed requests: one that is sent again, by whomever, does nothing again.

import "sync"

// maxGiven is how many answers are kept. Some hundred come in the minutes in which a signature holds.
const maxGiven = 500

// given remembers answers by the interaction. It must be made by newGiven.
type given struct {
	mu      sync.Mutex
	answers map[string][]byte
	ids     []string // oldest first
}

func newGiven() *given { return &given{answers: map[string][]byte{}} }

func (g *given) get(id string) (answer []byte, was bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	answer, was = g.answers[id]
	return answer, was
}

func (g *given) keep(id string, answer []byte) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if _, known := g.answers[id]; !known {
		g.ids = append(g.ids, id)
	}
	g.answers[id] = answer
	if len(g.ids) > maxGiven {
		delete(g.answers, g.ids[0])
		g.ids = g.ids[1:]
	}
}
