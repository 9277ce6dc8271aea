package console

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

func TestFold(t *testing.T) {
	for _, c := range []struct {
		name, first, rest, text string
		room                    int
		want                    []string
	}{
		{"no width", "", "", "a line that stays", 0, []string{"a line that stays"}},
		{"it fits", "12  ", "    ", "one two", 11, []string{"12  one two"}},
		{"it does not", "12  ", "    ", "one two", 10, []string{"12  one", "      two"}},
		{"an empty line", "12  ", "    ", "", 10, []string{"12  "}},
		{"an indented line", "", "", "  one two three", 9, []string{"  one two", "    three"}},
		{"a word longer than the line", "", "", "see https://example.com/x now", 10, []string{"see", "  https://example.com/x", "  now"}},
		{"less room than the margin", "12345  ", "       ", "one two", 3, []string{"12345  one", "         two"}},
		{"two columns each", "", "", "日本 日本 a", 9, []string{"日本 日本", "  a"}},
		{"marks take none", "", "", "e\u0301e\u0301e\u0301 a", 5, []string{"e\u0301e\u0301e\u0301 a"}},
		{"dashes take one", "", "", "“a” · –", 7, []string{"“a” · –"}},
		{"colour takes none", "", "", "\x1b[1;33m@Dave\x1b[0m \x1b[1mone\x1b[0m", 9, []string{"\x1b[1;33m@Dave\x1b[0m \x1b[1mone\x1b[0m"}},
		{"emphasis goes on", "", "┆ ", "\x1b[1mone two\x1b[0m three", 7, []string{"\x1b[1mone two\x1b[0m", "┆   three"}},
		{"emphasis stops for the margin", "", "┆ ", "\x1b[1mone two\x1b[0m", 6, []string{"\x1b[1mone\x1b[0m", "┆   \x1b[1mtwo\x1b[0m"}},
		{"columns move together", "12  ", "", "10:06    641", 14, []string{"12  10:06  641"}},
		{"columns that cannot are broken", "12  ", "", "10:06    641", 13, []string{"12  10:06", "  641"}},
		{"an indent is no gap between columns", "", "", "    one two", 9, []string{"    one", "      two"}},
		{"spaces at the end", "", "", "one two  ", 7, []string{"one two"}},
		{"spaces at the break", "", "", "one   two", 5, []string{"one", "  two"}},
	} {
		if diff := cmp.Diff(c.want, fold(c.first, c.rest, c.text, c.room)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func FuzzFold(f *testing.F) {
	f.Add("one two  three 日本 \x1b[1mfour five\x1b[0m", 12)
	f.Add("   e\u0301 \U0001f469\u200d\U0001f527 \xff", 1)
	words := func(s string) []string { return strings.FieldsFunc(s, func(r rune) bool { return r == ' ' }) }
	f.Fuzz(func(t *testing.T, text string, room int) {
		text = cleanLine(text)
		lines := fold("12  ", "    ", text, room)
		if got := words(strings.Join(lines, " ")); !cmp.Equal(got[1:], words(text)) {
			t.Fatalf("words were lost: %q became %q", text, lines)
		}
		for i, l := range lines {
			if room > 0 && columns(l) > room && len(words(l)) > 1 && i > 0 {
				t.Fatalf("%q has %d columns, want at most %d", l, columns(l), room)
			}
		}
	})
}

const (
	longText   = "INV-123 · Waiting for the sync\nThe event log of Northside Autos is read at 11:04 am, and once more after that."
	longAnswer = "On it: INV-123. The message below keeps you up to date."
)

func TestOnATerminalLinesAreBrokenAtWords(t *testing.T) {
	t.Setenv("NO_COLOR", "1")
	o := options(t)
	o.Terminal, o.Width = true, 50
	d := sitDown(t, o, func(context.Context, chat.Request) (workflow.Answer, error) {
		return workflow.Answer{Text: longAnswer}, nil
	})
	p := d.post(root("k1", 1, longText, checkNow, stop, earlier))
	d.post(under(p, "k2", 1, longText, fixed, stop))
	d.types("list\n")
	d.sees("date.\n")
	const want = `10:04 am  INV-123 · Waiting for the sync
          The event log of Northside Autos is read
            at 11:04 am, and once more after that.
          [1] Check now   [2] Stop following
          [3] Pressed earlier…
10:04 am    ┆ in thread INV-123
            ┆ INV-123 · Waiting for the sync
            ┆ The event log of Northside Autos is
            ┆   read at 11:04 am, and once more
            ┆   after that.
            ┆ [4] I've fixed it, sync again
            ┆ [2] Stop following
> list
10:04 am  (only you) On it: INV-123. The message
            below keeps you up to date.
`
	if diff := cmp.Diff(want, d.paper.String()); diff != "" {
		t.Errorf("printed (-want +got):\n%s", diff)
	}
}

// What reads the output of a pipe reads it line by line.
func TestThroughAPipeNoLineIsBroken(t *testing.T) {
	o := options(t)
	o.Width = 50
	d := sitDown(t, o, nil)
	d.post(root("k1", 1, longText, checkNow, stop, earlier))
	for _, l := range strings.Split(longText, "\n") {
		if !strings.Contains(d.paper.String(), l+"\n") {
			t.Errorf("%q was broken:\n%s", l, d.paper)
		}
	}
}

func TestColourDoesNotMoveTheBreaks(t *testing.T) {
	printed := map[string]string{}
	for _, noColor := range []string{"1", ""} {
		t.Setenv("NO_COLOR", noColor)
		o := options(t)
		o.Terminal, o.Width = true, 30
		d := sitDown(t, o, nil)
		p := d.post(root("k1", 1, longText, checkNow, stop))
		d.post(under(p, "k2", 1, longText, fixed))
		printed[noColor] = emphasis.ReplaceAllString(d.paper.String(), "")
	}
	trailing := strings.NewReplacer(" \n", "\n")
	if diff := cmp.Diff(trailing.Replace(printed["1"]), trailing.Replace(printed[""])); diff != "" {
		t.Errorf("(-plain +colour):\n%s", diff)
	}
}
