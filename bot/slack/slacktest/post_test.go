package slacktest_test

// What chat.* and conversations.* promise.

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/slack/slacktest"
)

const note = `{"event_type":"syncbot","event_payload":{"key":"k1"}}`

func TestPostIsNeverDeduplicated(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		first := r.ok("chat.postMessage", "channel", r.ch, "text", "once", "metadata", note)
		second := r.ok("chat.postMessage", "channel", r.ch, "text", "once", "metadata", note)
		if first["ts"] == second["ts"] {
			t.Errorf("two messages share the ts %v", first["ts"])
		}
		if got := len(r.Messages(r.ch)); got != 2 {
			t.Errorf("%d messages stand, want 2", got)
		}
	})
}

func TestThreadsHoldTheirReplies(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		root := r.say("text", "root")
		reply := r.say("text", "reply", "thread_ts", root)
		r.say("text", "both", "thread_ts", root, "reply_broadcast", "true")
		r.refused("thread_not_found", "chat.postMessage", "channel", r.ch, "text", "x", "thread_ts", "1.000001")
		r.refused("cannot_reply_to_message", "chat.postMessage", "channel", r.ch, "text", "x", "thread_ts", reply)
		r.refused("thread_not_found", "conversations.replies", "channel", r.ch, "ts", "1.000001")
		if got := r.Thread(r.ch, root); len(got) != 3 || got[2].Thread != root || !got[2].Broadcast {
			t.Errorf("the thread as people see it: %+v", got)
		}
		want := []string{"root", "reply", "both"}
		if diff := cmp.Diff(want, texts(r.ok("conversations.replies", "channel", r.ch, "ts", root))); diff != "" {
			t.Errorf("the thread: %s", diff)
		}
		want = []string{"both", "root"}
		if diff := cmp.Diff(want, texts(r.ok("conversations.history", "channel", r.ch))); diff != "" {
			t.Errorf("the channel, newest first: %s", diff)
		}
	})
}

func texts(answer object) []string {
	var found []string
	for _, m := range answer["messages"].([]any) {
		found = append(found, m.(object)["text"].(string))
	}
	return found
}

func TestReadingByTimeAndPage(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		var ts []string
		for n := range 5 {
			ts = append(ts, r.say("text", fmt.Sprint(n)))
		}
		tests := []struct {
			args []string
			want []string
		}{
			{[]string{"oldest", ts[1]}, []string{"4", "3", "2"}},
			{[]string{"oldest", ts[1], "inclusive", "true"}, []string{"4", "3", "2", "1"}},
			{[]string{"oldest", ts[1], "latest", ts[3]}, []string{"2"}},
			{[]string{"limit", "2"}, []string{"4", "3"}},
			{[]string{"limit", "2", "cursor", "4"}, []string{"0"}},
		}
		for _, tt := range tests {
			got := texts(r.ok("conversations.history", append([]string{"channel", r.ch}, tt.args...)...))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%q: %s", tt.args, diff)
			}
		}
		page := r.ok("conversations.history", "channel", r.ch, "limit", "2")
		if page["has_more"] != true || page["response_metadata"].(object)["next_cursor"] != "2" {
			t.Errorf("the first page leads nowhere: %v", page)
		}
	})
}

func TestMetadataComesOnlyWhereAskedFor(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		ts := r.say("text", "root", "metadata", note)
		for _, method := range []string{"conversations.history", "conversations.replies"} {
			first := func(args ...string) object {
				answer := r.ok(method, append([]string{"channel", r.ch, "ts", ts}, args...)...)
				return answer["messages"].([]any)[0].(object)
			}
			if got := first()["metadata"]; got != nil {
				t.Errorf("%s shows metadata unasked: %v", method, got)
			}
			if first("include_all_metadata", "true")["metadata"] == nil {
				t.Errorf("%s shows no metadata", method)
			}
		}
		r.refused("invalid_metadata_schema", "chat.postMessage", "channel", r.ch, "text", "x", "metadata", `{"event_type":"a"}`)
		r.refused("invalid_metadata_format", "chat.postMessage", "channel", r.ch, "text", "x", "metadata", `[`)
	})
}

