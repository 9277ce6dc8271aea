package workflow_test

// Stories: the workflow told as text. Each file of testdata is a story; -rewrite writes what the bot says now.
// Commit a changed story only if you understand why it changed.

import (
	"fmt"
	"regexp"
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
		w.until(w.now)
		w.say("  (%s)", w.now.Format("Mon 3:04 pm"))
	}),
	s(`(\w+): /syncstatus ?(.*)`, func(w *world, p []string) { w.command(p[1], p[2]) }),
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
	s(`Messages to the (root|thread|owner) are refused`, func(w *world, p []string) { w.refuse[workflow.Target(p[1])] = true }),
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
func (w *world) command(name, text string) {
	cmd, err := workflow.ParseCommand(text)
	if err != nil {
		w.say("  only %s> %s", name, err)
		return
	}
	switch cmd.Verb {
	case workflow.VerbSync:
		for _, d := range cmd.Docs {
			w.ask(name, d)
			w.settle()
		}
	case workflow.VerbStatus, workflow.VerbCheck, workflow.VerbStop:
		w.about(name, cmd)
	case workflow.VerbList:
		var open []workflow.Case
		for _, id := range w.order {
			if c := w.cases[id]; c.Open() {
				open = append(open, c)
			}
		}
		w.only(name, w.machine.List(open, w.shop, w.now))
	case workflow.VerbExplain:
		w.only(name, w.machine.Explain(w.account.System, cmd.Text))
	default:
		w.only(name, w.machine.Help(cmd.Text, workflow.MaySync))
	}
}

func (w *world) only(name, text string) {
	w.say("  only %s> %s", name, strings.ReplaceAll(text, "\n", "\n  | "))
}

func (w *world) ask(name string, d workflow.Document) {
	c, ok := w.open(d)
	id := c.ID
	if !ok {
		id = workflow.NewCaseID(w.shop, fmt.Sprint(len(w.order)))
	}
	answer := w.apply(id, workflow.Asked{
		At: w.at(), Case: workflow.CaseRef{Workshop: w.shop, ID: id}, By: user(name),
		Place: workflow.Place{Platform: "console", Channel: "desk"}, Doc: d,
	})
	w.only(name, answer.Text)
}

func (w *world) about(name string, cmd workflow.Command) {
	c, ok := w.open(cmd.Doc())
	switch {
	case !ok:
		w.only(name, "nothing open for "+cmd.Doc().Title())
	case cmd.Verb == workflow.VerbStatus:
		w.only(name, w.machine.Status(c, w.now))
	case cmd.Verb == workflow.VerbCheck:
		w.only(name, w.apply(c.ID, workflow.Pressed{At: w.at(), By: user(name), Action: workflow.CheckNow}).Text)
	default:
		w.only(name, w.apply(c.ID, workflow.Pressed{At: w.at(), By: user(name), Action: workflow.Stop}).Text)
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
	if ev.Action == "" {
		w.t.Errorf("%q is not offered now", label)
		return
	}
	w.only(name, w.apply(c.ID, ev).Text)
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
	w.only(name, w.apply(c.ID, ev).Text)
}
