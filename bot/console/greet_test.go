package console

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestEveryStartSaysWhatThisIsAndHowToBegin(t *testing.T) {
	t.Setenv("NO_COLOR", "1")
	o := options(t)
	o.Terminal, o.Interactive, o.Greeting = true, true, "This is syncbot on practice data.\nNothing here is real."
	const greeting = "This is syncbot on practice data.\nNothing here is real.\n"
	first := sitDown(t, o, noted)
	first.sees("> ")
	if diff := cmp.Diff(greeting+welcome+"\n> ", first.paper.String()); diff != "" {
		t.Errorf("the first start (-want +got):\n%s", diff)
	}
	first.post(root("k1", 1, "INV-123 · Opened"))
	first.leave()

	second := sitDown(t, o, noted)
	second.sees("> ")
	want := greeting + "Continuing where we left off:\n10:04 am  INV-123 · Opened\n" + welcome + "\n> "
	if diff := cmp.Diff(want, second.paper.String()); diff != "" {
		t.Errorf("the second start (-want +got):\n%s", diff)
	}
}

func TestTheGreetingIsSaidThroughAPipeTooButNotHowToType(t *testing.T) {
	o := options(t)
	o.Greeting = "This is syncbot on practice data."
	d := sitDown(t, o, noted)
	d.types("list\n")
	d.sees("Noted.")
	if diff := cmp.Diff(o.Greeting+"\n> list\n10:04 am  (only you) Noted.\n", d.paper.String()); diff != "" {
		t.Errorf("printed (-want +got):\n%s", diff)
	}
}

// The wait has gone on while the program was away, and may have ended.
func TestContinuingCountsDownFromNow(t *testing.T) {
	for _, c := range []struct {
		name  string
		later time.Duration
		want  string // last line of the message
	}{
		{"at once", 0, "next look in 59 min"},
		{"a little later", 20*time.Minute + time.Second, "next look in 39 min"},
		{"nearly due", 58*time.Minute + 50*time.Second, "next look in 10 s"},
		{"due", 59 * time.Minute, "INV-123 · Waiting"},
		{"past", 3 * time.Hour, "INV-123 · Waiting"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := options(t)
			m := root("k1", 1, "INV-123 · Waiting")
			m.Next = ten.Add(59 * time.Minute)
			sitDown(t, o, nil).post(m)
			o.Now = func() time.Time { return ten.Add(c.later) }
			d := sitDown(t, o, noted)
			d.sees("Waiting\n")
			if got := strings.TrimSpace(d.paper.String()); !strings.HasSuffix(got, c.want) {
				t.Errorf("printed:\n%s\nwant at its end %q", got, c.want)
			}
		})
	}
}

// The case has moved on: when the older message was drawn, the bot meant to look at a time that no longer holds.
func TestContinuingCountsDownOnlyTheNewestTurn(t *testing.T) {
	o := options(t)
	before := sitDown(t, o, nil)
	m := root("k1", 1, "INV-123 · Waiting", stop)
	m.Next = ten.Add(time.Hour)
	before.post(under(before.post(m), "k2", 2, "INV-123 · 1 error found", fixed))
	d := sitDown(t, o, noted)
	d.sees("sync again\n")
	if got := d.paper.String(); strings.Contains(got, "next look") {
		t.Errorf("an old wait is counted down:\n%s", got)
	}
}

// A bot that shows a message again after a crash gives its next look in the workshop's zone, not as the file keeps it.
func TestTheNextProcessShowsNothingThatStandsAlready(t *testing.T) {
	o := options(t)
	m := root("k1", 1, "INV-123 · Waiting", stop)
	m.Next = ten.Add(time.Hour).In(time.FixedZone("AEDT", 11*60*60))
	sitDown(t, o, nil).post(m)
	d := sitDown(t, o, noted)
	d.sees("Stop following\n")
	before := d.paper.String()
	d.show("m1", m)
	if more := strings.TrimPrefix(d.paper.String(), before); more != "" {
		t.Errorf("printed again: %q", more)
	}
}
