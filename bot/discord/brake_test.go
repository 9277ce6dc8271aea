package discord

import (
	"fmt"
	"testing"

	"syncbot/bot/discord/discordtest"
	"syncbot/workflow"
)

// What one message or one person is refused says nothing about the next.
func TestWhatOneIsRefusedOthersAreNot(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		root := r.post(r.root("k1", "641 · Opened"))
		mine := r.Say(r.kim, r.support, "mine")
		if err := r.bot.Show(t.Context(), workflow.Ref(mine), r.root("k2", "641 · Waiting")); meaning(err) != "refused" {
			t.Errorf("an edit of kim's message: %v", err)
		}
		if err := r.bot.Show(t.Context(), root.Ref, r.root("k1", "641 · Waiting")); err != nil {
			t.Errorf("an edit of the bot's own, after that: %v", err)
		}
		r.NextOf(discordtest.PostMessage, discordtest.Refuse(403, 20009, "Explicit content cannot be sent to the desired recipient(s)"))
		if _, err := r.bot.Post(t.Context(), r.root("k3", "641 · Opened")); meaning(err) != "refused" {
			t.Errorf("a message that is blocked: %v", err)
		}
		r.post(r.root("k4", "642 · Opened"))

		r.NextOf(discordtest.OpenDirect, discordtest.Refuse(403, 50007, "Cannot send messages to this user"))
		to := r.toOwner("k5", "641 · Still waiting")
		to.Person = workflow.UserID(r.lee)
		if _, err := r.bot.Post(t.Context(), to); meaning(err) != "refused" {
			t.Errorf("to somebody who can't be written to: %v", err)
		}
		r.post(r.toOwner("k6", "641 · Still waiting"))
	})
}

// A token of an interaction that is not accepted says nothing about the bot's.
func TestAReplyTokenIsNotTheBots(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.Next(discordtest.Refuse(401, 0, "401: Unauthorized"))
		if err := r.bot.replyByToken(t.Context(), replyTo{Token: "t", App: discordtest.AppID, User: r.kim, Given: r.bot.options.Now()}, drawing{}.answer(workflow.Answer{Text: "641"}, nil)); meaning(err) != "refused" {
			t.Errorf("%v", err)
		}
		r.post(r.root("k1", "641 · Opened"))
		if is := r.bot.health.Trouble(r.bot.options.Now(), r.bot.state.clock); is != nil {
			t.Errorf("operators read %v", is)
		}
	})
}

// An error names what Discord answered, without the page that came with it.
func TestErrorsQuoteNoPages(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		for _, status := range []int{500, 502, 503} {
			r.Next(discordtest.HTTPError(status))
			_, err := r.bot.Post(t.Context(), r.root("k1", "641 · Opened"))
			if want := fmt.Sprintf("Discord said neither yes nor no: HTTP %d", status); err == nil || err.Error() != want {
				t.Errorf("%v, want %s", err, want)
			}
		}
	})
}
