package discordtest_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/discord/discordtest"
)

// definition are the commands that the app of these tests registers.
const definition = `[
	{"name": "syncstatus", "description": "Where is it?", "default_member_permissions": "2048", "contexts": [0, 1], "options": [
		{"type": 3, "name": "number", "description": "Which", "required": true, "autocomplete": true, "max_length": 10},
		{"type": 3, "name": "kind", "description": "What", "choices": [{"name": "Invoice", "value": "invoice"}]},
		{"type": 6, "name": "for", "description": "Whom"},
		{"type": 11, "name": "file", "description": "The log"}]},
	{"name": "sync", "description": "All about it", "options": [
		{"type": 1, "name": "check", "description": "Check", "options": [{"type": 4, "name": "times", "description": "How often"}]}]},
	{"name": "hidden", "description": "For admins", "default_member_permissions": "0"},
	{"name": "Check sync status", "type": 3}]`

// reply is a response that only its person reads.
func reply(content string, buttons ...object) object {
	data := object{"content": content, "flags": 64}
	if len(buttons) > 0 {
		data["components"] = []object{{"type": 1, "components": buttons}}
	}
	return object{"type": 4, "data": data}
}

func button(label string) object {
	return object{"type": 2, "style": 1, "label": label, "custom_id": "press:" + label}
}

// serving is a rig whose app has registered its commands for the guild and globally, and answers with what answer gives.
func serving(t *testing.T, answer func(interaction) any, test func(t *testing.T, r *rig, l *line)) {
	t.Helper()
	inBubble(t, func(t *testing.T, r *rig) {
		r.register()
		l := connect(t, r.Server)
		l.serve(r.Server, answer)
		test(t, r, l)
	})
}

func (r *rig) register() {
	for _, where := range []string{"", "/guilds/" + discordtest.Guild} {
		if a := r.call("PUT", "/applications/"+discordtest.AppID+where+"/commands", definition); a.Status != 200 {
			r.t.Fatalf("%d %v", a.Status, a.Body)
		}
	}
}

func fails(t *testing.T, err error, says string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), says) {
		t.Errorf("the error is %v, should say %q", err, says)
	}
}

func worked(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Error(err)
	}
}

func TestCommandTellsTheAppEverything(t *testing.T) {
	t.Parallel()
	var got interaction
	hear := func(in interaction) any { got = in; return reply("it is there") }
	serving(t, hear, func(t *testing.T, r *rig, _ *line) {
		role := r.AddRole(discordtest.Role{Name: "desk"})
		mei := r.AddMember(discordtest.Member{Name: "mei", Nick: "Mei Chen", Roles: []string{role}})
		options := map[string]any{"number": "641", "kind": "invoice", "for": r.lee, "file": discordtest.File{Name: "a.log", Content: []byte("x")}}
		worked(t, r.Command(mei, r.ch, "syncstatus", options))
		if got.Type != 2 || got.Raw["application_id"] != discordtest.AppID || got.Raw["guild_id"] != discordtest.Guild {
			t.Errorf("the app was told %v", got.Raw)
		}
		for _, name := range []string{"channel_id", "version", "app_permissions", "locale", "guild_locale", "entitlements", "context", "attachment_size_limit", "authorizing_integration_owners", "guild"} {
			if _, told := got.Raw[name]; !told {
				t.Errorf("the app was not told the %s", name)
			}
		}
		member := got.Raw["member"].(object)
		if member["nick"] != "Mei Chen" || member["user"].(object)["username"] != "mei" || member["permissions"] == "0" {
			t.Errorf("of the member it was told %v", member)
		}
		if diff := cmp.Diff([]any{role}, member["roles"]); diff != "" {
			t.Error(diff)
		}
		if c := got.Raw["channel"].(object); c["id"] != r.ch || c["name"] != "support" || c["type"] != 0.0 {
			t.Errorf("of the channel it was told %v", c)
		}
		data := got.Raw["data"].(object)
		resolved := data["resolved"].(object)
		file := data["options"].([]any)[3].(object)["value"].(string)
		if data["guild_id"] != discordtest.Guild || resolved["users"].(object)[r.lee] == nil || resolved["members"].(object)[r.lee] == nil {
			t.Errorf("of the command it was told %v", data)
		}
		if a := resolved["attachments"].(object)[file].(object); a["filename"] != "a.log" || a["url"] == "" {
			t.Errorf("of the file it was told %v", a)
		}
		if seen := r.Ephemerals(mei); len(seen) != 1 || seen[0].Content != "it is there" || seen[0].Channel != r.ch {
			t.Errorf("mei sees %+v", seen)
		}
		if len(r.Messages(r.ch)) != 0 {
			t.Errorf("the others see %v", r.Messages(r.ch))
		}
	})
}

