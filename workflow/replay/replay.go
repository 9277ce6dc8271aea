// Package replay tells a case again from its journal, so that an incident becomes a story that tests can run.
//
// It applies the events, and nothing else: what the shell decided beside the machine (which other case explains the same
// error) is not in a case's journal, so a told case explains each error itself.
package replay

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"syncbot/workflow"
)

// Replay applies the events to a case that is not yet opened, and gives the case that comes of it.
func Replay(m *workflow.Machine, events []workflow.Event) workflow.Case {
	var c workflow.Case
	for _, e := range events {
		c, _, _ = m.Step(c, e)
	}
	return c
}

// Tell applies the events to a case that is not yet opened, and tells in the form of the stories what happened, what the
// case answered, and what it decided to say and to do. Each event's own line stands in round brackets. No line is empty,
// and no character steers a terminal.
func Tell(m *workflow.Machine, events []workflow.Event) string {
	t := telling{m: m}
	for _, e := range events {
		t.hear(e)
	}
	return strings.Map(func(r rune) rune {
		if steers(r) {
			return unicode.ReplacementChar
		}
		return r
	}, t.out.String())
}

// steers says that a character could steer a terminal, or turn the direction of a line.
func steers(r rune) bool {
	return r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r))
}

// telling is a case that is being told.
type telling struct {
	m   *workflow.Machine
	c   workflow.Case
	out strings.Builder
}

func (t *telling) say(format string, args ...any) { fmt.Fprintf(&t.out, "  "+format+"\n", args...) }

func (t *telling) hear(e workflow.Event) {
	before := t.c
	after, effects, answer := t.m.Step(before, e)
	t.c = after
	t.say("(%s: %s)", t.moment(e.Time()), Line(e, t.zone()))
	if answer.Text != "" {
		t.say("%s", message("only "+who(e).Name, answer.Text.Text(), labels(answer)))
	}
	for _, effect := range effects {
		t.decided(effect)
	}
	if at := after.WakeAt(); !at.Equal(before.WakeAt()) && !at.IsZero() {
		t.say("(acts by itself at %s)", t.moment(at))
	}
}

// decided tells an effect of the case.
func (t *telling) decided(e workflow.Effect) {
	switch e := e.(type) {
	case workflow.Say:
		t.note(t.where(e), e.Note)
	case workflow.Show:
		t.note("root", nil)
	case workflow.Inform:
		t.note("#"+string(e.Place.Channel), e.Note)
	case workflow.Remind:
		t.say("(a reminder is due in #%s)", oneLine(string(e.Place.Channel)))
	case workflow.LookUp:
		t.say("(looks into the books)")
	case workflow.ReadLog:
		t.say("(reads the log)")
	case workflow.WantSync:
		t.say("(wants a sync)")
	case workflow.UnwantSync:
		t.say("(wants no sync any more)")
	case workflow.ReportSync:
		t.say("(reports the sync of %s)", t.moment(e.Started))
	}
}

// where is the place of a message, with whom it mentions.
func (t *telling) where(s workflow.Say) string {
	if s.Mention == "" {
		return string(s.To)
	}
	return string(s.To) + " @" + t.c.Owner.Name
}

// note tells a message; the root message, which carries no note, as it shows the case now.
func (t *telling) note(where string, n workflow.Note) {
	if n == nil {
		n = t.m.Root(t.c)
	}
	var all []string
	for _, a := range workflow.Buttons(n.Actions()) {
		all = append(all, label(a))
	}
	t.say("%s", message(where, n.Words().Text(), all))
}

// message is a message as the stories show it: its place, its text, its actions.
func message(where, text string, labels []string) string {
	told := oneLine(where) + "> " + strings.ReplaceAll(text, "\n", "\n  | ")
	if len(labels) > 0 {
		told += "\n  | " + strings.Join(labels, " ")
	}
	return told
}

func labels(a workflow.Answer) []string {
	var all []string
	for _, c := range a.Choices {
		all = append(all, label(c.Action))
	}
	return all
}

func label(a workflow.Action) string {
	if a.IsLink() {
		return "[" + a.Label + " ↗]"
	}
	return "[" + a.Label + "]"
}

// zone is that of the case's workshop.
func (t *telling) zone() *time.Location {
	if z := t.m.Workshops[t.c.Workshop].Zone; z != nil {
		return z
	}
	return time.UTC
}

func (t *telling) moment(at time.Time) string { return at.In(t.zone()).Format(momentLayout) }

// momentLayout is a time of an event, to the second.
const momentLayout = "Mon 2 Jan 3:04:05 pm"

// oneLine keeps names from breaking a line of a story.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
