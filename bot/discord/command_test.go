package discord

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/workflow"
)

// Each slash command says what somebody would have typed, and that is understood.
func TestCommandsAreTypedCommands(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		data, want string
		verb       workflow.Verb
	}{
		{`{"name":"syncstatus","options":[{"name":"number","type":3,"value":"641"}]}`, "641", workflow.VerbSync},
		{`{"name":"syncstatus","options":[{"name":"number","type":3,"value":"641"},{"name":"kind","type":3,"value":"payment"},
			{"name":"workshop","type":3,"value":"northside"},{"name":"system","type":3,"value":"myob"}]}`, "payment 641 at northside in myob", workflow.VerbSync},
		{`{"name":"syncstatus","options":[{"name":"number","type":3,"value":"  641, 642 "}]}`, "641, 642", workflow.VerbSync},
		{`{"name":"syncstatus","options":[{"name":"number","type":10,"value":641}]}`, "641", workflow.VerbSync},
		{`{"name":"sync","options":[{"name":"check","type":1,"options":[{"name":"number","type":3,"value":"641"}]}]}`, "check 641", workflow.VerbCheck},
		{`{"name":"sync","options":[{"name":"check","type":1}]}`, "check", workflow.VerbCheck},
		{`{"name":"sync","options":[{"name":"list","type":1,"options":[{"name":"workshop","type":3,"value":"northside"}]}]}`, "list at northside", workflow.VerbList},
		{`{"name":"sync","options":[{"name":"snooze","type":1,"options":[{"name":"until","type":3,"value":"tomorrow"},{"name":"number","type":3,"value":"641"},
			{"name":"workshop","type":3,"value":"northside"}]}]}`, "snooze 641 at northside tomorrow", workflow.VerbSnooze},
		{`{"name":"sync","options":[{"name":"snooze","type":1,"options":[{"name":"until","type":3,"value":"tomorrow"}]}]}`, "snooze tomorrow", workflow.VerbSnooze},
		{`{"name":"sync","options":[{"name":"explain","type":1,"options":[{"name":"text","type":3,"value":"Email address must be valid"}]}]}`,
			"explain Email address must be valid", workflow.VerbExplain},
		{`{"name":"sync","options":[{"name":"help","type":1}]}`, "help", workflow.VerbHelp},
	} {
		var d data
		if err := json.Unmarshal([]byte(c.data), &d); err != nil {
			t.Fatal(err)
		}
		text, _, err := commandIn(d)
		if err != nil || text != c.want {
			t.Errorf("%s: %q, %v; want %q", c.data, text, err, c.want)
		}
		if cmd, err := workflow.ParseCommand(text); err != nil || cmd.Verb != c.verb {
			t.Errorf("%q is understood as %+v, %v", text, cmd, err)
		}
	}
}

// Whoever is named is found by the name, whatever the person is called.
func TestGivingNamesThePerson(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ number, user, member, want string }{
		"by the nick":           {"641", `{"id":"7","username":"mei","global_name":"Mei"}`, `{"nick":"Mei Chen"}`, "Mei Chen"},
		"by their own name":     {"641", `{"id":"7","username":"mei","global_name":"Mei Chen"}`, `{}`, "Mei Chen"},
		"without a number":      {"", `{"id":"7","username":"mei","global_name":"Mei Chen"}`, `{"nick":null}`, "Mei Chen"},
		"with odd spaces":       {"641", `{"id":"7","username":"mei"}`, `{"nick":"Mei \n  Chen"}`, "Mei Chen"},
		"with a word of ours":   {"641", `{"id":"7","username":"mei"}`, `{"nick":"Mei at Northside"}`, "mei"},
		"with another of ours":  {"641", `{"id":"7","username":"mei"}`, `{"nick":"In Charge"}`, "mei"},
		"whom nobody describes": {"641", `{}`, `{}`, "7"},
	} {
		raw := `{"name":"sync","options":[{"name":"give","type":1,"options":[{"name":"to","type":6,"value":"7"},{"name":"number","type":3,"value":"` + c.number + `"},
			{"name":"workshop","type":3,"value":"northside"}]}],"resolved":{"users":{"7":` + c.user + `},"members":{"7":` + c.member + `}}}`
		var d data
		if err := json.Unmarshal([]byte(raw), &d); err != nil {
			t.Fatal(err)
		}
		text, mentions, err := commandIn(d)
		if diff := cmp.Diff([]workflow.User{{ID: "7", Name: c.want}}, mentions); err != nil || diff != "" {
			t.Errorf("%s: %v, mentions (-want +got):\n%s", name, err, diff)
		}
		if cmd, err := workflow.ParseCommand(text); err != nil || cmd.Text != c.want || cmd.Workshop != "northside" {
			t.Errorf("%s: %q is understood as %+v, %v", name, text, cmd, err)
		}
	}
}

func TestUnknownCommandsAreNone(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{`{}`, `{"name":"other"}`, `{"name":"sync"}`, `{"name":"sync","options":[{"name":"fly","type":1}]}`, `{"name":"syncstatus","options":[{"name":"x","type":1}]}`} {
		var d data
		if err := json.Unmarshal([]byte(raw), &d); err != nil {
			t.Fatal(err)
		}
		if text, _, err := commandIn(d); err == nil {
			t.Errorf("%s became %q", raw, text)
		}
	}
}

// Only people of the guild can be asked to do something.
func TestWhomACaseCanBeGiven(t *testing.T) {
	t.Parallel()
	named := resolved{
		Users:   map[string]user{"1": {ID: "1", Username: "mei"}, "2": {ID: "2", Username: "syncbot", Bot: true}, "3": {ID: "3", Username: "zed"}},
		Members: map[string]member{"1": {Nick: "Mei"}, "2": {}},
	}
	for id, can := range map[string]bool{"1": true, "2": false, "3": false} {
		text, mentions, err := spoken("give", typed{optionNumber: "641", optionTo: id}, named)
		if err != nil || (len(mentions) == 1) != can || !strings.HasPrefix(text, "give 641 to @") {
			t.Errorf("%s: %q %v %v", id, text, mentions, err)
		}
	}
}
