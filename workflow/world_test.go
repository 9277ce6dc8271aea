package workflow_test

// A pretend world for stories and for the fuzz: one workshop's books, event log, sync and people, and an outbox that is
// performed at once. It checks the machine's laws after every event.

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"syncbot/workflow"
	"syncbot/workflow/diagnosis"
)

type world struct {
	t       testing.TB
	machine *workflow.Machine
	shop    workflow.WorkshopID
	now     time.Time
	cases   map[workflow.CaseID]workflow.Case
	order   []workflow.CaseID
	account workflow.Account
	outbox  map[workflow.CaseID][]workflow.Effect // "" is the account's, "#…" a channel's
	out     strings.Builder

	channels map[workflow.CaseID]workflow.Channel // by "#" and ID
	desk     bool                                 // the channel serves several workshops
	began    time.Time                            // when the bot began to run
	last     workflow.Answer                      // the last answer that offered choices
	lastBy   string                               // who got it

	books       map[string]workflow.BooksLook // by bare number
	booksDown   string
	log         []workflow.LogEntry
	logDown     string
	logEnds     time.Time
	status      map[string]workflow.DocumentStatus
	syncNo      workflow.Reason // syncs are refused
	syncDown    workflow.Reason // syncs cannot be started now
	running     time.Time       // another sync has been running since
	stuck       bool            // posts do not go through
	stuckOther  bool            // nor do those to channels beside the cases' own
	setBack     bool            // the clock has been set back: times no longer tell the order of things
	refuse      map[workflow.Target]bool
	posts       int
	threadPosts int
	events      int                     // counts what happens, whatever the clock says
	asked       map[workflow.CaseID]int // when, in that order, each case began to need a sync
	begun       map[time.Time]int       // when each sync began, by its start
	laws        laws
}

