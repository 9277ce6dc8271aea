package slacktest_test

// Whom a message mentions.

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/slack/slacktest"
)

func TestMentions(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		desk := r.AddGroup(slacktest.Group{Handle: "desk", Users: []string{r.lee}})
		tests := []struct {
			args []string
			want []string
		}{
			{[]string{"text", "hello <@" + r.kim + ">"}, []string{r.kim}},
			{[]string{"text", "hello <@" + r.kim + "|kim> and <!subteam^" + desk + "|@desk>"}, []string{desk, r.kim}},
			{[]string{"text", "<!channel> <!here|here> <!everyone>"}, []string{"channel", "everyone", "here"}},
			{[]string{"text", "&lt;!channel&gt; &lt;@" + r.kim + "&gt; @kim @channel"}, nil},
			{[]string{"text", "@kim, and @channel", "link_names", "true"}, []string{r.kim, "channel"}},
			{[]string{"text", "<@U404> <!date^1^{time}|then>"}, nil},
			{[]string{"blocks", `[{"type":"section","text":{"type":"mrkdwn","text":"<!channel>"}}]`}, []string{"channel"}},
			{[]string{"blocks", `[{"type":"section","text":{"type":"mrkdwn","text":"&lt;!channel&gt;"}}]`}, nil},
			{[]string{"blocks", `[{"type":"header","text":{"type":"plain_text","text":"<!channel>"}}]`}, nil},
			{[]string{"blocks", `[{"type":"context","elements":[{"type":"mrkdwn","text":"<@` + r.kim + `>"}]}]`}, []string{r.kim}},
			{[]string{"blocks", `[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"user","user_id":"` +
				r.kim + `"},{"type":"broadcast","range":"here"}]}]}]`}, []string{r.kim, "here"}},
		}
		for _, tt := range tests {
			time.Sleep(time.Second)
			r.ok("chat.postMessage", append([]string{"channel", r.ch}, tt.args...)...)
			all := r.Messages(r.ch)
			slices.Sort(tt.want)
			if diff := cmp.Diff(tt.want, all[len(all)-1].Notified); diff != "" {
				t.Errorf("%q: %s", tt.args, diff)
			}
		}
	})
}

func TestWhatPeopleRead(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.say("text", "for notifications", "blocks", `[
			{"type":"header","text":{"type":"plain_text","text":"INV-123: errors found"}},
			{"type":"section","text":{"type":"mrkdwn","text":"<@`+r.kim+`> at <!date^1^{time}|15:04>: a &lt;b&gt;"},
			 "accessory":{"type":"button","text":{"type":"plain_text","text":"Guide"},"url":"https://example.com"}},
			{"type":"context","elements":[{"type":"mrkdwn","text":"<https://example.com|the log>"}]},
			{"type":"rich_text","elements":[{"type":"rich_text_list","style":"ordered","offset":1,"elements":[
			 {"type":"rich_text_section","elements":[{"type":"text","text":"Fix "},{"type":"text","text":"it"}]},
			 {"type":"rich_text_section","elements":[{"type":"user","user_id":"`+r.kim+`"}]}]}]},
			{"type":"rich_text","elements":[{"type":"rich_text_list","style":"bullet","elements":[
			 {"type":"rich_text_section","elements":[{"type":"text","text":"Press"}]}]}]},
			{"type":"divider"},
			{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Stop"}},
			 {"type":"overflow","options":[{"text":{"type":"plain_text","text":"Snooze"},"value":"s"}]}]}]`)
		want := "INV-123: errors found\n@kim at 15:04: a <b>\n[Guide]\nthe log\n2. Fix it\n3. @kim\n• Press\n―――\n[Stop] [Snooze]"
		if diff := cmp.Diff(want, r.Messages(r.ch)[0].Reads); diff != "" {
			t.Error(diff)
		}
		if got := r.String(); len(got) < len(want) {
			t.Errorf("the drawing of all is %q", got)
		}
	})
}
