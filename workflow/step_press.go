package workflow

// Presses: what a person may do now, and what comes of it.

import (
	"slices"
	"time"
)

// anyTurn are the actions that work whenever they make sense, not only in the turn that offered them.
func anyTurn(a ActionID) bool {
	switch a {
	case CheckNow, Stop, Reopen, PasteLog, Take, Follow, Snooze, More:
		return true
	default:
		return false
	}
}

func (s *step) pressed(ev Pressed) {
	switch {
	case ev.Turn != 0 && ev.Turn != s.c.Turn && !anyTurn(ev.Action):
		s.answer.Text = Words(s.stale(ev))
		s.linkRoot()
	case !s.offers(ev.Action):
		s.answer.Text = s.m.Status(s.c, s.at)
		s.linkRoot()
	default:
		s.act(ev)
	}
}

// linkRoot links the answer to the message that shows the present state.
func (s *step) linkRoot() {
	if root := s.c.RootMessage(); root != (MessageRef{}) {
		s.choice(Action{ID: OpenMessage, Label: s.c.Doc.Title(), Message: root})
	}
}

// offers says whether the action makes sense now.
func (s *step) offers(a ActionID) bool {
	switch a {
	case PasteLog, CheckNow:
		return s.c.Open() && s.c.Phase != Opening && s.c.Phase != Looking
	case Stop, Take, Follow:
		return s.c.Open()
	case Snooze:
		return s.c.asksLater()
	case More:
		return true
	}
	return slices.ContainsFunc(s.m.Offer(s.c), func(o Action) bool { return o.ID == a })
}

// stale answers a press on a message of an earlier turn, or a second press.
func (s *step) stale(ev Pressed) string {
	now := string(s.m.Status(s.c, s.at))
	if last := s.c.Last; last.Turn == ev.Turn && last.Action == ev.Action {
		return last.By.Name + " pressed this at " + s.subject().when(s.local(last.At)) + ". " + now
	}
	return "That message is from an earlier round. " + now
}

// act does what the press says. What only tells the presser something, or leaves the question as it is, comes first.
func (s *step) act(ev Pressed) {
	switch ev.Action {
	case More, ShowMore, PassOn:
		s.read(ev.Action, ev.By.ID)
	case Take:
		s.take(ev.By)
	case Follow:
		s.follow(ev)
	case Snooze:
		s.snooze(ev)
	default:
		s.answered(ev)
	}
}

// answered takes the press as an answer to the case's question, or as something to do now.
func (s *step) answered(ev Pressed) {
	last := s.c.Last
	s.c.Last = Press{By: ev.By, At: s.at, Action: ev.Action, Turn: s.c.Turn, Via: ev.Via}
	switch ev.Action {
	case Stop:
		s.stop(ev.By)
	case CheckNow:
		s.c.Last = last
		s.check()
	case Fixed, DoneSyncAgain:
		s.fixed(ev)
		s.newRound()
		s.answer.Text += Words(alsoCovered(ev.Also))
	case SyncAgain, Processed, ItIsnt, AnotherRound:
		s.newRound()
		s.answer.Text += Words(alsoCovered(ev.Also))
	case PressedSync:
		s.report(ev.By, s.at, false)
	case PressedEarlier:
		if !s.pressedEarlier(ev) {
			s.c.Last = last
		}
	case NoEntry:
		s.personRead(LogLook{At: s.at, Reading: Reading{AsOf: s.at}, By: ev.By.Name})
	case PasteLog:
		s.c.Last = last
		s.pasted(ev)
	case NothingAcross:
		s.answer.Text = "Thanks. What to check next is in the thread."
		s.ask(NothingSyncs, func() Note { return s.m.nothingNote(s.c, s.at) })
	case ItsThere:
		s.itsThere(ev.By)
	case Reopen:
		s.reopen()
	}
}

// fixed notes a reported fix. One that was reported on another case begins a round, too, but nobody has said that it is
// this one's: it doesn't count toward handing the case on.
func (s *step) fixed(ev Pressed) {
	if ev.Via == (Document{}) {
		s.c.Fixes = append(slices.Clone(s.c.Fixes), s.c.Last)
	} else {
		s.c.Renewed++
	}
}

// itsThere ends the case on a person's word, or on the bot's own eyes where it has seen the document.
func (s *step) itsThere(by User) {
	s.answer.Text = Words("Noted: " + s.c.Doc.Title() + " is there. I've stopped following it.")
	if s.c.Verdict == ThereNewerError {
		s.end(Synced, by.ID, func() Note {
			return SyncedNote{Subject: s.subject(), Seen: s.m.seen(s.c), Newer: s.m.findings(s.w, s.c.Found), By: by.Name}
		})
		return
	}
	s.end(SyncedSays, by.ID, func() Note { return s.m.says(s.c, s.subject()) })
}

func (s *step) stop(by User) {
	s.answer.Text = Words("Stopped following " + s.c.Doc.Title() + ".")
	s.end(Stopped, by.ID, func() Note { return s.m.stopped(s.c, s.subject()) })
}

func (s *step) check() {
	if s.c.Checking {
		s.answer.Text = "I'm looking already, the answer comes in the thread."
		return
	}
	s.answer.Text = "Looking now, the answer comes in the thread."
	if s.c.Phase == Asking && s.c.Verdict == CouldNotTell {
		s.look()
	} else {
		s.lookAround()
	}
	s.c.Checking = true
}

// alsoCovered names the other documents that a reported fix renews.
func alsoCovered(also []Document) string {
	var all []string
	for _, d := range also {
		all = append(all, d.Title())
	}
	if len(all) == 0 {
		return ""
	}
	return " That goes for " + joinWords(all, "and") + ", too."
}

