package slack

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"syncbot/workflow"
)

// A button gives its choice back, but for the words on it, to a bot that has forgotten everything.
func TestButtonsCarryTheirChoice(t *testing.T) {
	inv123 := workflow.CaseRef{Workshop: "northside", ID: "c1"}
	people := []workflow.User{{ID: "U1", Name: "Mei Chen"}}
	for _, c := range []workflow.Choice{
		{Action: workflow.Action{ID: workflow.Fixed}, Case: inv123, Turn: 3},
		{Action: workflow.Action{ID: workflow.PasteLog, Input: workflow.InputText}, Case: inv123, Turn: 3},
		{Action: workflow.Action{ID: workflow.Snooze}, Case: inv123, Turn: 3, Text: "2 h"},
		{Command: "give 641 @Mei Chen at northside"},
		{Action: workflow.Action{Input: workflow.InputName}, Command: "641 at"},
		{Action: workflow.Action{ID: workflow.OpenLink}},
		{Action: workflow.Action{ID: workflow.OpenMessage}},
	} {
		labelled := c
		labelled.Action.Label = "the words on it"
		id, value := encodeButton(labelled, people)
		got, mentions, err := decodeButton(id, value)
		want := people
		if c.Action.IsLink() {
			want = nil
		}
		if diff := cmp.Diff(c, got) + cmp.Diff(want, mentions); err != nil || diff != "" {
			t.Errorf("%s %s: %v %s", id, value, err, diff)
		}
	}
}

// What is too long for a button says so when it is pressed; people that the command does not name are left out first.
func TestButtonsThatAreTooLong(t *testing.T) {
	var crowd []workflow.User
	for range 100 {
		crowd = append(crowd, workflow.User{ID: "U2", Name: "Somebody Else"})
	}
	mei := workflow.User{ID: "U1", Name: "Mei"}
	id, value := encodeButton(workflow.Choice{Command: "give 641 @Mei"}, append(crowd, mei))
	if _, mentions, err := decodeButton(id, value); err != nil || !cmp.Equal(mentions, []workflow.User{mei}) {
		t.Errorf("%v, %v", mentions, err)
	}
	id, value = encodeButton(workflow.Choice{Command: strings.Repeat("641, ", 1000)}, nil)
	if _, _, err := decodeButton(id, value); !errors.Is(err, errTooLong) || size(value) > maxValue {
		t.Errorf("%s: %v", id, err)
	}
}

// A link to a message has the address that Slack gives it; what may be no message of this workspace has none.
func TestPermalinks(t *testing.T) {
	at := func(platform string, channel, thread, ref workflow.Ref) workflow.MessageRef {
		return workflow.MessageRef{Place: workflow.Place{Platform: platform, Channel: channel, Thread: thread}, Ref: ref}
	}
	for _, c := range []struct {
		url     string
		message workflow.MessageRef
		want    string
	}{
		{here.url, at("slack", "C1", "", "1700000000.000100"), "https://team.slack.com/archives/C1/p1700000000000100"},
		{"https://team.slack.com", at("slack", "C1", "1700000000.000100", "1700000000.000100"), "https://team.slack.com/archives/C1/p1700000000000100"},
		{
			here.url, at("slack", "G1", "1700000000.000100", "1700000009.000200"),
			"https://team.slack.com/archives/G1/p1700000009000200?thread_ts=1700000000.000100&cid=G1",
		},
		{"", at("slack", "C1", "", "1700000000.000100"), ""},
		{here.url, at("discord", "C1", "", "1700000000.000100"), ""},
		{here.url, at("slack", "c1/../x", "", "1700000000.000100"), ""},
		{here.url, at("slack", "C1", "", "1700000000"), ""},
		{here.url, workflow.MessageRef{}, ""},
	} {
		if got := (drawing{url: c.url}).permalink(c.message); got != c.want {
			t.Errorf("%+v in %q: %q, want %q", c.message, c.url, got, c.want)
		}
	}
}

func FuzzButtonRoundTrip(f *testing.F) {
	f.Add("fixed", "", "northside", "c1", 3, "2 h", "", "U1", "Mei")
	f.Add("", "name", "", "", 0, "", "641 at", "", "")
	f.Add("a:b", "\"", "\x00<>&", "😀", -1, strings.Repeat("x", 3000), "", "", "")
	f.Add("open-link", "", "", "", 0, "", "641", "", "")
	f.Fuzz(func(t *testing.T, action, input, workshop, id string, turn int, text, command, user, name string) {
		c := workflow.Choice{
			Action: workflow.Action{ID: workflow.ActionID(action), Label: text, Input: workflow.Input(input)}, Command: command,
			Case: workflow.CaseRef{Workshop: workflow.WorkshopID(workshop), ID: workflow.CaseID(id)}, Turn: turn, Text: text,
		}
		people := []workflow.User{{ID: workflow.UserID(user), Name: name}}
		actionID, value := encodeButton(c, people)
		if size(actionID) > maxID || size(value) > maxValue || actionID == "" {
			t.Fatalf("%q carries %q", actionID, value)
		}
		got, mentions, err := decodeButton(actionID, value)
		if err != nil || got.Action.IsLink() {
			return // a link carries nothing; what is too long, or no choice at all, says so
		}
		again, valueAgain := encodeButton(got, mentions)
		twice, _, err := decodeButton(again, valueAgain)
		if diff := cmp.Diff(got, twice, cmpopts.EquateEmpty()); err != nil || diff != "" {
			t.Errorf("%v %s", err, diff)
		}
	})
}

func FuzzDecodeButton(f *testing.F) {
	f.Add("fixed:abc", `{"w":"northside","c":"c1","t":3}`)
	f.Add("command:abc", `{"m":"641 at"}`)
	f.Add("command:", "{}")
	f.Add(":", "null")
	f.Add("open-link:x", "")
	f.Fuzz(func(t *testing.T, actionID, value string) {
		c, _, err := decodeButton(actionID, value)
		switch {
		case err != nil && !errors.As(err, new(workflow.Misread)):
			t.Errorf("%v is no sentence for a person", err)
		case err == nil && c.Command == "" && c.Action.ID == "":
			t.Errorf("%q is a choice of nothing", actionID)
		}
	})
}

// What leads nowhere from here is named with the service that it stands on, a line for each.
func TestWhatStandsElsewhere(t *testing.T) {
	on := func(platform, label string) workflow.Action {
		return workflow.Action{ID: workflow.OpenMessage, Label: label, Message: workflow.MessageRef{Place: workflow.Place{Platform: platform}, Ref: "m1"}}
	}
	for _, c := range []struct {
		name    string
		actions []workflow.Action
		want    string
	}{
		{"one", []workflow.Action{on("discord", "641")}, "On Discord: 641"},
		{"two of one service", []workflow.Action{on("discord", "641"), on("discord", "642")}, "On Discord: 641, 642"},
		{"two services", []workflow.Action{on("discord", "641"), on("console", "642"), on("discord", "643")}, "On Discord: 641, 643\nOn Console: 642"},
		{"a message of Slack that cannot be linked to", []workflow.Action{on("slack", "641")}, "On Slack: 641"},
		{"no service", []workflow.Action{on("", "641"), {ID: workflow.OpenLink, Label: "Guide", URL: "nowhere"}}, "Elsewhere: 641, Guide"},
	} {
		if got := here.row(choicesOf(c.actions, inv123, 3), nil, maxAll).asides(); !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s: it says %q, want %q", c.name, got, c.want)
		}
	}
}
