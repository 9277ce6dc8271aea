package workflow

// Places: where messages ended up, and what to say where when a place is gone. Never silence.

func (s *step) posted(ev Posted) {
	switch ev.To {
	case ToRoot:
		s.c.Root, s.c.Thread, s.c.Placed, s.c.Reply = ev.Ref, ev.Thread, true, ""
		if ev.Rev != s.c.Rev {
			s.do(Show{})
		}
	case ToThread:
		s.c.Moved = false
	case ToReply:
		s.c.Reply = ""
	}
	if ev.Turn == s.c.Turn {
		s.c.Asking = ev.Ref
	}
}

// postRefused finds the next place: a first root that is refused closes the case before anything is forced and tells
// the asker privately; where a thread is gone, or takes no more, there is a new root in the channel; where that is gone, the
// owner is told directly.
func (s *step) postRefused(ev PostRefused) {
	switch ev.Say.To {
	case ToRoot:
		switch {
		case !s.c.Placed:
			s.unpostable()
		case s.c.inThread():
			s.leaveThread()
			s.newRoot()
		default:
			s.sayToOwner(s.m.Root(s.c))
		}
	case ToThread:
		if !s.m.Wants(s.c, ev.Say, s.at) {
			return
		}
		if s.c.Moved {
			s.sayToOwner(ev.Say.Note)
			return
		}
		s.leaveThread()
		s.newRoot()
		if _, given := ev.Say.Note.(GivenNote); ev.Say.Mention != "" && !given {
			ev.Say.Mention = s.c.Owner.ID
		}
		s.do(ev.Say)
	case ToReply:
		s.sayToOwner(ev.Say.Note)
	case ToOwner:
		s.c.Lost = true
	}
}

// leaveThread: the thread in which somebody asked takes no more, so what comes next stands in its channel.
func (s *step) leaveThread() {
	if s.c.inThread() {
		s.c.Place = s.c.channel()
	}
}

// newRoot gives the case a new root message in its channel.
func (s *step) newRoot() {
	s.c.Root, s.c.Moved = "", true // the thread stays until the new one is known: nothing may be said without one
	s.do(Say{To: ToRoot, Turn: s.c.Turn})
}

func (s *step) unpostable() {
	s.do(UnwantSync{}, Say{To: ToReply, Note: UnpostableNote{s.subject()}, Turn: s.c.Turn})
	s.c.Phase, s.c.Verdict, s.c.Since = Closed, Unpostable, s.at
	s.restDeadlines()
}

func (s *step) sayToOwner(n Note) {
	s.do(Say{To: ToOwner, Note: n, Mention: s.c.Owner.ID, Turn: s.c.Turn})
}

// showRefused: the root message is gone; an open case gets a new one.
func (s *step) showRefused() {
	if s.c.Open() && !s.c.Moved {
		s.newRoot()
	}
}
