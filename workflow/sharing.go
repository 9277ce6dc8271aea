package workflow

// One cause, one explanation; one fix for all. An account's cases often wait for the same thing: a locked date, an account
// that is archived, an authorisation. One of them explains it, the others in its channel name that one.

import (
	"reflect"
	"slices"
	"strings"
	"time"

	"syncbot/workflow/diagnosis"
)

// Explained says which case explains a cause in a channel, and which cases point there.
type Explained struct {
	Cause   string   `json:"cause"`
	Channel Place    `json:"channel"`
	Case    CaseID   `json:"case"`
	Sharing []CaseID `json:"sharing,omitempty"`
}

// causeOf names what has to be fixed. The same words are surely about the same thing only where they name it, or where they
// are about the account as a whole; else only within what one owner waits for: two customers' addresses are two causes.
func (c Case) causeOf(x diagnosis.Explanation) string {
	cause := x.ID + " " + strings.ToLower(strings.Join(strings.Fields(x.Message), " "))
	if x.Named || x.About == "settings" || x.About == "connection" {
		return cause
	}
	return cause + " of " + string(c.Owner.ID)
}

// causes are what somebody has to see to: errors that were found, or were in the log before the sync, or that a sync was
// refused. The first stands first in the order of fixing.
func (m *Machine) causes(c Case) []string {
	switch {
	case c.Phase == Asking && c.Verdict == SyncNotStarted:
		return []string{"refused " + string(c.Reason.Code) + " " + c.Reason.Text}
	case c.Phase == Asking && c.Verdict == LogWanted:
		return []string{"the log is to be read"}
	}
	var all []string
	for _, f := range m.findings(m.shopOf(c), m.toFix(c)) {
		if !f.clearsByItself() {
			all = append(all, c.causeOf(f.Explanation))
		}
	}
	return all
}

// toFix are the entries that the case's present message asks somebody to see to.
func (m *Machine) toFix(c Case) []LogEntry {
	switch {
	case c.Phase == Asking && c.Verdict == ErrorsFound:
		return c.Found
	case c.Phase == Syncing && c.Verdict != SyncNotStarted || c.Phase == Pressing || c.Phase == Waiting:
		return c.Before
	default:
		return nil
	}
}

// RenewedBy says whether the press of an action on one case is one for the other, too: both offer it, and all that the other
// waits for is among what the pressed case waits for.
func (m *Machine) RenewedBy(pressed, other Case, a ActionID) bool {
	fixed, open := m.causes(pressed), m.causes(other)
	is := func(o Action) bool { return o.ID == a }
	offers := slices.ContainsFunc(m.Offer(pressed), is) && slices.ContainsFunc(m.Offer(other), is)
	if len(open) == 0 || !offers || other.ID == pressed.ID || other.Workshop != pressed.Workshop {
		return false
	}
	return !slices.ContainsFunc(open, func(cause string) bool { return !slices.Contains(fixed, cause) })
}

// SharesCauses says whether ShareCauses has something to do after a step from old to next with the effects.
func (m *Machine) SharesCauses(old, next Case, effects []Effect) bool {
	if slices.ContainsFunc(effects, saysCauses) {
		return true
	}
	same := old.Phase == next.Phase && old.Verdict == next.Verdict && old.Owner == next.Owner && old.Reason == next.Reason &&
		slices.Equal(old.Found, next.Found) && slices.Equal(old.Before, next.Before)
	return !same && !slices.Equal(m.causes(old), m.causes(next))
}

// saysCauses says that the effect asks somebody to see to something that other cases may wait for, too.
func saysCauses(e Effect) bool {
	say, _ := e.(Say)
	switch n := say.Note.(type) {
	case ErrorsNote:
		return !n.Auto
	case SyncNotStartedNote:
		return n.Next.IsZero()
	case TimeToReadNote:
		return true
	default:
		return false
	}
}

// Shared is what ShareCauses makes of a step. All of it is committed together.
type Shared struct {
	Case    Case
	Effects []Effect // of the case
	Account Account
	Owed    []Effect // of the account
}

// ShareCauses is asked after a step for which SharesCauses holds, with the account and those of its cases that
// Account.Explained names, as they stand. What another case explains in the same channel is not explained again; what stands
// first of the rest is this case's to explain from now on. Cases that point to an explanation which is gone are told, at the
// given time.
func (m *Machine) ShareCauses(c Case, effects []Effect, a Account, standing []Case, at time.Time) Shared {
	s := &sharing{m: m, c: c, at: at}
	s.release(a.Explained, standing)
	s.share(standing)
	out := Shared{Case: s.c, Effects: m.naming(s.c, effects), Account: a, Owed: s.owed}
	if !reflect.DeepEqual(s.told, a.Explained) {
		out.Account.Explained = s.told
		out.Account.Rev++
	}
	return out
}