func TestCommandWithSubcommands(t *testing.T) {
	t.Parallel()
	var data any
	hear := func(in interaction) any { data = in.Raw["data"].(object)["options"]; return reply("done") }
	serving(t, hear, func(t *testing.T, r *rig, _ *line) {
		worked(t, r.Command(r.kim, r.ch, "sync check", map[string]any{"times": 3}))
		want := []any{object{"name": "check", "type": 1.0, "options": []any{object{"name": "times", "type": 4.0, "value": 3.0}}}}
		if diff := cmp.Diff(any(want), data); diff != "" {
			t.Error(diff)
		}
		fails(t, r.Command(r.kim, r.ch, "sync", nil), "wants a subcommand")
		fails(t, r.Command(r.kim, r.ch, "sync stop", nil), `no subcommand "stop"`)
	})
}

func TestCommandRefusesWhatNobodyCouldType(t *testing.T) {
	t.Parallel()
	serving(t, func(interaction) any { return reply("done") }, func(t *testing.T, r *rig, _ *line) {
		deny := discordtest.Overwrite{ID: r.lee, Member: true, Deny: discordtest.SendMessages}
		quiet := r.AddChannel(discordtest.Channel{Name: "quiet", Overwrites: []discordtest.Overwrite{deny}})
		secret := r.AddChannel(discordtest.Channel{Name: "secret", Overwrites: []discordtest.Overwrite{{ID: r.lee, Member: true, Deny: discordtest.ViewChannel}}})
		thread := r.AddThread(r.ch, "old", r.kim)
		number := func(n string) map[string]any { return map[string]any{"number": n} }
		worked(t, r.Command(r.kim, thread, "syncstatus", number("641")))
		r.Archive(thread)
		fails(t, r.Command(r.kim, r.ch, "nothing", nil), "there is no command")
		fails(t, r.Command(r.kim, r.ch, "syncstatus", nil), "required")
		fails(t, r.Command(r.kim, r.ch, "syncstatus", number("12345678901")), "between 1 and 10")
		fails(t, r.Command(r.kim, r.ch, "syncstatus", map[string]any{"number": "1", "kind": "else"}), "choices")
		fails(t, r.Command(r.kim, r.ch, "syncstatus", map[string]any{"number": "1", "what": "else"}), `no option "what"`)
		fails(t, r.Command(r.kim, r.ch, "hidden", nil), "permission")
		fails(t, r.Command(r.lee, quiet, "syncstatus", number("641")), "permission")
		fails(t, r.Command(r.lee, secret, "syncstatus", number("641")), "does not see")
		fails(t, r.Command(r.kim, thread, "syncstatus", number("641")), "archived")
		fails(t, r.Command(r.kim, r.forum, "syncstatus", number("641")), "nobody can type in a forum")
		fails(t, r.Command(r.kim, r.DirectChannel(r.lee), "syncstatus", number("641")), "does not see")
		if n := len(r.Deliveries()); n != 1 {
			t.Errorf("the app heard of %d commands", n)
		}
	})
}

func TestCommandToTheBotAlone(t *testing.T) {
	t.Parallel()
	var got object
	hear := func(in interaction) any { got = in.Raw; return reply("done") }
	serving(t, hear, func(t *testing.T, r *rig, _ *line) {
		worked(t, r.Command(r.kim, r.DirectChannel(r.kim), "syncstatus", map[string]any{"number": "641"}))
		if got["member"] != nil || got["guild_id"] != nil || got["user"].(object)["id"] != r.kim || got["context"] != 1.0 {
			t.Errorf("the app was told %v", got)
		}
	})
}

