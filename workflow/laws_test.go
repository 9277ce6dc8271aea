package workflow_test

// Laws about what is shared between cases, and about reminders, for the pretend world.

import (
	"slices"
	"strings"
	"time"

	"syncbot/workflow"
)

// laws is what the world remembers to hold the machine to them.
type laws struct {
	snoozed map[workflow.CaseID]time.Time // until when nobody is to be reminded
	told    map[workflow.CaseID]told      // who has last been mentioned in the case's thread
	refused map[workflow.Place]bool

	hoursChanged bool // while cases were open
}

type told struct {
	who  workflow.UserID
	turn int
}

func newLaws() laws {
	return laws{
		snoozed: map[workflow.CaseID]time.Time{}, told: map[workflow.CaseID]told{}, refused: map[workflow.Place]bool{},
	}
}

// checkSnooze: a snooze is kept, and the case doesn't end before, or as, its owner is reminded.
func (w *world) checkSnooze(before, after workflow.Case) {
	if !after.Napped {
		delete(w.laws.snoozed, after.ID)
		return
	}
	if !before.Napped || before.RemindAt.IsZero() {
		w.laws.snoozed[after.ID] = after.RemindAt
	}
	h := w.hoursOf(after)
	first := after.RemindAt.In(w.machine.ZoneOf(after))
	if !h.Open(first) {
		first = h.Morning(first, 0)
		if !first.After(after.RemindAt) {
			first = h.Morning(after.RemindAt.In(w.machine.ZoneOf(after)), 1)
		}
	}
	if !w.setBack && !w.laws.hoursChanged && !after.EndsAt.IsZero() && !after.EndsAt.After(first) {
		w.t.Errorf("%s is snoozed until %v and ends at %v, before its owner is reminded", after.Doc.Title(), first, after.EndsAt)
	}
}

func (w *world) hoursOf(c workflow.Case) workflow.Hours {
	if h := w.machine.Workshops[c.Workshop].Hours; h != (workflow.Hours{}) {
		return h
	}
	return workflow.DefaultHours
}

// checkReminded: reminders fall in working hours, and not before what the owner asked for.
func (w *world) checkReminded(c workflow.Case) {
	if at := w.now.In(w.machine.ZoneOf(c)); !w.setBack && !w.laws.hoursChanged && !w.hoursOf(c).Open(at) {
		w.t.Errorf("%s: a reminder at %v", c.Doc.Title(), at)
	}
	if until, ok := w.laws.snoozed[c.ID]; ok && w.now.Before(until) && !w.setBack {
		w.t.Errorf("%s: a reminder at %v, although snoozed until %v", c.Doc.Title(), w.now, until)
	}
}

// checkTrue: a message says nothing that isn't so where it stands.
func (w *world) checkTrue(c workflow.Case, e workflow.Effect) {
	var n workflow.Note
	switch e := e.(type) {
	case workflow.Say:
		n = e.Note
	case workflow.Inform:
		n = e.Note
	}
	switch n := n.(type) {
	case nil:
		return
	case workflow.EscalationNote:
		if n.HandedOn && !(c.Desk && w.machine.Leads != workflow.Place{}) {
			w.t.Errorf("%s claims to be handed on", c.Doc.Title())
		}
	case workflow.LeadsGoneNote:
		if !w.laws.refused[w.machine.Leads] {
			w.t.Errorf("%s claims that the support lead's channel refused", c.Doc.Title())
		}
	}
	w.checkWords(n.Words())
	_ = n.Actions() // no panic
}

// checkWords: what is drawn line by line says the same as the plain text.
func (w *world) checkWords(said workflow.Words) {
	var drawn strings.Builder
	for i, line := range said.Lines() {
		if i > 0 {
			drawn.WriteString("\n")
		}
		for _, s := range line {
			if s.Kind == workflow.Quoted {
				s.Text = "`" + s.Text + "`"
			}
			drawn.WriteString(s.Text)
		}
	}
	if drawn.String() != said.Text() {
		w.t.Errorf("the lines say\n%s\nthe text\n%s", drawn.String(), said.Text())
	}
}

func (w *world) heardList(e workflow.Say) {
	list, ok := e.Note.(workflow.RemindersNote)
	if !ok {
		return
	}
	for _, r := range list.Reminders {
		c := w.cases[r.Case.ID]
		w.checkReminded(c)
		w.laws.told[c.ID] = told{c.Owner.ID, c.Turn}
	}
}

