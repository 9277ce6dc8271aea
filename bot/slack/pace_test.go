package slack

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/outcome"
	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

// insist posts as the outbox does: whoever is told to come back comes back then. It says how long the longest try took, and
// how many there were.
func insist(t *testing.T, bot *Slack, m chat.Message) (longest time.Duration, tries int) {
	for {
		tries++
		began := time.Now()
		_, err := bot.Post(within(t, 20*time.Second), m)
		longest = max(longest, time.Since(began))
		d, later := outcome.IsLater(err)
		if !later {
			if err != nil {
				t.Errorf("Post %s: %v", m.Key, err)
			}
			return longest, tries
		}
		time.Sleep(d)
	}
}

// callsAt are when the method was called for the channel.
func (r *rig) callsAt(method, channel string) []time.Time {
	var all []time.Time
	for _, c := range r.Calls(method) {
		if c.Args.Get("channel") == channel {
			all = append(all, c.At)
		}
	}
	return all
}

func TestOneMessageASecondInAChannelAndNobodyElseWaits(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		const many = 50
		r.KeepTiers()
		quiet := r.AddChannel(slacktest.Channel{Name: "quiet", Members: []string{slacktest.BotUser}})
		r.post(r.direct("k0", "the bot knows who it is"))
		began := time.Now()
		var posting sync.WaitGroup
		for i := range many {
			posting.Go(func() {
				took, tries := insist(t, r.bot, r.root(fmt.Sprint("k", i), "641 · Opened"))
				if took > patience || tries > 2 {
					t.Errorf("a post kept its caller for %v and %d tries, want %v and 2 at most", took, tries, patience)
				}
			})
		}
		for i := range 5 {
			time.Sleep(2 * time.Second)
			m := r.root(fmt.Sprint("q", i), "INV-1 · Opened")
			m.Place.Channel = workflow.Ref(quiet)
			at := time.Now()
			if _, err := r.bot.Post(t.Context(), m); err != nil || time.Since(at) != 0 {
				t.Errorf("elsewhere: %v after %v, want at once", err, time.Since(at))
			}
		}
		posting.Wait()

		calls := r.callsAt("chat.postMessage", r.support)
		if len(calls) != many || len(r.Messages(r.support)) != many {
			t.Fatalf("%d calls and %d messages, want %d", len(calls), len(r.Messages(r.support)), many)
		}
		for i := range calls[1:] {
			if gap := calls[i+1].Sub(calls[i]); gap < time.Second {
				t.Errorf("messages %d and %d came %v apart, want a second", i, i+1, gap)
			}
		}
		if took := calls[many-1].Sub(began); took > (many+1)*time.Second {
			t.Errorf("the last came after %v, want no second lost", took)
		}
	})
}

func TestTurnThatComesTooLateForItsCaller(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.post(r.root("k1", "641 · Opened"))
		_, err := r.bot.Post(within(t, 300*time.Millisecond), r.root("k2", "641 · Opened"))
		if kind(err) != "later 1s" {
			t.Errorf("with 300 ms left: %v, want to come back in a second", err)
		}

		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(100*time.Millisecond, cancel)
		if _, err := r.bot.Post(ctx, r.root("k3", "641 · Opened")); kind(err) != "later 0s" {
			t.Errorf("given up meanwhile: %v, want later", err)
		}
		if n := len(r.Messages(r.support)); n != 1 {
			t.Errorf("%d messages, want the first alone", n)
		}
		began := time.Now()
		r.post(r.root("k4", "641 · Opened"))
		if took := time.Since(began); took > 1900*time.Millisecond {
			t.Errorf("the next waited %v: longer than for k2, whose place is kept; k3 has none", took)
		}
		if _, err := r.bot.Post(ctx, r.root("k5", "641 · Opened")); kind(err) != "later 0s" {
			t.Errorf("given up before: %v, want later", err)
		}
	})
}

