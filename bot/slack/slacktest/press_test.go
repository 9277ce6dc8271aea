package slacktest_test

// Buttons and shortcuts: who can use them, and what the app hears.

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/slack/slacktest"
)

func stop(more string) string {
	return "[" + actions(button("Stop", `,"action_id":"stop","value":"7.1"`+more)) + "]"
}

func TestPressAsTheAppHearsIt(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		heard := r.hearing()
		root := r.say("text", "root")
		ts := r.say("text", "x", "blocks", stop(""), "thread_ts", root, "metadata", note)
		if err := r.Press(r.lee, r.ch, ts, "Stop"); err != nil {
			t.Fatal(err)
		}
		got := (*heard)[0]
		action := got["actions"].([]any)[0].(object)
		if action["action_id"] != "stop" || action["value"] != "7.1" || got["user"].(object)["id"] != r.lee {
			t.Errorf("the press is %v", got)
		}
		want := object{"type": "message", "message_ts": ts, "thread_ts": root, "channel_id": r.ch, "is_ephemeral": false}
		if diff := cmp.Diff(want, got["container"]); diff != "" {
			t.Error(diff)
		}
		if m := got["message"].(object); m["ts"] != ts || m["metadata"] != nil {
			t.Errorf("the message is %v", m)
		}
		if err := r.Press(r.lee, r.ch, ts, "Go"); err == nil {
			t.Error("a button that is not there was pressed")
		}
	})
}

func TestEphemeralIsPressedByWhoSeesIt(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		heard := r.hearing()
		ts := r.ok("chat.postEphemeral", "channel", r.ch, "user", r.kim, "blocks", stop(""))["message_ts"].(string)
		if err := r.Press(r.lee, r.ch, ts, "Stop"); err == nil {
			t.Error("lee presses what only kim sees")
		}
		if err := r.PressNewest(r.kim, r.ch, "Stop"); err != nil {
			t.Fatal(err)
		}
		if got := (*heard)[0]; got["message"] != nil || got["container"].(object)["is_ephemeral"] != true {
			t.Errorf("the press is %v", got)
		}
		r.answer((*heard)[0], `{"replace_original":true,"text":"stopped"}`, "")
		if got := r.Ephemerals(r.kim); len(got) != 1 || got[0].Reads != "stopped" {
			t.Errorf("kim sees %+v", got)
		}
		r.answer((*heard)[0], `{"delete_original":true}`, "")
		if got := r.Ephemerals(r.kim); len(got) != 0 {
			t.Errorf("kim sees %+v", got)
		}
	})
}

func TestOutsidersAndGuestsSeeTheirChannels(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.hearing()
		guest := r.AddUser(slacktest.User{Name: "gus", Guest: true})
		moss := r.AddUser(slacktest.User{Name: "moss"})
		ts := r.say("text", "x", "blocks", stop(""))
		if err := r.Press(guest, r.ch, ts, "Stop"); err == nil {
			t.Error("a guest sees a channel that is not theirs")
		}
		if err := r.Press(moss, r.ch, ts, "Stop"); err != nil {
			t.Errorf("a colleague sees every public channel, but %v", err)
		}
	})
}

func TestShortcut(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		heard := r.hearing()
		ts, err := r.Say(r.lee, r.ch, "", "is INV-123 there?")
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Shortcut(r.kim, r.ch, ts, "check"); err != nil {
			t.Fatal(err)
		}
		got := (*heard)[0]
		if got["type"] != "message_action" || got["callback_id"] != "check" || got["message"].(object)["text"] != "is INV-123 there?" {
			t.Errorf("the app hears %v", got)
		}
		r.answer(got, `{"text":"looking"}`, "")
		if len(r.Ephemerals(r.kim)) != 1 {
			t.Error("kim is told nothing")
		}
	})
}
