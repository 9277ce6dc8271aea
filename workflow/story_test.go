package workflow_test

// Stories: the workflow told as text. Each file of testdata is a story; -rewrite writes what the bot says now.
// Commit a changed story only if you understand why it changed.

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"

	"syncbot/workflow"
	"syncbot/workflow/replay"
)

func TestStories(t *testing.T) {
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		if !strings.HasSuffix(path, ".txt") {
			t.Skip("not a story")
		}
		var w *world
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			if d.Cmd == "replay" {
				return retell(t, d.Input)
			}
			if w == nil {
				w = newWorld(t, workflow.ByGateway, workflow.Xero)
			}
			w.t = t
			w.out.Reset()
			for _, line := range strings.Split(strings.TrimSpace(d.Input), "\n") {
				if line = strings.TrimSpace(line); line != "" {
					w.tell(line)
					w.settle()
				}
			}
			if d.Cmd == "quietly" {
				return withoutRoot(w.out.String())
			}
			return w.out.String()
		})
	})
}

// retell tells an incident that "syncbot cases export" wrote.
func retell(t *testing.T, input string) string {
	told, err := replay.Retell(input, time.LoadLocation)
	if err != nil {
		t.Fatal(err)
	}
	return told
}

// withoutRoot leaves out the edits of the root message, where a story has very many.
func withoutRoot(told string) string {
	return regexp.MustCompile(`(?m)^  root> .*\n(?:  \| .*\n)*`).ReplaceAllString(told, "")
}

// sentence is one way to tell what happens.
type sentence struct {
	pattern *regexp.Regexp
	happen  func(w *world, part []string)
}

func s(pattern string, happen func(w *world, part []string)) sentence {
	return sentence{regexp.MustCompile("^" + pattern + "$"), happen}
}

