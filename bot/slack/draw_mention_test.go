package slack

// Where whoever must act is named.

import (
	"slices"
	"strings"
	"testing"

	"syncbot/workflow"
)

// The name stands on a line of its own, at the beginning of what stands below the title, and before the text for
// notifications.
func TestTheNameStandsOnALineOfItsOwn(t *testing.T) {
	r := newReader(t)
	for name, m := range pageMessages() {
		m = to(m)
		c := here.message(m)
		read := strings.Split(r.reads(c).Reads, "\n")
		at := 0
		if isTitle(m.Note.Words().Lines()[0]) {
			at = 1
		}
		if slices.Index(read, "@priya") != at {
			t.Errorf("%s is read as:\n%s", name, strings.Join(read, "\n"))
		}
		if !strings.HasPrefix(c.text, "<@"+priya+"> ") {
			t.Errorf("%s is notified as %q", name, c.text)
		}
	}
	elsewhere := said(words{say: "641 · Time to read\nLook."})
	elsewhere.Mention, elsewhere.Name = "184467440737095", "Priya"
	if got := r.reads(here.message(elsewhere)).Reads; got != "641 · Time to read\n@Priya\nLook." {
		t.Errorf("a name without an id of Slack is read as %q", got)
	}
}

// A first line that is no title keeps its lines apart: it is bold up to its colon.
func TestAFirstLineWithATime(t *testing.T) {
	r := newReader(t)
	at := spanned("t1764000000", "10:21 am")
	for say, want := range map[string]string{
		"Looked at " + at + "\nNo entry.":           "@priya\nLooked at 10:21 am\nNo entry.",
		"Looked at " + at + ": no entry.\nNormal.":  "@priya\nLooked at 10:21 am: no entry.\nNormal.",
		"Looked at " + at:                           "@priya\nLooked at 10:21 am",
		"641 · Done":                                "641 · Done\n@priya",
		"641\n" + spanned("q", "Locked") + "\nFix":  "641\n@priya\nLocked\nFix",
		"At " + at + ":\n\n" + spanned("c", "a\nb"): "@priya\nAt 10:21 am:\na\nb",
	} {
		if got := r.reads(here.message(to(said(words{say: say})))).Reads; got != want {
			t.Errorf("%s is read as %q, want %q", workflow.Words(say), got, want)
		}
	}
}
