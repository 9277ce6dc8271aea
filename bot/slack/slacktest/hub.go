package slacktest

// The connections of Socket Mode: which there are, and which takes the next envelope.

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
)

// MaxSockets is how many connections an app may have.
const MaxSockets = 10

type hub struct {
	sockets  []*socket
	opened   int // sockets so far
	turn     int
	tickets  map[string]bool
	waiting  map[string][]chan json.RawMessage // for an acknowledgement, by envelope
	silent   bool                              // no pings
	loseAcks int
	disabled bool
}

func newHub() hub {
	return hub{tickets: map[string]bool{}, waiting: map[string][]chan json.RawMessage{}}
}

// Sockets says how many connections of Socket Mode there are.
func (s *Server) Sockets() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.hub.sockets)
}

// SocketsOpened says how many connections of Socket Mode there have been.
func (s *Server) SocketsOpened() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.hub.opened
}

// CutSockets cuts every connection of Socket Mode without a word.
func (s *Server) CutSockets() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hub.cut()
}

// StopPings sends no pings from now on; StartPings does again.
func (s *Server) StopPings() { s.setSilent(true) }

// StartPings ends StopPings.
func (s *Server) StartPings() { s.setSilent(false) }

func (s *Server) setSilent(silent bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hub.silent = silent
}

// LoseAcks loses the next n acknowledgements on their way, over Socket Mode.
func (s *Server) LoseAcks(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hub.loseAcks = n
}

// connectionsOpen gives out an address that is good for one connection.
func (s *Server) connectionsOpen(url.Values) (object, error) {
	s.serial++
	ticket := strconv.Itoa(s.serial)
	s.hub.tickets[ticket] = true
	return object{"url": "ws" + s.Base()[len("http"):] + "/link/?ticket=" + ticket + "&app_id=" + AppID}, nil
}

// cut ends every connection. The caller holds the mutex, as for all that follows.
func (h *hub) cut() {
	for _, k := range h.sockets {
		k.cut()
	}
	h.sockets = nil
}

func (h *hub) remove(k *socket) {
	h.sockets = slices.DeleteFunc(h.sockets, func(other *socket) bool { return other == k })
}

// next is the connection whose turn it is; nil where there is none.
func (h *hub) next() *socket {
	if len(h.sockets) == 0 {
		return nil
	}
	h.turn++
	return h.sockets[h.turn%len(h.sockets)]
}

// acknowledge hands an answer of the app to all who wait for it: an envelope that was sent twice is one.
func (h *hub) acknowledge(envelope string, payload json.RawMessage) {
	if h.loseAcks > 0 {
		h.loseAcks--
		return
	}
	for _, waits := range h.waiting[envelope] {
		waits <- payload // of size 1
	}
	delete(h.waiting, envelope)
}