var sentences = []sentence{
	s(`Northside is on (Xero|MYOB), and (the bot can force syncs|people press sync)`, func(w *world, p []string) {
		road := workflow.ByGateway
		if p[2] == "people press sync" {
			road = workflow.ByPeople
		}
		*w = *newWorld(w.t, road, workflow.System(strings.ToLower(p[1])))
	}),
	s(`It is (.+)`, func(w *world, p []string) { w.now = w.when(p[1]) }),
	s(`Time passes until (.+)`, func(w *world, p []string) { w.until(w.when(p[1])); w.say("  (%s)", w.now.Format("Mon 3:04 pm")) }),
	s(`(.+) passes`, func(w *world, p []string) {
		w.until(w.now.Add(w.span(p[1])))
		w.say("  (%s)", w.now.Format("Mon 3:04 pm"))
	}),
	s(`The bot is down for (.+)`, func(w *world, p []string) {
		w.now = w.now.Add(w.span(p[1]))
		w.began = w.now
		w.until(w.now)
		w.say("  (%s)", w.now.Format("Mon 3:04 pm"))
	}),
	s(`The channel is a desk's(?:, which hands on to #(\S+))?`, func(w *world, p []string) {
		w.desk = true
		if p[1] != "" {
			w.machine.Leads = place(p[1])
		}
	}),
	s(`(\w+): /syncstatus ?(.*)`, func(w *world, p []string) { w.command(p[1], "desk", p[2]) }),
	s(`(\w+) in #(\S+): /syncstatus ?(.*)`, func(w *world, p []string) { w.command(p[1], p[2], p[3]) }),
	s(`(\w+) in #(\S+) chooses "(.+)"`, func(w *world, p []string) { w.choose(p[1], p[2], p[3]) }),
	s(`(\w+) chooses "(.+)"`, func(w *world, p []string) { w.choose(p[1], "desk", p[2]) }),
	s(`(\w+) presses "(.+?)"(?: on an old message)?`, func(w *world, p []string) {
		w.press(p[1], p[2], strings.HasSuffix(p[0], "old message"), workflow.Pressed{})
	}),
	s(`(\w+) presses "(.+)" for (.+)`, func(w *world, p []string) { w.pressFor(p[1], p[2], p[3], workflow.Pressed{}) }),
	s(`(\w+) says it was pressed at (.+)`, func(w *world, p []string) {
		w.press(p[1], "Pressed earlier…", false, workflow.Pressed{Stated: w.when(p[2])})
	}),
	s(`(\w+) pastes: (.+)`, func(w *world, p []string) { w.paste(p[1], p[2]) }),
	s(`The log gets, (.+?): (\S+) (.+)`, func(w *world, p []string) {
		e := workflow.LogEntry{Number: p[2], Message: p[3]}
		if p[1] != "without a time" {
			e.At = w.when(p[1])
		}
		w.log = append(w.log, e)
	}),
	s(`The log can't be read: (.+)`, func(w *world, p []string) { w.logDown = p[1] }),
	s(`The log can be read again`, func(w *world, _ []string) { w.logDown = "" }),
	s(`The log ends at (.+)`, func(w *world, p []string) { w.logEnds = w.when(p[1]) }),
	s(`The log is up to date again`, func(w *world, _ []string) { w.logEnds = time.Time{} }),
	s(`(?:Xero|MYOB) now has (\S+), total (\d+), owing (\d+)`, func(w *world, p []string) {
		w.books[p[1]] = amounts(workflow.ArrivedUnpaid, p[2], p[3])
	}),
	s(`(?:Xero|MYOB) now has (\S+) as (\w+)`, func(w *world, p []string) {
		w.books[p[1]] = workflow.BooksLook{Verdict: workflow.BooksVerdict(p[2]), Total: 124000, Count: 2}
	}),
	s(`(?:Xero|MYOB) can't be looked into: (.+)`, func(w *world, p []string) { w.booksDown = p[1] }),
	s(`(?:Xero|MYOB) can be looked into again`, func(w *world, _ []string) { w.booksDown = "" }),
	s(`Workshop Software says (\S+) is not processed`, func(w *world, p []string) { w.status[p[1]] = workflow.StatusNotProcessed }),
	s(`Workshop Software says (\S+) is processed`, func(w *world, p []string) { w.status[p[1]] = workflow.StatusPending }),
	s(`Syncs are refused: (.+)`, func(w *world, p []string) { w.syncNo = workflow.Reason{Code: workflow.NotAuthorised, Text: p[1]} }),
	s(`Syncs can't be started: (.+)`, func(w *world, p []string) { w.syncDown = workflow.Reason{Code: workflow.Unreachable, Text: p[1]} }),
	s(`Syncs work again`, func(w *world, _ []string) { w.syncNo, w.syncDown = workflow.Reason{}, workflow.Reason{} }),
	s(`Somebody's sync has been running since (.+)`, func(w *world, p []string) { w.running = w.when(p[1]) }),
	s(`Somebody's sync is over`, func(w *world, _ []string) { w.running = time.Time{} }),
	s(`Messages get stuck`, func(w *world, _ []string) { w.stuck = true }),
	s(`Messages go through again`, func(w *world, _ []string) { w.stuck = false }),
	s(`Messages to other channels get stuck`, func(w *world, _ []string) { w.stuckOther = true }),
	s(`Messages to other channels go through again`, func(w *world, _ []string) { w.stuckOther = false }),
	s(`Messages to the (root|thread|owner|place) are refused`, func(w *world, p []string) { w.refuse[workflow.Target(p[1])] = true }),
}

func (w *world) tell(line string) {
	for _, s := range sentences {
		if part := s.pattern.FindStringSubmatch(line); part != nil {
			s.happen(w, part)
			return
		}
	}
	w.t.Errorf("the story says %q, which nobody understands", line)
}

func amounts(v workflow.BooksVerdict, total, owing string) workflow.BooksLook {
	t, _ := strconv.Atoi(total)
	o, _ := strconv.Atoi(owing)
	if o == 0 {
		v = workflow.ArrivedPaid
	} else if o < t {
		v = workflow.ArrivedPartPaid
	}
	return workflow.BooksLook{Verdict: v, Total: workflow.Cents(t * 100), Owing: workflow.Cents(o * 100)}
}

// when reads "10:04 am" (today, in the story) or "Tue 24 Nov 10:04 am".
func (w *world) when(text string) time.Time {
	if t, err := time.ParseInLocation("Mon 2 Jan 3:04 pm", text, w.now.Location()); err == nil {
		return t.AddDate(w.now.Year(), 0, 0)
	}
	t, err := time.Parse("3:04 pm", text)
	if err != nil {
		w.t.Fatalf("no time: %q", text)
	}
	y, m, d := w.now.Date()
	return time.Date(y, m, d, t.Hour(), t.Minute(), 0, 0, w.now.Location())
}

