package discord

import (
	"strings"
	"testing"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/discord/discordtest"
	"syncbot/workflow"
)

func (r *rig) told() (private, direct []string) {
	for _, m := range r.Ephemerals(r.kim) {
		private = append(private, m.Reads)
	}
	return private, r.reads(r.DirectChannel(r.kim))
}

func TestAReplyFindsItsWay(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		m := r.root("k1", "641 · I can't post here")
		m.To, m.Reply = workflow.ToReply, replyTo{User: r.kim, Token: "gone", App: discordtest.AppID, Given: time.Now()}.ref()
		if _, err := r.bot.Post(t.Context(), m); err != nil {
			t.Errorf("where Discord takes the token no more: %v", err)
		}
		m.Key, m.Reply = "k2", replyTo{User: r.kim, Token: "old", App: discordtest.AppID, Given: time.Now().Add(-replyLife)}.ref()
		used := len(r.Calls(discordtest.FollowUp))
		if _, err := r.bot.Post(t.Context(), m); err != nil || len(r.Calls(discordtest.FollowUp)) != used {
			t.Errorf("where the token is too old: %v, used %d times", err, len(r.Calls(discordtest.FollowUp))-used)
		}
		if _, direct := r.told(); len(direct) != 2 || !strings.Contains(direct[0], "641 · I can't post here") {
			t.Errorf("kim reads %q", direct)
		}
	})
}

// While the interaction lives, a reply stands where the deed was done, for that person's eyes; after that it goes to them alone.
func TestAReplyStandsWhereTheDeedWasDone(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		if err := r.Command(r.kim, r.support, "syncstatus", map[string]any{"number": "641"}); err != nil {
			t.Fatal(err)
		}
		m := r.root("k1", "641 · I can't post here")
		m.To, m.Reply = workflow.ToReply, c.took(t).Reply
		r.post(m)
		private, direct := r.told()
		if len(private) != 2 || !strings.Contains(private[1], "641 · I can't post here") || len(direct) != 0 || len(r.Messages(r.support)) != 0 {
			t.Errorf("kim reads %q and %q:\n%s", private, direct, r)
		}
		time.Sleep(replyLife)
		m.Key = "k2"
		r.post(m)
		if _, direct := r.told(); len(direct) != 1 {
			t.Errorf("after %v kim reads %q", replyLife, direct)
		}
	})
}

// What can be said neither way is refused, and says nothing of the token.
func TestAReplyThatHasNoWay(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.CloseDirect(r.kim)
		const token = "aGVsbG8tdG9rZW4"
		m := r.root("k1", "641 · I can't post here")
		m.To, m.Reply = workflow.ToReply, replyTo{User: r.kim, Token: token, App: discordtest.AppID, Given: time.Now()}.ref()
		_, err := r.bot.Post(t.Context(), m)
		if meaning(err) != "refused" {
			t.Errorf("%v", err)
		}
		for _, fault := range []discordtest.Fault{discordtest.LoseAnswer(), discordtest.HTTPError(500), discordtest.TooMany(time.Minute)} {
			r.NextOf(discordtest.FollowUp, fault)
			_, err := r.bot.Post(t.Context(), m)
			if err == nil || strings.Contains(err.Error(), token) {
				t.Errorf("%v", err)
			}
			discreet(t, err.Error())
		}
		for _, line := range r.log.AllEntries() {
			if text, _ := line.String(); strings.Contains(text, token) {
				t.Errorf("the log says %q", text)
			}
		}
	})
}

func TestReplyRefs(t *testing.T) {
	want := replyTo{Token: "t", App: "1", Channel: "2", User: "3", Given: time.Unix(1764000000, 0).UTC()}
	if got, err := replyOf(want.ref()); err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
	for _, ref := range []workflow.Ref{"", "x", "{}", `{"t":"secret"}`} {
		if _, err := replyOf(ref); meaning(err) != "refused" || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", ref, err)
		}
	}
	var _ chat.Platform = (*Discord)(nil)
}
