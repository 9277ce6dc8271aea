package workflow

// Reminders: in working hours only, at most five to a question, then the end.

import "time"

func (s *step) remindFromNow() {
	s.c.Remind, s.c.RemindAt, s.c.EndsAt, s.c.Napped = 0, s.w.hours().Morning(s.local(s.at), firstRemind), time.Time{}, false
}

// remind asks the owner again. A look into the books comes first: nobody is reminded of what is there by now.
func (s *step) remind() {
	switch {
	case s.c.Phase == Looking:
		s.c.RemindAt = s.at.Add(time.Minute) // the answer is under way
	case !s.w.hours().Open(s.local(s.at)) || !s.w.hours().Open(s.local(s.at.Add(collect))):
		s.c.RemindAt = s.w.hours().next(s.local(s.at))
	case s.c.Phase == Pressing && s.w.Road == ByGateway:
		s.wantSync() // the bot can do it by itself now
		s.show()
	default:
		s.count()
		s.do(LookUp{})
		s.askAgain()
		if s.c.Phase == Asking {
			s.show()
		}
	}
}

// count moves to the next reminder, or after the last one to the end. One that a person has put off does not count.
func (s *step) count() {
	s.c.Reminded++
	switch {
	case !s.c.EndsAt.IsZero(): // the last one, put off: the end has moved as much
	case s.c.Napped:
	default:
		s.c.Remind++
	}
	s.c.Napped, s.c.RemindAt = false, time.Time{}
	morning := s.w.hours().Morning(s.local(s.at), remindEvery)
	switch {
	case !s.c.EndsAt.IsZero():
	case s.c.Remind < maxReminders:
		s.c.RemindAt = morning
	default:
		s.c.EndsAt = morning
	}
}

// askAgain hands the reminder over to the channel, which makes one list of those of a morning. The last one stands by
// itself, since it says when the case ends.
func (s *step) askAgain() {
	if s.c.Lost || !s.c.EndsAt.IsZero() {
		s.remindInThread()
		return
	}
	s.do(Remind{Place: s.c.channel(), Reminder: s.reminder()})
}

func (s *step) reminder() Reminder {
	r := Reminder{
		Case: s.c.Ref(), Turn: s.c.Turn, Number: s.c.Reminded, Until: s.w.hours().closing(s.local(s.at)), Owner: s.c.Owner, Doc: s.c.Doc,
		What: s.waitingFor(), Since: s.local(s.c.Since), Root: s.c.RootMessage(),
	}
	if s.c.Desk {
		r.Workshop = s.w.Name
	}
	return r
}

// waitingFor is what the case waits for, in a few words.
func (s *step) waitingFor() string {
	found := s.m.spokenOf(s.c)
	switch same := s.c.onlySame(); {
	case same != nil:
		return "same as " + same.Doc.Title()
	case s.c.Verdict != ErrorsFound || len(found) == 0:
		return s.c.Verdict.words()
	case found[0].Same != nil:
		return found[0].Explanation.Title + " (same as " + found[0].Same.Doc.Title() + ")"
	}
	what := found[0].Explanation.Title
	if who := found[0].Explanation.Who; who != "" && who != theWorkshop && !(s.c.Desk && isSupport(who)) {
		what += " · " + who
	}
	return what
}

// nudged: the channel had nothing else to ask the owner this morning, so the reminder stands in the thread.
func (s *step) nudged(r Reminder) {
	if s.c.awaits(r) && !s.at.After(r.Until) {
		s.remindInThread()
	}
}

func (s *step) remindInThread() {
	n := ReminderNote{
		Subject: s.subject(), Number: s.c.Reminded, Until: s.w.hours().closing(s.local(s.at)), What: s.waitingFor(), Since: s.local(s.c.Since),
		Next: s.local(s.c.RemindAt), Ends: s.local(s.c.EndsAt), Offer: s.m.Offer(s.c),
	}
	s.do(Say{To: ToThread, Note: n, Mention: s.c.Owner.ID, Turn: s.c.Turn})
}

// snooze puts the next reminder off until the time that the person chose, and the end as much; without one it offers times.
// What the buttons say is meant by the clock: pressed late, they are too late.
func (s *step) snooze(ev Pressed) {
	switch {
	case ev.Until.IsZero():
		s.answer.Text = Words("Remind you of " + s.c.Doc.Title() + " when?")
		for _, n := range s.w.hours().naps(s.local(s.at)) {
			s.choice(Action{ID: Snooze, Label: n.label})
			s.answer.Choices[len(s.answer.Choices)-1].Text = n.until.Format(time.RFC3339)
		}
	case !ev.Until.After(s.at):
		s.answer.Text = "That's over already. Choose a later time."
	default:
		s.nap(ev.Until, ev.By)
		s.answer.Text = Words("Until " + s.subject().when(s.local(ev.Until)) + " I won't ask about " + s.c.Doc.Title() + ". Its buttons work as before.")
	}
}

// nap moves the reminder, and the end by what is gained; the end stays on a morning of a working day.
func (s *step) nap(until time.Time, by User) {
	if s.c.Napped && until.Equal(s.c.RemindAt) && s.c.NappedBy == by {
		return // said twice
	}
	if !s.c.EndsAt.IsZero() {
		from := s.at
		if s.c.RemindAt.After(from) {
			from = s.c.RemindAt
		}
		s.c.EndsAt = s.w.hours().onMorning(s.local(s.c.EndsAt.Add(until.Sub(from))))
		first := s.local(until)
		if !s.w.hours().Open(first) || !s.w.hours().Open(first.Add(collect)) {
			first = s.w.hours().next(first)
		}
		if !s.c.EndsAt.After(first) {
			s.c.EndsAt = s.w.hours().Morning(first, 1)
		}
	}
	s.c.RemindAt, s.c.Napped, s.c.NappedBy = until, true, by
	s.show()
}
