package chattest

// The promises about what stands under messages and answers: links, More, and choices.

import (
	"slices"
	"strings"
	"testing"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// toMessage is a link to another message of the bot.
func toMessage(label string, r workflow.MessageRef) workflow.Action {
	return workflow.Action{ID: workflow.OpenMessage, Label: label, Message: r}
}

func testLinks(t *testing.T, s Service) {
	root := post(t, s, message(s, "k1", "641 · Opened"))
	there := toMessage("641", workflow.MessageRef{Place: s.Place, Ref: root.Ref})
	post(t, s, message(s, "k2", "INV-1 · Same as 641", there, guide, stop))
	under(t, one(t, s, "INV-1 · Same as 641"), []string{"Stop following"}, []string{"641", "Xero guide"})

	far := toMessage("Case 650", workflow.MessageRef{Place: workflow.Place{Platform: "elsewhere", Channel: "c"}, Ref: "m1"})
	p := post(t, s, message(s, "k3", "INV-2 · Opened"))
	show(t, s, p.Ref, message(s, "k3", "INV-2 · Same as another", far, stop))
	m := one(t, s, "INV-2 · Same as another")
	if !strings.Contains(m.Text, "Case 650") && !slices.Contains(m.Links, "Case 650") {
		t.Errorf("a message of another platform is not even named: %+v", m)
	}
	if slices.Contains(m.Buttons, "Case 650") {
		t.Errorf("a link can be pressed: %+v", m)
	}
}

func testMore(t *testing.T, s Service) {
	all := []workflow.Action{
		{ID: workflow.Fixed, Label: "I've fixed it, sync again"}, {ID: workflow.PassOn, Label: "Text to pass on"}, checkNow, stop,
		{ID: workflow.Take, Label: "I'll take it"},
	}
	drawn := workflow.Buttons(all)
	more := drawn[len(drawn)-1]
	want := []string{"I've fixed it, sync again", "Text to pass on", "Check now", more.Label}
	l := listen(t, s)
	p := post(t, s, message(s, "k1", "INV-1 · 1 error found", all...))
	under(t, one(t, s, "INV-1 · 1 error found"), want, nil)
	show(t, s, p.Ref, message(s, "k1", "INV-1 · Still 1 error", all...))
	under(t, one(t, s, "INV-1 · Still 1 error"), want, nil)

	rest := workflow.Answer{Text: "What else I can do:", Choices: []workflow.Choice{
		{Action: all[3], Case: theCase, Turn: 1}, {Action: all[4], Case: theCase, Turn: 1},
	}}
	r := l.reply(t, s.Press(p.Ref, more.Label, ""), rest)
	if want := (chat.Press{Case: theCase, Action: workflow.More, Turn: 1}); r.Press == nil || *r.Press != want {
		t.Errorf("press %+v, want %+v", r.Press, want)
	}
	under(t, one(t, s, "What else I can do:"), []string{"Stop following", "I'll take it"}, nil)
}

// offered is an answer with choices of all kinds, more of them than a message draws.
var offered = workflow.Answer{Text: "Which one?", Choices: []workflow.Choice{
	{Action: workflow.Action{Label: "Northside Autos"}, Command: "641 at northside"},
	{Action: workflow.Action{Label: "Another…", Input: workflow.InputName}, Command: "641 at"},
	{Action: workflow.Action{ID: workflow.Follow, Label: "Tell me here too"}, Case: theCase, Turn: 3},
	{Action: workflow.Action{ID: workflow.Snooze, Label: "Two hours"}, Case: theCase, Turn: 3, Text: "2 h"},
	{Action: workflow.Action{ID: workflow.PressedEarlier, Label: "Earlier…", Input: workflow.InputTime}, Case: theCase, Turn: 3},
	{Action: guide},
}}

func testChoicesArePrivate(t *testing.T, s Service) {
	l := listen(t, s)
	l.reply(t, s.Ask("641"), offered)
	m := one(t, s, "Which one?")
	if m.Only != s.User.ID {
		t.Errorf("the choices are read by %q, want only %q", m.Only, s.User.ID)
	}
	under(t, m, []string{"Northside Autos", "Another…", "Tell me here too", "Two hours", "Earlier…"}, []string{"Xero guide"})
}

func testChoosing(t *testing.T, s Service) {
	l := listen(t, s)
	keys := map[string]bool{l.reply(t, s.Ask("641"), offered).Key: true}
	ref := one(t, s, "Which one?").Ref
	for _, c := range []struct {
		label, typed string
		text         string
		press        chat.Press
	}{
		{"Northside Autos", "", "641 at northside", chat.Press{}},
		{"Another…", "Bayview Motors", "641 at Bayview Motors", chat.Press{}},
		{"Tell me here too", "", "", chat.Press{Case: theCase, Action: workflow.Follow, Turn: 3}},
		{"Two hours", "", "", chat.Press{Case: theCase, Action: workflow.Snooze, Turn: 3, Text: "2 h"}},
		{"Earlier…", "10:20 am", "", chat.Press{Case: theCase, Action: workflow.PressedEarlier, Turn: 3, Text: "10:20 am"}},
		{"Northside Autos", "", "641 at northside", chat.Press{}}, // once more
	} {
		d := s.Press(ref, c.label, c.typed)
		r := l.take(t, d, "Noted.")
		if r.Text != c.text || (r.Press == nil) != (c.press == chat.Press{}) || r.Press != nil && *r.Press != c.press {
			t.Errorf("%s: text %q and press %+v, want %q and %+v", c.label, r.Text, r.Press, c.text, c.press)
		}
		if r.By.ID != s.User.ID || r.Place.Platform != s.Place.Platform || r.Place.Channel != s.Place.Channel {
			t.Errorf("%s: by %+v at %+v, want %+v at %+v", c.label, r.By, r.Place, s.User, s.Place)
		}
		if keys[r.Key] || !strings.HasPrefix(r.Key, s.Platform.Name()+":") {
			t.Errorf("%s: key %q is not one of its own", c.label, r.Key)
		}
		keys[r.Key] = true
		if d.Again == nil {
			continue
		}
		if again := l.take(t, d.Again(), "Noted."); again.Key != r.Key {
			t.Errorf("%s: redelivered with key %q, want %q", c.label, again.Key, r.Key)
		}
	}
}