// span reads "1 hour", "10 minutes", "3 weeks", "A day".
func (w *world) span(text string) time.Duration {
	var n int
	var unit string
	if _, err := fmt.Sscanf(strings.Replace(strings.ToLower(text), "a ", "1 ", 1), "%d %s", &n, &unit); err != nil {
		w.t.Fatalf("no span: %q", text)
	}
	units := map[string]time.Duration{"second": time.Second, "minute": time.Minute, "hour": time.Hour, "day": 24 * time.Hour, "week": 7 * 24 * time.Hour}
	return time.Duration(n) * units[strings.TrimSuffix(unit, "s")]
}

func user(name string) workflow.User {
	return workflow.User{ID: workflow.UserID("U-" + strings.ToLower(name)), Name: name}
}

// command is what the shell does with a typed command, in short.
func (w *world) command(name, channel, text string) {
	cmd, err := workflow.ParseCommand(text)
	if err != nil {
		w.say("  only %s> %s", name, err)
		return
	}
	switch cmd.Verb {
	case workflow.VerbSync:
		for _, d := range cmd.Docs {
			w.ask(name, channel, d)
		}
	case workflow.VerbStatus, workflow.VerbCheck, workflow.VerbStop, workflow.VerbTake, workflow.VerbGive, workflow.VerbSnooze:
		w.about(name, cmd)
	case workflow.VerbList:
		var open []workflow.Case
		for _, id := range w.order {
			if c := w.cases[id]; c.Open() {
				open = append(open, c)
			}
		}
		w.only(name, w.machine.List(open, w.shop, w.now).Text())
	case workflow.VerbExplain:
		w.only(name, w.machine.Explain(w.account.System, cmd.Text).Text())
	default:
		w.only(name, w.machine.Help(cmd.Text, workflow.MaySync, w.desk).Text())
	}
}

func (w *world) only(name, text string) {
	w.say("  only %s> %s", name, strings.ReplaceAll(text, "\n", "\n  | "))
}

// place is a channel of the story; those whose name begins with discord- are on another service.
func place(channel string) workflow.Place {
	platform := "console"
	if strings.HasPrefix(channel, "discord-") {
		platform = "discord"
	}
	return workflow.Place{Platform: platform, Channel: workflow.Ref(channel)}
}

func (w *world) ask(name, channel string, d workflow.Document) {
	c, ok := w.open(d)
	id := c.ID
	if !ok {
		id = workflow.NewCaseID(w.shop, fmt.Sprint(len(w.order)))
	}
	answer := w.apply(id, workflow.Asked{
		At: w.at(), Case: workflow.CaseRef{Workshop: w.shop, ID: id}, By: user(name),
		Place: place(channel), Doc: d, Desk: w.desk,
	})
	w.answer(name, answer)
}

// answer shows what only the person reads, with its choices.
func (w *world) answer(name string, a workflow.Answer) {
	text := a.Text.Text()
	var choices []string
	for _, c := range a.Choices {
		label := "[" + c.Action.Label + "]"
		if c.Action.IsLink() {
			label = "[" + c.Action.Label + " ↗]"
		}
		choices = append(choices, label)
	}
	if len(choices) > 0 {
		text += "\n" + strings.Join(choices, " ")
		w.last, w.lastBy = a, name
	}
	w.only(name, text)
}

// choose presses a choice of the last answer that offered some.
func (w *world) choose(name, channel, label string) {
	for _, c := range w.last.Choices {
		if c.Action.Label != label || name != w.lastBy {
			continue
		}
		if c.Command != "" {
			w.command(name, channel, c.Command)
			return
		}
		ev := workflow.Pressed{At: w.at(), By: user(name), Action: c.Action.ID, Turn: c.Turn, Place: place(channel), Desk: strings.HasSuffix(channel, "-desk")}
		w.readUntil(&ev, w.cases[c.Case.ID], c.Text)
		w.renew(w.cases[c.Case.ID], &ev)
		w.answer(name, w.apply(c.Case.ID, ev))
		return
	}
	w.t.Errorf("%s was not offered %q", name, label)
}

// readUntil reads until when a press snoozes.
func (w *world) readUntil(ev *workflow.Pressed, c workflow.Case, text string) {
	if ev.Action != workflow.Snooze {
		return
	}
	var err error
	if ev.Until, err = w.machine.SnoozeUntil(c, text, w.now); err != nil {
		w.t.Error(err)
	}
}

