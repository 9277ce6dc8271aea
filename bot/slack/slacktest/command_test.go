package slacktest_test

// Slash commands, as the app hears them.

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"syncbot/bot/slack/slacktest"
)

func TestCommandAsTheAppHearsIt(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		heard := r.hearing(object{"text": "On it."}, object{"text": "loud", "response_type": "in_channel"})
		do := func(by, channel, text string) {
			t.Helper()
			if err := r.Command(by, channel, text); err != nil {
				t.Fatal(err)
			}
		}
		do(r.kim, r.ch, "/syncstatus give 641 @lee & <b>")
		got := (*heard)[0]
		for name, want := range map[string]string{
			"command": "/syncstatus", "text": "give 641 @lee &amp; &lt;b&gt;", "channel_id": r.ch, "channel_name": "support", "user_id": r.kim,
			"user_name": "kim", "team_id": slacktest.TeamID, "api_app_id": slacktest.AppID,
		} {
			if got[name] != want {
				t.Errorf("%s is %q, want %q", name, got[name], want)
			}
		}
		for name := range got {
			if strings.Contains(name, "thread") {
				t.Errorf("a command has %s", name)
			}
		}
		if seen := r.Ephemerals(r.kim); len(seen) != 1 || seen[0].Reads != "On it." || len(r.Messages(r.ch)) != 0 {
			t.Errorf("kim sees %+v", seen)
		}
		do(r.kim, r.ch, "/syncstatus 1")
		if got := r.Messages(r.ch); len(got) != 1 || got[0].Reads != "loud" {
			t.Errorf("everybody sees %+v", got)
		}
		r.EscapeCommands()
		do(r.kim, r.ch, "/syncstatus give 641 @lee")
		if want := "give 641 <@" + r.lee + "|lee>"; (*heard)[2]["text"] != want {
			t.Errorf("the text is %q, want %q", (*heard)[2]["text"], want)
		}
		secret := r.AddChannel(slacktest.Channel{Name: "secret", Private: true, Members: []string{r.kim}})
		do(r.kim, secret, "/syncstatus 1")
		do(r.kim, r.DirectChannel(r.kim), "/syncstatus 1")
		if a, b := (*heard)[3]["channel_name"], (*heard)[4]["channel_name"]; a != "privategroup" || b != "directmessage" {
			t.Errorf("the channels are called %v and %v", a, b)
		}
		if err := r.Command(r.lee, secret, "/syncstatus 1"); err == nil {
			t.Error("lee is not there and types all the same")
		}
		r.SetScopes()
		if err := r.Command(r.kim, r.ch, "/syncstatus 1"); err == nil {
			t.Error("an app without the scope has commands")
		}
	})
}

func TestBadAnswerIsSeen(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.hearing(object{"blocks": []object{{"type": "marquee"}}})
		if err := r.Command(r.kim, r.ch, "/syncstatus 1"); !errors.Is(err, slacktest.ErrBadAnswer) {
			t.Errorf("got %v", err)
		}
	})
}

func TestAgainIsTheSameEnvelope(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.hearing()
		if err := r.Again(); err == nil {
			t.Error("nothing was done, and it was done again")
		}
		if err := r.Command(r.kim, r.ch, "/syncstatus 1"); err != nil {
			t.Fatal(err)
		}
		if err := r.Again(); err != nil {
			t.Fatal(err)
		}
		d := r.Deliveries()
		if len(d) != 2 || d[0].Envelope != d[1].Envelope || !slices.Equal(d[0].Payload, d[1].Payload) {
			t.Errorf("delivered: %+v", d)
		}
	})
}
