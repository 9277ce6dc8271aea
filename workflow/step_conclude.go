package workflow

// From what was looked at to a verdict, and what the case does about it.

import (
	"slices"
	"time"
)

// conclude turns a finished look into a verdict and acts on it.
func (s *step) conclude() {
	log := s.c.Log
	fresh := s.c.sort(s.c.withKnown(log.Reading.Entries)).fresh
	tooOld := s.c.tooOld(log.Reading)
	s.c.Found, s.c.Maybe = fresh, s.c.sort(log.Reading.Entries).maybe
	verdict := judge(evidence{
		books:        s.c.presence(),
		errors:       len(fresh) > 0,
		noLog:        log.Failed.Text != "" || !tooOld.IsZero(),
		notProcessed: log.Status == StatusNotProcessed,
	})
	switch verdict {
	case Synced:
		s.synced()
	case CouldNotTell:
		s.couldNotTell(tooOld)
	case NotProcessed:
		s.notProcessed()
	case NotThereYet:
		s.notThere()
	case NotConfirmed:
		s.ask(verdict, func() Note { return NotConfirmedNote{s.subject(), s.m.seen(s.c)} })
	default:
		s.newErrors(fresh)
	}
	s.c.remember(log.Reading.Entries, log.At)
	s.c.Late, s.c.Checking = false, false
}

// newErrors tells what the log says since the sync, beside what the books show.
func (s *step) newErrors(entries []LogEntry) {
	s.c.Found = entries
	switch s.c.presence() {
	case present:
		s.arrived()
	case unsettled:
		s.notSettled()
	default:
		s.errorsFound()
	}
}

func (s *step) thereNewerError() {
	s.ask(ThereNewerError, func() Note {
		return NewerErrorNote{Subject: s.subject(), Seen: s.m.seen(s.c), Found: s.m.findings(s.w, s.c.Found)}
	})
}

func (s *step) notSettled() {
	if s.escalates() {
		return
	}
	s.ask(ThereNotSettled, func() Note {
		return NotSettledNote{Subject: s.subject(), Seen: s.m.seen(s.c), Found: s.m.findings(s.w, s.c.Found), Rejected: s.c.rejected()}
	})
}

func (s *step) notProcessed() {
	s.ask(NotProcessed, func() Note { return NotProcessedNote{s.subject()} })
}

// arrived is the good news that the document is in the books, unless an error that the case speaks of may be newer than
// its arrival: one from before a look that did not find the document is older.
func (s *step) arrived() {
	if slices.ContainsFunc(s.c.Found, s.c.mayBeNewer) {
		s.thereNewerError()
		return
	}
	s.synced()
}

// mayBeNewer says that an entry may be from after the document's arrival: not before the last look that did not find the
// document, by clocks that differ and logs that give minutes.
func (c Case) mayBeNewer(e LogEntry) bool {
	return e.At.IsZero() || !e.At.Before(c.AbsentAt.Add(-clockSkew).Truncate(time.Minute))
}

func (s *step) synced() {
	if len(s.c.Syncs) == 0 {
		s.end(AlreadyThere, "", func() Note { return SyncedNote{Subject: s.subject(), Seen: s.m.seen(s.c)} })
		return
	}
	s.end(Synced, "", func() Note { return SyncedNote{Subject: s.subject(), Seen: s.m.seen(s.c), Cured: s.cured()} })
}

// cured is the time of the newest entry that is older than the document's arrival: it was read before the last sync, or
// is from before a look that did not find the document. What the log says of a payment, under the invoice's number, the
// invoice's arrival does not cure.
func (s *step) cured() time.Time {
	var newest time.Time
	old := slices.DeleteFunc(s.c.known(), func(e LogEntry) bool {
		return !s.c.readBefore(e, s.c.Sync.Asked) && s.c.mayBeNewer(e)
	})
	for _, f := range s.m.findings(s.w, old) {
		if f.At.After(newest) && (f.Explanation.About != "payment" || s.c.Doc.Kind == Payment) {
			newest = f.At
		}
	}
	return newest
}

func (s *step) errorsFound() {
	found := s.m.findings(s.w, s.c.Found)
	auto := allClear(found) && s.c.Again == 0 && s.w.Road == ByGateway
	again := s.sameAsBefore(found)
	n := func() Note {
		return ErrorsNote{Subject: s.subject(), Seen: s.m.seen(s.c), Found: found, Auto: auto, Again: again, Wait: max(s.m.Wait, longest(found))}
	}
	switch {
	case s.escalates():
	case auto:
		s.again(n)
	default:
		s.ask(ErrorsFound, n)
	}
}

// sameAsBefore says that every error was told of before: on the way to this sync, or before the last fix was reported.
func (s *step) sameAsBefore(found []Finding) bool {
	if s.c.round() == 1 && len(s.c.Before) == 0 {
		return false
	}
	var old []LogEntry
	for _, k := range s.c.Known {
		if k.Read.Before(s.c.Needs) {
			old = append(old, k.LogEntry)
		}
	}
	before := s.m.findings(s.w, old)
	return !slices.ContainsFunc(found, func(f Finding) bool {
		return !slices.ContainsFunc(before, func(b Finding) bool { return s.c.causeOf(b.Explanation) == s.c.causeOf(f.Explanation) })
	})
}

func (s *step) notThere() {
	auto := s.c.Again == 0 && s.w.Road == ByGateway
	n := func() Note {
		return NotThereNote{Subject: s.subject(), Seen: s.m.seen(s.c), Auto: auto, Wait: s.m.wait(s.c)}
	}
	switch {
	case auto:
		s.again(n)
	case s.escalates():
	default:
		s.ask(NotThereYet, n)
	}
}

// again says why, and wants one more sync by itself; once in a round.
func (s *step) again(n func() Note) {
	s.c.Again++
	s.c.Turn++
	s.do(s.copies(n, s.c.Turn)...)
	s.do(Say{To: ToThread, Note: n(), Turn: s.c.Turn})
	s.anotherSync()
}

// anotherSync makes the case rest only on a sync from now on. What stands in the log now is from before it.
func (s *step) anotherSync() {
	s.c.Needs, s.c.AbsentAt = s.at, time.Time{}
	s.c.Retries, s.c.Log, s.c.Found, s.c.Maybe, s.c.Before = 0, nil, nil, nil, nil
	s.readLog()
	s.wantSync()
	s.show()
}

// retryAfter is the back-off between looks that could not tell.
func retryAfter(tries int) time.Duration {
	return min(10*time.Minute<<min(tries, 3), time.Hour)
}

// couldNotTell says so once, and again to a person who asked for the look; else only the time in the root message moves.
func (s *step) couldNotTell(tooOld time.Time) {
	s.c.Reason = s.c.Log.Failed
	var next time.Time
	if s.w.Road == ByGateway {
		next = s.at.Add(retryAfter(s.c.Retries))
	}
	quietly := s.c.Retries > 0 && !next.IsZero() && !s.c.Checking && s.c.asksLater()
	s.c.Retries++
	if quietly {
		s.c.Phase, s.c.Verdict, s.c.FollowUpAt = Asking, CouldNotTell, next
		s.show()
		return
	}
	s.ask(CouldNotTell, func() Note {
		return CouldNotTellNote{Subject: s.subject(), Seen: s.m.seen(s.c), TooOld: s.local(tooOld), Next: s.local(next), Guide: s.m.Catalogue.LogGuide().URL}
	})
	s.c.FollowUpAt = next
}

// asksLater says that a question stands already: a reminder or the end is due some time.
func (c Case) asksLater() bool { return !c.RemindAt.IsZero() || !c.EndsAt.IsZero() }
