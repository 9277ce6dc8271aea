package slacktest

// Envelopes: what the app is told, how it gets there, and what came of it.

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"
)

// What a deed fails with. The person who did it sees an error.
var (
	ErrNobody         = errors.New("dispatch_failed: the app is not connected")
	ErrUnacknowledged = errors.New("operation_timeout: the app did not acknowledge within 3 seconds")
	ErrBadAnswer      = errors.New("the app's answer was refused")
)

// ackWait is how long the app has to acknowledge.
const ackWait = 3 * time.Second

// Kinds of envelopes.
const (
	KindCommand     = "slash_commands"
	KindInteractive = "interactive"
	KindEvent       = "events_api"
)

// Delivery is one envelope that went to the app.
type Delivery struct {
	Kind     string
	Envelope string // its id; two with one id are the same one again
	Payload  json.RawMessage
	Socket   int // the connection that it went to, counted from 1; 0 for HTTP or nobody
	Attempt  int // of an event: 0, then 1 to 3
	At       time.Time
	Acked    time.Time // zero where it was not acknowledged
	Err      error
}

type envelope struct {
	id      string
	kind    string
	payload json.RawMessage
	form    map[string]string // of a command, for HTTP
	attempt int
	reason  string // of an attempt after the first
	stamp   int64  // of the signature, for HTTP
}

type deeds struct {
	log  []Delivery
	last *envelope
	http Endpoints
}

// Deliveries are all envelopes so far, those that nobody took too.
func (s *Server) Deliveries() []Delivery {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Delivery(nil), s.deeds.log...)
}

// Again sends the last command or interaction once more, byte for byte. Slack is not known to do so; an app must live
// through it all the same, as through a request that somebody replays. What the app answers is lost.
func (s *Server) Again() error {
	s.mu.Lock()
	e := s.deeds.last
	s.mu.Unlock()
	if e == nil {
		return errors.New("nobody has done anything yet")
	}
	_, err := s.deliver(e)
	return err
}

// envelope makes an envelope around a payload.
func (s *Server) envelope(kind string, payload any) *envelope {
	raw, err := json.Marshal(payload)
	if err != nil {
		panic(fmt.Sprintf("slacktest: %v", err))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.serial++
	return &envelope{id: fmt.Sprintf("envelope-%d", s.serial), kind: kind, payload: raw, stamp: time.Now().Unix()}
}

// dispatch brings a command or an interaction to the app, once.
func (s *Server) dispatch(e *envelope) (json.RawMessage, error) {
	s.mu.Lock()
	s.deeds.last = e
	s.mu.Unlock()
	return s.deliver(e)
}

// deliver brings the envelope to the app and returns what it answers.
func (s *Server) deliver(e *envelope) (json.RawMessage, error) {
	d := Delivery{Kind: e.kind, Envelope: e.id, Payload: e.payload, Attempt: e.attempt, At: time.Now()}
	s.mu.Lock()
	over := s.deeds.http
	s.mu.Unlock()
	var answer json.RawMessage
	if over != (Endpoints{}) {
		answer, d.Err = s.overHTTP(over, e)
	} else {
		answer, d.Socket, d.Err = s.overSocket(e)
	}
	if d.Err == nil {
		d.Acked = time.Now()
	}
	s.mu.Lock()
	s.deeds.log = append(s.deeds.log, d)
	s.mu.Unlock()
	return answer, d.Err
}

// overSocket gives the envelope to one connection and waits for the acknowledgement, which may come by any.
func (s *Server) overSocket(e *envelope) (json.RawMessage, int, error) {
	acked := make(chan json.RawMessage, 1)
	s.mu.Lock()
	k := s.hub.next()
	s.hub.waiting[e.id] = append(s.hub.waiting[e.id], acked)
	s.mu.Unlock()
	defer s.forget(e.id, acked)
	if k == nil {
		return nil, 0, ErrNobody
	}
	late := time.NewTimer(ackWait)
	defer late.Stop()
	if k.send(e.wire()) != nil {
		k.cut()
	}
	select {
	case answer := <-acked:
		return answer, k.number, nil
	case <-late.C:
		return nil, k.number, ErrUnacknowledged
	case <-s.Done():
		return nil, k.number, ErrNobody
	}
}

func (s *Server) forget(id string, acked chan json.RawMessage) {
	s.mu.Lock()
	defer s.mu.Unlock()
	rest := slices.DeleteFunc(s.hub.waiting[id], func(other chan json.RawMessage) bool { return other == acked })
	if s.hub.waiting[id] = rest; len(rest) == 0 {
		delete(s.hub.waiting, id)
	}
}

func (e *envelope) wire() object {
	w := object{
		"envelope_id": e.id, "type": e.kind, "payload": e.payload, "accepts_response_payload": e.kind != KindEvent,
	}
	if e.kind == KindEvent {
		w["retry_attempt"], w["retry_reason"] = e.attempt, e.reason
	}
	return w
}
