package discord

// Status: whether Discord reaches the bot, in one line.

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
	callers door.Callers // where signed requests are taken

	mu         sync.Mutex
	wanted     bool      // there is to be a gateway connection
	up         bool      // it stands
	open       string    // where signed requests are taken; empty: nowhere
	once       bool      // a connection has stood
	since      time.Time // when the bot was last reached after it was not
	missed     time.Time // when it was last not reached after it was
	trouble    trouble   // of the door, the latest
	registered bool      // Discord has the commands
	commands   string    // why it does not; empty: it has, or nobody has tried yet
}

func newState(now func() time.Time) *state { return &state{now: now} }

// Status is how it is, for operators.
func (d *Discord) Status() chat.Status {
	is := chat.Status{Well: d.state.reached(), Text: d.state.line()}
	also := func(problem string) {
		is.Well, is.Text = false, strings.TrimSuffix(is.Text, ".")+". "+problem
	}
	if problem := d.state.uncommanded(); problem != "" {
		also(problem)
	}
	if err := d.health.Trouble(d.options.Now(), d.state.clock); err != nil {
		also("What the bot says does not arrive: " + err.Error())
	}
	return is
}

// reached says whether what people do reaches the bot, by whatever door.
func (s *state) reached() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.open != "" && !s.callers.Strangers() || s.up
}

// begin says that there is to be a gateway connection.
func (s *state) begin() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wanted, s.up, s.once, s.missed, s.trouble = true, false, false, s.now(), trouble{}
}

// opened says where signed requests are taken.
func (s *state) opened(where string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open, s.since = where, s.now()
}

// closed says why signed requests are not taken.
func (s *state) closed(t trouble) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open, s.trouble = "", t
}

// ended says that nobody listens any more.
func (s *state) ended() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wanted, s.up, s.open, s.trouble = false, false, "", trouble{}
}

// connected says that the gateway connection stands. Why there was none before does not matter any more.
func (s *state) connected() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.up, s.once, s.since, s.trouble = true, true, s.now(), trouble{}
}

// lost is the end of connected.
func (s *state) lost() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.up, s.missed = false, s.now()
}

// troubled keeps why a connection could not be made, or did not last.
func (s *state) troubled(t trouble) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.trouble = t
}

// commanded says whether Discord has the commands: problem is empty where it has.
func (s *state) commanded(problem string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.registered, s.commands = problem == "", problem
}

// hasCommands says whether Discord has had the commands since the process began.
func (s *state) hasCommands() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.registered
}

// uncommanded is why Discord has not the commands; empty: nothing is known to be wrong.
func (s *state) uncommanded() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.commands
}

func (s *state) line() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.open != "":
		return fmt.Sprintf("taking Discord's requests at %s since %s%s", s.open, s.clock(s.since), s.callers.Line(checked, s.clock))
	case s.up:
		return "connected since " + s.clock(s.since)
	case s.trouble.final, !s.wanted && s.trouble.sentence != "":
		return "not connected: " + s.trouble.sentence
	case !s.wanted:
		return "not connected"
	case s.once:
		return fmt.Sprintf("reconnecting since %s%s", s.clock(s.missed), s.because())
	}
	return fmt.Sprintf("connecting since %s%s", s.clock(s.missed), s.because())
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
