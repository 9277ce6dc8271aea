package discord

import (
	"testing"

	"syncbot/workflow"
)

// An address that is its own text is whole where people copy it; words lead on.
func TestLinks(t *testing.T) {
	t.Parallel()
	const guide = "https://example.com/a_b(c)"
	for text, want := range map[string]string{guide: "<" + guide + ">", "Xero guide": "[Xero guide](https://example.com/a_b%28c%29)"} {
		if got := markdown(workflow.Span{Kind: workflow.Link, Text: text, URL: guide}); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