func TestRetryAfterHoldsItsChannelAlone(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		quiet := r.AddChannel(slacktest.Channel{Name: "quiet", Members: []string{slacktest.BotUser}})
		root := r.post(r.root("k1", "641 · Opened"))
		r.Next("chat.postMessage", slacktest.TooMany(30*time.Second))
		if _, err := r.bot.Post(t.Context(), r.root("k2", "641 · Opened")); kind(err) != "later 30s" {
			t.Errorf("429: %v, want later in the 30 seconds that Slack asks for", err)
		}
		time.Sleep(10 * time.Second)
		calls := len(r.Calls("chat.postMessage"))
		if _, err := r.bot.Post(t.Context(), r.root("k3", "641 · Opened")); kind(err) != "later 21s" {
			t.Errorf("10 seconds later: %v, want later in 20 and after the first", err)
		}
		if n := len(r.Calls("chat.postMessage")); n != calls {
			t.Errorf("Slack was asked all the same")
		}
		elsewhere := r.root("k4", "641 · Opened")
		elsewhere.Place.Channel = workflow.Ref(quiet)
		r.post(elsewhere)
		if err := r.bot.Show(t.Context(), root.Ref, r.root("k5", "641 · Waiting")); err != nil {
			t.Errorf("an edit meanwhile: %v", err)
		}
		time.Sleep(20 * time.Second)
		r.post(r.root("k2", "641 · Opened"))
	})
}

func TestWhoWaitsForATurnHearsThatSlackAskedToWait(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.post(r.root("k1", "641 · Opened"))
		r.Next("chat.postMessage", slacktest.TooMany(30*time.Second))
		var posting sync.WaitGroup
		for _, key := range []string{"k2", "k3", "k4"} {
			posting.Go(func() {
				if _, err := r.bot.Post(t.Context(), r.root(key, "641 · Opened")); err == nil {
					t.Errorf("%s was posted while Slack asked to wait", key)
				}
			})
		}
		posting.Wait()
		if n := len(r.Calls("chat.postMessage")); n != 2 {
			t.Errorf("%d calls, want the first and the one that was too much", n)
		}
	})
}

func TestRetryAfterHoldsEditsWhereItIsForEdits(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		root := r.post(r.root("k1", "641 · Opened"))
		r.Next("chat.update", slacktest.TooMany(30*time.Second))
		for range 2 {
			if err := r.bot.Show(t.Context(), root.Ref, r.root("k1", "641 · Waiting")); kind(err) != "later 30s" {
				t.Errorf("429: %v, want later in the 30 seconds that Slack asks for", err)
			}
		}
		if n := len(r.Calls("chat.update")); n != 1 {
			t.Errorf("edited %d times, want once", n)
		}
		r.post(r.under(root, "k2", "641 · 1 error found"))
	})
}

func TestTooManyWithoutATime(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.Next("chat.postMessage", slacktest.HTTPError(429))
		if _, err := r.bot.Post(t.Context(), r.root("k1", "641 · Opened")); kind(err) != "later 30s" {
			t.Errorf("429 without Retry-After: %v", err)
		}
	})
}

func TestEditsKeepToTheirTier(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.KeepTiers()
		root := r.post(r.root("k1", "641 · Opened"))
		began := time.Now()
		for i := range 10 {
			if err := r.bot.Show(t.Context(), root.Ref, r.root("k1", fmt.Sprint("641 · Look ", i))); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(began); took != 0 {
			t.Errorf("ten edits took %v, want no wait", took)
		}
		for time.Since(began) < 5*time.Minute {
			err := r.bot.Show(t.Context(), root.Ref, r.root("k1", "641 · Look"))
			if errors.Is(err, errTooFast) {
				t.Fatalf("after %v Slack had to say it: %v", time.Since(began), err)
			}
		}
		if n := len(r.Calls("chat.update")); n < 200 {
			t.Errorf("%d edits in 5 minutes, want 40 a minute", n)
		}
	})
}

func TestWhoWasTooFastForSlackKeepsItsPlace(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.post(r.root("k0", "640 · Opened"))
		r.Next("chat.postMessage", slacktest.TooMany(30*time.Second))
		var posting sync.WaitGroup
		for n := range 5 {
			posting.Go(func() { insist(t, r.bot, r.root(fmt.Sprint("k", n), fmt.Sprint(n))) })
			time.Sleep(100 * time.Millisecond)
		}
		posting.Wait()
		for n, read := range r.reads(r.support)[1:] {
			if read != fmt.Sprint(n) {
				t.Errorf("message %d is %q", n, read)
			}
		}
	})
}
