package workflow

import (
	"path"
	"reflect"
	"strings"
	"time"

	"syncbot/workflow/diagnosis"
)

// Road says how syncs are started and the log is read.
type Road string

// The two roads.
const (
	ByGateway Road = "gateway" // the bot does it through Workshop Software's gateway
	ByPeople  Road = "people"  // people press sync and paste the log
)

// Workshop is what the machine has to know of a workshop.
type Workshop struct {
	ID     WorkshopID
	Name   string
	System System
	Zone   *time.Location
	Road   Road
	Hours  Hours // zero: DefaultHours

	LogZone *time.Location // of the times in its event log, where messages go by another clock; nil: Zone
}

// Machine decides. It is pure: the same state and event give the same answer. It may be used by many goroutines
// as long as nobody changes its fields.
type Machine struct {
	Wait      time.Duration // from the start of a sync to the look; the official procedure says one hour
	Pause     time.Duration // least time between two forced syncs of an account; the proposed contract suggests five minutes
	Workshops map[WorkshopID]Workshop
	Catalogue *diagnosis.Catalogue
	Zone      *time.Location // the support desk's clock, which a desk's messages and reminders go by; nil: each workshop's own
	Leads     Place          // where a desk's cases are handed on after three rounds; zero: only their own thread
}

// How the machine behaves over time. The official procedure gives the hour (Machine.Wait) and no other figure; these are ours.
const (
	maxRounds    = 3                   // rounds with a reported fix before the case is handed on
	firstRemind  = 1                   // days from a question to the morning of its first reminder
	remindEvery  = 2                   // days from a reminder to the next, and from the last one to the end
	maxReminders = 5                   // reminders to one question
	lateAfter    = 5 * time.Minute     // a look that begins later than this owns up to it
	syncGuard    = 30 * time.Minute    // a wish for a sync is repeated after this, in case it was lost
	logReach     = 30 * 24 * time.Hour // how far back before the question the log is read
	oneReport    = 15 * time.Minute    // entries this close to the newest are from the same sync
	clockSkew    = 2 * time.Minute     // Workshop Software's clock and ours may differ so much
	statedSlack  = 15 * time.Minute    // how far people misremember a time
)

// step is one application of an event, under way.
type step struct {
	m       *Machine
	c       Case
	w       Workshop
	at      time.Time
	effects []Effect
	answer  Answer
}

// Step applies an event to a case. The zero Case and Asked open one. The result's Rev is one more than the case's,
// unless the event changes nothing: then the case comes back as it was, without effects, and need not be stored.
func (m *Machine) Step(c Case, ev Event) (Case, []Effect, Answer) {
	s := m.begin(c, ev)
	s.apply(ev)
	if len(s.effects) == 0 && reflect.DeepEqual(c, s.c) {
		return c, nil, s.answer
	}
	s.c.Rev++
	return s.c, s.effects, s.answer
}

func (m *Machine) begin(c Case, ev Event) *step {
	of := c
	if asked, ok := ev.(Asked); ok && c.Phase == "" {
		of.Workshop, of.Desk = asked.Case.Workshop, asked.Desk
	}
	if c.AbsentAt.After(ev.Time()) {
		c.AbsentAt = time.Time{} // from before the clock was set back: it says nothing any more
	}
	return &step{m: m, c: c, w: m.shopOf(of), at: ev.Time()}
}

// shopOf is the case's workshop as its messages speak of it: on a desk by the desk's clock.
func (m *Machine) shopOf(c Case) Workshop {
	w := m.workshop(c.Workshop)
	if c.Desk && m.Zone != nil {
		w.Zone, w.LogZone = m.Zone, w.Zone
	}
	return w
}

// ZoneOf is the zone of the times that the case's messages say, and that people mean where they type one.
func (m *Machine) ZoneOf(c Case) *time.Location { return m.shopOf(c).Zone }

// workshop gives what is known of a workshop; one that was taken out of the configuration still works, on the people road.
func (m *Machine) workshop(id WorkshopID) Workshop {
	w, ok := m.Workshops[id]
	if !ok {
		w = Workshop{ID: id, Name: string(id), Road: ByPeople}
	}
	if w.Zone == nil {
		w.Zone = time.UTC
	}
	return w
}

func (s *step) apply(ev Event) {
	if asked, ok := ev.(Asked); ok {
		s.asked(asked)
		return
	}
	if s.c.Phase == "" {
		return
	}
	switch ev := ev.(type) {
	case Posted:
		s.posted(ev)
	case PostRefused:
		s.postRefused(ev)
	case ShowRefused:
		s.showRefused()
	case Pressed:
		s.pressed(ev)
	case Given:
		s.given(ev)
	case Bounced:
		s.bounced(ev)
	default:
		if s.c.Open() {
			s.news(ev)
		}
	}
}