// renew gives the other cases that wait for the same fix the same press, as the shell does.
func (w *world) renew(c workflow.Case, ev *workflow.Pressed) {
	if ev.Action != workflow.Fixed && ev.Action != workflow.Processed || ev.Turn != c.Turn {
		return
	}
	for _, id := range slices.Clone(w.order) {
		other := w.cases[id]
		if w.machine.RenewedBy(c, other, ev.Action) {
			ev.Also = append(ev.Also, other.Doc)
			w.apply(id, workflow.Pressed{At: w.at(), By: ev.By, Action: ev.Action, Turn: other.Turn, Via: c.Doc})
			if w.cases[id].Turn == other.Turn {
				w.t.Errorf("%s is said to be renewed with %s, but it is %s/%s as before: %s pressed on %s/%s, offers %v", other.Doc.Title(), c.Doc.Title(), other.Phase, other.Verdict, ev.Action, c.Phase, c.Verdict, w.machine.Offer(other)[0])
			}
		}
	}
}

func (w *world) about(name string, cmd workflow.Command) {
	c, ok := w.open(cmd.Doc())
	switch {
	case !ok:
		w.only(name, "nothing open for "+cmd.Doc().Title())
	case cmd.Verb == workflow.VerbStatus:
		w.only(name, w.machine.Status(c, w.now).Text())
	case cmd.Verb == workflow.VerbCheck:
		w.answer(name, w.apply(c.ID, workflow.Pressed{At: w.at(), By: user(name), Action: workflow.CheckNow}))
	case cmd.Verb == workflow.VerbGive:
		w.answer(name, w.apply(c.ID, workflow.Given{At: w.at(), By: user(name), To: user(cmd.Text)}))
	case cmd.Verb == workflow.VerbTake:
		w.answer(name, w.apply(c.ID, workflow.Pressed{At: w.at(), By: user(name), Action: workflow.Take}))
	case cmd.Verb == workflow.VerbSnooze:
		ev := workflow.Pressed{At: w.at(), By: user(name), Action: workflow.Snooze}
		w.readUntil(&ev, c, cmd.Text)
		w.answer(name, w.apply(c.ID, ev))
	default:
		w.answer(name, w.apply(c.ID, workflow.Pressed{At: w.at(), By: user(name), Action: workflow.Stop}))
	}
}

// press presses an action of the newest case by its label; on an old message: with the turn before the present one.
func (w *world) press(name, label string, old bool, ev workflow.Pressed) {
	c := w.cases[w.order[len(w.order)-1]]
	w.pressOn(c, name, label, old, ev)
}

func (w *world) pressFor(name, label, number string, ev workflow.Pressed) {
	for _, id := range w.order {
		if c := w.cases[id]; c.Doc.Number == number {
			w.pressOn(c, name, label, false, ev)
			return
		}
	}
	w.t.Errorf("no case for %s", number)
}

func (w *world) pressOn(c workflow.Case, name, label string, old bool, ev workflow.Pressed) {
	ev.At, ev.By, ev.Turn = w.at(), user(name), c.Turn
	if old {
		ev.Turn--
		ev.Action = workflow.Fixed
	}
	for _, a := range w.machine.Offer(c) {
		if a.Label == label {
			ev.Action = a.ID
		}
	}
	if label == "More" {
		ev.Action = workflow.More
	}
	if ev.Action == "" {
		w.t.Errorf("%q is not offered now", label)
		return
	}
	w.renew(c, &ev)
	w.answer(name, w.apply(c.ID, ev))
}

// paste reads "10:06 am 123 the message", "123 the message" or "nothing".
func (w *world) paste(name, text string) {
	c := w.cases[w.order[len(w.order)-1]]
	reading := workflow.Reading{}
	if text != "nothing" {
		e := workflow.LogEntry{}
		if part := regexp.MustCompile(`^(\d+:\d+ [ap]m) (.+)$`).FindStringSubmatch(text); part != nil {
			e.At, text = w.when(part[1]), part[2]
			reading.AsOf = e.At
		}
		e.Number, e.Message, _ = strings.Cut(text, " ")
		reading.Entries = []workflow.LogEntry{e}
	}
	about := reading.About(c.Doc)
	ev := workflow.Pressed{At: w.at(), By: user(name), Action: workflow.PasteLog, Turn: c.Turn, Pasted: &about}
	w.only(name, w.apply(c.ID, ev).Text.Text())
}
