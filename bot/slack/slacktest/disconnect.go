package slacktest

// How Slack ends a connection of Socket Mode.

import (
	"slices"
	"time"
)

// Why a connection ends.
const (
	Warning          = "warning"           // in ten seconds
	RefreshRequested = "refresh_requested" // at once
	LinkDisabled     = "link_disabled"     // Socket Mode was switched off: every connection, and every new one right after its hello
)

// warned is how long a connection lasts after a warning. Until then it may still be given envelopes.
const warned = 10 * time.Second

func disconnect(reason string) object {
	return object{"type": "disconnect", "reason": reason, "debug_info": object{"host": "applink-fake"}}
}

// Disconnect ends the oldest connection for the reason, or all of them where Socket Mode is switched off. It returns when
// the app has been told.
func (s *Server) Disconnect(reason string) {
	for _, k := range s.ending(reason) {
		if k.send(disconnect(reason)) != nil || reason != Warning {
			k.cut()
			continue
		}
		s.Go(func() {
			select {
			case <-time.After(warned):
				k.cut()
			case <-k.gone:
			}
		})
	}
}

// EnableLink ends LinkDisabled.
func (s *Server) EnableLink() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hub.disabled = false
}

// ending are the connections that the reason ends. They take no more envelopes, unless they were only warned.
func (s *Server) ending(reason string) []*socket {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := s.hub.sockets
	if reason == LinkDisabled {
		s.hub.disabled, s.hub.sockets = true, nil
		return all
	}
	if len(all) == 0 {
		return nil
	}
	if reason == RefreshRequested {
		s.hub.sockets = append([]*socket(nil), all[1:]...)
	}
	return slices.Clone(all[:1]) // those that end meanwhile are removed in place
}
