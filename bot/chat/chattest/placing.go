package chattest

// The promises about messages to a place beside the threads of cases.

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/chat"
	"syncbot/bot/outcome"
	"syncbot/workflow"
)

// inPlace is a message to the channel of s as a place.
func inPlace(s Service, key, text string, actions ...workflow.Action) chat.Message {
	m := message(s, key, text, actions...)
	m.To = workflow.ToPlace
	return m
}

// inPlaceUnder is a message to the thread of p as a place.
func inPlaceUnder(s Service, p chat.Posted, key, text string, actions ...workflow.Action) chat.Message {
	m := inPlace(s, key, text, actions...)
	m.Place.Thread = p.Thread
	return m
}

func testPlace(t *testing.T, s Service) {
	root := post(t, s, message(s, "k1", "INV-1 · Opened"))
	beside := post(t, s, inPlace(s, "k2", "INV-2 · Synced"))
	if m := one(t, s, "INV-2 · Synced"); m.Ref != beside.Ref || m.Thread != "" || m.Only != "" {
		t.Errorf("stands at %+v, want at %q for everybody in the channel", m, beside.Ref)
	}
	if beside.Ref == "" || beside.Thread == "" || beside.Thread == root.Thread {
		t.Errorf("posted %+v, want a thread of its own", beside)
	}
	below := post(t, s, inPlaceUnder(s, root, "k3", "INV-3 · Synced"))
	if m := one(t, s, "INV-3 · Synced"); m.Ref != below.Ref || m.Thread != root.Thread || m.Only != "" {
		t.Errorf("stands at %+v, want at %q in thread %q", m, below.Ref, root.Thread)
	}
	if below.Ref == "" || below.Thread != root.Thread {
		t.Errorf("posted %+v, want thread %q", below, root.Thread)
	}
	post(t, s, inPlaceUnder(s, beside, "k4", "INV-4 · Synced"))
	if m := one(t, s, "INV-4 · Synced"); m.Thread != beside.Thread {
		t.Errorf("under a message to a place stands %+v, want it in thread %q", m, beside.Thread)
	}
}

func testPlacePress(t *testing.T, s Service) {
	l := listen(t, s)
	root := post(t, s, message(s, "k1", "INV-1 · Opened"))
	take := workflow.Action{ID: workflow.Take, Label: "I'll take it"}
	lead := inPlace(s, "k2", "641 · Three rounds", take)
	lead.Case, lead.Turn = workflow.CaseRef{Workshop: "bayview", ID: "c9"}, 4
	follower := inPlaceUnder(s, root, "k3", "641 · Synced", stop)
	follower.Case, follower.Turn = lead.Case, 5
	for m, want := range map[*chat.Message]chat.Press{
		&lead:     {Case: lead.Case, Action: workflow.Take, Turn: 4},
		&follower: {Case: lead.Case, Action: workflow.Stop, Turn: 5},
	} {
		p := post(t, s, *m)
		r := l.take(t, s.Press(p.Ref, m.Actions()[0].Label, ""), "Noted.")
		if r.Press == nil || *r.Press != want {
			t.Errorf("press %+v, want %+v", r.Press, want)
		}
		if r.Place.Platform != s.Place.Platform || r.Place.Channel != s.Place.Channel {
			t.Errorf("pressed at %+v, want in %+v", r.Place, s.Place)
		}
	}
}

func testPlaceLinks(t *testing.T, s Service) {
	var links []workflow.Action
	var labels []string
	for _, n := range []string{"INV-1", "INV-2", "INV-3", "INV-4"} {
		root := post(t, s, message(s, "k"+n[4:], n+" · Opened"))
		links = append(links, toMessage(n, workflow.MessageRef{Place: s.Place, Ref: root.Ref}))
		labels = append(labels, n)
	}
	m := inPlace(s, "k5", "4 documents waiting for you", links...)
	m.Case, m.Turn, m.Mention, m.Name = workflow.CaseRef{}, 0, s.User.ID, s.User.Name
	post(t, s, m)
	got := one(t, s, "4 documents waiting for you")
	under(t, got, nil, labels)
	if diff := cmp.Diff([]workflow.UserID{s.User.ID}, got.Mentions); diff != "" {
		t.Errorf("pinged (-want +got):\n%s", diff)
	}
}

func testPlaceOnce(t *testing.T, s Service) {
	traits := s.Platform.Traits()
	if traits.HonoursKeys == 0 && !traits.Findable {
		t.Skip("this service honours no keys and cannot be searched")
	}
	since := time.Now().Add(-time.Minute)
	root := post(t, s, message(s, "k1", "INV-1 · Opened"))
	for _, m := range []chat.Message{inPlace(s, "k2", "INV-2 · Synced"), inPlaceUnder(s, root, "k3", "INV-3 · Synced")} {
		want := post(t, s, m)
		if traits.HonoursKeys > 0 {
			if again := post(t, s, m); again != want {
				t.Errorf("%s: the second post is %+v, want %+v", m.Key, again, want)
			}
		}
		if traits.Findable {
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			p, found, err := s.Platform.Find(ctx, m, since)
			cancel()
			if err != nil || !found || p != want {
				t.Errorf("%s: found %v at %+v, %v, want %+v", m.Key, found, p, err, want)
			}
		}
		one(t, s, m.Note.Words().Text())
	}
}

func testPlaceRefused(t *testing.T, s Service) {
	if s.Closed == (workflow.Place{}) {
		t.Skip("this service has no closed channel")
	}
	m := inPlace(s, "k1", "INV-1 · Synced")
	m.Place = s.Closed
	if p, err := s.Platform.Post(t.Context(), m); !outcome.IsRefused(err) {
		t.Errorf("Post = %+v, %v, want a refusal", p, err)
	}
	if left := shown(s, "INV-1 · Synced"); len(left) != 0 {
		t.Errorf("refused and shown all the same: %+v", left)
	}
}
