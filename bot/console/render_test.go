package console

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

func TestAConversationThroughAPipe(t *testing.T) {
	d := sitDown(t, options(t), noted)
	opened := root("k1", 1, "INV-123 · Starting a manual sync\nNorthside Autos · Xero · asked by Dave", stop)
	opened.Heading = "Practice data"
	p := d.post(opened)
	waiting := root("k1", 1, "INV-123 · Waiting for the sync\nSync started 10:04 am.\nI'll read the event log at 11:04 am.", checkNow, stop)
	waiting.Heading = "Practice data"
	d.show(p.Ref, waiting)
	d.show(p.Ref, waiting)
	waiting.Note = note{text: waiting.Note.Words().Text() + "\nNo entry at 10:21 am.", actions: waiting.Note.Actions()}
	d.show(p.Ref, waiting)
	found := under(p, "k2", 2, "INV-123 · 1 error found\nEvent log, 10:06 am:\n\nEmail address must be valid", fixed, guide, stop)
	found.Mention, found.Name, found.Heading = "dave", "Dave", "Practice data"
	d.post(found)
	d.types("list\n")
	d.sees("Noted.")
	const want = `10:04 am  Practice data
          INV-123 · Starting a manual sync
          Northside Autos · Xero · asked by Dave
          [1] Stop following
10:04 am  Practice data
          INV-123 · Waiting for the sync  (updated)
          Sync started 10:04 am.
          I'll read the event log at 11:04 am.
          [2] Check now   [1] Stop following
10:04 am  Practice data (INV-123 · Waiting for the sync: Sync started 10:04 am. …) [2] Check now   [1] Stop following
10:04 am  Practice data
            ┆ in thread INV-123
            ┆ @Dave INV-123 · 1 error found
            ┆ Event log, 10:06 am:
            ┆
            ┆ Email address must be valid
            ┆ [3] I've fixed it, sync again   [4] Stop following
            ┆ ↗ Xero guide: https://example.com/x
> list
10:04 am  (only you) Noted.
`
	if diff := cmp.Diff(want, d.paper.String()); diff != "" {
		t.Errorf("printed (-want +got):\n%s", diff)
	}
}

func TestATerminalHasColourUnlessItIsNotWanted(t *testing.T) {
	for _, c := range []struct {
		name     string
		terminal bool
		noColor  string
		want     bool
	}{
		{"a terminal", true, "", true},
		{"a terminal with NO_COLOR", true, "1", false},
		{"a pipe", false, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("NO_COLOR", c.noColor)
			o := options(t)
			o.Terminal = c.terminal
			d := sitDown(t, o, nil)
			p := d.post(root("k1", 1, "INV-123 · Opened", stop))
			d.show(p.Ref, root("k1", 1, "INV-123 · Waiting for the sync\nNorthside Autos", stop))
			d.post(under(p, "k2", 1, "INV-123 · Synced"))
			if got := strings.Contains(d.paper.String(), "\x1b["); got != c.want {
				t.Errorf("colour: %v, want %v in %q", got, c.want, d.paper)
			}
		})
	}
}

// What a message says in a new state nobody has read yet, so nothing of it is cut.
func TestAnEditOnATerminalIsWholeWhereTheStateIsNew(t *testing.T) {
	t.Setenv("NO_COLOR", "1")
	o := options(t)
	o.Terminal = true
	for _, c := range []struct{ before, want string }{
		{"INV-123 · Opened\nb", `10:04 am  INV-123 · Waiting  (updated)
          a
          b
          c
          d
          e
          [2] Check now
          ↗ Xero guide: https://example.com/x
`},
		{"INV-123 · Waiting\nz", `10:04 am  INV-123 · Waiting  (updated)
          a
          b
          c
          …
          [2] Check now
`},
	} {
		o.Transcript = options(t).Transcript
		d := sitDown(t, o, nil)
		p := d.post(root("k1", 1, c.before, stop))
		before := len(d.paper.String())
		d.show(p.Ref, root("k1", 1, "INV-123 · Waiting\na\nb\nc\nd\ne", checkNow, guide))
		if diff := cmp.Diff(c.want, d.paper.String()[before:]); diff != "" {
			t.Errorf("after %q printed (-want +got):\n%s", c.before, diff)
		}
	}
}

