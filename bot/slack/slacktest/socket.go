package slacktest

// One connection of Socket Mode.

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

const (
	pingEvery = 10 * time.Second
	pongWait  = 30 * time.Second // a client that answers no ping for so long is cut
	writeWait = 5 * time.Second
	maxAck    = 20_000 // an acknowledgement of so many bytes vanishes
)

// socket is one connection. Its goroutines are the handler that serves it, which reads, and one that pings.
type socket struct {
	number int
	ws     *websocket.Conn
	turn   chan struct{} // holds one token: who has it writes
	gone   chan struct{} // closed when the reader has ended
}

func (s *Server) serveSocket(w http.ResponseWriter, r *http.Request) {
	ticket := r.URL.Query().Get("ticket")
	s.mu.Lock()
	good := s.hub.tickets[ticket]
	delete(s.hub.tickets, ticket)
	s.mu.Unlock()
	if !good {
		http.Error(w, "the ticket was used, or is none", http.StatusForbidden)
		return
	}
	up := websocket.Upgrader{HandshakeTimeout: writeWait, CheckOrigin: func(*http.Request) bool { return true }}
	ws, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	k := &socket{ws: ws, turn: make(chan struct{}, 1), gone: make(chan struct{})}
	defer k.cut()
	s.Go(func() { s.ping(k) })
	defer close(k.gone)
	s.talk(k)
}

// talk says hello, lets the connection take envelopes, and reads what the app answers until the end.
func (s *Server) talk(k *socket) {
	k.turn <- struct{}{} // no envelope comes before the hello
	reason, number := s.enter(k)
	err := k.write(hello(number))
	<-k.turn
	if err == nil && reason != "" {
		_ = k.send(disconnect(reason))
	}
	if err != nil || reason != "" {
		return
	}
	defer s.part(k)
	alive := func(string) error { return k.ws.SetReadDeadline(time.Now().Add(pongWait)) }
	k.ws.SetPongHandler(alive)
	_ = alive("")
	for {
		_, text, err := k.ws.ReadMessage()
		if err != nil {
			return
		}
		s.heard(text)
	}
}

// enter lets the connection take envelopes, or says why it has to go. It gives the number of connections too.
func (s *Server) enter(k *socket) (string, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := &s.hub
	h.opened++
	k.number = h.opened
	switch {
	case s.IsDown():
		return RefreshRequested, 0
	case h.disabled:
		return LinkDisabled, 1
	case len(h.sockets) >= MaxSockets:
		return "too_many_websockets", len(h.sockets)
	}
	h.sockets = append(h.sockets, k)
	return "", len(h.sockets)
}

func (s *Server) part(k *socket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hub.remove(k)
}

func hello(connections int) object {
	return object{
		"type": "hello", "num_connections": connections, "connection_info": object{"app_id": AppID},
		"debug_info": object{"host": "applink-fake", "build_number": 1, "approximate_connection_time": 18060},
	}
}

// heard takes an acknowledgement. One that is too long is as if it had never come.
func (s *Server) heard(text []byte) {
	var ack struct {
		ID      string          `json:"envelope_id"`
		Payload json.RawMessage `json:"payload"`
	}
	if len(text) >= maxAck || json.Unmarshal(text, &ack) != nil {
		return
	}
	if string(ack.Payload) == "null" {
		ack.Payload = nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hub.acknowledge(ack.ID, ack.Payload)
}

// ping keeps the connection alive until it is gone.
func (s *Server) ping(k *socket) {
	t := time.NewTicker(pingEvery)
	defer t.Stop()
	for {
		select {
		case <-t.C:
		case <-k.gone:
			return
		}
		if !s.pings() {
			continue
		}
		if k.ws.WriteControl(websocket.PingMessage, []byte("Ping from applink-fake"), time.Now().Add(writeWait)) != nil {
			k.cut()
		}
	}
}

func (s *Server) pings() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.hub.silent
}

// send writes one message, after those that others write.
func (k *socket) send(v any) error {
	k.turn <- struct{}{}
	defer func() { <-k.turn }()
	return k.write(v)
}

// write is send for who has the turn.
func (k *socket) write(v any) error {
	if err := k.ws.SetWriteDeadline(time.Now().Add(writeWait)); err != nil {
		return err
	}
	return k.ws.WriteJSON(v)
}

// cut ends the connection without a word.
func (k *socket) cut() { _ = k.ws.Close() }
