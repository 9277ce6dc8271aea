package workflow

// The root message: one message a case that always shows the present state.

import (
	"slices"
	"time"
)

// Root is what the root message of a case shows now. It is a function of the case alone, so an edit may repeat.
func (m *Machine) Root(c Case) Note {
	w, now := m.shopOf(c), c.Since
	sub := m.subject(c, now)
	switch c.Phase {
	case Opening:
		return OpenedNote{Subject: sub, By: c.whose()}
	case Syncing:
		return m.startingNote(c, sub)
	case Pressing:
		return m.pressNote(c, now)
	case Waiting:
		return WaitingNote{
			Subject: sub, Sync: localSync(c.Sync, w.Zone), FollowUp: local(c.FollowUpAt, w.Zone), Road: w.Road,
			Pressed: m.began(c, now), Before: m.spokenOf(c),
		}
	case Looking:
		return LookingNote{sub}
	case Asking:
		return m.standingNote(c, sub)
	default:
		return m.ended(c, sub)
	}
}

func localSync(s Sync, zone *time.Location) Sync {
	s.Started = local(s.Started, zone)
	return s
}

func (m *Machine) startingNote(c Case, sub Subject) Note {
	w := m.shopOf(c)
	n := StartingNote{Subject: sub, By: c.whose(), Pressed: m.began(c, c.Since), Round: c.round() + c.Again, Before: m.spokenOf(c)}
	if c.Verdict == SyncNotStarted {
		n.Trouble, n.Next = c.Reason, local(c.NextTry, w.Zone)
	}
	return n
}

func (m *Machine) standingNote(c Case, sub Subject) Note {
	w := m.shopOf(c)
	return StandingNote{
		Subject: sub, State: upperFirst(m.State(c)), Found: m.spokenOf(c), Owner: c.Owner.Name,
		Remind: local(c.RemindAt, w.Zone), Next: local(c.FollowUpAt, w.Zone), Ends: local(c.EndsAt, w.Zone), PutOff: c.putOffBy(), Offer: m.Offer(c),
	}
}

// putOffBy is who put the next reminder off, where it wasn't the owner; else empty.
func (c Case) putOffBy() string {
	if !c.Napped || c.NappedBy.ID == c.Owner.ID {
		return ""
	}
	return c.NappedBy.Name
}

// whose says who owns the case.
func (c Case) whose() string {
	if c.Owner.ID != c.asker().ID {
		return c.Owner.Name + " has it, asked by " + c.asker().Name
	}
	return "asked by " + c.asker().Name
}

// began says whose press began the present round, and when; empty where none did.
func (m *Machine) began(c Case, now time.Time) string {
	if c.Last.By.ID == "" || !c.Last.At.Equal(c.Needs) {
		return ""
	}
	at := m.subject(c, now).when(local(c.Last.At, m.shopOf(c).Zone))
	switch c.Last.Action {
	case Fixed, DoneSyncAgain:
		return c.Last.By.Name + " reported a fix" + c.Last.via() + " at " + at + "."
	case PressedSync, PressedEarlier: // the sync says who pressed
		return ""
	case Reopen:
		return "Opened again by " + c.Last.By.Name + " at " + at + "."
	default:
		return "Pressed by " + c.Last.By.Name + c.Last.via() + " at " + at + "."
	}
}

// via says on which other case it was pressed; empty: on this one.
func (p Press) via() string {
	if p.Via == (Document{}) {
		return ""
	}
	return " on " + p.Via.Title()
}

// ended is the root of a closed case.
func (m *Machine) ended(c Case, sub Subject) Note {
	switch c.Verdict {
	case Stopped:
		return m.stopped(c, sub)
	case SyncedSays:
		return m.says(c, sub)
	case Unanswered:
		return UnansweredNote{Subject: sub, Verdict: c.Was}
	case Unpostable:
		return UnpostableNote{sub}
	default:
		return m.syncedRoot(c, sub)
	}
}

// syncedRoot is the end of a case whose document the bot has seen.
func (m *Machine) syncedRoot(c Case, sub Subject) SyncedNote {
	c.Late = false
	n := SyncedNote{Subject: sub, Seen: m.seen(c)}
	if c.Last.Action == ItsThere && c.Last.At.Equal(c.Since) {
		n.Newer, n.By = m.findings(m.shopOf(c), c.Found), c.Last.By.Name
	}
	return n
}

// stopped is the end of a case that a person has stopped.
func (m *Machine) stopped(c Case, sub Subject) StoppedNote {
	return StoppedNote{Subject: sub, By: c.Last.By.Name, At: local(c.Last.At, m.shopOf(c).Zone), Syncs: len(c.Syncs), Forced: c.Forced}
}

// says is the end of a case that a person has seen to its end.
func (m *Machine) says(c Case, sub Subject) SyncedSaysNote {
	zone := m.shopOf(c).Zone
	n := SyncedSaysNote{Subject: sub, By: c.Last.By.Name, At: local(c.Last.At, zone)}
	if c.Books != nil {
		n.Books = *c.Books
		n.Books.At = local(n.Books.At, zone)
	}
	return n
}

// Offer lists the actions that the case's present question offers, the likeliest first, in the thread as in the root.
func (m *Machine) Offer(c Case) []Action {
	if c.Phase != Asking {
		return m.Root(c).Actions()
	}
	found := m.spokenOf(c)
	sub := m.subject(c, c.Since)
	switch c.Verdict {
	case ErrorsFound:
		return ErrorsNote{Subject: sub, Seen: m.seen(c), Found: found, Wait: max(m.Wait, longest(found))}.Actions()
	case ThereNewerError:
		return NewerErrorNote{Subject: sub, Seen: m.seen(c), Found: found}.Actions()
	case ThereNotSettled:
		return NotSettledNote{Subject: sub, Seen: m.seen(c), Found: found, Rejected: c.rejected()}.Actions()
	case LogWanted:
		return TimeToReadNote{Guide: m.Catalogue.LogGuide().URL, Same: c.onlySame()}.Actions()
	case NotThereYet:
		return NotThereNote{Seen: m.seen(c)}.Actions()
	case NothingSyncs:
		return m.nothingNote(c, c.Since).Actions()
	case NotConfirmed:
		return NotConfirmedNote{}.Actions()
	case CouldNotTell:
		return CouldNotTellNote{Next: c.FollowUpAt, Guide: m.Catalogue.LogGuide().URL}.Actions()
	case NotProcessed:
		return NotProcessedNote{}.Actions()
	case SyncNotStarted:
		return SyncNotStartedNote{Subject: sub, Reason: c.Reason, Guide: m.reauthorise(c), Same: c.onlySame()}.Actions()
	case Escalated:
		return EscalationNote{Subject: sub}.Actions()
	default:
		return standing(nil)
	}
}

// Again is the action by which somebody says that what the case waits for is done, and wants another sync; false where it
// offers none. That sync was pressed is another thing to say.
func (m *Machine) Again(c Case) (ActionID, bool) {
	for _, a := range m.Offer(c) {
		if slices.Contains(syncing, a.ID) && a.ID != PressedSync && a.ID != PressedEarlier && a.ID != Reopen {
			return a.ID, true
		}
	}
	return "", false
}
