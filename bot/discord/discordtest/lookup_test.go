package discordtest_test

// What the app can look up.

import (
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/discord/discordtest"
)

func TestLookingUp(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		if me := r.ok("GET", "/users/@me", ""); me["id"] != discordtest.BotUser || me["bot"] != true {
			t.Errorf("the bot is %v", me)
		}
		if app := r.ok("GET", "/applications/@me", ""); app["id"] != discordtest.AppID {
			t.Errorf("the app is %v", app)
		}
		role := r.AddRole(discordtest.Role{Name: "staff", Permissions: discordtest.ManageThreads})
		mei := r.AddMember(discordtest.Member{Name: "mei", Global: "Mei", Nick: "Mei Chen", Roles: []string{role}})
		got := r.ok("GET", "/guilds/"+discordtest.Guild+"/members/"+mei, "")
		user := got["user"].(object)
		want := []any{"Mei Chen", []any{role}, "mei", "Mei"}
		if diff := cmp.Diff(want, []any{got["nick"], got["roles"], user["username"], user["global_name"]}); diff != "" {
			t.Error(diff)
		}
		if roles := r.call("GET", "/guilds/"+discordtest.Guild+"/roles", "").List; len(roles) != 3 {
			t.Errorf("the roles are %v", roles)
		}
		r.ok("GET", "/guilds/"+discordtest.Guild, "")
		other := r.AddMember(discordtest.Member{Name: "other", Outside: true})
		r.refused(404, 10007, "GET", "/guilds/"+discordtest.Guild+"/members/"+other, "")
		r.refused(404, 10013, "GET", "/guilds/"+discordtest.Guild+"/members/1", "")
		r.refused(404, 10004, "GET", "/guilds/1", "")
		r.refused(404, 10003, "GET", "/channels/1", "")
		r.refused(404, 0, "GET", "/nothing/here", "")
	})
}

func TestGatewayAddress(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		want := "ws://discord.test/gateway/"
		got := r.ok("GET", "/gateway/bot", "")
		limit := got["session_start_limit"].(object)
		if got["url"] != want || got["shards"] != 1.0 || limit["remaining"] != 1000.0 || limit["max_concurrency"] != 1.0 {
			t.Errorf("the gateway is %v", got)
		}
		if got := r.ok("GET", "/gateway", "")["url"]; got != want {
			t.Errorf("the gateway is at %v", got)
		}
	})
}

func TestAttachmentsCanBeFetched(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		direct := r.DirectChannel(r.kim)
		r.Say(r.kim, direct, "the log", discordtest.File{Name: "a b.txt", Content: []byte("hello")})
		m := r.Messages(direct)[0]
		if m.Reads != "the log\n(a b.txt)" {
			t.Errorf("people read %q", m.Reads)
		}
		told := r.ok("GET", messagesOf(direct)+"/"+m.ID, "")["attachments"].([]any)[0].(object)
		resp, err := r.Client().Get(told["url"].(string))
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		if got, _ := io.ReadAll(resp.Body); string(got) != "hello" || told["size"] != 5.0 {
			t.Errorf("fetched is %q", got)
		}
		if !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/plain") {
			t.Errorf("it is %q", resp.Header.Get("Content-Type"))
		}
	})
}

func TestLoopback(t *testing.T) {
	r := newRig(t)
	r.Loopback()
	if got := r.ok("GET", "/gateway", "")["url"].(string); !strings.HasPrefix(got, "ws://127.0.0.1:") {
		t.Errorf("the gateway is at %s", got)
	}
}
