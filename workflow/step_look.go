package workflow

// Looks: when they begin, and what each part of one brings.

import (
	"slices"
	"time"
)

// woke handles whatever is due. It always moves or clears what was due.
func (s *step) woke(ev Woke) {
	switch {
	case due(s.c.EndsAt, s.at):
		s.end(Unanswered, "", func() Note {
			return UnansweredNote{Subject: s.subject(), Verdict: s.c.Verdict, Asked: s.local(s.c.Since)}
		})
	case due(s.c.FollowUpAt, s.at):
		s.followUp(ev.Began)
	case due(s.c.RemindAt, s.at):
		s.remind()
	}
}

func due(deadline, now time.Time) bool { return !deadline.IsZero() && !deadline.After(now) }

// followUp begins a look that is due. began is when the bot began to run: a look that was due before it is late for that reason.
func (s *step) followUp(began time.Time) {
	if s.c.Phase == Syncing {
		s.wishAgain()
		return
	}
	s.c.Late, s.c.Due, s.c.Back = s.at.Sub(s.c.FollowUpAt) >= lateAfter, s.c.FollowUpAt, time.Time{}
	if began.After(s.c.FollowUpAt) {
		s.c.Back = began
	}
	s.look()
}

// wishAgain repeats a wish that has brought no sync for long: it may have been lost, or the workshop is on the people
// road now, and somebody has to be asked.
func (s *step) wishAgain() {
	if s.w.Road == ByPeople {
		s.wantSync()
		s.askToPress()
		return
	}
	s.c.FollowUpAt = s.at.Add(syncGuard)
	s.do(WantSync{Since: s.c.Needs})
}

// look begins a look that ends in a verdict.
func (s *step) look() {
	s.c.Phase, s.c.FollowUpAt = Looking, time.Time{}
	s.lookAround()
	s.show()
}

// lookAround looks into the books and, where the bot can, reads the log.
func (s *step) lookAround() {
	s.c.Log, s.c.Books = nil, nil
	s.do(LookUp{})
	s.readLog()
}

func (s *step) lookedUp(look BooksLook) {
	s.c.Books = &look
	seen := s.c.presence()
	if seen == absent {
		s.c.AbsentAt = look.At
	}
	switch {
	case s.c.Phase == Looking:
		s.lookedAt(seen)
	case s.c.Checking:
		s.checked()
	case seen == present && s.c.Verdict != ThereNewerError:
		s.arrived()
	case s.c.Phase == Opening:
		s.openLog()
	}
}

// openLog goes on with the first look: the log, or where the bot cannot read it, the press.
func (s *step) openLog() {
	if s.w.Road == ByPeople {
		s.wantSync()
		s.show()
		return
	}
	s.readLog()
}

// lookedAt goes on with a look that ends in a verdict, once the books are known.
func (s *step) lookedAt(seen presence) {
	switch {
	case s.c.Log != nil:
		s.conclude()
	case s.c.Reading:
		// The log comes next.
	case s.w.Road == ByGateway:
		s.readLog() // the look began on the people road
	case seen == present:
		s.synced()
	case len(s.c.sort(s.c.known()).fresh) > 0:
		s.newErrors(s.c.sort(s.c.known()).fresh)
	default:
		s.c.Found, s.c.Maybe = nil, nil
		s.ask(LogWanted, func() Note {
			return TimeToReadNote{Subject: s.subject(), Seen: s.m.seen(s.c), Guide: s.m.Catalogue.LogGuide().URL}
		})
		s.c.Late = false
	}
}

// logRead takes in a reading of the log, or the reason why there is none. own: this case asked for it.
func (s *step) logRead(l LogLook, own bool) {
	l.Reading.Entries = usable(l.Reading.Entries, l.At)
	defer s.c.remember(l.Reading.Entries, l.At)
	if own {
		s.c.Reading = false
	}
	switch {
	case s.c.Phase == Looking && own:
		if s.c.Log == nil || l.Failed.Text == "" {
			s.c.Log = &l // else a person's log is better than none
		}
		if s.c.Books != nil {
			s.conclude()
		}
	case s.c.Phase == Opening && own:
		s.firstReading(l)
	case s.c.Phase == Syncing || s.c.Phase == Pressing:
		s.readBeforeSync(l, own)
	case s.c.Phase == Waiting || s.c.Phase == Asking:
		s.readMeanwhile(l, own)
	}
}