func TestInteractionHasThreeSeconds(t *testing.T) {
	t.Parallel()
	inBubble(t, func(t *testing.T, r *rig) {
		r.register()
		options := map[string]any{"number": "641"}
		err := r.Command(r.kim, r.ch, "syncstatus", options)
		if !errors.Is(err, discordtest.ErrNobody) || !errors.Is(err, discordtest.ErrUnacknowledged) {
			t.Errorf("nobody is there, but: %v", err)
		}
		l := connect(t, r.Server)
		err = r.Command(r.kim, r.ch, "syncstatus", options)
		if !errors.Is(err, discordtest.ErrUnacknowledged) || errors.Is(err, discordtest.ErrNobody) {
			t.Errorf("nobody answers, but: %v", err)
		}
		in := read(t, l.event("INTERACTION_CREATE").Data)
		if status, body := respond(t, r.Server, in, reply("late")); status != 404 || !strings.Contains(body, "10062") {
			t.Errorf("it is answered late: %d %s", status, body)
		}
		time.Sleep(time.Hour)
		if len(l.heard) != 0 {
			t.Error("it came again")
		}
		d := r.Deliveries()
		if len(d) != 2 || d[1].After != 3*time.Second || d[1].Err == nil || d[1].ID != in.ID {
			t.Errorf("deliveries: %+v", d)
		}
	})
}

func TestInteractionIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	inBubble(t, func(t *testing.T, r *rig) {
		r.register()
		l := connect(t, r.Server)
		other := func() *line { time.Sleep(5 * time.Second); return connect(t, r.Server) }()
		l.serve(r.Server, func(in interaction) any {
			time.Sleep(time.Second)
			respond(t, r.Server, in, reply("done"))
			if status, body := respond(t, r.Server, in, reply("done")); status != 400 || !strings.Contains(body, "40060") {
				t.Errorf("it is answered twice: %d %s", status, body)
			}
			return nil
		})
		began := time.Now()
		for range 2 {
			err := r.Command(r.kim, r.ch, "syncstatus", map[string]any{"number": "641"})
			if err != nil && time.Since(began) < 3*time.Second {
				t.Error(err)
			}
		}
		synctest.Wait()
		if len(other.heard) != 1 || len(r.Ephemerals(r.kim)) != 1 {
			t.Errorf("the other connection heard of %d, kim sees %d", len(other.heard), len(r.Ephemerals(r.kim)))
		}
	})
}

func TestInteractionWaitsForWhoComesBack(t *testing.T) {
	t.Parallel()
	inBubble(t, func(t *testing.T, r *rig) {
		r.register()
		l := connect(t, r.Server)
		r.CutGateway()
		done := make(chan error, 1)
		l.serves.Go(func() { done <- r.Command(r.kim, r.ch, "syncstatus", map[string]any{"number": "641"}) })
		time.Sleep(2 * time.Second)
		again := resumeOf(t, r.Server, l)
		in := read(t, again.event("INTERACTION_CREATE").Data)
		respond(t, r.Server, in, reply("done"))
		worked(t, <-done)
	})
}

func TestInteractionAgain(t *testing.T) {
	t.Parallel()
	seen := 0
	hear := func(interaction) any { seen++; return reply("done") }
	serving(t, hear, func(t *testing.T, r *rig, _ *line) {
		fails(t, r.Again(), "nobody has done anything")
		worked(t, r.Command(r.kim, r.ch, "syncstatus", map[string]any{"number": "641"}))
		worked(t, r.Again())
		synctest.Wait()
		if seen != 2 || len(r.Ephemerals(r.kim)) != 1 {
			t.Errorf("the app heard of it %d times, kim sees %d", seen, len(r.Ephemerals(r.kim)))
		}
	})
}

func TestLostAcknowledgement(t *testing.T) {
	t.Parallel()
	inBubble(t, func(t *testing.T, r *rig) {
		r.register()
		l := connect(t, r.Server)
		r.LoseAcks(1)
		l.serves.Go(func() {
			in := read(t, l.event("INTERACTION_CREATE").Data)
			if status, _ := respond(t, r.Server, in, reply("done")); status != 0 {
				t.Errorf("the app was answered %d", status)
			}
		})
		worked(t, r.Command(r.kim, r.ch, "syncstatus", map[string]any{"number": "641"}))
		if len(r.Ephemerals(r.kim)) != 1 {
			t.Error("kim sees no answer")
		}
	})
}