// news are events that nobody pressed and that matter to open cases only.
func (s *step) news(ev Event) {
	switch ev := ev.(type) {
	case Woke:
		s.woke(ev)
	case Nudged:
		s.nudged(ev.Reminder)
	case Unexplained:
		s.unexplained(ev)
	case SyncStarted:
		s.syncStarted(ev.Sync)
	case SyncFailed:
		s.syncFailed(ev)
	case LogRead:
		s.logRead(LogLook{At: ev.At.At, Reading: ev.Reading, Status: ev.Status}, ev.Asked)
	case LogUnreadable:
		s.logRead(LogLook{At: ev.At.At, Failed: ev.Reason}, true)
	case LookedUp:
		s.lookedUp(ev.Look)
	}
}

func (s *step) do(effects ...Effect) { s.effects = append(s.effects, effects...) }

// show brings the root message up to date, now or as soon as it is posted.
func (s *step) show() {
	if s.c.Root == "" {
		return // posted sees to it
	}
	for _, e := range s.effects {
		if _, ok := e.(Show); ok {
			return
		}
	}
	s.do(Show{})
}

// tell says something in the thread that asks nobody for anything.
func (s *step) tell(n Note) {
	s.do(Say{To: ToThread, Note: n, Turn: s.c.Turn})
	s.show()
}

// ask puts a question to the owner in the thread: from now on its actions are the live ones,
// reminders follow it, and nothing else is awaited.
func (s *step) ask(v Verdict, n func() Note) {
	s.reach(Asking, v)
	s.c.Turn++
	s.c.FollowUpAt = time.Time{}
	s.remindFromNow()
	s.do(s.copies(n, s.c.Turn)...)
	s.do(Say{To: ToThread, Note: n(), Mention: s.c.Owner.ID, Turn: s.c.Turn})
	s.show()
}

// copies are what the followers are told, each as the place is: on a desk the workshop is named. They come before what is
// said in the thread: behind a message that is stuck, others would wait for the case's own chat service.
func (s *step) copies(n func() Note, turn int) []Effect {
	var all []Effect
	for _, f := range s.c.Followers {
		all = append(all, Inform{Place: f.Place, Note: s.saidWhere(f.Desk, n), Turn: turn})
	}
	return all
}

// saidWhere is the note as it is said on a desk, or elsewhere.
func (s *step) saidWhere(desk bool, n func() Note) Note {
	here, shop := s.c.Desk, s.w
	s.c.Desk = desk
	s.w = s.m.shopOf(s.c)
	note := n()
	s.c.Desk, s.w = here, shop
	return note
}

// reach enters a phase with a verdict and notes when.
func (s *step) reach(p Phase, v Verdict) {
	s.c.Phase, s.c.Verdict, s.c.Since = p, v, s.at
	if p == Asking || p == Closed || p == Opening {
		s.c.Checking = false // what is said now is the answer
	}
}

// end closes the case. The followers are told, and the owner in the thread, unless it was the owner who ended it. The note
// is made of the case as it is before.
func (s *step) end(v Verdict, by UserID, n func() Note) {
	said, copies := n(), s.copies(n, s.c.Turn+1)
	if s.c.Phase == Syncing || s.c.Phase == Pressing {
		s.do(UnwantSync{})
	}
	s.c.Was = s.c.Verdict
	s.reach(Closed, v)
	s.c.Turn++
	s.restDeadlines()
	s.c.Late = false
	s.do(copies...)
	if by != s.c.Owner.ID {
		s.do(Say{To: ToThread, Note: said, Mention: s.c.Owner.ID, Turn: s.c.Turn})
	}
	s.show()
}

// restDeadlines clears all deadlines.
func (s *step) restDeadlines() {
	s.c.FollowUpAt, s.c.RemindAt, s.c.EndsAt, s.c.Napped = time.Time{}, time.Time{}, time.Time{}, false
}

func (s *step) subject() Subject { return s.m.subject(s.c, s.at) }

func (m *Machine) subject(c Case, now time.Time) Subject {
	w := m.shopOf(c)
	return Subject{
		Doc: c.Doc, Workshop: w.Name, System: w.System, Desk: c.Desk, LogZone: w.otherClock(now),
		Now: now.In(w.Zone), Seconds: m.Wait < 2*time.Minute,
	}
}

// otherClock names the clock that the event log goes by, "Brisbane time", where messages go by one that shows another time.
func (w Workshop) otherClock(now time.Time) string {
	if w.LogZone == nil {
		return ""
	}
	_, log := now.In(w.LogZone).Zone()
	if _, said := now.In(w.Zone).Zone(); said == log {
		return ""
	}
	return strings.ReplaceAll(path.Base(w.LogZone.String()), "_", " ") + " time"
}

func (s *step) local(t time.Time) time.Time { return local(t, s.w.Zone) }

func local(t time.Time, zone *time.Location) time.Time {
	if t.IsZero() {
		return t
	}
	return t.In(zone)
}

// round counts from one; each reported fix begins another, on this case or on one that waits for the same.
func (c Case) round() int { return 1 + len(c.Fixes) + c.Renewed }

// wait is the time from the next sync to its look.
func (m *Machine) wait(c Case) time.Duration { return max(m.Wait, c.Longer) }
