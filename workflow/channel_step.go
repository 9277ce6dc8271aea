package workflow

// The channel's machine: what cases hand over is said in order; what is due on one morning is asked in one message.

import (
	"reflect"
	"slices"
	"time"
)

// collect is how long a channel waits for reminders that come due on the same morning.
const collect = time.Minute

// channelStep is one application of an event, under way.
type channelStep struct {
	m       *Machine
	c       Channel
	at      time.Time
	effects []Effect
}

// StepChannel applies an event to a channel; the zero Channel of a place is one not yet used.
// An event that changes nothing gives the channel back as it was, without effects.
func (m *Machine) StepChannel(c Channel, ev Event) (Channel, []Effect) {
	s := &channelStep{m: m, c: c, at: ev.Time()}
	s.c.Due = slices.Clone(c.Due)
	s.apply(ev)
	if len(s.effects) == 0 && reflect.DeepEqual(c, s.c) {
		return c, nil
	}
	s.c.Rev++
	return s.c, s.effects
}

func (s *channelStep) apply(ev Event) {
	switch ev := ev.(type) {
	case Informed:
		s.do(Say{To: ToPlace, Note: ev.Note, Case: ev.Case, Turn: ev.Turn})
	case ReminderDue:
		s.due(ev.Reminder)
	case Woke:
		s.ask()
	case PostRefused:
		s.refused(ev.Say)
	}
}

func (s *channelStep) do(e Effect) { s.effects = append(s.effects, e) }

func (s *channelStep) due(r Reminder) {
	s.c.Due = append(slices.DeleteFunc(s.c.Due, func(o Reminder) bool { return o.Case == r.Case }), r)
	if s.c.AskAt.IsZero() || s.c.AskAt.After(s.at.Add(collect)) { // the second: the clock was set back
		s.c.AskAt = s.at.Add(collect)
	}
}

// ask reminds each owner once: of one case in its own thread, of several in one list here. After hours nobody is reminded;
// each case has its next reminder already.
func (s *channelStep) ask() {
	if !due(s.c.AskAt, s.at) {
		return
	}
	s.c.Due = slices.DeleteFunc(s.c.Due, func(r Reminder) bool { return s.at.After(r.Until) })
	for len(s.c.Due) > 0 {
		owner := s.c.Due[0].Owner
		var own, others []Reminder
		for _, r := range s.c.Due {
			if r.Owner.ID == owner.ID {
				own = append(own, r)
			} else {
				others = append(others, r)
			}
		}
		s.c.Due = others
		s.remind(owner, own)
	}
	s.c.Due, s.c.AskAt = nil, time.Time{}
}

// maxListed is how many cases one list of reminders names.
const maxListed = 10

func (s *channelStep) remind(owner User, own []Reminder) {
	for list := range slices.Chunk(own, maxListed) {
		if len(list) == 1 {
			s.nudge(list[0])
			continue
		}
		s.do(Say{To: ToPlace, Note: RemindersNote{Reminders: list}, Mention: owner.ID})
	}
}

func (s *channelStep) nudge(r Reminder) { s.do(Nudge{r}) }

// refused: what was to be said here must not be lost in silence. Reminders go to their own threads, the rest back to its case.
func (s *channelStep) refused(say Say) {
	if list, ok := say.Note.(RemindersNote); ok {
		for _, r := range list.Reminders {
			s.nudge(r)
		}
		return
	}
	s.do(Bounce{Case: say.Case, Place: s.c.Place})
}

// WantsChannel gives a channel's effect as it is still wanted, just before it is performed; false: it is dropped.
// of reads a case as it stands; false where it is gone.
func (m *Machine) WantsChannel(e Effect, now time.Time, of func(CaseRef) (Case, bool)) (Effect, bool) {
	say, ok := e.(Say)
	list, isList := say.Note.(RemindersNote)
	if !ok || !isList {
		return e, true
	}
	list.Reminders = slices.DeleteFunc(slices.Clone(list.Reminders), func(r Reminder) bool {
		c, ok := of(r.Case)
		return !ok || !c.awaits(r) || now.After(r.Until)
	})
	say.Note = list
	return say, len(list.Reminders) > 0
}

// awaits says that the case still waits for what the reminder reminds of, and that nobody has put it off since.
func (c Case) awaits(r Reminder) bool {
	return c.waitsForSomebody() && c.Turn == r.Turn && c.Owner.ID == r.Owner.ID && c.Reminded == r.Number && !c.Napped
}

// waitsForSomebody says that a person has to do something; while a sync can't be started, somebody may press it.
func (c Case) waitsForSomebody() bool {
	return c.Phase == Asking || c.Phase == Pressing || c.Phase == Syncing && c.Verdict == SyncNotStarted
}
