package slacktest

// Events: sent until the app acknowledges, at most four times.

import (
	"errors"
	"fmt"
	"time"
)

// retries are how long Slack waits before each attempt after the first.
var retries = []time.Duration{0, time.Minute, 5 * time.Minute}

// publish brings the event to the app, if it may hear of it, without waiting.
func (s *Server) publish(event object, scopes ...string) {
	s.mu.Lock()
	heard := s.app.allow(scopes...) == nil
	s.serial++
	payload := object{
		"type": "event_callback", "token": "old", "team_id": TeamID, "api_app_id": AppID, "event": event,
		"event_id": fmt.Sprintf("Ev%d", s.serial), "event_time": time.Now().Unix(), "event_context": "fake",
		"authorizations": []object{{"team_id": TeamID, "user_id": BotUser, "is_bot": true}}, "is_ext_shared_channel": false,
	}
	s.mu.Unlock()
	if heard {
		s.Go(func() { s.persist(payload) })
	}
}

// persist sends the payload until it is acknowledged or given up.
func (s *Server) persist(payload object) {
	_, err := s.deliver(s.envelope(KindEvent, payload))
	for n, wait := range retries {
		var answered httpError
		if err == nil || errors.As(err, &answered) && answered.final || !s.Sleep(wait) {
			return
		}
		e := s.envelope(KindEvent, payload)
		e.attempt, e.reason = n+1, s.why(err)
		_, err = s.deliver(e)
	}
}

// why is the reason for a retry.
func (s *Server) why(err error) string {
	var answered httpError
	s.mu.Lock()
	over := s.deeds.http != (Endpoints{})
	s.mu.Unlock()
	switch {
	case !over:
		return "timeout"
	case errors.As(err, &answered):
		return "http_error"
	case errors.Is(err, ErrUnacknowledged):
		return "http_timeout"
	}
	return "connection_failed"
}
