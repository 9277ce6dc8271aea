package workflow

import (
	"strings"
	"testing"
	"time"

	"syncbot/workflow/diagnosis"
)

// Where there is room, nothing has to be asked for: each error stands there word for word, with its fix.
func TestDetailsSayEachError(t *testing.T) {
	known := func(title, message, fix string) Finding {
		return Finding{At: elevenOhFour, Explanation: diagnosis.Explanation{Known: true, Title: title, Message: message, Cause: title + " is the cause", Fix: fix}}
	}
	found := []Finding{
		known("Invalid e-mail address", "Email address must be valid", "Correct it"),
		known("Wrong tax type", strings.Repeat("The TaxType code 'INPUT' cannot be used. ", 8), "Set the right one"),
		{Explanation: diagnosis.Explanation{Message: "Nobody knows"}},
	}
	s := Subject{Doc: Document{Kind: Invoice, Number: "641"}, System: Xero, Now: elevenOhFour}
	for _, n := range []Detailed{ErrorsNote{Subject: s, Found: found, Wait: time.Hour}, NewerErrorNote{Subject: s, Found: found}} {
		w, whole := n.Details()
		text := w.Text()
		for _, want := range []string{
			"Error 1: Invalid e-mail address · 12:04 am\n`Email address must be valid`\nFix: Correct it.",
			"Error 2: Wrong tax type", strings.TrimSpace(found[1].Explanation.Message) + "`\nFix: Set the right one.",
			"Error 3: One that I don't know\n`Nobody knows`\nI don't know this one, and won't guess.",
		} {
			if !whole || !strings.Contains(text, want) {
				t.Errorf("%T: %v, without %q:\n%s", n, whole, want, text)
			}
		}
	}
	alone, whole := ErrorsNote{Subject: s, Found: found[1:2], Wait: time.Hour}.Details()
	if !whole || !strings.Contains(alone.Text(), "What it means: Wrong tax type is the cause.") || strings.Contains(alone.Text(), "Error 1") {
		t.Errorf("alone: %v\n%s", whole, alone)
	}
	many := ErrorsNote{Subject: s, Found: append(found, found...), Wait: time.Hour}
	if w, whole := many.Details(); whole || !strings.Contains(w.Text(), "Next: one that I don't know") {
		t.Errorf("six: %v\n%s", whole, w)
	}
}
