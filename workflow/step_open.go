package workflow

// From the question to the sync: opening a case, the first look, the wish for a sync and its answer.

import (
	"crypto/sha256"
	"encoding/base32"
	"slices"
	"strings"
	"time"
)

// NewCaseID gives the case that a request opens its id. The same request gives the same id.
func NewCaseID(w WorkshopID, requestKey string) CaseID {
	sum := sha256.Sum256([]byte(string(w) + "\x00" + requestKey))
	return CaseID(strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:10]))
}

func (s *step) asked(ev Asked) {
	if s.c.Phase != "" {
		s.already(ev)
		return
	}
	s.c = Case{
		Workshop: ev.Case.Workshop, ID: ev.Case.ID, Doc: ev.Doc, Asker: ev.By, Owner: ev.By, Opened: s.at,
		Place: ev.Place, Desk: ev.Desk, Reply: ev.Reply, Turn: 1, Needs: s.at,
	}
	s.do(Say{To: ToRoot, Turn: 1})
	s.answer.Text = Words("On it: " + s.c.Doc.Title() + ". The message below keeps you up to date.")
	s.open()
}

// open begins the first look. On the people road nobody has to wait for it before pressing sync.
func (s *step) open() {
	if s.w.Road == ByPeople {
		s.wantSync()
		s.do(LookUp{})
		return
	}
	s.reach(Opening, NoVerdict)
	s.do(LookUp{})
}

// wantSync asks the account for a sync that begins from now on.
func (s *step) wantSync() {
	s.restDeadlines()
	if s.w.Road == ByPeople {
		s.reach(Pressing, NoVerdict)
		s.remindFromNow()
	} else {
		s.c.Forced = true
		s.reach(Syncing, NoVerdict)
		s.c.FollowUpAt = s.at.Add(syncGuard)
	}
	s.do(WantSync{Since: s.c.Needs})
}

// readLog wants the event log read; on the people road nobody can but a person.
func (s *step) readLog() {
	if s.c.Reading = s.w.Road == ByGateway; s.c.Reading {
		s.do(ReadLog{Since: s.c.Opened.Add(-logReach)})
	}
}

func (s *step) syncStarted(sync Sync) {
	if (s.c.Phase != Syncing && s.c.Phase != Pressing) || sync.Asked.Before(s.c.Needs) {
		return
	}
	s.c.Sync = sync
	s.c.Syncs = append(slices.Clone(s.c.Syncs), sync)
	s.reach(Waiting, NoVerdict)
	s.c.Reason = Reason{}
	s.restDeadlines()
	s.c.FollowUpAt = sync.Started.Add(s.m.wait(s.c))
	if early := s.c.sort(s.c.known()).fresh; len(early) > 0 { // read while somebody else's wish had started it already
		s.c.Before = nil
		s.newErrors(early)
		return
	}
	s.show()
}

func (s *step) syncFailed(ev SyncFailed) {
	if s.c.Phase != Syncing {
		return
	}
	again := s.c.Verdict == SyncNotStarted
	s.c.Reason = ev.Reason
	if ev.Next.IsZero() {
		s.ask(SyncNotStarted, s.syncNotStarted)
		return
	}
	s.c.Verdict = SyncNotStarted
	s.c.FollowUpAt = ev.Next.Add(syncGuard)
	s.c.NextTry = ev.Next
	if again {
		s.show()
		return
	}
	s.remindFromNow()
	n := s.syncNotStarted().(SyncNotStartedNote)
	n.Next = s.local(ev.Next)
	s.tell(n)
}

func (s *step) syncNotStarted() Note {
	return SyncNotStartedNote{Subject: s.subject(), Reason: s.c.Reason, Guide: s.m.reauthorise(s.c)}
}

// reauthorise is the guide on authorising the accounting system again, where that is what the case waits for.
func (m *Machine) reauthorise(c Case) string {
	g, ok := m.Catalogue.Named("reauthorise-" + string(m.shopOf(c).System))
	if !ok || c.Verdict != NothingSyncs && c.Reason.Code != NotAuthorised {
		return ""
	}
	return g.URL
}

// renew begins another round of sync and look: it rests only on a sync from now on.
func (s *step) renew() {
	s.c.Turn++
	s.c.Longer = longest(s.m.findings(s.w, s.c.Found))
	s.anotherSync()
	switch {
	case s.c.Phase != Pressing:
	case s.c.Last.Via != (Document{}), s.c.Last.By.ID == s.c.Owner.ID:
		s.show() // asked for where it was pressed, one sync serves all; the owner has just been told in the answer
	default:
		s.askToPress()
	}
}

// askToPress asks the owner, in the thread, to press sync.
func (s *step) askToPress() {
	s.do(Say{To: ToThread, Note: s.m.pressNote(s.c, s.at), Mention: s.c.Owner.ID, Turn: s.c.Turn})
	s.show()
}

func (m *Machine) pressNote(c Case, now time.Time) Note {
	return PressNote{Subject: m.subject(c, now), Pressed: m.began(c, now), Round: c.round() + c.Again, Wait: m.wait(c), Before: m.spokenOf(c)}
}

// already tells somebody who asks for a number that is open where it stands, and offers to tell it where they are, too.
func (s *step) already(ev Asked) {
	s.answer.Text = Words(s.alreadyText())
	s.linkRoot()
	if !s.c.speaksIn(ev.Place) {
		s.choice(Action{ID: Follow, Label: "Tell me here too"})
	}
}

// choice offers an action to the person who acted.
func (s *step) choice(a Action) {
	s.answer.Choices = append(s.answer.Choices, Choice{Action: a, Case: s.c.Ref(), Turn: s.c.Turn})
}

func (s *step) alreadyText() string {
	sub := s.subject()
	text := s.c.Doc.Title() + " is already followed: " + s.c.asker().Name + " asked at " + sub.when(s.local(s.c.Opened))
	if at := s.c.FollowUpAt; !at.IsZero() && s.c.Phase != Syncing {
		return text + ", next look " + sub.when(s.local(at)) + "."
	}
	return text + ". Now: " + lowerFirst(s.m.State(s.c)) + "."
}

// State is where a case stands, in two to five words: "waiting for the sync".
func (m *Machine) State(c Case) string {
	switch c.Phase {
	case Opening, Looking:
		return "looking"
	case Syncing:
		if c.Verdict == SyncNotStarted {
			return "sync not started yet"
		}
		return "starting a sync"
	case Pressing:
		return "waiting for somebody to press sync"
	case Waiting:
		return "waiting for the sync"
	case Asking:
		switch {
		case c.Verdict == ErrorsFound:
			return errorsState(m.spokenOf(c))
		case c.Verdict == NotThereYet && len(c.Syncs) > 1:
			return "not there after " + plural(len(c.Syncs), "sync")
		}
		return c.Verdict.words()
	default:
		return c.Verdict.words()
	}
}
