package chattest

// The promises of Post: where a message lands, and when it does not.

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"syncbot/bot/outcome"
	"syncbot/workflow"
)

var (
	checkNow = workflow.Action{ID: workflow.CheckNow, Label: "Check now"}
	stop     = workflow.Action{ID: workflow.Stop, Label: "Stop following"}
	guide    = workflow.Action{ID: workflow.OpenLink, Label: "Xero guide", URL: "https://example.com/guide"}
)

func testRoot(t *testing.T, s Service) {
	p := post(t, s, message(s, "k1", "INV-1 · Waiting for the sync\nNorthside Autos\nNext look 11:04 am", checkNow, guide, stop))
	m := one(t, s, "INV-1 · Waiting for the sync")
	if m.Ref != p.Ref || m.Thread != "" || m.Only != "" {
		t.Errorf("stands at %+v, want at %+v for everybody in the channel", m, p)
	}
	if p.Ref == "" || p.Thread == "" {
		t.Errorf("posted %+v, want both references", p)
	}
	for _, line := range []string{"Northside Autos", "Next look 11:04 am"} {
		if !strings.Contains(m.Text, line) {
			t.Errorf("the message lacks %q: %q", line, m.Text)
		}
	}
	under(t, m, []string{"Check now", "Stop following"}, []string{"Xero guide"})
}

// under fails t unless exactly these buttons and links stand under m.
func under(t *testing.T, m Shown, buttons, links []string) {
	t.Helper()
	if diff := cmp.Diff(buttons, m.Buttons, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("buttons (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(links, m.Links, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
}

func testThread(t *testing.T, s Service) {
	first := post(t, s, message(s, "k1", "INV-1 · Opened"))
	second := post(t, s, message(s, "k2", "INV-2 · Opened"))
	post(t, s, inThread(s, first, "k3", "INV-1 · 1 error found"))
	post(t, s, inThread(s, second, "k4", "INV-2 · Not there yet"))
	post(t, s, inThread(s, first, "k5", "INV-1 · Synced"))
	for text, want := range map[string]workflow.Ref{
		"INV-1 · Opened": "", "INV-2 · Opened": "",
		"INV-1 · 1 error found": first.Thread, "INV-1 · Synced": first.Thread, "INV-2 · Not there yet": second.Thread,
	} {
		if got := one(t, s, text).Thread; got != want {
			t.Errorf("%q stands in thread %q, want %q", text, got, want)
		}
	}
	all := s.Read()
	at := func(text string) int {
		return slices.IndexFunc(all, func(m Shown) bool { return strings.Contains(m.Text, text) })
	}
	if at("INV-1 · 1 error found") > at("INV-1 · Synced") {
		t.Error("the thread does not keep the order of posting")
	}
}

func testReply(t *testing.T, s Service) {
	l := listen(t, s)
	r := l.take(t, s.Ask("INV-1"), "On it.")
	m := message(s, "k1", "INV-1 · I can't post in this channel")
	m.To, m.Reply = workflow.ToReply, r.Reply
	post(t, s, m)
	if got := one(t, s, "I can't post"); got.Only != s.User.ID {
		t.Errorf("the reply is read by %q, want only %q", got.Only, s.User.ID)
	}
}

func testOwner(t *testing.T, s Service) {
	m := message(s, "k1", "INV-1 · Synced")
	m.To, m.Person = workflow.ToOwner, s.User.ID
	post(t, s, m)
	if got := one(t, s, "INV-1 · Synced"); got.Only != s.User.ID {
		t.Errorf("the message is read by %q, want only %q", got.Only, s.User.ID)
	}
}

func testRefused(t *testing.T, s Service) {
	if s.Closed == (workflow.Place{}) {
		t.Skip("this service has no closed channel")
	}
	m := message(s, "k1", "INV-1 · Opened")
	m.Place = s.Closed
	if p, err := s.Platform.Post(t.Context(), m); !outcome.IsRefused(err) {
		t.Errorf("Post = %+v, %v, want a refusal", p, err)
	}
	if left := shown(s, "INV-1 · Opened"); len(left) != 0 {
		t.Errorf("refused and shown all the same: %+v", left)
	}
}

func testEndedContext(t *testing.T, s Service) {
	root := post(t, s, message(s, "k1", "INV-1 · Opened"))
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := s.Platform.Post(ended, message(s, "k2", "INV-1 · Synced"))
	if err == nil || outcome.IsRefused(err) {
		t.Errorf("Post = %v, want an error that is no refusal", err)
	}
	if err := s.Platform.Show(ended, root.Ref, message(s, "k1", "INV-1 · Waiting")); err == nil || outcome.IsRefused(err) {
		t.Errorf("Show = %v, want an error that is no refusal", err)
	}
	if !s.Platform.Traits().Findable {
		return
	}
	if _, found, err := s.Platform.Find(ended, message(s, "k1", ""), time.Time{}); err == nil || outcome.IsRefused(err) {
		t.Errorf("Find = %v, %v, want an error that is no refusal", found, err)
	}
}