// heardSay notes who has been mentioned about what.
func (w *world) heardSay(c workflow.Case, e workflow.Say) {
	if n, ok := e.Note.(workflow.ReminderNote); ok && n.Ends.IsZero() {
		w.checkReminded(c)
	}
	if e.Mention == "" {
		return
	}
	asks := c.Phase == workflow.Asking || c.Phase == workflow.Pressing || c.Phase == workflow.Syncing && c.Verdict == workflow.SyncNotStarted
	if _, given := e.Note.(workflow.GivenNote); c.Open() && c.Phase != workflow.Looking && !asks && !given {
		w.t.Errorf("%s mentions its owner when it is %s already: %s", c.Doc.Title(), c.Phase, e.Note.Words().Text())
	}
	w.laws.told[c.ID] = told{c.Owner.ID, c.Turn}
}

// checkShared: whoever has to answer an open question has been told, and what is said to be explained elsewhere, is.
func (w *world) checkShared() {
	for _, queue := range w.outbox {
		if len(queue) > 0 {
			return // not all has been said yet
		}
	}
	for _, id := range w.order {
		c := w.cases[id]
		if !c.Open() {
			continue
		}
		w.checkSame(c)
		if c.Phase == workflow.Asking && !c.Lost && w.laws.told[c.ID] != (told{c.Owner.ID, c.Turn}) {
			w.t.Errorf("%s asks (%s, same as %v) and its owner %s was never told", c.Doc.Title(), c.Verdict, c.Same, c.Owner.Name)
		}
	}
}

// checkSame: what another case is said to explain, it does, in the same channel.
func (w *world) checkSame(c workflow.Case) {
	for _, s := range c.Same {
		i := slices.IndexFunc(w.account.Explained, func(e workflow.Explained) bool {
			return e.Cause == s.Cause && e.Channel.Channel == c.Place.Channel && slices.Contains(e.Sharing, c.ID)
		})
		if i < 0 {
			w.t.Errorf("%s points to %s for %q, and nobody explains it", c.Doc.Title(), s.Doc.Title(), s.Cause)
			continue
		}
		other := w.cases[w.account.Explained[i].Case]
		if other.Doc != s.Doc || !other.Open() || other.Place.Channel != c.Place.Channel {
			w.t.Errorf("%s points to %s for %q, which %s explains (%s)", c.Doc.Title(), s.Doc.Title(), s.Cause, other.Doc.Title(), other.Phase)
		}
		if other.Phase == workflow.Syncing && other.Verdict == workflow.SyncNotStarted {
			w.t.Errorf("%s points to %s, whose message says only that no sync has started", c.Doc.Title(), other.Doc.Title())
		}
	}
}

// chanceHours is a restart with other working hours.
func (w *world) chanceHours(n int) {
	w.laws.hoursChanged = w.laws.hoursChanged || len(w.order) > 0
	shop := w.machine.Workshops[w.shop]
	all := []string{"Mon-Fri 8:00-17:30", "Sat 7:30-12:00", "Mon,Wed 0:00-23:59", "Sun-Sat 2:00-3:00", "Tue 9:00-9:20"}
	var err error
	if shop.Hours, err = workflow.ParseHours(all[n%len(all)]); err != nil {
		w.t.Fatal(err)
	}
	w.machine.Workshops[w.shop] = shop
}

// chanceSnooze snoozes a case as somebody types it.
func (w *world) chanceSnooze(n int) {
	if len(w.order) == 0 {
		return
	}
	c := w.cases[w.order[n%len(w.order)]]
	typed := []string{"2h", "tomorrow", "monday", "10h", "14 days", "friday 5.29 pm", "sat 11 pm", "1m"}[n/8%8]
	until, err := w.machine.SnoozeUntil(c, typed, w.now)
	if err != nil {
		return // more than two weeks, by the hours
	}
	w.apply(c.ID, workflow.Pressed{At: w.at(), By: user("Mei"), Action: workflow.Snooze, Until: until, Place: c.Place})
}

// refusedLate: a message is refused after somebody has pressed something meanwhile.
func (w *world) refusedLate(n int) {
	for _, id := range w.order {
		queue := w.outbox[id]
		if len(queue) == 0 {
			continue
		}
		say, ok := queue[0].(workflow.Say)
		if !ok || say.To != workflow.ToThread || !w.machine.Wants(w.cases[id], say, w.now) {
			continue
		}
		w.outbox[id] = queue[1:]
		c := w.cases[id]
		if n%3 == 0 {
			w.apply(id, workflow.Pressed{At: w.at(), By: user("Dave"), Action: workflow.Fixed, Turn: c.Turn})
		}
		w.apply(id, workflow.PostRefused{At: w.at(), Say: say, Reason: "gone"})
		return
	}
}
