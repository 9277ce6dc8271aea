package slack

import (
	"slices"
	"strings"
	"testing"

	"syncbot/workflow"
)

// several is a note about several errors, which it can say one by one.
type several struct {
	words
	details string
	whole   bool
}

func (n several) Details() (workflow.Words, bool) { return workflow.Words(n.details), n.whole }

// A message says what the details say; its text for notifications stays short. Whoever reads all of it is not offered more.
func TestDetails(t *testing.T) {
	row := []workflow.Action{{ID: workflow.Fixed, Label: "I've fixed it"}, {ID: workflow.ShowMore, Label: "Show 2 more"}, {ID: workflow.PassOn, Label: "Text to pass on"}}
	long := "641 · 3 errors\n" + strings.Repeat(strings.Repeat("x", 100)+"\n", 300)
	for _, c := range []struct {
		name, details string
		whole         bool
		buttons       string
	}{
		{"whole", "641 · 3 errors\nEach of them", true, "I've fixed it, Text to pass on"},
		{"not whole", "641 · 3 errors\nFive of them", false, "I've fixed it, Show 2 more, Text to pass on"},
		{"whole, but without room", long, true, "I've fixed it, Show 2 more, Text to pass on"},
	} {
		drawn := here.message(said(several{words{say: "641 · 3 errors\nThe first", actions: row}, c.details, c.whole}))
		var labels []string
		buttons := buttonsOf(shown(t, drawn)["blocks"])
		for _, b := range buttons {
			labels = append(labels, text(b["text"]))
		}
		if got := strings.Join(labels, ", "); got != c.buttons || buttons[0]["style"] != "primary" {
			t.Errorf("%s: the buttons are %s, want %s", c.name, got, c.buttons)
		}
		read := texts(shown(t, drawn)["blocks"])
		if line := strings.Split(c.details, "\n")[1]; !strings.Contains(strings.Join(read, "\n"), line) || slices.Contains(read, "The first") {
			t.Errorf("%s is read as %.300q", c.name, read)
		}
		if drawn.text != "641 · 3 errors\nThe first" {
			t.Errorf("%s is notified as %q", c.name, drawn.text)
		}
		if wrong := limits(shown(t, drawn)); len(wrong) > 0 {
			t.Errorf("%s: %v", c.name, wrong)
		}
	}
}

// App Home has one line for a case, whatever its note can say.
func TestHomeSaysNoDetails(t *testing.T) {
	h := homes()["few"]
	h.Cases[0].Note = several{words{say: "641 · 3 errors\nThe first"}, "Something else\nEach of them", true}
	read := strings.Join(texts(shown(t, here.home(h))["blocks"]), "\n")
	if !strings.Contains(read, "641 · 3 errors") || strings.Contains(read, "Something else") {
		t.Errorf("it is read as %q", read)
	}
}

// Each error stands by itself: an empty line parts it from the one before.
func TestErrorsStandApart(t *testing.T) {
	r := newReader(t)
	q := func(text string) string { return spanned("q", text) }
	for say, want := range map[string]string{
		"641 · 2 errors\nError 1:\n" + q("a") + "\nFix it.\nError 2:\n" + q("b") + "\nFix it.\nPress.": "641 · 2 errors\nError 1:\na\nFix it.\n\nError 2:\nb\nFix it.\nPress.",
		"641 · 1 error\nXero.\nEvent log:\n" + q("a") + "\nFix it.":                                    "641 · 1 error\nXero.\nEvent log:\na\nFix it.",
		"641 · 2 errors\nBoth:\n" + q("a") + "\n" + q("b"):                                             "641 · 2 errors\nBoth:\na\nb",
	} {
		if got := r.reads(here.message(said(words{say: say}))).Reads; got != want {
			t.Errorf("it is read as %q, want %q", got, want)
		}
	}
}
