package discord

import (
	"strings"
	"testing"
	"time"

	"syncbot/bot/discord/discordtest"
	"syncbot/workflow"
)

// closing closes the case of a root that stands there.
func (r *rig) closing(ref workflow.Ref, in workflow.Ref) error {
	m := r.root("k1", "641 · Synced")
	m.Place.Thread, m.Closed = in, true
	return r.bot.Show(r.t.Context(), ref, m)
}

func TestTheThreadOfAClosedCaseIsPutAway(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		root := r.post(r.root("k1", "641 · Opened"))
		last := r.under(root, "k2", "641 · Synced")
		r.post(last)
		archived := func() bool { thread, _ := r.ThreadInfo(string(root.Ref)); return thread.Archived }
		if err := r.closing(root.Ref, ""); err != nil || !archived() {
			t.Errorf("after the last edit: %v; put away: %v", err, archived())
		}
		last.Key = "k3"
		r.post(last)
		if archived() {
			t.Error("a post has not woken it")
		}
		last.Key, last.Closed = "k4", true
		r.post(last)
		if !archived() {
			t.Error("after the last post it is not put away")
		}
	})
}

// What the bot has not begun, it does not put away; and a case without a thread has none to put away.
func TestOtherThreadsAreLeftAlone(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		thread := r.AddThread(r.support, "INV-641?", r.kim)
		m := r.root("k1", "641 · Opened")
		m.Place.Thread = workflow.Ref(thread)
		root := r.post(m)
		if err := r.closing(root.Ref, root.Thread); err != nil {
			t.Error(err)
		}
		m = r.under(root, "k2", "641 · Synced")
		m.Closed = true
		r.post(m)
		if info, _ := r.ThreadInfo(thread); info.Archived {
			t.Error("kim's thread is put away")
		}
		alone := r.post(r.root("k3", "642 · Opened"))
		if err := r.closing(alone.Ref, ""); err != nil {
			t.Error(err)
		}
		for _, line := range r.log.AllEntries() {
			t.Errorf("the log says %q", line.Message)
		}
	})
}

// That a thread could not be put away is in the log, and the edit stands.
func TestPuttingAwayFailsQuietly(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		root := r.post(r.root("k1", "641 · Opened"))
		r.post(r.under(root, "k2", "641 · Synced"))
		r.NextOf(discordtest.EditChannel, discordtest.HTTPError(500))
		if err := r.closing(root.Ref, ""); err != nil {
			t.Error(err)
		}
		if last := r.log.LastEntry(); last == nil || !strings.Contains(last.Message, "could not be put away") {
			t.Errorf("the log says %v", last)
		}
	})
}

// Nothing can be edited in a thread that sleeps, so it is woken; a locked one refuses, and so does a post to it.
func TestThreadsThatSleep(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		thread := r.AddThread(r.support, "INV-641?", r.kim)
		m := r.root("k1", "641 · Opened")
		m.Place.Thread = workflow.Ref(thread)
		root := r.post(m)
		time.Sleep(8 * 24 * time.Hour)
		m.Note = plainNote{words: "641 · Waiting"}
		if err := r.bot.Show(t.Context(), root.Ref, m); err != nil {
			t.Errorf("after a week of silence: %v", err)
		}
		r.Lock(thread)
		if err := r.bot.Show(t.Context(), root.Ref, m); meaning(err) != "refused" {
			t.Errorf("an edit where it is locked: %v", err)
		}
		if _, err := r.bot.Post(t.Context(), r.under(root, "k2", "641 · Synced")); meaning(err) != "refused" || !strings.Contains(err.Error(), "locked") {
			t.Errorf("a post where it is locked: %v", err)
		}
	})
}

func TestTheNamesOfThreads(t *testing.T) {
	for words, want := range map[string]string{
		"INV-123 · 1 error found\nmore": "INV-123", "Payment on 641 · Northside Autos · Synced": "Payment on 641", "A list": "A list", "": "…",
		strings.Repeat("é", 150): strings.Repeat("é", 99) + "…",
	} {
		if got := threadName(plainNote{words: words}); got != want {
			t.Errorf("%q is called %q, want %q", words, got, want)
		}
	}
}