// usable takes the time off entries that claim to be from after the reading: such a log mixes up day and month, or zones.
func usable(entries []LogEntry, read time.Time) []LogEntry {
	out := slices.Clone(entries)
	for i := range out {
		if out[i].At.After(read.Add(clockSkew)) {
			out[i].At = time.Time{}
		}
	}
	return out
}

// firstReading is the log before any sync: bad news at once, then the sync.
func (s *step) firstReading(l LogLook) {
	if l.Status == StatusNotProcessed {
		s.notProcessed()
		return
	}
	s.c.Before = newestReport(l.Reading.Entries)
	s.wantSync()
	s.show()
}

// readBeforeSync notes what the log held before a sync. Before the first it is shown; later on it is old news.
func (s *step) readBeforeSync(l LogLook, own bool) {
	switch {
	case own && l.Status == StatusNotProcessed:
		s.do(UnwantSync{})
		s.notProcessed()
	case own && s.c.Checking:
		s.c.Log = &l
		s.checked()
	case len(l.Reading.Entries) > 0 && s.c.round() == 1 && s.c.Again == 0:
		s.c.Before = newestReport(l.Reading.Entries)
		s.show()
	}
}

// readMeanwhile is a reading while the case waits: new errors are told as they come, nothing else is a verdict.
func (s *step) readMeanwhile(l LogLook, own bool) {
	if own && s.c.Checking {
		s.c.Log = &l
		s.checked()
		return
	}
	if fresh := s.c.sort(l.Reading.Entries).fresh; len(s.newMessages(fresh)) > 0 {
		s.newErrors(fresh)
	}
}

// newMessages leaves out the errors that the case already speaks of.
func (s *step) newMessages(entries []LogEntry) []LogEntry {
	if s.c.Phase != Asking {
		return entries
	}
	return slices.DeleteFunc(slices.Clone(entries), func(e LogEntry) bool {
		return slices.ContainsFunc(s.c.Found, func(f LogEntry) bool { return f.Message == e.Message })
	})
}

// checked answers Check now once everything has been looked at: with a verdict if it is good or bad news, else in a line
// that changes neither clock nor round.
func (s *step) checked() {
	if s.c.Books == nil || s.c.Reading {
		return // the rest comes next
	}
	s.c.Checking = false
	var fresh []LogEntry
	if s.c.Log != nil && s.c.Phase != Syncing && s.c.Phase != Pressing {
		fresh = s.c.sort(s.c.Log.Reading.Entries).fresh
	}
	switch {
	case len(s.newMessages(fresh)) > 0:
		s.newErrors(fresh)
	case s.c.presence() == present && s.c.Verdict != ThereNewerError:
		s.arrived()
	default:
		s.lookedInALine()
	}
}

func (s *step) lookedInALine() {
	n := LookedNote{Subject: s.subject(), Seen: s.m.seen(s.c)}
	if s.c.Phase == Waiting {
		n.FollowUp = s.local(s.c.FollowUpAt)
	}
	s.do(Say{To: ToThread, Note: n, Turn: s.c.Turn})
}

// seen is what the look under way, or the last one, has shown, in the workshop's zone.
func (m *Machine) seen(c Case) Seen {
	w := m.shopOf(c)
	v := Seen{Started: local(c.Sync.Started, w.Zone), Syncs: len(c.Syncs), Maybe: m.findings(w, c.Maybe)}
	if c.Late {
		v.Due, v.Back = local(c.Due, w.Zone), local(c.Back, w.Zone)
	}
	if c.Books != nil {
		v.Books = *c.Books
		v.Books.At = local(v.Books.At, w.Zone)
	}
	if l := c.Log; l != nil {
		v.LogAt, v.LogBy, v.LogTrouble = local(l.At, w.Zone), l.By, l.Failed
		if !l.Reading.AsOf.IsZero() {
			v.LogAt = local(l.Reading.AsOf, w.Zone)
		}
	}
	return v
}