func zone(t testing.TB) *time.Location {
	z, err := time.LoadLocation("Australia/Sydney")
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func newWorld(t testing.TB, road workflow.Road, system workflow.System) *world {
	z := zone(t)
	shop := workflow.Workshop{ID: "northside", Name: "Northside Autos", System: system, Zone: z, Road: road}
	return &world{
		t: t, shop: shop.ID, now: time.Date(2026, 11, 24, 10, 4, 0, 0, z),
		machine: &workflow.Machine{
			Wait: time.Hour, Pause: 5 * time.Minute, Catalogue: diagnosis.Default(),
			Workshops: map[workflow.WorkshopID]workflow.Workshop{shop.ID: shop},
		},
		account:  workflow.Account{Workshop: shop.ID, System: system},
		channels: map[workflow.CaseID]workflow.Channel{},
		cases:    map[workflow.CaseID]workflow.Case{}, outbox: map[workflow.CaseID][]workflow.Effect{},
		laws:  newLaws(),
		asked: map[workflow.CaseID]int{}, begun: map[time.Time]int{},
		books: map[string]workflow.BooksLook{}, status: map[string]workflow.DocumentStatus{}, refuse: map[workflow.Target]bool{},
	}
}

func (w *world) at() workflow.At { return workflow.At{At: w.now} }

func (w *world) say(format string, args ...any) { fmt.Fprintf(&w.out, format+"\n", args...) }

// apply steps a case and checks the laws that hold for every step.
func (w *world) apply(id workflow.CaseID, ev workflow.Event) workflow.Answer {
	before := w.cases[id]
	after, effects, answer := w.machine.Step(before, ev)
	if again, _, _ := w.machine.Step(before, ev); again.Rev != after.Rev || again.Phase != after.Phase {
		w.t.Errorf("the same case and event gave two answers")
	}
	if after.Phase == "" {
		return answer
	}
	if _, ok := w.cases[id]; !ok {
		w.order = append(w.order, id)
	}
	w.cases[id] = after
	w.events++
	if !after.Needs.Equal(before.Needs) {
		w.asked[id] = w.events
	}
	w.checkVerdict(before, after, ev)
	if w.machine.SharesCauses(before, after, effects) {
		shared := w.machine.ShareCauses(after, effects, w.account, w.explaining(), w.now)
		after, effects = shared.Case, shared.Effects
		w.cases[id], w.account = after, shared.Account
		w.outbox[""] = append(w.outbox[""], shared.Owed...)
	}
	w.checkSnooze(before, after)
	for _, e := range effects {
		w.checkMention(after, e)
		w.checkTrue(after, e)
		if _, ok := e.(workflow.Show); ok {
			w.outbox[id] = slices.DeleteFunc(w.outbox[id], func(o workflow.Effect) bool { return o == workflow.Show{} })
		}
		if (e == workflow.UnwantSync{}) { // in the same commit
			w.applyAccount(workflow.SyncUnwanted{At: w.at(), Case: id})
			continue
		}
		w.outbox[id] = append(w.outbox[id], e)
	}
	w.checkLaws(id)
	return answer
}

// checkVerdict is law 6: no verdict says that the log holds no error while a reading since the sync showed one.
func (w *world) checkVerdict(before, after workflow.Case, ev workflow.Event) {
	read, ok := ev.(workflow.LogRead)
	if !ok || after.Verdict == before.Verdict || (after.Verdict != workflow.NotThereYet && after.Verdict != workflow.NotConfirmed) {
		return
	}
	for _, e := range read.Reading.Entries {
		old := slices.ContainsFunc(before.Known, func(k workflow.KnownEntry) bool {
			return k.Message == e.Message && (k.At.Equal(e.At) || k.At.IsZero()) && !k.Read.After(before.Sync.Asked)
		})
		if e.At.After(before.Sync.Asked) && !old {
			w.t.Errorf("%s is %s although the log says %q since the sync", after.Doc.Title(), after.Verdict, e.Message)
		}
	}
}

// explaining are the cases that the account names as explaining an error.
func (w *world) explaining() []workflow.Case {
	var all []workflow.Case
	for _, e := range w.account.Explained {
		if c, ok := w.cases[e.Case]; ok {
			all = append(all, c)
		}
	}
	return all
}

// checkMention is law 9: only the owner is mentioned, and only in the thread or directly.
func (w *world) checkMention(c workflow.Case, e workflow.Effect) {
	say, ok := e.(workflow.Say)
	if !ok || say.Mention == "" {
		return
	}
	if say.Mention != c.Owner.ID || (say.To != workflow.ToThread && say.To != workflow.ToOwner) {
		w.t.Errorf("%s mentions %q in the %s", c.Doc.Title(), say.Mention, say.To)
	}
	_, given := say.Note.(workflow.GivenNote)
	asks := c.Phase == workflow.Asking || c.Phase == workflow.Pressing || c.Phase == workflow.Syncing && c.Verdict == workflow.SyncNotStarted
	if !asks && c.Open() && c.Phase != workflow.Looking && !given { // a look under way leaves the question standing
		w.t.Errorf("%s mentions its owner while it is %s: %s", c.Doc.Title(), c.Phase, say.Note.Words().Text())
	}
	if c.Open() && len(say.Note.Actions()) == 0 {
		w.t.Errorf("%s mentions its owner without asking for anything: %s", c.Doc.Title(), say.Note.Words().Text())
	}
}

// checkLaws is law 4: an open record always has a WakeAt or an effect in the outbox; a closed one has no WakeAt.
func (w *world) checkLaws(id workflow.CaseID) {
	c := w.cases[id]
	if c.Open() && c.WakeAt().IsZero() && len(w.outbox[id]) == 0 {
		w.t.Errorf("%s is %s/%s and would never be looked at again", c.Doc.Title(), c.Phase, c.Verdict)
	}
	if c.Phase == workflow.Asking && c.RemindAt.IsZero() && c.EndsAt.IsZero() {
		w.t.Errorf("%s asks (%s) and would never ask again", c.Doc.Title(), c.Verdict)
	}
	if !c.Open() && !c.WakeAt().IsZero() {
		w.t.Errorf("%s is closed and would wake", c.Doc.Title())
	}
	if c.Phase == workflow.Waiting && c.FollowUpAt.Before(c.Sync.Started.Add(w.machine.Wait)) {
		w.t.Errorf("%s would be looked at early", c.Doc.Title())
	}
	if begun, forced := w.begun[c.Sync.Started]; c.Phase == workflow.Waiting && (c.Sync.Asked.Before(c.Needs) || forced && !w.setBack && c.Sync.By.ID == "" && begun < w.asked[id]) {
		w.t.Errorf("%s rests on a sync from before its ask", c.Doc.Title())
	}
	if a := w.account; a.Open() && a.WakeAt().IsZero() && len(w.outbox[""]) == 0 {
		w.t.Errorf("the account owes a sync and would never start it")
	}
}

func (w *world) applyAccount(ev workflow.Event) {
	after, effects := w.machine.StepAccount(w.account, ev)
	w.account = after
	w.outbox[""] = append(w.outbox[""], effects...)
}

// settle performs effects, in order for each record, until nothing is left that can be done now.
func (w *world) settle() {
	performed := 0
	for progress := true; progress; {
		progress = false
		for _, id := range slices.Concat([]workflow.CaseID{""}, w.order, slices.Sorted(maps.Keys(w.channels))) {
			for w.performFirst(id) {
				progress = true
				if performed++; performed > 5000 {
					w.t.Fatalf("effects beget effects without end: %v", w.outbox)
				}
			}
		}
	}
}

func (w *world) performFirst(id workflow.CaseID) bool {
	queue := w.outbox[id]
	if len(queue) == 0 {
		return false
	}
	e := queue[0]
	_, show := e.(workflow.Show)
	channel := strings.HasPrefix(string(id), "#")
	if _, say := e.(workflow.Say); (say || show) && (w.stuck && !channel || w.stuckOther && channel) {
		return false
	}
	w.outbox[id] = queue[1:]
	if channel {
		w.performForChannel(id, e)
		return true
	}
	if id == "" {
		if w.machine.WantsAccount(w.account, e) {
			w.performForAccount(e)
		} else if force, ok := e.(workflow.ForceSync); ok {
			w.applyAccount(workflow.ForceDropped{At: w.at(), Key: force.Key})
		}
		return true
	}
	if w.machine.Wants(w.cases[id], e, w.now) {
		w.perform(w.cases[id], e)
	}
	w.checkLaws(id)
	return true
}

func (w *world) performForAccount(e workflow.Effect) {
	switch e := e.(type) {
	case workflow.ForceSync:
		w.force(e.Key)
	case workflow.Tell:
		if e.Event.Time().IsZero() {
			w.t.Errorf("%T without a time", e.Event)
		}
		w.apply(e.Case, e.Event)
	}
}

func (w *world) force(key string) {
	switch {
	case w.syncNo.Text != "":
		w.applyAccount(workflow.ForceFailed{At: w.at(), Key: key, Reason: w.syncNo, Final: true})
	case w.syncDown.Text != "":
		w.applyAccount(workflow.ForceFailed{At: w.at(), Key: key, Reason: w.syncDown})
	case !w.running.IsZero():
		w.applyAccount(workflow.SyncBusy{At: w.at(), Key: key, Running: w.running})
	default:
		w.say("  (sync forced %s)", w.now.Format("3:04 pm"))
		w.events++
		w.begun[w.now] = w.events
		w.applyAccount(workflow.SyncForced{At: w.at(), Key: key})
	}
}

func (w *world) perform(c workflow.Case, e workflow.Effect) {
	switch e := e.(type) {
	case workflow.Say:
		w.post(c, e)
	case workflow.Show:
		w.say("%s", indent("root", w.machine.Root(c)))
	case workflow.LookUp:
		w.apply(c.ID, workflow.LookedUp{At: w.at(), Look: w.lookUp(c.Doc)})
	case workflow.ReadLog:
		w.readLog(c.ID)
	case workflow.WantSync:
		w.applyAccount(workflow.SyncWanted{At: w.at(), Case: c.ID, Since: e.Since})
	case workflow.ReportSync:
		w.applyAccount(workflow.SyncReported{At: w.at(), Started: e.Started, By: e.By, Stated: e.Stated})
	case workflow.Inform:
		w.applyChannel(e.Place, workflow.Informed{At: w.at(), Case: c.Ref(), Turn: e.Turn, Note: e.Note})
	case workflow.Remind:
		w.applyChannel(e.Place, workflow.ReminderDue{At: w.at(), Reminder: e.Reminder})
	}
}

func (w *world) applyChannel(p workflow.Place, ev workflow.Event) {
	id := workflow.CaseID("#" + p.ChannelID())
	before, ok := w.channels[id]
	if !ok {
		before = workflow.Channel{Place: p}
	}
	after, effects := w.machine.StepChannel(before, ev)
	w.channels[id] = after
	for _, e := range effects {
		if say, ok := e.(workflow.Say); ok && say.Mention != "" {
			w.checkList(say)
		}
		w.outbox[id] = append(w.outbox[id], e)
	}
	if after.Open() != (len(after.Due) > 0) {
		w.t.Errorf("channel %s has %d reminders and wakes at %v", p.Channel, len(after.Due), after.WakeAt())
	}
}

// checkList is law 9 for lists of reminders: they mention the owner of all they name.
func (w *world) checkList(say workflow.Say) {
	list, ok := say.Note.(workflow.RemindersNote)
	if !ok || len(list.Reminders) < 2 {
		w.t.Errorf("a channel mentions %q in %T", say.Mention, say.Note)
	}
	for _, r := range list.Reminders {
		if r.Owner.ID != say.Mention {
			w.t.Errorf("a list for %q names a case of %q", say.Mention, r.Owner.ID)
		}
	}
}

func (w *world) performForChannel(id workflow.CaseID, e workflow.Effect) {
	e, ok := w.machine.WantsChannel(e, w.now, func(r workflow.CaseRef) (workflow.Case, bool) { c, ok := w.cases[r.ID]; return c, ok })
	if !ok {
		return
	}
	switch e := e.(type) {
	case workflow.Say:
		place := w.channels[id].Place
		if w.refuse[workflow.ToPlace] {
			w.say("  (the message in #%s is refused)", place.Channel)
			w.laws.refused[place] = true
			w.applyChannel(place, workflow.PostRefused{At: w.at(), Say: e, Reason: "gone"})
			return
		}
		w.heardList(e)
		where := "#" + string(place.Channel)
		if e.Mention != "" {
			where += " @" + e.Note.(workflow.RemindersNote).Reminders[0].Owner.Name
		}
		w.say("%s", indent(where, e.Note))
	case workflow.Nudge:
		w.apply(e.Reminder.Case.ID, workflow.Nudged{At: w.at(), Reminder: e.Reminder})
	case workflow.Bounce:
		w.apply(e.Case.ID, workflow.Bounced{At: w.at(), Place: e.Place})
	}
}

func (w *world) post(c workflow.Case, e workflow.Say) {
	if w.refuse[e.To] {
		delete(w.refuse, workflow.ToThread)
		w.say("  (the %s message is refused)", e.To)
		w.apply(c.ID, workflow.PostRefused{At: w.at(), Say: e, Reason: "gone"})
		return
	}
	w.heardSay(c, e)
	note := e.Note
	if e.To == workflow.ToRoot {
		note = w.machine.Root(c)
	}
	where := string(e.To)
	if e.Mention != "" {
		where += " @" + c.Owner.Name
	}
	w.say("%s", indent(where, note))
	w.posts++
	if e.To == workflow.ToThread {
		w.threadPosts++
	}
	ref := workflow.Ref(fmt.Sprint("m", w.posts))
	w.apply(c.ID, workflow.Posted{At: w.at(), To: e.To, Turn: e.Turn, Ref: ref, Thread: ref, Rev: c.Rev})
}

// indent is a message as the stories show it: its place, its text, its actions.
func indent(where string, n workflow.Note) string {
	text := "  " + where + "> " + strings.ReplaceAll(n.Words().Text(), "\n", "\n  | ")
	var actions []string
	for _, a := range workflow.Buttons(n.Actions()) {
		if !a.IsLink() {
			actions = append(actions, "["+a.Label+"]")
		} else {
			actions = append(actions, "["+a.Label+" ↗]")
		}
	}
	if len(actions) > 0 {
		text += "\n  | " + strings.Join(actions, " ")
	}
	return text
}

func (w *world) lookUp(d workflow.Document) workflow.BooksLook {
	if w.booksDown != "" {
		return workflow.BooksLook{Verdict: workflow.BooksUnknown, At: w.now, Reason: w.booksDown}
	}
	for number, look := range w.books {
		if workflow.MatchNumber(d.Number, number) != workflow.NoMatch {
			look.At, look.Number = w.now, number
			return look
		}
	}
	return workflow.BooksLook{Verdict: workflow.NotFound, At: w.now}
}

// readLog reads the log for one case; as in the shell, every other open case of the account hears of entries about it.
func (w *world) readLog(id workflow.CaseID) {
	if w.logDown != "" {
		w.apply(id, workflow.LogUnreadable{At: w.at(), Reason: workflow.Reason{Code: workflow.Unreachable, Text: w.logDown}})
		return
	}
	reading := workflow.Reading{AsOf: w.now, Entries: w.log}
	if !w.logEnds.IsZero() {
		reading.AsOf = w.logEnds
	}
	for _, other := range slices.Clone(w.order) {
		c := w.cases[other]
		about := reading.About(c.Doc)
		if other == id {
			w.apply(id, workflow.LogRead{At: w.at(), Reading: about, Status: w.status[c.Doc.Number], Asked: true})
		} else if c.Open() && len(about.Entries) > 0 {
			w.apply(other, workflow.LogRead{At: w.at(), Reading: about})
		}
	}
}

// until lets time pass, waking everything that comes due on the way at its time.
func (w *world) until(end time.Time) {
	for range 10_000 {
		w.settle()
		next := end
		for _, c := range w.cases {
			if at := c.WakeAt(); !at.IsZero() && at.Before(next) {
				next = at
			}
		}
		if at := w.account.WakeAt(); !at.IsZero() && at.Before(next) {
			next = at
		}
		for _, c := range w.channels {
			if at := c.WakeAt(); !at.IsZero() && at.Before(next) {
				next = at
			}
		}
		if next.After(w.now) {
			w.now = next
		}
		if !w.wakeDue() && !w.now.Before(end) {
			return
		}
	}
	w.t.Fatal("wakes do not move what was due")
}

func (w *world) wakeDue() bool {
	woken := false
	if at := w.account.WakeAt(); !at.IsZero() && !at.After(w.now) {
		w.applyAccount(workflow.Woke{At: w.at()})
		if !w.account.WakeAt().IsZero() && !w.account.WakeAt().After(w.now) {
			w.t.Fatal("a wake left the account due")
		}
		woken = true
	}
	for _, id := range w.order {
		if at := w.cases[id].WakeAt(); !at.IsZero() && !at.After(w.now) {
			w.apply(id, workflow.Woke{At: w.at(), Began: w.began})
			woken = true
		}
	}
	for _, c := range w.channels {
		if at := c.WakeAt(); !at.IsZero() && !at.After(w.now) {
			w.applyChannel(c.Place, workflow.Woke{At: w.at()})
			woken = true
		}
	}
	w.settle()
	return woken
}

// open finds the open case for a document.
func (w *world) open(d workflow.Document) (workflow.Case, bool) {
	for _, id := range w.order {
		if c := w.cases[id]; c.Open() && c.Doc.Key() == d.Key() {
			return c, true
		}
	}
	return workflow.Case{}, false
}
