package slack

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/workflow"
)

// given is an answer and whom the deed named that it answers.
type given struct {
	answer   workflow.Answer
	mentions []workflow.User
}

var inv123 = workflow.CaseRef{Workshop: "northside", ID: "c1"}

// choice is a choice of a case.
func choice(id workflow.ActionID, label, text string) workflow.Choice {
	return workflow.Choice{Action: workflow.Action{ID: id, Label: label}, Case: inv123, Turn: 3, Text: text}
}

func answers() map[string]given {
	guide := workflow.Choice{Action: workflow.Action{ID: workflow.OpenLink, Label: "Xero guide", URL: "https://workshopsoftware.happyfox.com/kb/article/45"}}
	there := workflow.Choice{Action: workflow.Action{ID: workflow.OpenMessage, Label: "641", Message: workflow.MessageRef{
		Place: workflow.Place{Platform: "discord", Channel: "northside"}, Ref: "m1",
	}}}
	paste := choice(workflow.PasteLog, "Paste it", "")
	paste.Action.Input = workflow.InputText
	mei := []workflow.User{{ID: "U0MEI", Name: "Mei"}}
	return map[string]given{
		"on-it": {answer: workflow.Answer{Text: "On it: INV-123. The message below keeps you up to date."}},
		"which-workshop": {mentions: mei, answer: workflow.Answer{Text: "Give 641 @Mei at which workshop?", Choices: []workflow.Choice{
			{Action: workflow.Action{Label: "Northside Autos"}, Command: "give 641 @Mei at northside"},
			{Action: workflow.Action{Label: "Smith & Sons *Motors*"}, Command: "give 641 @Mei at smith"},
			{Action: workflow.Action{Label: "Another…", Input: workflow.InputName}, Command: "give 641 @Mei at"},
		}}},
		"snooze": {answer: workflow.Answer{Text: "Until when?", Choices: []workflow.Choice{
			choice(workflow.Snooze, "Two hours", "2 h"), choice(workflow.Snooze, "Tomorrow", "tomorrow"), choice(workflow.Snooze, "Tomorrow", "tomorrow"),
		}}},
		"more": {answer: workflow.Answer{Text: "What else I can do:", Choices: []workflow.Choice{
			choice(workflow.Stop, "Stop following", ""), choice(workflow.Take, "I'll take it", ""), paste, guide, there,
			choice(workflow.Fixed, "I've fixed it, sync again", ""),
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

// An answer and all its choices fit into an acknowledgement, whatever they are.
func TestAnswersFitIntoAnAcknowledgement(t *testing.T) {
	crowded := workflow.Answer{Text: workflow.Words(longList(20))}
	for i := range 60 {
		crowded.Choices = append(crowded.Choices, workflow.Choice{Action: workflow.Action{Label: fmt.Sprint("No. ", i)}, Command: strings.Repeat("641, ", 300)})
	}
	all := answers()
	all["crowded"] = given{answer: crowded}
	all["wide"] = given{answer: workflow.Answer{Text: workflow.Words(strings.Repeat("世界\n", 9000))}}
	all["quotes"] = given{answer: workflow.Answer{Text: workflow.Words(strings.Repeat(spanned("q", "<&>"), 500))}}
	for name, g := range all {
		c := here.answer(g.answer, g.mentions)
		ack, err := json.Marshal(map[string]any{"response_type": "ephemeral", "text": c.text, "blocks": c.blocks})
		if err != nil || len(ack) >= 20_000 {
			t.Errorf("%s: %d bytes, %v", name, len(ack), err)
		}
		if wrong := limits(shown(t, c)); len(wrong) > 0 {
			t.Errorf("%s: %q", name, wrong)
		}
	}
}

// Each choice is a button that carries it; those that lead elsewhere are named.
func TestChoicesAreButtons(t *testing.T) {
	for name, g := range answers() {
		o := shown(t, here.answer(g.answer, g.mentions))
		var got []workflow.Choice
		for _, b := range buttonsOf(o["blocks"]) {
			c, mentions, err := decodeButton(text(b["action_id"]), text(b["value"]))
			if err != nil || !c.Action.IsLink() && !cmp.Equal(mentions, g.mentions) {
				t.Errorf("%s: %v, %v", name, mentions, err)
			}
			c.Action.Label, c.Action.URL = text(b["text"]), text(b["url"])
			got = append(got, c)
		}
		var want []workflow.Choice
		for _, c := range g.answer.Choices {
			if c.Action.ID != workflow.OpenMessage && !slices.ContainsFunc(want, func(o workflow.Choice) bool { return cmp.Equal(o, c) }) {
				want = append(want, c)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if name == "more" && !slices.Contains(texts(o["blocks"]), "On Discord: 641") {
			t.Errorf("a message of another platform is not named: %q", texts(o["blocks"]))
		}
	}
}

// An answer that says nothing draws nothing, and closes a modal's question all the same.
func TestAnEmptyAnswer(t *testing.T) {
	if c := here.answer(workflow.Answer{}, nil); c.text != "" || c.blocks != nil {
		t.Errorf("it says %+v", c)
	}
	if wrong := limits(shown(t, here.answerView(workflow.Answer{}, nil, ""))); len(wrong) > 0 {
		t.Error(wrong)
	}
}

func FuzzAnswer(f *testing.F) {
	for i, text := range hostile {
		f.Add(text, "641 at", "Northside Autos", "Mei", i*9)
	}
	f.Add(strings.Repeat("<😀>\n", 6000), strings.Repeat("x", 1900), strings.Repeat("é", 80), strings.Repeat("@", 500), 100)
	f.Add("", "", "", "", 1)
	f.Add("\n \n", "", "", "", 0)
	f.Fuzz(func(t *testing.T, say, command, label, name string, n int) {
		a := workflow.Answer{Text: workflow.Words(say)}
		for i := range max(0, min(n, 150)) {
			a.Choices = append(a.Choices, workflow.Choice{Action: workflow.Action{Label: fmt.Sprint(label, i)}, Command: command, Text: name, Turn: i})
		}
		people := []workflow.User{{ID: "U1", Name: name}}
		c := here.answer(a, people)
		if say == "" && n <= 0 {
			return
		}
		ack, _ := json.Marshal(map[string]any{"response_type": "ephemeral", "text": c.text, "blocks": c.blocks})
		if wrong := limits(shown(t, c)); len(wrong) > 0 || len(ack) >= 20_000 {
			t.Errorf("%d bytes: %q", len(ack), wrong)
		}
		if wrong := limits(shown(t, here.answerView(a, people, "meta"))); len(wrong) > 0 {
			t.Errorf("in a modal: %q", wrong)
		}
	})
}
