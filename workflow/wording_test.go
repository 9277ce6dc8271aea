package workflow

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var elevenOhFour = time.Date(2026, 11, 24, 0, 4, 0, 0, time.UTC)

func TestWordsTellWhatIsWhat(t *testing.T) {
	w := words("641 · 1 error found", "Event log, "+markTime(Clock, elevenOhFour, "11:04 am")+":", mark(Quoted, "It `says` so"),
		mark(Label, "Fix, in Xero:")+" see "+mark(Menu, "Contacts › Archived")+".", mark(Copied, "Hi,\nit's missing"), markLink("https://a.example/b", "Xero guide"))
	want := "641 · 1 error found\nEvent log, 11:04 am:\n`It `says` so`\nFix, in Xero: see Contacts › Archived.\nHi,\nit's missing\nXero guide"
	if got := w.Text(); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	lines := [][]Span{
		{{Text: "641 · 1 error found"}},
		{{Text: "Event log, "}, {Kind: Clock, Text: "11:04 am", At: elevenOhFour}, {Text: ":"}},
		{{Kind: Quoted, Text: "It `says` so"}},
		{{Kind: Label, Text: "Fix, in Xero:"}, {Text: " see "}, {Kind: Menu, Text: "Contacts › Archived"}, {Text: "."}},
		{{Kind: Copied, Text: "Hi,"}},
		{{Kind: Copied, Text: "it's missing"}},
		{{Kind: Link, Text: "Xero guide", URL: "https://a.example/b"}},
	}
	if diff := cmp.Diff(lines, w.Lines()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// What comes from outside can pretend to be nothing, also inside a mark of ours.
func TestForeignTextHasNoMarks(t *testing.T) {
	forged := markTime(Clock, elevenOhFour, "noon") + string(markOpen) + "q" + string(markText) + "left open"
	if got := Foreign(forged); strings.ContainsFunc(got, isMark) {
		t.Errorf("%q", got)
	}
	for _, line := range Words(mark(Quoted, forged)).Lines() {
		for _, s := range line {
			if s.Kind != Quoted || strings.ContainsFunc(s.Text, isMark) {
				t.Errorf("%+v", s)
			}
		}
	}
}

func FuzzWords(f *testing.F) {
	f.Add(string(words("641 · Waiting", markTime(DateTime, elevenOhFour, "Tue 24 Nov, 11:04 am")+", then "+mark(Menu, "A › B"))))
	f.Add(string(markOpen) + "t12" + string(markOpen) + "q" + string(markText) + "x" + string(markEnd) + string(markEnd))
	f.Fuzz(func(t *testing.T, text string) {
		w := Words(text)
		if strings.ContainsFunc(w.Text(), isMark) {
			t.Errorf("%q has marks in its text", text)
		}
		if again := Words(mark(Label, text)); again.Text() != w.bare() {
			t.Errorf("%q inside a mark reads %q, want %q", text, again.Text(), w.bare())
		}
		if plain := Foreign(text); !utf8.ValidString(plain) || Words(plain).Text() != plain {
			t.Errorf("%q is foreign and reads %q", plain, Words(plain).Text())
		}
	})
}
