package workflow

// What a press tells the presser alone: more actions, more findings, a text to pass on. The case stays as it is.

func (s *step) read(a ActionID, by UserID) {
	switch a {
	case More:
		s.moreActions(by)
	case ShowMore:
		s.answer.Text = Words(s.moreFindings())
	case PassOn:
		s.answer.Text = Words(mark(Copied, s.passOn()))
	}
}

// moreActions offers what had no button of its own; nobody is offered to take what is theirs.
func (s *step) moreActions(by UserID) {
	all := s.m.Offer(s.c)
	for _, a := range all[min(maxButtons, len(all)):] {
		if a.ID != Take || by != s.c.Owner.ID {
			s.choice(a)
		}
	}
	s.answer.Text = Words("More for " + s.c.Doc.Title() + ":")
	if len(s.answer.Choices) == 0 {
		s.answer.Text = s.m.Status(s.c, s.at)
	}
}

// moreFindings explains at length what the message has in a line, and in full what it cuts.
func (s *step) moreFindings() string {
	found := s.m.spokenOf(s.c)
	rest := found
	if len(found) > 1 {
		rest = found[1:]
	}
	state := "in full"
	if len(found) > 1 {
		state = plural(len(rest), "more error")
	}
	all := []string{s.subject().head(state)}
	for _, f := range rest[:min(len(rest), maxShown)] {
		all = append(all, f.full(s.subject()))
	}
	if over := len(rest) - maxShown; over > 0 {
		all = append(all, "And "+plural(over, "other")+" in the event log.")
	}
	return lines(all...)
}

// maxShown is how many findings one answer explains.
const maxShown = 5

// passOn is a plain text for a customer or a bookkeeper who isn't here.
func (s *step) passOn() string {
	switch s.c.Verdict {
	case Escalated:
		return s.escalation().summary()
	case ErrorsFound, ThereNewerError:
		return passOnFindings(s.subject(), s.m.spokenOf(s.c))
	case NothingSyncs:
		return s.subject().passOnNothing()
	default:
		return s.subject().passOnMissing(s.m.seen(s.c))
	}
}