func TestUpdateReplacesWhatStands(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		ts := r.say("text", "before", "metadata", note, "blocks", `[{"type":"divider"}]`)
		r.ok("chat.update", "channel", r.ch, "ts", ts, "text", "after <@"+r.kim+">")
		m := r.Messages(r.ch)[0]
		if m.Reads != "after @kim" || m.Blocks != nil || m.Metadata == nil || m.Edits != 1 {
			t.Errorf("after the edit stands %+v", m)
		}
		if diff := cmp.Diff([]string{"―――"}, m.Was); diff != "" {
			t.Errorf("what stood there: %s", diff)
		}
		if len(m.Mentions) != 1 || m.Notified != nil {
			t.Errorf("an edit mentions %q and notifies %q", m.Mentions, m.Notified)
		}
		theirs, err := r.Say(r.kim, r.ch, "", "mine")
		if err != nil {
			t.Fatal(err)
		}
		r.refused("cant_update_message", "chat.update", "channel", r.ch, "ts", theirs, "text", "x")
		r.refused("message_not_found", "chat.update", "channel", r.ch, "ts", "1.000001", "text", "x")
		r.refused("msg_too_long", "chat.update", "channel", r.ch, "ts", ts, "text", strings.Repeat("x", 4001))
		r.Delete(r.ch, ts)
		r.refused("message_not_found", "chat.update", "channel", r.ch, "ts", ts, "text", "x")
	})
}

func TestEphemeralsAreSeenByOneAndNeverAgain(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		ts := r.ok("chat.postEphemeral", "channel", r.ch, "user", r.kim, "text", "psst")["message_ts"].(string)
		if got := r.Ephemerals(r.kim); len(got) != 1 || got[0].Reads != "psst" {
			t.Errorf("kim sees %+v", got)
		}
		if got := len(r.Ephemerals(r.lee)) + len(r.Messages(r.ch)); got != 0 {
			t.Errorf("others see %d of it", got)
		}
		if got := texts(r.ok("conversations.history", "channel", r.ch)); got != nil {
			t.Errorf("the history holds %q", got)
		}
		r.refused("message_not_found", "chat.update", "channel", r.ch, "ts", ts, "text", "x")
		other := r.AddUser(slacktest.User{Name: "moss"})
		r.refused("user_not_in_channel", "chat.postEphemeral", "channel", r.ch, "user", other, "text", "x")
	})
}

func TestOneMessageASecondInAChannel(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		other := r.AddChannel(slacktest.Channel{Name: "other", Members: []string{slacktest.BotUser}})
		for range 3 {
			r.ok("chat.postMessage", "channel", r.ch, "text", "burst")
		}
		resp, err := r.post("chat.postMessage", "channel", r.ch, "text", "too fast")
		if err != nil {
			t.Fatal(err)
		}
		answer := decode(t, resp)
		if resp.StatusCode != http.StatusTooManyRequests || resp.Header.Get("Retry-After") != "1" || answer["error"] != "ratelimited" {
			t.Errorf("too fast: %s, Retry-After %q, %v", resp.Status, resp.Header.Get("Retry-After"), answer)
		}
		r.ok("chat.postMessage", "channel", other, "text", "elsewhere")
		for range 20 {
			time.Sleep(time.Second)
			r.ok("chat.postMessage", "channel", r.ch, "text", "steady")
		}
	})
}

func TestTiersCountOnlyWhereAskedFor(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		group := r.AddGroup(slacktest.Group{Handle: "desk", Users: []string{r.kim}})
		r.KeepTiers()
		for range 20 {
			r.ok("usergroups.users.list", "usergroup", group)
		}
		r.refused("ratelimited", "usergroups.users.list", "usergroup", group)
	})
}

func TestTokensAndScopes(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		for method, body := range map[string]string{"chat.postMessage": `{"channel":"` + r.ch + `","text":"as JSON"}`, "auth.test": ""} {
			req, err := http.NewRequest("POST", r.URL()+method, strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Content-Type", "application/json")
			req.Header.Set("Authorization", "Bearer "+slacktest.BotToken)
			resp, err := r.Client().Do(req)
			if err != nil {
				t.Fatal(err)
			}
			if answer := decode(t, resp); answer["ok"] != true {
				t.Errorf("%s with a bearer: %v", method, answer)
			}
		}
		r.refused("not_authed", "auth.test", "token", "")
		r.refused("invalid_auth", "auth.test", "token", "xoxb-other")
		r.refused("not_allowed_token_type", "apps.connections.open", "token", slacktest.BotToken)
		r.refused("unknown_method", "chat.shout")
		r.SetScopes("commands")
		answer := r.refused("missing_scope", "chat.postMessage", "channel", r.ch, "text", "x")
		if answer["needed"] != "chat:write" || answer["provided"] != "commands" {
			t.Errorf("what is missing: %v", answer)
		}
		r.refused("missing_scope", "conversations.history", "channel", r.ch)
		r.refused("missing_scope", "conversations.info", "channel", r.ch)
		secret := r.AddChannel(slacktest.Channel{Name: "secret", Private: true, Members: []string{slacktest.BotUser}})
		for channel, scope := range map[string]string{r.ch: "channels:history", secret: "groups:history", r.DirectChannel(r.kim): "im:history"} {
			if answer := r.refused("missing_scope", "conversations.history", "channel", channel); answer["needed"] != scope {
				t.Errorf("to read %s it needs %v, want %s", channel, answer["needed"], scope)
			}
			r.SetScopes(scope)
			r.ok("conversations.history", "channel", channel)
		}
		r.Break(slacktest.BotToken, "token_revoked")
		r.refused("token_revoked", "auth.test")
		r.Break(slacktest.BotToken, "")
		r.ok("auth.test")
	})
}

