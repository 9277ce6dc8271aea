package slack

// Status: whether Slack reaches the bot, in one line.

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/chat/door"
)

// state is what the doors say of themselves. It must be made by newState.
type state struct {
	now     func() time.Time
	callers door.Callers // at the door for signed requests

	mu      sync.Mutex
	wanted  int       // connections of Socket Mode
	up      int       // of them those that stand
	open    string    // where the door for signed requests is open; empty: there is none
	once    bool      // a connection has stood
	since   time.Time // when the bot was last reached after it was not
	missed  time.Time // when it was last not reached after it was
	trouble trouble   // of the connections, the latest
}

func newState(now func() time.Time) *state { return &state{now: now} }

// Status is how it is, for operators.
func (s *Slack) Status() chat.Status {
	is := chat.Status{Well: s.state.reached(), Text: s.state.line()}
	if err := s.health.Trouble(s.options.Now(), s.state.clock); err != nil {
		is.Well, is.Text = false, strings.TrimSuffix(is.Text, ".")+". What the bot says does not arrive: "+err.Error()
	}
	return is
}

// reached says whether what people do reaches the bot, by whatever door.
func (s *state) reached() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.open != "" && !s.callers.Strangers() || s.up > 0
}

// begin says how many connections there are to be.
func (s *state) begin(connections int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wanted, s.up, s.once, s.missed, s.trouble = connections, 0, false, s.now(), trouble{}
}

// opened says that the door for signed requests is open, and where.
func (s *state) opened(where string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open, s.since = where, s.now()
}

// closed says why the door for signed requests is not open.
func (s *state) closed(t trouble) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open, s.trouble = "", t
}

// ended says that nobody listens any more.
func (s *state) ended() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wanted, s.up, s.open, s.trouble = 0, 0, "", trouble{}
}

// connected counts a connection that stands, and says whether it is the first since begin. Why there was none before does
// not matter any more.
func (s *state) connected() (first bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.up == 0 {
		s.since = s.now()
	}
	first = !s.once
	s.up, s.once, s.trouble = s.up+1, true, trouble{}
	return first
}

// lost is the end of connected.
func (s *state) lost() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.up--; s.up == 0 {
		s.missed = s.now()
	}
}

// troubled keeps why a connection could not be made, or did not last.
func (s *state) troubled(t trouble) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.trouble = t
}

func (s *state) line() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	since, missed := s.clock(s.since), s.clock(s.missed)
	switch {
	case s.open != "":
		return fmt.Sprintf("taking Slack's requests at %s since %s%s", s.open, since, s.callers.Line(signature, s.clock))
	case s.wanted == 0 && s.trouble.sentence != "":
		return "not connected: " + s.trouble.sentence
	case s.wanted == 0:
		return "not connected"
	case s.up == s.wanted:
		return "connected since " + since
	case s.up > 0:
		return fmt.Sprintf("connected since %s, by %d of %d connections%s", since, s.up, s.wanted, s.because())
	case s.trouble.final:
		return "not connected: " + s.trouble.sentence
	}
	if s.once {
		return fmt.Sprintf("reconnecting since %s%s", missed, s.because())
	}
	return fmt.Sprintf("connecting since %s%s", missed, s.because())
}

func (s *state) because() string {
	if s.trouble.sentence == "" {
		return ""
	}
	return ": " + s.trouble.sentence
}

// clock is a time as operators read it, with its day where that is not today.
func (s *state) clock(t time.Time) string {
	now := s.now()
	if t.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return t.Format("3:04 pm")
	}
	return t.Format("Mon 2 Jan, 3:04 pm")
}
