package main

// A bad Monday: the demo's own parts play testdata/monday.txt in virtual time, and what the console prints is docs/bad-monday.md.
// A line of the script that begins with a time is what somebody does then; all others stand on the page as they are.

import (
	"context"
	"errors"
	"flag"
	"io"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/cryptotest"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/console"
	"syncbot/workflow"
)

var rewrite = flag.Bool("rewrite", false, "write docs/bad-monday.md anew")

const (
	mondayScript = "testdata/monday.txt"
	mondayPage   = "../../docs/bad-monday.md"
)

func TestBadMonday(t *testing.T) {
	script, err := os.ReadFile(mondayScript)
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("NO_COLOR", "1")
	cryptotest.SetGlobalRandom(t, 1) // the keys of requests, and with them the ids of cases
	folder := t.TempDir()
	var got string
	synctest.Test(t, func(t *testing.T) { got = playMonday(t, folder, string(script)) })
	if *rewrite {
		if err := os.WriteFile(mondayPage, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(mondayPage)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("docs/bad-monday.md isn't what the demo prints; to write it anew: go test ./cmd/syncbot -run BadMonday -rewrite\n%s", diff)
	}
}

// play is the script under way, from one start of the bot to the next.
type play struct {
	t       *testing.T
	folder  string
	page    page
	speaker string

	keyboard *io.PipeWriter
	stop     func() error // ends the bot, once
}

// playMonday plays the script and gives the page.
func playMonday(t *testing.T, folder, script string) string {
	zone, err := time.LoadLocation("Australia/Sydney")
	if err != nil {
		t.Fatal(err)
	}
	sleepUntil(time.Date(2026, time.November, 23, 8, 30, 0, 0, zone))
	p := &play{t: t, folder: folder}
	for line := range strings.Lines(script) {
		line = strings.TrimSuffix(line, "\n")
		if m := timed.FindStringSubmatch(line); m != nil {
			sleepUntil(p.moment(time.Now().In(zone), m[1], m[2]))
			p.page.person(line)
			p.do(m[3])
			settle()
		} else {
			p.page.prose(line)
		}
	}
	p.down()
	return p.page.end()
}

// sleepUntil lets virtual time pass, and everything happen that is due.
func sleepUntil(at time.Time) {
	time.Sleep(time.Until(at))
	synctest.Wait()
}

var (
	timed   = regexp.MustCompile(`^(?:([A-Z][a-z]{2}) )?(\d{1,2}:\d{2} [ap]m) (.+)$`)
	types   = regexp.MustCompile(`^(\w+): (.+)$`)
	presses = regexp.MustCompile(`^(\w+) presses "([^"]+)"(?: on (.+))?$`)
)

// moment is a time of the script: on the same day, or on the next one with that name.
func (p *play) moment(now time.Time, day, clock string) time.Time {
	p.t.Helper()
	at, err := time.Parse("3:04 pm", clock)
	if err != nil {
		p.t.Fatal(err)
	}
	when := time.Date(now.Year(), now.Month(), now.Day(), at.Hour(), at.Minute(), 0, 0, now.Location())
	for day != "" && when.Format("Mon") != day {
		when = when.AddDate(0, 0, 1)
	}
	if when.Before(now.Truncate(time.Minute)) {
		p.t.Fatalf("%s %s has been: it is %s", day, clock, now)
	}
	return when
}

// do plays what happens at a time.
func (p *play) do(what string) {
	p.t.Helper()
	if m := presses.FindStringSubmatch(what); m != nil {
		p.speakAs(m[1])
		p.typed(p.page.button(p.t, m[2], strings.Replace(m[3], " at ", " · ", 1)))
		return
	}
	if m := types.FindStringSubmatch(what); m != nil {
		p.speakAs(m[1])
		p.typed(m[2])
		return
	}
	switch what {
	case "(the bot is started)", "(it is back)":
		p.start()
	case "(the machine that the bot runs on goes down)":
		p.down()
	case "(the day goes on)":
	default:
		p.t.Fatalf("nobody knows how to play %q", what)
	}
}

// typed is a line at the keyboard, until everything has been said to it.
func (p *play) typed(line string) {
	p.t.Helper()
	if _, err := io.WriteString(p.keyboard, line+"\n"); err != nil {
		p.t.Fatal(err)
	}
	synctest.Wait()
}

// settle gives the bot time for what it does at once.
func settle() { sleepUntil(time.Now().Add(15 * time.Second)) }

// speakAs puts somebody else at the keyboard; the page needn't say so.
func (p *play) speakAs(name string) {
	if name == p.speaker {
		return
	}
	p.speaker = name
	p.page.aside(func() { p.typed("/as " + name) })
}

// start starts the bot as runDemo does, but for the socket, on which virtual time would wait for ever.
func (p *play) start() {
	p.t.Helper()
	d, err := openDemo(p.folder, demoOptions{wait: time.Hour, road: workflow.ByGateway, desk: true})
	if err != nil {
		p.t.Fatal(err)
	}
	in, keyboard := io.Pipe()
	screen, err := d.chat(console.Options{
		In: in, Out: &p.page, Terminal: true, Width: 110, User: workflow.User{ID: "priya", Name: "Priya"},
	})
	if err != nil {
		p.t.Fatal(err)
	}
	pace(d)
	d.heading = "" // the page says once that it is practice
	b, err := d.newBot()
	if err != nil {
		p.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	p.page.aside(func() {
		go func() { ended <- b.Run(ctx) }()
		synctest.Wait()
	})
	p.keyboard, p.speaker = keyboard, "Priya"
	p.stop = sync.OnceValue(func() error {
		cancel()
		return errors.Join(<-ended, keyboard.Close(), screen.Close(), d.close())
	})
	p.t.Cleanup(p.down)
}

// down ends the bot where it stands.
func (p *play) down() {
	p.t.Helper()
	if err := p.stop(); err != nil {
		p.t.Error(err)
	}
}
