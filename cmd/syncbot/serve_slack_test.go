package main

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

// serving runs serve with the patient's settings, on practice data, until the test ends.
func (p patient) serving(t *testing.T) {
	t.Helper()
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, ".env"), []byte(quoted(p.set)), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Chdir(folder)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	root := newRoot()
	root.SetArgs([]string{"serve"})
	go func() { ended <- root.ExecuteContext(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

// until tries again as long as what it tries fails for want of a bot, which nothing else tells from outside.
func until(t *testing.T, try func() error) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	for {
		err := try()
		if err == nil {
			return
		}
		select {
		case <-ctx.Done():
			t.Fatal(err)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// What serve makes of its settings answers in Slack on both roads, knows the workshops of the channel, and fills App Home.
func TestServeInSlack(t *testing.T) {
	for _, road := range []string{"Socket Mode", "signed requests"} {
		t.Run(road, func(t *testing.T) {
			p := newPatient(t)
			p.slack.Join("C0123", p.somebody())
			p.set[0] = "SYNCBOT_WORKSHOP=sandbox"
			p.set = append(p.set, "SYNCBOT_LOG_LEVEL=error")
			ready := func() error {
				if p.slack.Sockets() == 0 {
					return slacktest.ErrNobody
				}
				return nil
			}
			if road == "signed requests" {
				ready = p.overHTTP(t)
			}
			p.serving(t)
			until(t, ready)
			if err := p.slack.Command("U1", "C0123", "/syncstatus INV-123 at northside"); err != nil {
				t.Fatal(err)
			}
			until(t, func() error { return said(p.slack.Messages("C0123"), "INV-123") })
			if err := said(p.slack.Ephemerals("U1"), "INV-123"); err != nil {
				t.Error(err)
			}
			if err := p.slack.OpenHome("U1"); err != nil {
				t.Fatal(err)
			}
			until(t, func() error {
				home, _ := p.slack.Home("U1")
				return said([]slacktest.Message{{Reads: p.slack.Reads(home)}}, "INV-123")
			})
			if err := p.slack.Command("U1", "C0123", "/syncstatus"); err != nil {
				t.Fatal(err)
			}
			until(t, func() error { // it opens after the acknowledgement, and offers the channel's workshops
				form, _ := p.slack.Modal("U1")
				return said([]slacktest.Message{{Reads: p.slack.Reads(form)}}, "Northside Autos")
			})
		})
	}
}

// somebody is a person of the workspace, U1.
func (p patient) somebody() string {
	p.slack.AddUser(slacktest.User{ID: "U1", Name: "priya"})
	return "U1"
}

// overHTTP changes the settings to signed requests. The result says whether the bot's address has proved itself.
func (p *patient) overHTTP(t *testing.T) (ready func() error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	for i, s := range p.set {
		if strings.HasPrefix(s, "SLACK_APP_TOKEN=") {
			p.set[i] = "SLACK_SIGNING_SECRET=" + slacktest.SigningSecret
		}
	}
	p.set = append(p.set, "SYNCBOT_LISTEN="+address)
	to := "http://" + address + "/slack/events"
	return func() error {
		return p.slack.DeliverOverHTTP(slacktest.Endpoints{Commands: to, Interactivity: to, Events: to})
	}
}

// said says that none of the messages has the words.
func said(messages []slacktest.Message, words string) error {
	for _, m := range messages {
		if strings.Contains(m.Reads, words) {
			return nil
		}
	}
	return errors.New("nobody said " + words)
}

// An address that is taken is said before anything is served.
func TestServeWhereTheAddressIsTaken(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := taken.Close(); err != nil {
			t.Error(err)
		}
	}()
	c := config{SlackBot: "xoxb-1", SigningSecret: "abc1", Listen: listenAddress(taken.Addr().String())}
	_, err = c.chatServices(t.Context(), parts{}, answers{})
	if err == nil || !strings.HasPrefix(err.Error(), "SYNCBOT_LISTEN can't be used: ") || !strings.HasSuffix(err.Error(), "; choose a free port of this machine") {
		t.Error(err)
	}
}

// The form offers what the channel serves; where no channels are set, all workshops.
func TestWorkshopsOfAChannel(t *testing.T) {
	for channels, want := range map[string][]workflow.WorkshopID{
		"SYNCBOT_CHANNELS=slack:C1=northside,slack:C2=bayview+northside": {"northside"},
		"SYNCBOT_WAIT=1h": {"bayview", "northside"},
	} {
		c, err := readConfig([]string{twoWorkshops, channels}, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		p, err := c.parts("")
		if err != nil {
			t.Fatal(err)
		}
		var got []workflow.WorkshopID
		for _, w := range p.workshopsAt(place("slack", "C1")) {
			got = append(got, w.ID)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", channels, diff)
		}
	}
}
