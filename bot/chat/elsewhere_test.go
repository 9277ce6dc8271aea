package chat

import (
	"testing"

	"syncbot/workflow"
)

func TestElsewhere(t *testing.T) {
	to := func(platform, label string) workflow.Action {
		return workflow.Action{Label: label, Message: workflow.MessageRef{Place: workflow.Place{Platform: platform}}}
	}
	got := Elsewhere([]workflow.Action{to("slack", "641"), to("", "Guide"), to("discord", "642"), to("slack", "643"), to("émile", "x")})
	if want := "On Slack: 641, 643\nElsewhere: Guide\nOn Discord: 642\nOn Émile: x"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := Elsewhere(nil); got != "" {
		t.Errorf("nothing leads to %q", got)
	}
}
