package discord

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/workflow"
)

// answering is an answer and whom the deed named that it answers.
type answering struct {
	answer   workflow.Answer
	mentions []workflow.User
}

var (
	inv123 = workflow.CaseRef{Workshop: "northside", ID: "c1"}
	mei    = workflow.User{ID: "1100000000000000043", Name: "Mei Chen"}
)

// choiceFor is a choice of a case.
func choiceFor(id workflow.ActionID, label, text string) workflow.Choice {
	return workflow.Choice{Action: workflow.Action{ID: id, Label: label}, Case: inv123, Turn: 3, Text: text}
}

// spanned is text with the mark of its kind, as package workflow writes it.
func spanned(kind, text string) string { return "\uFDD0" + kind + "\uFDD1" + text + "\uFDD2" }

func answers() map[string]answering {
	guide := workflow.Choice{Action: workflow.Action{ID: workflow.OpenLink, Label: "Xero guide", URL: "https://workshopsoftware.happyfox.com/kb/article/45"}}
	there := workflow.Choice{Action: workflow.Action{ID: workflow.OpenMessage, Label: "641", Message: workflow.MessageRef{
		Place: workflow.Place{Platform: "slack", Channel: "C0SUPPORT"}, Ref: "1764000000.000100",
	}}}
	paste := choiceFor(workflow.PasteLog, "Paste it", "")
	paste.Action.Input = workflow.InputText
	ten := "641, 642, 643, 644, 645, 646, 647, 648, payment 649, supplier INV-650, credit 651, payment 652, payment 653"
	return map[string]answering{
		"on-it": {answer: workflow.Answer{Text: "On it: INV-123. The message below keeps you up to date."}},
		"which-workshop": {mentions: []workflow.User{mei}, answer: workflow.Answer{Text: "Give 641 @Mei Chen at which workshop?", Choices: []workflow.Choice{
			{Action: workflow.Action{Label: "Northside Autos"}, Command: "give 641 @Mei Chen at northside"},
			{Action: workflow.Action{Label: "Smith & Sons *Motors*"}, Command: "give 641 @Mei Chen at smith"},
			{Action: workflow.Action{Label: "Another…", Input: workflow.InputName}, Command: "give 641 @Mei Chen at"},
		}}},
		"which-workshop-of-many": {answer: workflow.Answer{Text: "Those at which workshop?", Choices: []workflow.Choice{
			{Action: workflow.Action{Label: "Northside Autos"}, Command: ten + " at northside"},
			{Action: workflow.Action{Label: "Another…", Input: workflow.InputName}, Command: ten + " at"},
		}}},
		"snooze": {answer: workflow.Answer{Text: "Until when?", Choices: []workflow.Choice{
			choiceFor(workflow.Snooze, "Two hours", "2 h"), choiceFor(workflow.Snooze, "Tomorrow", "tomorrow"), choiceFor(workflow.Snooze, "Tomorrow", "tomorrow"),
		}}},
		"more": {answer: workflow.Answer{Text: "What else I can do:", Choices: []workflow.Choice{
			choiceFor(workflow.Stop, "Stop following", ""), choiceFor(workflow.Take, "I'll take it", ""), paste, guide, there,
			choiceFor(workflow.Fixed, "I've fixed it, sync again", ""),
		}}},
		"explained": {answer: workflow.Answer{Text: workflow.Words(spanned("q", "Email address must be valid") + "\n" + spanned("l", "What it means:") +
			" The customer's or supplier's e-mail address isn't valid."), Choices: []workflow.Choice{guide}}},
		"to-pass-on": {answer: workflow.Answer{Text: workflow.Words("Text to pass on:\n" + spanned("c", "Hi, invoice 641 hasn't reached Xero.\n\nGuide: https://example.com"))}},
		"long-list":  {answer: workflow.Answer{Text: workflow.Words(longList(150))}},
	}
}

// longList is a list of open cases as the core writes it.
func longList(n int) string {
	all := []string{fmt.Sprintf("%d documents followed:", n)}
	for i := range n {
		all = append(all, fmt.Sprintf("INV-%d: waiting for the sync. Sync started %s, next look %s. (Mei's)", i, spanned("t1764000000", "10:04 am"), spanned("t1764003600", "11:04 am")))
	}
	return strings.Join(all, "\n")
}

// Each choice is a button that carries it, once; those that lead elsewhere are named.
func TestChoicesAreButtons(t *testing.T) {
	for name, g := range answers() {
		c := here.answer(g.answer, g.mentions)
		footer := ""
		if small := c.Embeds[0].Footer; small != nil {
			footer = small.Text
		}
		var got []workflow.Choice
		for _, b := range buttonsOf(shown(t, c)) {
			pressed := workflow.Choice{Action: workflow.Action{ID: workflow.OpenLink, URL: str(b["url"])}}
			if id := str(b["custom_id"]); id != "" {
				var err error
				if pressed, err = choiceOf(id, footer); err != nil {
					t.Errorf("%s: %s: %v", name, id, err)
				}
			}
			pressed.Action.Label, pressed.Command = str(b["label"]), unmarked(pressed.Command, g.mentions)
			got = append(got, pressed)
		}
		var want []workflow.Choice
		for _, c := range g.answer.Choices {
			if c.Action.ID != workflow.OpenMessage && (len(want) == 0 || !cmp.Equal(want[len(want)-1], c)) {
				want = append(want, c)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if name == "more" && footer != "On Slack: 641" {
			t.Errorf("a message of another platform is not named: %q", footer)
		}
	}
}

func buttonsOf(o object) []object {
	var all []object
	for _, r := range list(o["components"]) {
		for _, b := range list(r.(object)["components"]) {
			all = append(all, b.(object))
		}
	}
	return all
}

// An answer that says nothing draws nothing.
func TestAnEmptyAnswer(t *testing.T) {
	if c := here.answer(workflow.Answer{}, nil); len(c.Embeds) > 0 || c.Content != "" {
		t.Errorf("it says %+v", c)
	}
}

func FuzzAnswer(f *testing.F) {
	for i, text := range hostile {
		f.Add(text, "641 at", "Northside Autos", "Mei", i*9)
	}
	f.Add(strings.Repeat("<😀>\n", 6000), strings.Repeat("x", 1900), strings.Repeat("é", 80), strings.Repeat("@", 500), 100)
	f.Add(strings.Repeat("*\n", 3000), strings.Repeat("641, ", 30), "", "", 25)
	f.Add("", "", "", "", 1)
	f.Add("\n \n", "", "", "", 0)
	f.Fuzz(func(t *testing.T, say, command, label, name string, n int) {
		a := workflow.Answer{Text: workflow.Words(say)}
		for i := range max(0, min(n, 60)) {
			a.Choices = append(a.Choices, workflow.Choice{Action: workflow.Action{Label: fmt.Sprint(label, i)}, Command: command, Text: name, Turn: i})
		}
		c := here.answer(a, []workflow.User{{ID: "1", Name: name}})
		if wrong := breaches(shown(t, c)); len(wrong) > 0 {
			t.Errorf("%q", wrong)
		}
	})
}
