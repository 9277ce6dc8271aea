package discord

import (
	"strings"
	"testing"

	"syncbot/workflow"
)

func TestAdviceCanBeFollowed(t *testing.T) {
	t.Parallel()
	for said, want := range map[string][2]string{
		"Try: /syncstatus INV-123, or /syncstatus payment 641.":   {"Try: /syncstatus INV-123, or /syncstatus payment 641.", "Try: INV-123, or payment 641."},
		"/syncstatus again 641 · it's fixed: another sync":        {"/sync again 641 · it's fixed: another sync", "again 641 · it's fixed: another sync"},
		"To follow the number again: /syncstatus and the number.": {"To follow the number again: /syncstatus and the number.", "To follow the number again: the number."},
		"/syncstatus checked 641":                                 {"/syncstatus checked 641", "checked 641"},
	} {
		if got := bySlash(said); got != want[0] {
			t.Errorf("with a slash: %q, want %q", got, want[0])
		}
		if got := wordless(said); got != want[1] {
			t.Errorf("without: %q, want %q", got, want[1])
		}
	}
}

func TestAnswersAdviseWhatCanBeTypedThere(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		c.answer.Text = "Which one? Try: /syncstatus stop 641."
		r.does(r.Command(r.kim, r.DirectChannel(r.kim), "sync stop", nil))
		if got := r.lastPrivate(); !strings.Contains(got.Reads, "Try: /sync stop 641.") {
			t.Errorf("to a command: %q", got.Reads)
		}
		r.Say(r.kim, r.support, mentionBot+"stop")
		r.toKim()
		r.Say(r.kim, r.DirectChannel(r.kim), "stop")
		all := r.toKim()
		if len(all) != 2 || !strings.Contains(all[0].Reads, "Try: /sync stop 641.") || !strings.Contains(all[1].Reads, "Try: stop 641.") {
			t.Errorf("in direct messages:\n%s", r)
		}
	}, anywhere)
}

// What is quoted stays as it was said.
func TestAdviceLeavesQuotesAlone(t *testing.T) {
	t.Parallel()
	line := []workflow.Span{{Text: "Type /syncstatus list."}, {Kind: workflow.Quoted, Text: "/syncstatus list"}}
	got := wording(wordless).followed([][]workflow.Span{line})[0]
	if got[0].Text != "Type list." || got[1].Text != "/syncstatus list" {
		t.Errorf("%+v", got)
	}
}