func TestPress(t *testing.T) {
	t.Parallel()
	var got object
	hear := func(in interaction) any {
		if in.Type == 2 {
			return reply("press", button("Again"), object{"type": 2, "style": 5, "label": "Help", "url": "https://example.com"}, object{
				"type": 2, "style": 1, "label": "Grey", "custom_id": "grey", "disabled": true,
			})
		}
		got = in.Raw
		return object{"type": 6}
	}
	serving(t, hear, func(t *testing.T, r *rig, _ *line) {
		worked(t, r.Command(r.kim, r.ch, "syncstatus", map[string]any{"number": "641"}))
		m := r.Ephemerals(r.kim)[0].ID
		fails(t, r.Press(r.lee, r.ch, m, "Again"), "sees no message")
		fails(t, r.Press(r.kim, r.ch, m, "Help"), "opens https://example.com")
		fails(t, r.Press(r.kim, r.ch, m, "Grey"), "can not be pressed")
		fails(t, r.Press(r.kim, r.ch, m, "Else"), "no button")
		worked(t, r.Press(r.kim, r.ch, m, "Again"))
		if data := got["data"].(object); data["custom_id"] != "press:Again" || data["component_type"] != 2.0 {
			t.Errorf("the app was told %v", data)
		}
		if about := got["message"].(object); about["id"] != m || about["content"] != "press" {
			t.Errorf("of the message it was told %v", about)
		}
		posted := r.post(r.ch, `{"content": "x", "components": [{"type": 1, "components": [{"type": 2, "style": 1, "label": "Stop", "custom_id": "s"}]}]}`)
		worked(t, r.PressNewest(r.lee, r.ch, "Stop"))
		if got["message"].(object)["id"] != posted {
			t.Errorf("lee pressed a button of %v", got["message"])
		}
	})
}

func TestMessageCommand(t *testing.T) {
	t.Parallel()
	var data object
	hear := func(in interaction) any { data = in.Raw["data"].(object); return reply("done") }
	serving(t, hear, func(t *testing.T, r *rig, _ *line) {
		m := r.Say(r.lee, r.ch, "Payment 641 is not there")
		worked(t, r.MessageCommand(r.kim, r.ch, m, "Check sync status"))
		about := data["resolved"].(object)["messages"].(object)[m].(object)
		if data["target_id"] != m || data["type"] != 3.0 || about["content"] != "Payment 641 is not there" {
			t.Errorf("the app was told %v", data)
		}
		fails(t, r.MessageCommand(r.kim, r.ch, m, "syncstatus"), "there is no command")
	})
}

func TestComplete(t *testing.T) {
	t.Parallel()
	var options any
	var choices any = []object{{"name": "Payment 641", "value": "641"}}
	hear := func(in interaction) any {
		options = in.Raw["data"].(object)["options"]
		return object{"type": 8, "data": object{"choices": choices}}
	}
	serving(t, hear, func(t *testing.T, r *rig, _ *line) {
		typed := map[string]any{"number": "64", "kind": "inv"}
		got, err := r.Complete(r.kim, r.ch, "syncstatus", typed, "number")
		worked(t, err)
		if diff := cmp.Diff([]discordtest.Choice{{Name: "Payment 641", Value: "641"}}, got); diff != "" {
			t.Error(diff)
		}
		want := []any{object{"name": "number", "type": 3.0, "value": "64", "focused": true}}
		if diff := cmp.Diff(any(want), options); diff != "" {
			t.Error(diff)
		}
		_, err = r.Complete(r.kim, r.ch, "syncstatus", typed, "kind")
		fails(t, err, "does not complete")
		choices = make([]object, 26)
		for _, bad := range []any{nil, make([]object, 26), []object{{"name": "", "value": "x"}}, []object{{"name": "x"}}, []object{{"name": strings.Repeat("x", 101), "value": "x"}}} {
			choices = bad
			if _, err = r.Complete(r.kim, r.ch, "syncstatus", typed, "number"); !errors.Is(err, discordtest.ErrUnacknowledged) {
				t.Errorf("the choices %v are taken: %v", bad, err)
			}
		}
	})
}

func TestResponseHasToFit(t *testing.T) {
	t.Parallel()
	for name, bad := range map[string]any{
		"completing a command":  object{"type": 8, "data": object{"choices": []object{}}},
		"updating no message":   object{"type": 7, "data": object{"content": "x"}},
		"nothing":               object{"type": 4},
		"more than 2000":        reply(strings.Repeat("x", 2001)),
		"a modal without input": object{"type": 9, "data": object{"title": "x", "custom_id": "x", "components": []object{}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, func(t *testing.T, r *rig) {
				r.register()
				l := connect(t, r.Server)
				l.serves.Go(func() {
					in := read(t, l.event("INTERACTION_CREATE").Data)
					if status, body := respond(t, r.Server, in, bad); status != 400 || !strings.Contains(body, "50035") {
						t.Errorf("it is answered %d %s", status, body)
					}
				})
				if err := r.Command(r.kim, r.ch, "syncstatus", map[string]any{"number": "641"}); !errors.Is(err, discordtest.ErrUnacknowledged) {
					t.Errorf("kim reads %v", err)
				}
			})
		})
	}
}

