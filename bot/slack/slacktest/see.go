package slacktest

// What people see.

import (
	"fmt"
	"slices"
	"strings"
)

// Messages are what stands in the channel and its threads for everybody, oldest first. They are copies.
func (s *Server) Messages(channel string) []Message {
	return s.some(func(m *Message) bool { return m.Channel == channel && m.Only == "" })
}

// Thread is the message with that ts and the replies to it, oldest first.
func (s *Server) Thread(channel, ts string) []Message {
	return s.some(func(m *Message) bool {
		return m.Channel == channel && m.Only == "" && (m.TS == ts || m.Thread == ts)
	})
}

// Ephemerals are what only the user sees, in whatever channel, oldest first.
func (s *Server) Ephemerals(user string) []Message {
	return s.some(func(m *Message) bool { return m.Only == user })
}

// Modal is the modal that the user has in front, if any.
func (s *Server) Modal(user string) (View, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v := s.top(user); v != nil {
		return *v, true
	}
	return View{}, false
}

// Home is the user's App Home, if the app has published one.
func (s *Server) Home(user string) (View, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v := s.views.homes[user]; v != nil {
		return *v, true
	}
	return View{}, false
}

// Reads is the view as people read it, in lines.
func (s *Server) Reads(v View) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.blocksShown(v.Blocks)
}

// String draws every channel, for the failure message of a test.
func (s *Server) String() string {
	var b strings.Builder
	channel := ""
	for _, m := range s.some(func(*Message) bool { return true }) {
		if m.Channel != channel {
			channel = m.Channel
			fmt.Fprintf(&b, "#%s\n", channel)
		}
		indent := "  "
		if m.Thread != "" {
			indent = "  ┆ "
		}
		only := ""
		if m.Only != "" {
			only = ", only for " + m.Only
		}
		fmt.Fprintf(&b, "%s%s by %s%s\n", indent, m.TS, m.By, only)
		for line := range strings.Lines(m.Reads) {
			b.WriteString(indent + strings.TrimRight(line, "\n") + "\n")
		}
	}
	return b.String()
}

// some are copies of the messages that are wanted, channel by channel.
func (s *Server) some(wanted func(*Message) bool) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ids []string
	for id := range s.channels {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var found []Message
	for _, id := range ids {
		for _, m := range s.channels[id].messages {
			if wanted(m) {
				c := *m
				c.Reads, c.Was = s.shown(m), slices.Clone(m.Was)
				found = append(found, c)
			}
		}
	}
	return found
}
