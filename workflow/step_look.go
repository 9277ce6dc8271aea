package workflow

// Looks: when they begin, what comes of them, and what the case does about it.

import (
	"slices"
	"time"
)

// woke handles whatever is due. It always moves or clears what was due.
func (s *step) woke() {
	switch {
	case due(s.c.EndsAt, s.at):
		s.end(Unanswered, "", UnansweredNote{Subject: s.subject(), Verdict: s.c.Verdict, Asked: s.local(s.c.Since)})
	case due(s.c.FollowUpAt, s.at):
		s.followUp()
	case due(s.c.RemindAt, s.at):
		s.remind()
	}
}

func due(deadline, now time.Time) bool { return !deadline.IsZero() && !deadline.After(now) }

func (s *step) followUp() {
	if s.c.Phase == Syncing {
		s.c.FollowUpAt = s.at.Add(syncGuard)
		s.do(WantSync{Since: s.c.Needs})
		return
	}
	s.c.Late, s.c.Due = s.at.Sub(s.c.FollowUpAt) >= lateAfter, s.c.FollowUpAt
	s.look()
}

// look begins a look that ends in a verdict.
func (s *step) look() {
	s.c.Phase, s.c.FollowUpAt = Looking, time.Time{}
	s.c.Log, s.c.Books, s.c.Checking = nil, nil, false
	s.do(LookUp{})
	s.readLog()
	s.show()
}

// remind asks the owner again. The look before it comes first: nobody is reminded of what is there by now.
func (s *step) remind() {
	s.c.Remind++
	n := ReminderNote{Subject: s.subject(), Verdict: s.c.Verdict, Found: s.m.findings(s.w, s.c.Found), Since: s.local(s.c.Since), Offer: s.m.Offer(s.c)}
	if s.c.Remind < maxReminders {
		s.c.RemindAt = s.at.Add(remindEvery)
		n.Next = s.local(s.c.RemindAt)
	} else {
		s.c.RemindAt, s.c.EndsAt = time.Time{}, s.at.Add(remindEvery)
		n.Ends = s.local(s.c.EndsAt)
	}
	s.do(LookUp{}, Say{To: ToThread, Note: n, Mention: s.c.Owner.ID, Turn: s.c.Turn})
	if s.c.Phase == Asking {
		s.show()
	}
}

func (s *step) lookedUp(look BooksLook) {
	s.c.Books = &look
	there := presenceOf(s.c.Doc, &look) == present
	switch s.c.Phase {
	case Opening:
		if there {
			s.synced()
			return
		}
		s.readLog()
	case Looking:
		s.lookedAt(there)
	case Asking:
		if there && s.c.Verdict != ThereNewerError {
			s.synced()
		} else if s.c.Checking && s.w.Road == ByPeople {
			s.checked()
		}
	default:
		if there {
			s.synced()
		} else if s.c.Checking && s.w.Road == ByPeople {
			s.checked()
		}
	}
}

// lookedAt goes on with a look that ends in a verdict, once the books are known.
func (s *step) lookedAt(there bool) {
	switch {
	case s.c.Log != nil:
		s.conclude()
	case s.w.Road == ByGateway:
		// The log comes next.
	case there:
		s.synced()
	default:
		s.c.Found, s.c.Maybe = nil, nil
		s.ask(LogWanted, func() Note {
			return TimeToReadNote{Subject: s.subject(), Seen: s.seen(), Guide: s.m.Catalogue.LogGuide().URL}
		})
	}
}

// logRead takes in a reading of the log, or the reason why there is none. own: this case asked for it.
func (s *step) logRead(l LogLook, own bool) {
	if s.c.Phase == Looking && own {
		s.c.Log = &l
		if s.c.Books != nil {
			s.conclude()
		}
		return
	}
	sorted := s.c.sort(l.Reading.Entries)
	defer s.c.remember(l.Reading.Entries, l.At)
	switch s.c.Phase {
	case Opening:
		s.firstReading(l)
	case Syncing, Pressing:
		s.beforeSync(l.Reading.Entries)
	case Waiting, Asking:
		s.unasked(l, sorted)
	}
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

// beforeSync shows what the log held before the first sync. Later on it is old news: the reading only notes it as such.
func (s *step) beforeSync(entries []LogEntry) {
	if len(entries) > 0 && s.c.round() == 1 && s.c.Again == 0 {
		s.c.Before = newestReport(entries)
		s.show()
	}
}

// unasked is a reading while the case waits: new errors are told as they come, nothing else is a verdict.
func (s *step) unasked(l LogLook, sorted sorting) {
	fresh := sorted.fresh
	if s.c.Phase == Asking {
		fresh = s.newMessages(fresh)
	}
	switch {
	case len(fresh) > 0 && s.c.Sync.Started.IsZero():
		s.beforeSync(fresh)
	case len(fresh) > 0:
		s.errorsFound(sorted.fresh)
	case s.c.Checking:
		s.c.Log = &l
		s.checked()
	}
}

// newMessages leaves out the errors that the case already speaks of.
func (s *step) newMessages(entries []LogEntry) []LogEntry {
	return slices.DeleteFunc(slices.Clone(entries), func(e LogEntry) bool {
		return slices.ContainsFunc(s.c.Found, func(f LogEntry) bool { return f.Message == e.Message })
	})
}

// checked answers Check now in a line; it changes neither clock nor round.
func (s *step) checked() {
	s.c.Checking = false
	n := LookedNote{Subject: s.subject(), Seen: s.seen()}
	if s.c.Phase == Waiting {
		n.FollowUp = s.local(s.c.FollowUpAt)
	}
	s.do(Say{To: ToThread, Note: n, Turn: s.c.Turn})
}

// seen is what the look under way has shown, in the workshop's zone.
func (s *step) seen() Seen {
	v := Seen{Started: s.local(s.c.Sync.Started), Syncs: len(s.c.Syncs), Maybe: s.m.findings(s.w, s.c.Maybe)}
	if s.c.Late {
		v.Due = s.local(s.c.Due)
	}
	if b := s.c.Books; b != nil {
		v.Books = *b
		v.Books.At = s.local(b.At)
	}
	if l := s.c.Log; l != nil {
		v.LogAt, v.LogTrouble = s.local(l.At), l.Failed
	}
	return v
}