// sharing is one ShareCauses under way.
type sharing struct {
	m    *Machine
	c    Case
	at   time.Time
	told []Explained
	owed []Effect
}

// release keeps what is still explained, and tells the cases that point to the rest.
func (s *sharing) release(all []Explained, standing []Case) {
	own := s.m.causes(s.c)
	for _, e := range all {
		i := slices.IndexFunc(standing, func(o Case) bool { return o.ID == e.Case })
		switch {
		case e.Case == s.c.ID && slices.Contains(own, e.Cause) && e.Channel == s.c.channel():
			s.told = append(s.told, e)
		case e.Case != s.c.ID && i >= 0 && slices.Contains(s.m.causes(standing[i]), e.Cause):
			e.Sharing = slices.DeleteFunc(slices.Clone(e.Sharing), func(id CaseID) bool { return id == s.c.ID })
			s.told = append(s.told, e)
		default:
			for _, id := range e.Sharing {
				if id != s.c.ID {
					s.owed = append(s.owed, Tell{Case: id, Event: Unexplained{At: At{s.at}, Cause: e.Cause}})
				}
			}
		}
	}
}

// share points to what others explain, and takes on the first of the rest.
func (s *sharing) share(standing []Case) {
	s.c.Same = nil
	explains := slices.ContainsFunc(s.told, func(e Explained) bool { return e.Case == s.c.ID })
	for _, cause := range s.m.causes(s.c) {
		i := slices.IndexFunc(s.told, func(e Explained) bool { return e.Cause == cause && e.Channel == s.c.channel() })
		switch {
		case i < 0 && !explains:
			explains = true
			s.told = append(s.told, Explained{Cause: cause, Channel: s.c.channel(), Case: s.c.ID})
		case i >= 0 && s.told[i].Case != s.c.ID:
			other := standing[slices.IndexFunc(standing, func(o Case) bool { return o.ID == s.told[i].Case })]
			s.c.Same = append(s.c.Same, Same{Cause: cause, Doc: other.Doc, Root: other.RootMessage()})
			s.told[i].Sharing = append(slices.Clone(s.told[i].Sharing), s.c.ID)
		}
	}
}

// naming puts into what is about to be said of the present question that another case explains it.
func (m *Machine) naming(c Case, effects []Effect) []Effect {
	out := slices.Clone(effects)
	for i, e := range out {
		if say, ok := e.(Say); ok && saysCauses(e) && say.Turn == c.Turn && c.Phase == Asking {
			say.Note = m.named(c, say.Note)
			out[i] = say
		}
	}
	return out
}

// named is the note with what another case explains.
func (m *Machine) named(c Case, n Note) Note {
	switch n := n.(type) {
	case ErrorsNote:
		if found := m.spokenOf(c); len(found) > 0 {
			n.Found = found
		}
		return n
	case SyncNotStartedNote:
		n.Same = c.onlySame()
		return n
	case TimeToReadNote:
		n.Same = c.onlySame()
		return n
	default:
		return n
	}
}

// onlySame is the case that says what to do about a refused sync, or a log that is to be read; nil: this one does.
func (c Case) onlySame() *Same {
	if c.Phase != Asking || c.Verdict != SyncNotStarted && c.Verdict != LogWanted || len(c.Same) == 0 {
		return nil
	}
	return &c.Same[0]
}

// unexplained: the case that explained the cause has moved on, so this one names it itself from now on.
func (s *step) unexplained(ev Unexplained) {
	n := len(s.c.Same)
	s.c.Same = slices.DeleteFunc(slices.Clone(s.c.Same), func(same Same) bool { return same.Cause == ev.Cause })
	if len(s.c.Same) < n {
		s.show()
	}
}

// spokenOf are the findings that the case's present message is about: those that it explains itself first, those that
// another case explains marked, those that clear by themselves last.
func (m *Machine) spokenOf(c Case) []Finding {
	entries := c.Found
	if c.Phase != Asking && c.Phase != Closed {
		entries = c.Before
	}
	all := m.findings(m.shopOf(c), entries)
	for i, f := range all {
		cause := c.causeOf(f.Explanation)
		if j := slices.IndexFunc(c.Same, func(s Same) bool { return s.Cause == cause }); j >= 0 {
			all[i].Same = &c.Same[j]
		}
	}
	slices.SortStableFunc(all, func(a, b Finding) int { return a.standing() - b.standing() })
	return all
}

// standing is the finding's place among others: to be fixed and explained here, explained elsewhere, clearing by itself.
func (f Finding) standing() int {
	switch {
	case f.clearsByItself():
		return 2
	case f.Same != nil:
		return 1
	default:
		return 0
	}
}