func TestWhereTheAppMayPost(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		open := r.AddChannel(slacktest.Channel{Name: "open", Members: []string{r.kim}})
		secret := r.AddChannel(slacktest.Channel{Name: "secret", Private: true, Members: []string{r.kim}})
		r.refused("not_in_channel", "chat.postMessage", "channel", open, "text", "x")
		r.refused("not_in_channel", "conversations.history", "channel", open)
		r.refused("not_in_channel", "chat.postEphemeral", "channel", open, "user", r.kim, "text", "x")
		r.refused("channel_not_found", "chat.postMessage", "channel", secret, "text", "x")
		r.refused("channel_not_found", "chat.postMessage", "channel", "C404", "text", "x")
		r.SetScopes(append([]string{slacktest.ScopePublic}, slacktest.Scopes...)...)
		r.ok("chat.postMessage", "channel", open, "text", "now it may")
		r.Join(secret, slacktest.BotUser)
		r.ok("chat.postMessage", "channel", secret, "text", "invited")
		r.Leave(secret, slacktest.BotUser)
		r.refused("channel_not_found", "chat.postMessage", "channel", secret, "text", "x")
		r.Archive(r.ch)
		r.refused("is_archived", "chat.postMessage", "channel", r.ch, "text", "x")
		r.refused("no_text", "chat.postMessage", "channel", open)
		direct := r.ok("conversations.open", "users", r.kim)["channel"].(object)["id"].(string)
		r.ok("chat.postMessage", "channel", r.kim, "text", "to kim")
		if got := r.Messages(direct); len(got) != 1 || direct != r.DirectChannel(r.kim) {
			t.Errorf("kim was told %v", got)
		}
	})
}

func TestWhoIsWho(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		guest := r.AddUser(slacktest.User{Name: "gus", Single: true, TZ: "Australia/Brisbane"})
		stranger := r.AddUser(slacktest.User{Name: "ext", External: true})
		r.Join(r.ch, stranger)
		u := r.ok("users.info", "user", guest)["user"].(object)
		if u["is_restricted"] != true || u["is_ultra_restricted"] != true || u["tz_offset"] != float64(10*3600) {
			t.Errorf("a guest: %v", u)
		}
		u = r.ok("users.info", "user", stranger)["user"].(object)
		if u["is_stranger"] != true || u["team_id"] == slacktest.TeamID {
			t.Errorf("a stranger: %v", u)
		}
		c := r.ok("conversations.info", "channel", r.ch)["channel"].(object)
		if c["is_member"] != true || c["is_ext_shared"] != true || c["name"] != "support" {
			t.Errorf("the channel: %v", c)
		}
		r.refused("cannot_dm_bot", "conversations.open", "users", slacktest.BotUser)
		r.refused("user_not_found", "conversations.open", "users", "U404")
		r.refused("user_not_found", "users.info", "user", "U404")
		r.refused("no_such_subteam", "usergroups.users.list", "usergroup", "S404")
		ts := r.say("text", "root")
		link, _ := r.ok("chat.getPermalink", "channel", r.ch, "message_ts", ts)["permalink"].(string)
		if u, err := url.Parse(link); err != nil || !strings.HasSuffix(u.Path, r.ch+"/p"+strings.ReplaceAll(ts, ".", "")) {
			t.Errorf("the link is %q", link)
		}
	})
}

func TestScheduledMessageWithMetadataNeverAppears(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		due := time.Now().Add(time.Hour).Unix()
		at := fmt.Sprint(due)
		r.ok("chat.scheduleMessage", "channel", r.ch, "text", "plain", "post_at", at)
		r.ok("chat.scheduleMessage", "channel", r.ch, "text", "marked", "post_at", at, "metadata", note)
		r.refused("time_in_past", "chat.scheduleMessage", "channel", r.ch, "text", "x", "post_at", "1")
		r.refused("time_too_far", "chat.scheduleMessage", "channel", r.ch, "text", "x", "post_at", "4102444800")
		for range 28 {
			r.ok("chat.scheduleMessage", "channel", r.ch, "text", "x", "post_at", at, "metadata", note)
		}
		r.refused("restricted_too_many", "chat.scheduleMessage", "channel", r.ch, "text", "x", "post_at", at)
		time.Sleep(2 * time.Hour)
		if got := r.Messages(r.ch); len(got) != 1 || got[0].Reads != "plain" || got[0].At.Unix() != due {
			t.Errorf("what appeared: %+v", got)
		}
	})
}
