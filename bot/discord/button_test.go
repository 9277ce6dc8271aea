package discord

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/chat/chars"
	"syncbot/workflow"
)

// carried is what a button for the choice carries, and the footer beside it.
func carried(c workflow.Choice, people ...workflow.User) (customID, footer string) {
	var r row
	id := r.carry(c, people)
	return id, strings.Join(r.notes, "\n")
}

// A button gives its choice back, but for the words on it, to a bot that has forgotten everything.
func TestButtonsCarryTheirChoice(t *testing.T) {
	for _, c := range []workflow.Choice{
		{Action: workflow.Action{ID: workflow.Fixed}, Case: inv123, Turn: 3},
		{Action: workflow.Action{ID: workflow.PasteLog, Input: workflow.InputText}, Case: inv123, Turn: 3},
		{Action: workflow.Action{ID: workflow.Snooze}, Case: inv123, Turn: 3, Text: "2 h: or so / later"},
		{Action: workflow.Action{ID: "a:b/c%3A"}, Case: workflow.CaseRef{Workshop: "w:/%25", ID: "c:/%"}, Turn: -1},
		{Command: "give 641 @Mei Chen at northside"},
		{Action: workflow.Action{Input: workflow.InputName}, Command: "641 at"},
		{Command: strings.Repeat("641, ", 30) + "642 at northside"},
		{Action: workflow.Action{Input: workflow.InputName}, Command: strings.Repeat("641, ", 30) + "642 at"},
		{Action: workflow.Action{ID: workflow.Snooze}, Case: workflow.CaseRef{Workshop: workflow.WorkshopID(strings.Repeat("w", 64)), ID: "abcdefghij"}, Turn: 12, Text: "2026-11-25 09:00"},
	} {
		labelled := c
		labelled.Action.Label = "the words on it"
		id, footer := carried(labelled, mei)
		got, err := choiceOf(id, "On Slack: 641\n"+footer)
		got.Command = unmarked(got.Command, []workflow.User{mei})
		if diff := cmp.Diff(c, got); err != nil || diff != "" {
			t.Errorf("%s with %q: %v %s", id, footer, err, diff)
		}
	}
}

// What is too long says so when it is pressed; what nobody can read does, too.
func TestButtonsThatCannotBeRead(t *testing.T) {
	for _, c := range []workflow.Choice{
		{Command: strings.Repeat("641, ", 400)}, {Action: workflow.Action{ID: workflow.Snooze}, Case: inv123, Text: strings.Repeat("é", 1500)},
		{Command: "641\n642" + strings.Repeat(" ", 100)},
	} {
		id, footer := carried(c)
		if _, err := choiceOf(id, footer); !errors.Is(err, errTooLong) || chars.Length(id) > maxCustomID {
			t.Errorf("%s: %v", id, err)
		}
	}
	for _, id := range []string{"", ":", "press", "press:", "press:a/b:x:fixed::", "press:a:1:fixed::", "press:a/b:1:::", "command::", "footer:3", "footer:", "footer", "more"} {
		if c, err := choiceOf(id, "1: 641\n: command::642"); !errors.Is(err, errUnreadable) {
			t.Errorf("%q: %+v, %v", id, c, err)
		}
	}
}

// People in a command stand by their ids: names are long, and change.
func TestPeopleInCommands(t *testing.T) {
	people := []workflow.User{{ID: "1", Name: "Mei"}, mei, {ID: "U1", Name: "Sam"}, {ID: "2", Name: ""}}
	text := marked("give 641 @Mei Chen and @Mei, @Sam and @ at northside", people)
	if want := "give 641 <@" + string(mei.ID) + "> and <@1>, @Sam and @ at northside"; text != want {
		t.Errorf("%q, want %q", text, want)
	}
	if diff := cmp.Diff([]workflow.UserID{mei.ID, "1"}, marksIn(text+" <@!1>")); diff != "" {
		t.Error(diff)
	}
	if got := unmarked(text+" <@77>", people); got != "give 641 @Mei Chen and @Mei, @Sam and @ at northside <@77>" {
		t.Errorf("%q", got)
	}
}

