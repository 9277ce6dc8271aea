package workflow

import "time"

// Wants says, just before an effect of the case is performed, whether it is still wanted. An unwanted one is dropped.
func (m *Machine) Wants(c Case, e Effect, now time.Time) bool {
	switch e := e.(type) {
	case Say:
		return wantsSay(c, e, now)
	case Show:
		return c.Root != ""
	case WantSync:
		return (c.Phase == Syncing || c.Phase == Pressing) && e.Since.Equal(c.Needs)
	case UnwantSync:
		return true
	case Inform:
		return e.Turn == c.Turn
	case Remind:
		return c.awaits(e.Reminder) && !now.After(e.Reminder.Until)
	case LookUp, ReadLog, ReportSync:
		return c.Open()
	default:
		return false
	}
}

// wantsSay: what belongs to an earlier turn is stale, the case has moved on; so is a hand-over to somebody who doesn't have
// it any more. The root always shows the present state.
func wantsSay(c Case, say Say, now time.Time) bool {
	switch n := say.Note.(type) {
	case GivenNote: // in whatever turn: the new owner has been promised to hear of it
		return c.Open() && say.Mention == c.Owner.ID
	case ReminderNote:
		if !c.waitsForSomebody() || n.Number != c.Reminded || c.Napped || n.Ends.IsZero() && now.After(n.Until) {
			return false
		}
	case PressNote:
		if c.Phase != Pressing {
			return false
		}
	case TakenNote:
		if n.By != c.Owner.Name {
			return false
		}
	}
	switch say.To {
	case ToRoot:
		return c.Root == ""
	case ToReply:
		return true
	default:
		return say.Turn == c.Turn
	}
}

// WantsAccount says the same of an account's effects. A ForceSync that is not wanted is answered by ForceDropped.
func (m *Machine) WantsAccount(a Account, e Effect) bool {
	if force, ok := e.(ForceSync); ok {
		return force.Key == a.Key && len(a.Wishes) > 0
	}
	_, tell := e.(Tell)
	return tell
}