func TestThePromptIsDrawnAgainBelowWhatIsSaid(t *testing.T) {
	t.Setenv("NO_COLOR", "1")
	o := options(t)
	o.Terminal, o.Interactive = true, true
	d := sitDown(t, o, noted)
	d.sees("> ")
	d.post(root("k1", 1, "INV-123 · Opened"))
	want := welcome + "\n> \r\x1b[K10:04 am  INV-123 · Opened\n> "
	if diff := cmp.Diff(want, d.paper.String()); diff != "" {
		t.Errorf("printed (-want +got):\n%s", diff)
	}
	d.leave()
	if got := d.paper.String(); !strings.HasSuffix(got, "> \n") {
		t.Errorf("after the end the shell's prompt would stand on our line: %q", got)
	}
}

// News can draw the prompt again after Enter and before the line is read. Nothing lands beside that prompt.
func TestAnAnsweredPromptIsClearedBeforeAnythingIsPrinted(t *testing.T) {
	t.Setenv("NO_COLOR", "1")
	o := options(t)
	o.Terminal, o.Interactive = true, true
	d := sitDown(t, o, nil)
	d.listen(noted)
	d.sees("> ")
	d.post(root("k1", 1, "INV-123 · Opened", earlier))
	d.types("1\n10:02 am\n")
	d.seesTimes("> ", 4)
	d.types("/quit\n")
	<-d.Quit()
	d.leave()
	const want = welcome + "\n" +
		"> " + clearLine + "10:04 am  INV-123 · Opened\n          [1] Pressed earlier…\n" +
		"> " + clearLine + "10:04 am  (only you) When? A time today, such as 10:03 am.\n" +
		"time> " + clearLine + "10:04 am  (only you) Noted.\n" +
		"> " + clearLine
	if diff := cmp.Diff(want, d.paper.String()); diff != "" {
		t.Errorf("printed (-want +got):\n%s", diff)
	}
}

func TestForeignTextCannotDriveTheTerminal(t *testing.T) {
	t.Setenv("NO_COLOR", "1")
	const evil = "\x1b]0;owned\x07\x1b[2J\u009b31m\rgone\x00\b\x7f\u202e"
	o := options(t)
	o.Terminal = true
	d := sitDown(t, o, func(context.Context, chat.Request) (workflow.Answer, error) {
		return workflow.Answer{Text: "answer " + evil}, errors.New("failure " + evil)
	})
	button := workflow.Action{ID: workflow.Fixed, Label: "Fixed " + evil}
	link := workflow.Action{ID: workflow.OpenLink, Label: "Link " + evil, URL: "https://" + evil}
	m := root("k1", 1, evil+" · Opened\n"+evil, button, link)
	m.Heading, m.Mention, m.Name = "Heading "+evil, "dave", "Name "+evil
	p := d.post(m)
	d.post(under(p, "k2", 1, "INV-123 · Synced\n"+evil))
	d.show(p.Ref, root("k1", 1, "edited "+evil+"\n"+evil, button))
	d.types("/syncstatus " + evil + "\n")
	d.sees("failure")
	for _, r := range d.paper.String() {
		if r != '\n' && (unicode.IsControl(r) || r == '\u202e') {
			t.Fatalf("%U was printed: %q", r, d.paper)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain · – “words” naïve 日本": "plain · – “words” naïve 日本",
		"a\r\nb\tc":                  "a\nb    c",
		"\x1b[2J":                    "␛[2J",
		"\rover\b":                   "␍over␈",
		"\u009b31m\x7f":              `\u009b31m␡`,
		"\u202eback":                 `\u202eback`,
		"two\u2028lines":             `two\u2028lines`,
		"\xffbad":                    "\ufffdbad",
		"👩\u200d🔧 \U000e0041":        "👩\u200d🔧 " + `\ue0041`,
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("\x1b]0;owned\x07\x1b[2J\x9b31m\rgone\x00\b\x7f\u202e\u2028\xff")
	f.Fuzz(func(t *testing.T, s string) {
		for _, r := range clean(s) {
			if r != '\n' && (r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069) {
				t.Fatalf("clean(%q) lets %U through", s, r)
			}
		}
	})
}

func TestWaitsAreShort(t *testing.T) {
	for want, d := range map[string]time.Duration{
		"1 s": time.Millisecond, "20 s": 20 * time.Second, "59 min": 59*time.Minute + 20*time.Second, "1 h": time.Hour,
		"2 h 5 min": 125 * time.Minute, "3 days": 71 * time.Hour,
	} {
		if got := short(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}
