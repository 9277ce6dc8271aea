package discordtest

// What people see.

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Messages are what stands in the channel itself for everybody, oldest first; of a thread's id, what stands in the thread.
// They are copies.
func (s *Server) Messages(channel string) []Message {
	return s.some(func(m *Message) bool { return m.home() == channel && m.Only == "" })
}

// Thread is what stands in the thread or forum post for everybody, oldest first; nothing where there is no such. The message that a thread began with stands
// in its channel, the first of a forum post in the post.
func (s *Server) Thread(id string) []Message {
	return s.some(func(m *Message) bool { return m.Thread == id && m.Only == "" })
}

// Ephemerals are what only the user sees, wherever it stands, oldest first.
func (s *Server) Ephemerals(user string) []Message {
	return s.some(func(m *Message) bool { return m.Only == user })
}

// ThreadInfo is the thread of that id, if there is one.
func (s *Server) ThreadInfo(id string) (Thread, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.channels[id]; c != nil && c.thread != nil {
		c.settle()
		return *c.thread, true
	}
	return Thread{}, false
}

// Threads are the ids of the threads of the channel, in the order in which they began.
func (s *Server) Threads(channel string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []string
	for _, id := range slices.SortedFunc(maps.Keys(s.channels), byNumber) {
		if t := s.channels[id].thread; t != nil && t.Parent == channel {
			found = append(found, id)
		}
	}
	return found
}

// DirectChannel is where the bot and the user write to each other.
func (s *Server) DirectChannel(user string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.direct(user).ID
}

// Delete is somebody taking a message away, whoever wrote it; channel may be a thread. It says whether there was one.
func (s *Server) Delete(channel, message string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channels[channel]
	if c == nil || c.find(message) == nil {
		return false
	}
	s.drop(c.find(message))
	s.publish("MESSAGE_DELETE", object{"id": message, "channel_id": channel})
	return true
}

// String draws every channel, for the failure message of a test.
func (s *Server) String() string {
	var b strings.Builder
	home := ""
	for _, m := range s.some(func(*Message) bool { return true }) {
		if m.home() != home {
			home = m.home()
			fmt.Fprintln(&b, s.heading(home))
		}
		only := ""
		if m.Only != "" {
			only = ", only for " + m.Only
		}
		fmt.Fprintf(&b, "  %s by %s%s\n", m.ID, m.By, only)
		for line := range strings.Lines(m.Reads) {
			fmt.Fprintln(&b, "  "+strings.TrimRight(line, "\n"))
		}
		for _, button := range m.Buttons() {
			fmt.Fprintf(&b, "  [%s]\n", button.Label)
		}
	}
	return b.String()
}

func (s *Server) heading(id string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channels[id]
	switch {
	case c == nil:
		return id + ", which is gone"
	case c.with != "":
		return "@" + s.guild.members[c.with].Name + " " + id
	case c.thread == nil:
		return "#" + c.Name + " " + id
	}
	text := "┆ " + c.Name + " " + id
	if c.thread.Archived {
		text += ", archived"
	}
	if c.thread.Locked {
		text += ", locked"
	}
	return text
}

// some are copies of the messages that people wrote or the bot did and that are wanted, channel by channel.
func (s *Server) some(wanted func(*Message) bool) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []Message
	for _, id := range slices.SortedFunc(maps.Keys(s.channels), byNumber) {
		for _, m := range s.channels[id].messages {
			if m.kind == 0 && wanted(m) {
				c := *m
				c.Reads, c.Was = s.shown(m), slices.Clone(m.Was)
				c.Raw, _ = json.Marshal(s.messageWire(m))
				found = append(found, c)
			}
		}
	}
	return found
}

func byNumber(a, b string) int { return cmp.Compare(number(a), number(b)) }