func (m *Machine) nothingNote(c Case, now time.Time) NothingSyncsNote {
	return NothingSyncsNote{Subject: m.subject(c, now), Guide: m.reauthorise(c)}
}

// newRound begins a new round on a press.
func (s *step) newRound() {
	s.c.Again = 0
	s.renew()
	if s.w.Road == ByPeople {
		s.answer.Text = "Thanks. Please press sync in Workshop Software; the steps are in the message that I keep up to date."
		s.linkRoot()
		return
	}
	s.answer.Text = Words("Thanks. I'm starting a sync, and will be back " + span(s.m.wait(s.c)) + " after it.")
}

// report tells the account of a press in Workshop Software. The hour begins when the account has answered.
// A time in the minute of the question, or a clock that was set back, does not make it a sync from before the question.
func (s *step) report(by User, started time.Time, stated bool) {
	if started.Before(s.c.Needs) {
		started = s.c.Needs
	}
	s.c.Turn++
	s.do(ReportSync{Started: started, By: by, Stated: stated})
	sub := s.subject()
	s.answer.Text = Words("Noted: sync pressed at " + sub.when(s.local(started)) + ". I'll be back at " + sub.when(s.local(started.Add(s.m.wait(s.c)))) + ".")
}

// pressedEarlier takes a stated time, if the sync can hold what was asked about, and says whether it did.
func (s *step) pressedEarlier(ev Pressed) bool {
	sub := s.subject()
	switch {
	case ev.Stated.IsZero() || ev.Stated.After(s.at):
		s.answer.Text = Words("When was sync pressed? A time since " + sub.when(s.local(s.c.Needs)) + ", such as " + clock(s.local(s.at)) + ".")
	case ev.Stated.Before(s.c.Needs.Truncate(time.Minute)):
		s.answer.Text = Words("That was before " + sub.when(s.local(s.c.Needs)) + ", when I asked. A sync takes only what was ready before it, so please press it once more.")
	default:
		s.report(ev.By, ev.Stated, true)
		return true
	}
	return false
}

// pasted takes in the log as a person has it. Lines of a log can show an error, but not that there is none:
// they may not be all of it.
func (s *step) pasted(ev Pressed) {
	if ev.Pasted == nil {
		s.answer.Text = Words("I couldn't read that. Paste the lines of the entry for " + s.subject().bare() + " as text.")
		return
	}
	l := LogLook{At: s.at, Reading: *ev.Pasted, By: ev.By.Name}
	l.Reading.Entries = usable(l.Reading.Entries, l.At)
	fresh := s.c.sort(l.Reading.Entries).fresh
	switch {
	case s.c.Phase == Syncing || s.c.Phase == Pressing:
		s.answer.Text = Words(s.thanks(len(l.Reading.Entries)))
		s.logRead(l, false)
	case s.c.awaitsLog() && (len(fresh) > 0 || !s.c.tooOld(l.Reading).IsZero()):
		s.personRead(l)
	case len(fresh) > 0:
		s.answer.Text = Words(s.thanks(len(fresh)))
		s.logRead(l, false)
	default:
		s.answer.Text = Words(s.nothingPasted(len(l.Reading.Entries)))
		s.c.remember(l.Reading.Entries, l.At)
	}
}

// awaitsLog says that the case's question is one that the log may answer.
func (c Case) awaitsLog() bool {
	switch c.Verdict {
	case LogWanted, CouldNotTell, NotConfirmed, NotThereYet:
		return c.Phase == Asking
	default:
		return false
	}
}

func (s *step) thanks(entries int) string {
	if entries == 0 {
		return "I found no entry for " + s.subject().bare() + " in that."
	}
	return "Thanks, I've read it."
}

// nothingPasted says that the lines hold nothing that counts; whether that was all of the log only the person knows.
func (s *step) nothingPasted(entries int) string {
	text := "I found no entry for " + s.subject().bare() + " in that."
	if entries > 0 {
		text = "What that says of " + s.subject().bare() + " is from before the sync."
	}
	if s.offers(NoEntry) {
		text += " If it was the whole report, press “No entry”."
	}
	return text
}

// personRead goes on with a look for which a person has read the log.
func (s *step) personRead(l LogLook) {
	s.c.Turn++
	s.lookWithLog(l)
	s.answer.Text = "Thanks, the answer comes in the thread."
}

// lookWithLog begins a look whose log is known already.
func (s *step) lookWithLog(l LogLook) {
	s.c.remember(l.Reading.Entries, l.At)
	s.c.Phase = Looking
	s.restDeadlines()
	s.c.Log, s.c.Books, s.c.Checking = &l, nil, true
	s.do(LookUp{})
	s.show()
}

// reopen follows a closed case again, as if it had been asked anew.
func (s *step) reopen() {
	notIt := s.c.Verdict == AlreadyThere
	if notIt {
		s.c.NotIt = s.c.Books
	}
	s.c.Needs = s.at
	s.c.Turn++
	s.c.Syncs, s.c.Fixes, s.c.Sync = nil, nil, Sync{}
	s.c.Again, s.c.Retries, s.c.Longer, s.c.Renewed = 0, 0, 0, 0
	s.c.Reason, s.c.NextTry, s.c.AbsentAt, s.c.Due, s.c.Reading, s.c.Forced = Reason{}, time.Time{}, time.Time{}, time.Time{}, false, false
	s.c.Log, s.c.Books, s.c.Found, s.c.Maybe, s.c.Before = nil, nil, nil, nil, nil
	s.answer.Text = Words("Following " + s.c.Doc.Title() + " again.")
	if notIt {
		s.wantSync()
	} else {
		s.open()
	}
	s.show()
}
