package slacktest_test

// Mentions and direct messages, as the app hears them.

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/slack/slacktest"
)

func TestMentionAndDirectMessage(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		heard := r.hearing()
		stranger := r.AddUser(slacktest.User{Name: "ext", External: true})
		r.Join(r.ch, stranger)
		root := r.say("text", "root")
		say := func(by, thread, text string) {
			t.Helper()
			if _, err := r.Say(by, r.ch, thread, text); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Second)
		}
		say(r.kim, "", "not for the app")
		say(r.kim, root, "@syncbot again <b> @lee")
		say(stranger, "", "@syncbot 641")
		channel, _, err := r.Direct(r.kim, "641")
		if err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		events := func(n int) object { return (*heard)[n]["event"].(object) }
		if len(*heard) != 3 {
			t.Fatalf("the app hears %v", *heard)
		}
		want := fmt.Sprintf("<@%s> again &lt;b&gt; <@%s>", slacktest.BotUser, r.lee)
		if e := events(0); e["type"] != "app_mention" || e["thread_ts"] != root || e["text"] != want {
			t.Errorf("in the thread: %v", e)
		}
		if e := events(1); e["user_team"] != "T0OTHER" || e["thread_ts"] != nil {
			t.Errorf("from another workspace: %v", e)
		}
		if e := events(2); e["type"] != "message" || e["channel_type"] != "im" || e["channel"] != channel || e["text"] != "641" {
			t.Errorf("direct: %v", e)
		}
		desk := r.AddGroup(slacktest.Group{Handle: "desk", Users: []string{r.lee}})
		say(r.kim, "", "@desk and @nobody, look")
		if all := r.Messages(r.ch); !slices.Equal(all[len(all)-1].Notified, []string{desk}) || all[len(all)-1].Reads != "@desk and @nobody, look" {
			t.Errorf("to a group: %+v", all[len(all)-1])
		}
		r.SetScopes()
		say(r.kim, "", "@syncbot 641")
		if len(*heard) != 3 {
			t.Error("an app without the scope hears of mentions")
		}
	})
}