func TestLaterAnswer(t *testing.T) {
	t.Parallel()
	var token string
	hear := func(in interaction) any { token = in.Token; return object{"type": 5, "data": object{"flags": 64}} }
	serving(t, hear, func(t *testing.T, r *rig, _ *line) {
		worked(t, r.Command(r.kim, r.ch, "syncstatus", map[string]any{"number": "641"}))
		hook := "/webhooks/" + discordtest.AppID + "/" + token
		time.Sleep(14 * time.Minute)
		r.ok("PATCH", hook+"/messages/@original", `{"content": "there it is"}`)
		r.ok("POST", hook, `{"content": "and more", "flags": 64}`)
		var texts []string
		for _, m := range r.Ephemerals(r.kim) {
			texts = append(texts, m.Content)
		}
		if diff := cmp.Diff([]string{"there it is", "and more"}, texts); diff != "" {
			t.Error(diff)
		}
		time.Sleep(time.Minute)
		r.refused(401, 50027, "PATCH", hook+"/messages/@original", `{"content": "too late"}`)
		r.refused(401, 50027, "POST", hook, `{"content": "too late"}`)
	})
}

func TestMessageReachesWhoMayReadIt(t *testing.T) {
	t.Parallel()
	inBubble(t, func(t *testing.T, r *rig) {
		l := connect(t, r.Server)
		heard := func() (content string, m object) {
			p := l.event("MESSAGE_CREATE")
			if err := json.Unmarshal(p.Data, &m); err != nil {
				t.Fatal(err)
			}
			return m["content"].(string), m
		}
		r.Say(r.kim, r.ch, "secret", discordtest.File{Name: "a.log", Content: []byte("x")})
		if content, m := heard(); content != "" || len(m["attachments"].([]any)) != 0 || m["guild_id"] != discordtest.Guild {
			t.Errorf("the bot reads %v", m)
		}
		said := r.Say(r.kim, r.ch, "<@"+discordtest.BotUser+"> help", discordtest.File{Name: "a.log", Content: []byte("x")})
		content, m := heard()
		if !strings.HasSuffix(content, "help") || m["id"] != said || m["member"].(object)["nick"] != "Kim C" {
			t.Errorf("the bot reads %v", m)
		}
		if f := m["attachments"].([]any)[0].(object); f["filename"] != "a.log" {
			t.Errorf("the bot reads %v", m)
		}
		r.Say(r.kim, r.DirectChannel(r.kim), "help")
		if content, m := heard(); content != "help" || m["guild_id"] != nil || m["member"] != nil {
			t.Errorf("the bot reads %v", m)
		}
		posted := r.post(r.ch, text("from the bot"))
		heard()
		r.Reply(r.lee, r.ch, posted, "thanks")
		if content, _ := heard(); content != "thanks" {
			t.Errorf("the bot reads %q in the reply", content)
		}
		post := r.AddPost(r.forum, "641", r.kim, "<@"+discordtest.BotUser+"> where is 641?")
		l.event("THREAD_CREATE")
		if content, m := heard(); !strings.HasSuffix(content, "641?") || m["id"] != post || m["channel_id"] != post {
			t.Errorf("the bot reads %v", m)
		}
		hidden := r.AddChannel(discordtest.Channel{Name: "hidden", Hidden: true})
		r.Say(r.kim, hidden, "<@"+discordtest.BotUser+"> help")
		synctest.Wait()
		if len(l.heard) != 0 {
			t.Error("the bot heard of what it does not see")
		}
	})
}

func TestMessageWithoutTheIntent(t *testing.T) {
	t.Parallel()
	inBubble(t, func(t *testing.T, r *rig) {
		l := greeted(t, r.Server)
		who := identity()
		who["intents"] = 0
		l.send(2, who)
		l.event("READY")
		r.Say(r.kim, r.ch, "<@"+discordtest.BotUser+"> help")
		synctest.Wait()
		if len(l.heard) != 0 {
			t.Error("the bot heard of it")
		}
	})
}