// Only what says that something is done is coloured, only where it is the likeliest.
func TestTheColouredButton(t *testing.T) {
	for name, m := range pageMessages() {
		for i, b := range buttonsOf(shown(t, here.message(m))) {
			parts := strings.Split(str(b["custom_id"]), ":")
			wants := false
			for _, a := range done {
				wants = wants || i == 0 && len(parts) > 3 && parts[3] == string(a)
			}
			if green := b["style"] == 3.0; green != wants || b["style"] == 4.0 {
				t.Errorf("%s: %s is of style %v", name, b["label"], b["style"])
			}
		}
	}
}

// A link to a message leads into its thread where it stands in one; what may be no message of a server that is known is named.
func TestAddressesOfMessages(t *testing.T) {
	at := func(platform, channel, thread, ref string) workflow.MessageRef {
		p := placeOf(channel, thread)
		p.Platform = platform
		return workflow.MessageRef{Place: p, Ref: workflow.Ref(ref)}
	}
	for _, c := range []struct {
		message workflow.MessageRef
		want    string
	}{
		{at("discord", northside, "", "7"), "https://discord.com/channels/1100000000000000001/" + northside + "/7"},
		{at("discord", northside, "1100000000000000200", "7"), "https://discord.com/channels/1100000000000000001/1100000000000000200/7"},
		{at("slack", northside, "", "7"), ""},
		{at("discord", "5", "", "7"), ""},
		{at("discord", northside, "", "7/../8"), ""},
		{workflow.MessageRef{}, ""},
	} {
		if got := here.addressOf(c.message); got != c.want {
			t.Errorf("%+v: %q, want %q", c.message, got, c.want)
		}
	}
}

func FuzzButtonRoundTrip(f *testing.F) {
	f.Add("fixed", "", "northside", "c1", 3, "2 h", "", "1", "Mei")
	f.Add("", "name", "", "", 0, "", "641 at", "", "")
	f.Add("a:b", "\"", "\x00<>&", "😀", -1, strings.Repeat("x", 3000), "", "", "")
	f.Add("", "a:b", "", "", 0, "", strings.Repeat("641, ", 40), "1", "641")
	f.Fuzz(func(t *testing.T, action, input, workshop, id string, turn int, text, command, user, name string) {
		c := workflow.Choice{
			Action: workflow.Action{ID: workflow.ActionID(action), Label: text, Input: workflow.Input(input)}, Command: command,
			Case: workflow.CaseRef{Workshop: workflow.WorkshopID(workshop), ID: workflow.CaseID(id)}, Turn: turn, Text: text,
		}
		customID, footer := carried(c, workflow.User{ID: workflow.UserID(user), Name: name})
		if n := chars.Length(customID); n == 0 || n > maxCustomID {
			t.Fatalf("%q", customID)
		}
		got, err := choiceOf(customID, footer)
		if err != nil {
			return // what is too long, or no choice at all, says so
		}
		again, footer := carried(got)
		twice, err := choiceOf(again, footer)
		if diff := cmp.Diff(got, twice); err != nil || diff != "" {
			t.Errorf("%v %s", err, diff)
		}
	})
}

func FuzzChoiceOf(f *testing.F) {
	f.Add("press:northside/c1:3:fixed::", "")
	f.Add("command:name:641 at", "")
	f.Add("footer::1", "1: 641")
	f.Fuzz(func(t *testing.T, customID, footer string) {
		c, err := choiceOf(customID, footer)
		switch {
		case err != nil && !errors.As(err, new(workflow.Misread)):
			t.Errorf("%v is no sentence for a person", err)
		case err == nil && c.Command == "" && c.Action.ID == "":
			t.Errorf("%q is a choice of nothing", customID)
		}
	})
}
