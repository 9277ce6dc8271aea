package workflow

// Who owns a case, and who else hears of it.

import "slices"

// take makes the person who pressed the owner.
func (s *step) take(by User) {
	if by.ID == s.c.Owner.ID {
		s.answer.Text = Words(s.c.Doc.Title() + " is yours already.")
		return
	}
	s.own(by)
	s.answer.Text = Words("Yours now. " + string(s.m.Status(s.c, s.at)))
	s.tell(TakenNote{Subject: s.subject(), By: by.Name})
}

// given hands the case over. The new owner is told, with what there is to do.
func (s *step) given(ev Given) {
	switch {
	case !s.c.Open():
		s.answer.Text = s.m.Status(s.c, s.at)
	case ev.To.ID == s.c.Owner.ID:
		s.answer.Text = Words(ev.To.Name + " has " + s.c.Doc.Title() + " already.")
	default:
		s.own(ev.To)
		s.answer.Text = Words(ev.To.Name + " has " + s.c.Doc.Title() + " now, and is told in the thread.")
		n := GivenNote{Subject: s.subject(), By: ev.By.Name, State: s.m.State(s.c), Offer: withoutTake(s.m.Offer(s.c))}
		if s.c.Phase == Asking {
			n.Found = s.m.findings(s.w, s.c.Found)
		}
		s.do(Say{To: ToThread, Note: n, Mention: ev.To.ID, Turn: s.c.Turn})
		s.show()
	}
}

// withoutTake leaves out what the new owner need not do.
func withoutTake(offer []Action) []Action {
	return slices.DeleteFunc(slices.Clone(offer), func(a Action) bool { return a.ID == Take })
}

// own changes the owner. A question that stands begins its reminders anew: the new owner has just heard of it.
func (s *step) own(u User) {
	s.c.Asker = s.c.asker()
	s.c.Owner = u
	if s.c.asksLater() {
		s.remindFromNow()
	}
}

// follow tells a further place from now on.
func (s *step) follow(ev Pressed) {
	title := s.c.Doc.Title()
	switch {
	case ev.Place == (Place{}):
		s.answer.Text = Words("I can't tell where you are. Ask for " + title + " where you want to be told.")
	case s.c.speaksIn(ev.Place):
		s.answer.Text = Words("I tell the news of " + title + " here already.")
	case len(s.c.Followers) == maxFollowers:
		s.answer.Text = Words(plural(maxFollowers, "place") + " follow " + title + " already; I can't tell more.")
	default:
		s.c.Followers = append(slices.Clone(s.c.Followers), Follower{By: ev.By, Place: ev.Place, Desk: ev.Desk})
		s.answer.Text = Words("I'll tell you here, too: when there's news of " + title + ", and when it ends. " + string(s.m.Status(s.c, s.at)))
	}
}

// maxFollowers bounds the places that are told.
const maxFollowers = 10

// speaksIn says whether the case's news are told in the place already.
func (c Case) speaksIn(p Place) bool {
	if p.Platform == c.Place.Platform && p.Channel == c.Place.Channel && (!c.inThread() || p.Thread == c.Thread) {
		return true
	}
	return slices.ContainsFunc(c.Followers, func(f Follower) bool { return f.Place == p })
}

// bounced: a place beside the thread is gone. A follower's is left out from now on; that the support lead can't be reached
// is said where the case stands.
func (s *step) bounced(ev Bounced) {
	i := slices.IndexFunc(s.c.Followers, func(f Follower) bool { return f.Place == ev.Place })
	if i >= 0 {
		s.c.Followers = slices.Delete(slices.Clone(s.c.Followers), i, i+1)
		return
	}
	if s.c.Open() && s.c.Verdict == Escalated && ev.Place == s.m.Leads {
		s.do(Say{To: ToThread, Note: LeadsGoneNote{s.subject()}, Mention: s.c.Owner.ID, Turn: s.c.Turn})
	}
}
