package discordtest

// Interactions: how each reaches the app, once, and what came of it.

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// What a deed fails with. The person who did it sees an error.
var (
	ErrUnacknowledged = errors.New("the application did not respond within 3 seconds")
	ErrNobody         = fmt.Errorf("%w: it is not connected", ErrUnacknowledged)
)

// ackWait is how long the app has to acknowledge.
const ackWait = 3 * time.Second

// Delivery is one interaction that somebody began.
type Delivery struct {
	ID      string
	Kind    int // as Discord counts them: 2 a command, 3 a button, 4 completing an option, 5 a modal
	By      string
	Channel string
	Payload json.RawMessage
	Session string // of the gateway; empty for HTTP, or nobody
	HTTP    bool
	At      time.Time
	After   time.Duration   // how long until it was acknowledged, or given up
	Answer  json.RawMessage // the app's response, {"type":…,"data":…}; nil where there is none
	Err     error
}

// deed is an interaction on its way.
type deed struct {
	Delivery
	interaction *interaction
	acked       chan json.RawMessage // of size 1: what the app answered
}

// Deliveries are all interactions that have come to an end, in that order.
func (s *Server) Deliveries() []Delivery {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Delivery(nil), s.deeds.log...)
}

// LoseAcks lets the next n responses that come over REST be taken and cuts the connection. Of those that come in the answer to a
// signed request, once DeliverOverHTTP was called, it loses the next n themselves.
func (s *Server) LoseAcks(n int) {
	s.mu.Lock()
	over := s.deeds.endpoint.url != ""
	if over {
		s.deeds.loseAcks = n
	}
	s.mu.Unlock()
	if over {
		return
	}
	for range n {
		s.NextOf(Callback, LoseAnswer())
	}
}

// Again sends the latest interaction once more, as it was, and does not wait. Discord does not do so; an app must live through
// it all the same, as through a request that somebody replays. What the app answers is refused, or lost.
func (s *Server) Again() error {
	s.mu.Lock()
	d, to := s.deeds.last, s.deeds.endpoint
	if d == nil {
		s.mu.Unlock()
		return errors.New("nobody has done anything yet")
	}
	if to.url == "" {
		defer s.mu.Unlock()
		return s.overGateway(d)
	}
	s.mu.Unlock()
	_, _, err := to.send(d.Payload, Sign(d.Payload, d.interaction.began))
	return err
}

// deliver brings the interaction to the app and returns the response, {"type":…,"data":…}.
func (s *Server) deliver(d *deed) (json.RawMessage, error) {
	s.mu.Lock()
	to := s.deeds.endpoint
	s.deeds.last, s.deeds.waiting[d.interaction.token] = d, d
	d.At = time.Now()
	if to.url == "" {
		d.Err = s.overGateway(d)
	}
	s.mu.Unlock()
	late := time.NewTimer(ackWait)
	defer late.Stop()
	if to.url != "" {
		d.HTTP = true
		d.Err = s.overHTTP(to, d)
	}
	if d.Err == nil {
		d.Answer, d.Err = s.await(d, late.C)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	d.After = time.Since(d.At)
	delete(s.deeds.waiting, d.interaction.token)
	s.deeds.log = append(s.deeds.log, d.Delivery)
	return d.Answer, d.Err
}

func (s *Server) await(d *deed, late <-chan time.Time) (json.RawMessage, error) {
	select {
	case answer := <-d.acked:
		return answer, nil
	case <-late:
		return nil, ErrUnacknowledged
	case <-s.Done():
		return nil, ErrNobody
	}
}

// overGateway gives the interaction to one session. The caller holds the mutex.
func (s *Server) overGateway(d *deed) error {
	e := s.gateway.next()
	if e == nil {
		return ErrNobody
	}
	d.Session = e.id
	e.dispatch("INTERACTION_CREATE", d.Payload)
	return nil
}

// overHTTP sends the interaction to the app's address. The app may respond there, or with 202 and over REST.
func (s *Server) overHTTP(to endpoint, d *deed) error {
	status, answer, err := to.send(d.Payload, Sign(d.Payload, d.interaction.began))
	switch {
	case err != nil:
		return err
	case status == http.StatusAccepted:
		return nil
	case status != http.StatusOK:
		return fmt.Errorf("%w: it answers %d", ErrUnacknowledged, status)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.losesAck() {
		return ErrUnacknowledged
	}
	if _, err := s.callback(d.ID, d.interaction.token, answer); err != nil {
		return fmt.Errorf("%w: %w", ErrUnacknowledged, err)
	}
	return nil
}

func (s *Server) losesAck() bool {
	lost := s.deeds.loseAcks > 0
	if lost {
		s.deeds.loseAcks--
	}
	return lost
}

// respond hands the response, which was put down, to the deed that waits for it; what the person is asked is looked at
// before. An error refuses it. The caller holds the mutex.
func (s *Server) respond(_, token string, body json.RawMessage) error {
	i, data := s.interactions[token], dataOf(body)
	switch typeOf(body) {
	case callbackComplete:
		if _, err := choicesOf(data); err != nil {
			return inData(err)
		}
	case callbackModal:
		m, err := modalOf(data)
		if err != nil {
			return inData(err)
		}
		s.deeds.modals[i.by] = &opened{Modal: m, channel: i.channel, from: i.about}
	}
	if d := s.deeds.waiting[token]; d != nil {
		d.acked <- body // of size 1, and answered once
	}
	return nil
}

// dataOf is the data of a response.
func dataOf(body json.RawMessage) json.RawMessage {
	var response struct{ Data json.RawMessage }
	_ = json.Unmarshal(body, &response)
	if response.Data == nil {
		return json.RawMessage("{}")
	}
	return response.Data
}
