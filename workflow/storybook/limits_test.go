package storybook_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/workflow"
	"syncbot/workflow/storybook"
)

// odd is a note that says something else than it would.
type odd struct {
	workflow.Note

	Subject workflow.Subject
	text    string
	actions []workflow.Action
}

func (o odd) Words() workflow.Words      { return workflow.Words(o.text) }
func (o odd) Actions() []workflow.Action { return o.actions }

// Each limit of any message is broken once, and the page says so.
func TestBreachesAreSeen(t *testing.T) {
	about := workflow.Subject{Doc: workflow.Document{Kind: workflow.Invoice, Number: "641"}, Workshop: "Northside Autos"}
	link := func(label string) workflow.Action {
		return workflow.Action{ID: workflow.OpenLink, Label: label, URL: "https://example.org"}
	}
	labels := func(n int) []workflow.Action {
		var all []workflow.Action
		for i := range n {
			all = append(all, link(strings.Repeat("a", i+1)))
		}
		return all
	}
	atDesk := about
	atDesk.Desk = true
	tests := []struct {
		note odd
		want string
	}{
		{odd{Subject: about, text: "It is there."}, `The first line is "It is there.", but has to begin with "641 · ".`},
		{odd{Subject: atDesk, text: "641 · There"}, `The first line is "641 · There", but has to begin with "641 · Northside Autos · ".`},
		{odd{Subject: about, text: "641 · " + strings.Repeat("ü", 46)}, `The state "` + strings.Repeat("ü", 46) + `" has 46 characters, more than 45.`},
		{odd{Subject: about, text: "641 · There\n" + strings.Repeat("a", 2987)}, "The text has 3000 bytes, not under 3000."},
		{odd{Subject: about, text: "641 · Unfortunately not"}, `It says "Unfortunately".`},
		{odd{Subject: about, text: "641 · There!"}, `It says "!".`},
		{odd{Subject: about, text: "641 · There", actions: []workflow.Action{link("Simply this")}}, `It says "Simply".`},
		{odd{Subject: about, text: "641 · There", actions: []workflow.Action{link("")}}, `The button "" has 0 characters, not 1 to 75.`},
		{odd{Subject: about, text: "641 · There", actions: []workflow.Action{link(strings.Repeat("ü", 76))}},
			`The button "` + strings.Repeat("ü", 76) + `" has 76 characters, not 1 to 75.`},
		{odd{Subject: about, text: "641 · There", actions: []workflow.Action{link("a"), link("a")}}, `Two buttons are called "a".`},
		{odd{Subject: about, text: "641 · There", actions: labels(26)}, "26 links, more than 25."},
		{odd{Subject: about, text: "641 · There", actions: []workflow.Action{{ID: workflow.OpenLink, Label: "a", URL: strings.Repeat("u", 513)}}},
			`The link of "a" has 513 characters, more than 512.`},
		{odd{Subject: about, text: "641 · " + strings.Repeat("ü", 45) + "\n`Simply unfortunate!`", actions: labels(25)}, ""},
		{odd{Subject: about, text: "641 · Looked at 10 am: " + strings.Repeat("no entry, ", 9)}, ""},
	}
	for _, tt := range tests {
		var want []string
		if tt.want != "" {
			want = []string{tt.want}
		}
		if diff := cmp.Diff(want, storybook.Page{When: "Once.", Note: tt.note}.Breaches()); diff != "" {
			t.Errorf("%q: -want +got:\n%s", tt.note.text, diff)
		}
	}
}

// What explains an error is held to a phone's screen, any other root message to five lines.
func TestHeights(t *testing.T) {
	page := pageNamed(t, "findings/one-error")
	n := page.Note.(workflow.ErrorsNote)
	n.Found = slices.Clone(n.Found)
	n.Found[0].Explanation.Fix = strings.Repeat("The bookkeeper looks at this page and at the next. ", 12)
	page.Note = n
	wantOne(t, page, "It explains an error and is ")

	page = pageNamed(t, "standing/one-error")
	root := page.Note.(workflow.StandingNote)
	root.Found = slices.Repeat(root.Found, 3)
	root.State = "3 errors found\nin two entries"
	page.Note = root
	wantOne(t, page, "A root message of 6 lines, more than 5.")
}

func pageNamed(t *testing.T, name string) storybook.Page {
	t.Helper()
	for _, p := range storybook.Pages() {
		if p.Name == name {
			return p
		}
	}
	t.Fatalf("there is no page %s", name)
	return storybook.Page{}
}

func wantOne(t *testing.T, p storybook.Page, beginning string) {
	t.Helper()
	if got := p.Breaches(); len(got) != 1 || !strings.HasPrefix(got[0], beginning) {
		t.Errorf("%s: %q, want one that begins %q", p.Name, got, beginning)
	}
}
