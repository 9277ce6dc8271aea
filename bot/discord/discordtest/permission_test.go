package discordtest_test

// Who may do what where.

import (
	"net/http"
	"testing"

	"syncbot/bot/discord/discordtest"
)

func TestPermissions(t *testing.T) {
	tests := []struct {
		name      string
		denied    discordtest.Permission
		in        string // channel or thread
		embed     bool
		wantsCode int
	}{
		{name: "all", in: "channel"},
		{name: "hidden", denied: discordtest.ViewChannel, in: "channel", wantsCode: 50001},
		{name: "hidden thread", denied: discordtest.ViewChannel, in: "thread", wantsCode: 50001},
		{name: "send", denied: discordtest.SendMessages, in: "channel", wantsCode: 50013},
		{name: "send does nothing in threads", denied: discordtest.SendMessages, in: "thread"},
		{name: "send in threads", denied: discordtest.SendMessagesInThreads, in: "thread", wantsCode: 50013},
		{name: "no embeds", denied: discordtest.EmbedLinks, in: "channel", embed: true, wantsCode: 50013},
		{name: "text without embeds", denied: discordtest.EmbedLinks, in: "channel"},
	}
	for _, tt := range tests {
		inBubble(t, func(t *testing.T, r *rig) {
			at, body := r.ch, text("x")
			if tt.in == "thread" {
				at = r.AddThread(r.ch, "t", r.kim)
			}
			if tt.embed {
				body = `{"embeds":[{"title":"t"}]}`
			}
			r.Permit(r.ch, 0, tt.denied)
			a := r.call("POST", messagesOf(at), body)
			if code, _ := a.Body["code"].(float64); int(code) != tt.wantsCode {
				t.Errorf("%s: got %d %v, want %d", tt.name, a.Status, a.Body, tt.wantsCode)
			}
		})
	}
}

func TestOverwritesGoFromEverybodyToTheMember(t *testing.T) {
	inBubble(t, func(_ *testing.T, r *rig) {
		role := r.AddRole(discordtest.Role{Name: "bots"})
		r.AddMember(discordtest.Member{ID: discordtest.BotUser, Name: discordtest.BotName, Roles: []string{role}})
		none := discordtest.Overwrite{ID: discordtest.Guild, Deny: discordtest.ViewChannel}
		bots := discordtest.Overwrite{ID: role, Allow: discordtest.ViewChannel}
		seen := r.AddChannel(discordtest.Channel{Name: "seen", Overwrites: []discordtest.Overwrite{none, bots}})
		hidden := r.AddChannel(discordtest.Channel{Name: "hidden", Overwrites: []discordtest.Overwrite{bots}, Hidden: true})
		r.ok("GET", "/channels/"+seen, "")
		r.refused(403, 50001, "GET", "/channels/"+hidden, "")
		r.AddRole(discordtest.Role{ID: role, Name: "bots", Permissions: discordtest.Administrator})
		r.ok("GET", "/channels/"+hidden, "")
	})
}

func TestWithoutHistoryThereIsNothingToRead(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		id := r.post(r.ch, text("x"))
		r.Permit(r.ch, 0, discordtest.ReadMessageHistory)
		if got := r.call("GET", messagesOf(r.ch), ""); got.Status != 200 || len(got.List) != 0 {
			t.Errorf("the bot reads %v", got)
		}
		r.refused(403, 50013, "GET", messagesOf(r.ch)+"/"+id, "")
	})
}

func TestBrokenToken(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.Break(discordtest.BotToken)
		r.refused(http.StatusUnauthorized, 0, "GET", "/users/@me", "")
		r.Mend(discordtest.BotToken)
		r.ok("GET", "/users/@me", "")
		if got := r.InvalidRequests(); got != 1 {
			t.Errorf("%d invalid requests, should be 1", got)
		}
	})
}

func TestDirectMessages(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		open := func(who string) object { return r.ok("POST", "/users/@me/channels", `{"recipient_id":"`+who+`"}`) }
		id := open(r.kim)["id"].(string)
		if again := open(r.kim); again["id"] != id || id != r.DirectChannel(r.kim) {
			t.Errorf("opened again it is %v", again)
		}
		r.post(id, text("hello"))
		r.CloseDirect(r.kim)
		r.refused(403, 50007, "POST", messagesOf(id), text("x"))
		r.refused(400, 50035, "POST", "/users/@me/channels", `{"recipient_id":"1"}`)
	})
}
