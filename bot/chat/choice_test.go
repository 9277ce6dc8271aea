package chat_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

func TestWhatPressingAChoiceSends(t *testing.T) {
	inv123 := workflow.CaseRef{Workshop: "northside", ID: "c1"}
	action := func(id workflow.ActionID, input workflow.Input) workflow.Action {
		return workflow.Action{ID: id, Label: "the words on it", Input: input}
	}
	for _, c := range []struct {
		name   string
		choice workflow.Choice
		typed  string
		text   string
		press  *chat.Press
	}{
		{"a command", workflow.Choice{Action: action("", ""), Command: "641 at bayview"}, "", "641 at bayview", nil},
		{"a command and what was typed", workflow.Choice{Action: action("", workflow.InputName), Command: "641 at"}, " Bayview Motors\n", "641 at Bayview Motors", nil},
		{
			"a press", workflow.Choice{Action: action(workflow.Follow, ""), Case: inv123, Turn: 3}, "",
			"", &chat.Press{Case: inv123, Action: workflow.Follow, Turn: 3},
		},
		{
			"a press with the choice's own text", workflow.Choice{Action: action(workflow.Snooze, ""), Case: inv123, Turn: 3, Text: "2 h"}, "",
			"", &chat.Press{Case: inv123, Action: workflow.Snooze, Turn: 3, Text: "2 h"},
		},
		{
			"a press and what was typed", workflow.Choice{Action: action(workflow.PasteLog, workflow.InputText), Case: inv123, Turn: 3}, "\none\n two\n",
			"", &chat.Press{Case: inv123, Action: workflow.PasteLog, Turn: 3, Text: "\none\n two\n"},
		},
		{
			"what was typed is not asked for", workflow.Choice{Action: action(workflow.Snooze, ""), Case: inv123, Text: "2 h"}, "3 h",
			"", &chat.Press{Case: inv123, Action: workflow.Snooze, Text: "2 h"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			made := chat.Request{Key: "console:1", By: workflow.User{ID: "U1"}, Reply: "r1"}
			want := made
			want.Text, want.Press = c.text, c.press
			if diff := cmp.Diff(want, made.Choosing(c.choice, c.typed)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
