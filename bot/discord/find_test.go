package discord

import (
	"fmt"
	"testing"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/discord/discordtest"
	"syncbot/workflow"
)

// find looks for the message since the hour before.
func (r *rig) find(m chat.Message) (chat.Posted, bool) {
	r.t.Helper()
	p, found, err := r.bot.Find(r.t.Context(), m, time.Now().Add(-time.Hour))
	if err != nil {
		r.t.Fatalf("Find %s: %v", m.Key, err)
	}
	return p, found
}

func TestFindsWhereverItStands(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		root := r.root("k1", "641 · Opened")
		first := r.post(root)
		thread, direct := r.under(first, "k2", "641 · Synced"), r.toOwner("k3", "641 · Synced")
		for _, m := range []chat.Message{thread, direct} {
			if p, found := r.find(m); found {
				t.Errorf("%s was found at %+v before it was posted", m.Key, p)
			}
		}
		for m, want := range map[*chat.Message]chat.Posted{&root: first, &thread: r.post(thread), &direct: r.post(direct)} {
			if p, found := r.find(*m); !found || p != want {
				t.Errorf("%s: found %v at %+v, want %+v", m.Key, found, p, want)
			}
		}
		for _, m := range []chat.Message{r.root("k2", ""), r.under(first, "k3", ""), r.toOwner("k2", ""), r.root("k11", ""), r.root("1", "")} {
			if p, found := r.find(m); found {
				t.Errorf("%s to %s was found at %+v, where it was not sent", m.Key, m.To, p)
			}
		}
	})
}

func TestFindsAcrossPages(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.chatter(findLimit + 50)
		m := r.root("k1", "641 · Opened")
		want := r.post(m)
		r.chatter(findLimit + 50)
		if p, found := r.find(m); !found || p != want {
			t.Errorf("found %v at %+v, want %+v", found, p, want)
		}
		if n := len(r.Calls(discordtest.GetMessages)); n != 2 {
			t.Errorf("the channel was read %d times, want 2 pages", n)
		}
	})
}

// chatter is what kim says to others.
func (r *rig) chatter(n int) {
	for i := range n {
		r.Say(r.kim, r.support, fmt.Sprint("chatter ", i))
	}
}

func TestFindIsBounded(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.chatter(findLimit*findPages + 1)
		if p, found, err := r.bot.Find(t.Context(), r.root("k1", ""), time.Now().Add(-time.Hour)); meaning(err) != "refused" {
			t.Errorf("Find = %+v, %v, %v, want a refusal: it can never be looked for", p, found, err)
		}
	})
}

func TestFindBeginsAtSinceWithRoomForClocks(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		time.Sleep(time.Until(time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC))) // ids tell the time only after Discord's first day
		m := r.root("k1", "641 · Opened")
		r.post(m)
		if _, found, err := r.bot.Find(t.Context(), m, time.Now().Add(30*time.Second)); err != nil || !found {
			t.Errorf("30 seconds by another clock: found %v, %v", found, err)
		}
		time.Sleep(time.Hour)
		if _, found, err := r.bot.Find(t.Context(), m, time.Now()); err != nil || found {
			t.Errorf("an hour later: found %v, %v", found, err)
		}
		if _, found, err := r.bot.Find(t.Context(), m, time.Time{}); err != nil || !found {
			t.Errorf("since ever: found %v, %v", found, err)
		}
	})
}

// Whoever copies a footer is not the bot.
func TestFindsOnlyItsOwn(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.Say(r.kim, r.support, "641 · Opened\n"+signature+"k1")
		if p, found := r.find(r.root("k1", "")); found {
			t.Errorf("found %+v", p)
		}
	})
}

func TestWhatFindDoesNotKnow(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		private := r.root("k1", "")
		private.To = workflow.ToReply
		if _, _, err := r.bot.Find(t.Context(), private, time.Time{}); meaning(err) != "refused" {
			t.Errorf("a private reply: %v", err)
		}
		r.NextOf(discordtest.GetMessages, discordtest.HTTPError(502))
		if _, _, err := r.bot.Find(t.Context(), r.root("k1", ""), time.Time{}); meaning(err) != "later 0s" {
			t.Errorf("a search that failed: %v", err)
		}
	})
}
