package chattest

// The promises about repeating: keys, Find and Show.

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/chat"
	"syncbot/bot/outcome"
	"syncbot/workflow"
)

func testHonoursKeys(t *testing.T, s Service) {
	if s.Platform.Traits().HonoursKeys == 0 {
		t.Skip("this service honours no keys")
	}
	root := message(s, "k1", "INV-1 · Opened")
	first, again := post(t, s, root), post(t, s, root)
	if diff := cmp.Diff(first, again); diff != "" {
		t.Errorf("the second post stands elsewhere (-first +second):\n%s", diff)
	}
	in := inThread(s, first, "k2", "INV-1 · Synced")
	if a, b := post(t, s, in), post(t, s, in); a != b {
		t.Errorf("in the thread the second post is %+v, want %+v", b, a)
	}
	one(t, s, "INV-1 · Opened")
	one(t, s, "INV-1 · Synced")
}

func testFind(t *testing.T, s Service) {
	if !s.Platform.Traits().Findable {
		t.Skip("this service cannot be searched")
	}
	since := time.Now().Add(-time.Minute)
	find := func(m chat.Message) (chat.Posted, bool) {
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		p, found, err := s.Platform.Find(ctx, m, since)
		if err != nil {
			t.Fatalf("Find %s: %v", m.Key, err)
		}
		return p, found
	}
	root, other := message(s, "k1", "INV-1 · Opened"), message(s, "k12", "INV-1 · Opened")
	if p, found := find(root); found {
		t.Fatalf("found at %+v before it was posted", p)
	}
	posted := post(t, s, root)
	if p, found := find(root); !found || p != posted {
		t.Errorf("found %v at %+v, want %+v", found, p, posted)
	}
	if p, found := find(other); found {
		t.Errorf("another key with the same words was found at %+v", p)
	}
	in, missing := inThread(s, posted, "k2", "INV-1 · Synced"), inThread(s, posted, "k3", "INV-1 · Synced")
	there := post(t, s, in)
	if p, found := find(in); !found || p != there {
		t.Errorf("in the thread found %v at %+v, want %+v", found, p, there)
	}
	if p, found := find(missing); found {
		t.Errorf("in the thread another key was found at %+v", p)
	}
	show(t, s, posted.Ref, message(s, "k1", "INV-1 · Waiting for the sync"))
	if p, found := find(root); !found || p != posted {
		t.Errorf("after an edit found %v at %+v, want %+v", found, p, posted)
	}
}

func show(t *testing.T, s Service, r workflow.Ref, m chat.Message) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := s.Platform.Show(ctx, r, m); err != nil {
		t.Fatalf("Show %s: %v", r, err)
	}
}

func testShow(t *testing.T, s Service) {
	root := post(t, s, message(s, "k1", "INV-1 · Opened", stop))
	post(t, s, inThread(s, root, "k2", "INV-1 · Looked"))
	waiting := message(s, "k1", "INV-1 · Waiting for the sync", checkNow, stop)
	done := message(s, "k1", "INV-1 · Done with this")
	for _, m := range []chat.Message{waiting, waiting, done, waiting, done} {
		show(t, s, root.Ref, m)
	}
	if m := one(t, s, "INV-1 · Done with this"); m.Ref != root.Ref || len(m.Buttons) != 0 {
		t.Errorf("shown %+v, want at %q without buttons", m, root.Ref)
	}
	for _, gone := range []string{"INV-1 · Opened", "INV-1 · Waiting for the sync"} {
		if left := shown(s, gone); len(left) != 0 {
			t.Errorf("%q still stands: %+v", gone, left)
		}
	}
	if m := one(t, s, "INV-1 · Looked"); m.Thread != root.Thread {
		t.Errorf("the thread was lost: %+v", m)
	}
}

func testShowGone(t *testing.T, s Service) {
	if s.Delete == nil {
		t.Skip("nobody can delete a message of this service")
	}
	root := post(t, s, message(s, "k1", "INV-1 · Opened"))
	s.Delete(root.Ref)
	if err := s.Platform.Show(t.Context(), root.Ref, message(s, "k1", "INV-1 · Waiting")); !outcome.IsRefused(err) {
		t.Errorf("Show = %v, want a refusal", err)
	}
}
