package slack

import (
	"strings"
	"testing"

	"syncbot/workflow"
)

// What notifications and screen readers get is the note in full, with quotation marks for our backquotes.
func TestNotices(t *testing.T) {
	for name, m := range pageMessages() {
		got := here.message(m).text
		if strings.Contains(got, "`") || strings.Count(got, "“") < strings.Count(m.Text(), "`")/2 {
			t.Errorf("%s is notified as %q", name, got)
		}
	}
	for say, want := range map[string]string{
		"Log:\n" + spanned("q", "Locked"):                  "Log:\n“Locked”",
		spanned("q", "Use `x` & <y>") + " and more":        "“Use `x` &amp; &lt;y&gt;” and more",
		"`as Mei typed it`\n\n" + spanned("c", "Hi `all`"): "`as Mei typed it`\n\nHi `all`",
		"At " + spanned("t1764000000", "10:21 am"):         "At 10:21 am",
	} {
		if got := here.message(said(words{say: say})).text; got != want {
			t.Errorf("%s is notified as %q, want %q", workflow.Words(say), got, want)
		}
		if got := here.answer(workflow.Answer{Text: workflow.Words(say)}, nil).text; got != want {
			t.Errorf("the answer %s is notified as %q, want %q", workflow.Words(say), got, want)
		}
	}
	both := variants()["variants/both"]
	if got := here.message(both).text; !strings.HasPrefix(got, "<@"+priya+"> Practice data\n(I may have said this before.)\nINV-123 · Looked") {
		t.Errorf("with all that stands round it: %q", got)
	}
}
