package workflow

// From a finished look to a verdict, and what the case does about it.

import (
	"slices"
	"time"
)

func (s *step) notProcessed() {
	s.ask(NotProcessed, func() Note { return NotProcessedNote{s.subject()} })
}

// conclude turns a finished look into a verdict and acts on it.
func (s *step) conclude() {
	log := s.c.Log
	sorted := s.c.sort(log.Reading.Entries)
	s.c.Maybe = sorted.maybe
	tooOld := s.c.tooOld(log.Reading)
	verdict := judge(evidence{
		books:        presenceOf(s.c.Doc, s.c.Books),
		errors:       len(sorted.fresh) > 0,
		noLog:        log.Failed.Text != "" || !tooOld.IsZero(),
		notProcessed: log.Status == StatusNotProcessed,
	})
	s.c.Found = sorted.fresh
	switch verdict {
	case Synced:
		s.synced()
	case ErrorsFound:
		s.errorsFound(sorted.fresh)
	case ThereNewerError:
		s.ask(verdict, func() Note {
			return NewerErrorNote{Subject: s.subject(), Seen: s.seen(), Found: s.m.findings(s.w, s.c.Found)}
		})
	case ThereNotSettled:
		s.ask(verdict, func() Note {
			return NotSettledNote{Subject: s.subject(), Seen: s.seen(), Found: s.m.findings(s.w, s.c.Found)}
		})
	case CouldNotTell:
		s.couldNotTell(tooOld)
	case NotProcessed:
		s.notProcessed()
	case NotThereYet:
		s.notThere()
	case NotConfirmed:
		s.ask(verdict, func() Note { return NotConfirmedNote{s.subject(), s.seen()} })
	}
	s.c.remember(log.Reading.Entries, log.At)
	s.c.Late = false
}

func (s *step) synced() {
	n := SyncedNote{Subject: s.subject(), Seen: s.seen()}
	if len(s.c.Syncs) == 0 {
		s.end(AlreadyThere, "", n)
		return
	}
	n.Cured = s.cured()
	s.end(Synced, "", n)
}

// cured is the time of the newest entry that the document's arrival proves cured. What the log says of a payment,
// under the invoice's number, the invoice's arrival does not cure.
func (s *step) cured() time.Time {
	var newest time.Time
	for _, f := range s.m.findings(s.w, s.c.known()) {
		if f.At.After(newest) && (f.Explanation.About != "payment" || s.c.Doc.Kind == Payment) {
			newest = f.At
		}
	}
	return newest
}

func (s *step) errorsFound(entries []LogEntry) {
	s.c.Found = entries
	found := s.m.findings(s.w, entries)
	if s.escalates() {
		return
	}
	n := ErrorsNote{Subject: s.subject(), Seen: s.seen(), Found: found, Wait: max(s.m.Wait, longest(found))}
	if allClear(found) && s.c.Again == 0 && s.w.Road == ByGateway {
		n.Auto = true
		s.again(n)
		return
	}
	s.ask(ErrorsFound, func() Note { return n })
}

func (s *step) notThere() {
	n := NotThereNote{Subject: s.subject(), Seen: s.seen(), Road: s.w.Road}
	switch {
	case s.c.Again == 0 && s.w.Road == ByGateway:
		n.Auto = true
		s.again(n)
	case s.escalates():
	default:
		s.ask(NotThereYet, func() Note { return n })
	}
}

// again says why, and wants one more sync by itself; once in a round.
func (s *step) again(n Note) {
	s.c.Again++
	s.c.Turn++
	s.do(Say{To: ToThread, Note: n, Turn: s.c.Turn})
	s.c.Needs, s.c.Before = s.at, nil
	s.readLog()
	s.wantSync()
	s.show()
}

// escalates hands the case on once enough rounds have brought nothing, and says whether it did.
func (s *step) escalates() bool {
	if len(s.c.Fixes) < maxRounds {
		return false
	}
	entries := append(s.c.known(), s.newToKnown()...)
	s.ask(Escalated, func() Note {
		return EscalationNote{
			Subject: s.subject(), Seen: s.seen(), Zone: s.w.Zone.String(), Rounds: len(s.c.Fixes),
			All: s.localSyncs(), Entries: s.localEntries(entries), Fixes: s.localFixes(),
		}
	})
	return true
}

func (s *step) newToKnown() []LogEntry {
	return slices.DeleteFunc(slices.Clone(s.c.Found), s.c.knows)
}

func (s *step) localSyncs() []Sync {
	all := slices.Clone(s.c.Syncs)
	for i := range all {
		all[i].Started = s.local(all[i].Started)
	}
	return all
}

func (s *step) localEntries(all []LogEntry) []LogEntry {
	for i := range all {
		all[i].At = s.local(all[i].At)
	}
	return all
}

func (s *step) localFixes() []Press {
	all := slices.Clone(s.c.Fixes)
	for i := range all {
		all[i].At = s.local(all[i].At)
	}
	return all
}

// retryAfter is the back-off between looks that could not tell.
func retryAfter(tries int) time.Duration {
	return min(10*time.Minute<<min(tries, 3), time.Hour)
}

// couldNotTell says so once; after that only the time in the root message moves.
func (s *step) couldNotTell(tooOld time.Time) {
	said := s.c.Retries > 0
	s.c.Reason = s.c.Log.Failed
	var next time.Time
	if s.w.Road == ByGateway {
		next = s.at.Add(retryAfter(s.c.Retries))
	}
	s.c.Retries++
	if said && !next.IsZero() {
		s.c.Phase, s.c.Verdict, s.c.FollowUpAt = Asking, CouldNotTell, next
		s.show()
		return
	}
	s.ask(CouldNotTell, func() Note {
		return CouldNotTellNote{Subject: s.subject(), Seen: s.seen(), TooOld: s.local(tooOld), Next: s.local(next), Guide: s.m.Catalogue.LogGuide().URL}
	})
	s.c.FollowUpAt = next
}
