package slacktest_test

// What people do, and what the app hears of it.

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/slack/slacktest"
)

// hearing is an app that acknowledges everything, with the answers in turn, and keeps the payloads.
func (r *rig) hearing(answers ...any) *[]object {
	heard := &[]object{}
	r.connect().serve(func(v object) any {
		*heard = append(*heard, v["payload"].(object))
		if n := len(*heard); n <= len(answers) {
			return answers[n-1]
		}
		return nil
	})
	return heard
}

func stop(more string) string {
	return "[" + actions(button("Stop", `,"action_id":"stop","value":"7.1"`+more)) + "]"
}

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

// answer posts to the response URL of what was heard, which must answer with the error, if any.
func (r *rig) answer(heard object, body, want string) {
	r.t.Helper()
	resp, err := r.Client().Post(heard["response_url"].(string), "application/json", strings.NewReader(body))
	if err != nil {
		r.t.Fatal(err)
	}
	if want == "" && resp.StatusCode == http.StatusOK {
		_ = resp.Body.Close()
		return
	}
	if got := decode(r.t, resp)["error"]; got != want || resp.StatusCode != http.StatusNotFound {
		r.t.Errorf("%s: %v, want %q", resp.Status, got, want)
	}
}

func TestResponseURLFiveTimesInHalfAnHour(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		heard := r.hearing()
		for range 2 {
			if err := r.Command(r.kim, r.ch, "/syncstatus 1"); err != nil {
				t.Fatal(err)
			}
		}
		for range 5 {
			r.answer((*heard)[0], `{"text":"more","metadata":{"event_type":"","event_payload":null}}`, "") // as slack-go does
		}
		r.answer((*heard)[0], `{"text":"more"}`, "used_url")
		time.Sleep(30 * time.Minute)
		r.answer((*heard)[1], `{"text":"more"}`, "")
		time.Sleep(time.Second)
		r.answer((*heard)[1], `{"text":"more"}`, "expired_url")
		if got := len(r.Ephemerals(r.kim)); got != 6 {
			t.Errorf("kim sees %d answers", got)
		}
		if got := len(r.Calls(slacktest.ResponseURL)); got != 8 {
			t.Errorf("%d uses are counted", got)
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
		r.SetScopes()
		say(r.kim, "", "@syncbot 641")
		if len(*heard) != 3 {
			t.Error("an app without the scope hears of mentions")
		}
	})
}

const form = `{"type":"modal","callback_id":"ask","title":{"type":"plain_text","text":"Check sync"},
	"submit":{"type":"plain_text","text":"Check"},"private_metadata":"p","blocks":[
	{"type":"input","block_id":"number","label":{"type":"plain_text","text":"Number"},
	 "element":{"type":"plain_text_input","action_id":"typed","max_length":20}},
	{"type":"input","block_id":"kind","optional":true,"label":{"type":"plain_text","text":"Kind"},
	 "element":{"type":"static_select","action_id":"chosen","options":[
	  {"text":{"type":"plain_text","text":"Invoice"},"value":"invoice"},{"text":{"type":"plain_text","text":"Payment"},"value":"payment"}],
	  "initial_option":{"text":{"type":"plain_text","text":"Invoice"},"value":"invoice"}}}]}`

func TestModal(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		heard := r.hearing(nil, object{"response_action": "errors", "errors": object{"number": "There is no 12."}}, nil)
		if err := r.Command(r.kim, r.ch, "/syncstatus"); err != nil {
			t.Fatal(err)
		}
		trigger := (*heard)[0]["trigger_id"].(string)
		r.ok("views.open", "trigger_id", trigger, "view", form)
		r.refused("exchanged_trigger_id", "views.open", "trigger_id", trigger, "view", form)
		if v, open := r.Modal(r.kim); !open || v.Title != "Check sync" || v.Submit != "Check" || r.Reads(v) != "Number\n[____]\nKind\n[Invoice|Payment]" {
			t.Errorf("kim sees %+v: %s", v, r.Reads(v))
		}
		for _, wrong := range []map[string]string{{}, {"Number": x(21)}, {"Number": "1", "Colour": "red"}, {"Number": "1", "Kind": "Other"}} {
			if err := r.Submit(r.kim, wrong); err == nil || len(*heard) != 1 {
				t.Errorf("%v was submitted: %v", wrong, err)
			}
		}
		if err := r.Submit(r.kim, map[string]string{"Number": "12"}); err == nil || !strings.Contains(err.Error(), "There is no 12.") {
			t.Errorf("the app's error is %v", err)
		}
		if v, open := r.Modal(r.kim); !open || v.Errors["number"] == "" {
			t.Errorf("kim sees %+v", v)
		}
		if err := r.Submit(r.kim, map[string]string{"typed": "641", "kind": "Payment"}); err != nil {
			t.Error(err)
		}
		view := (*heard)[2]["view"].(object)
		got, _ := json.Marshal(view["state"])
		want := `{"values":{"kind":{"chosen":{"selected_option":{"text":{"text":"Payment","type":"plain_text"},"value":"payment"},` +
			`"type":"static_select"}},"number":{"typed":{"type":"plain_text_input","value":"641"}}}}`
		if string(got) != want || view["private_metadata"] != "p" || view["callback_id"] != "ask" {
			t.Errorf("what was filled in: %s", got)
		}
		if _, open := r.Modal(r.kim); open {
			t.Error("the modal is still open")
		}
	})
}

func TestTriggerLastsThreeSeconds(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		heard := r.hearing()
		if err := r.Command(r.kim, r.ch, "/syncstatus"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(3100 * time.Millisecond)
		r.refused("expired_trigger_id", "views.open", "trigger_id", (*heard)[0]["trigger_id"].(string), "view", form)
		r.refused("invalid_trigger_id", "views.open", "trigger_id", "1.x", "view", form)
	})
}

func TestModalsAreChangedPushedAndClosed(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		second := strings.Replace(form, `"Check sync"`, `"Second"`, 1)
		notify := strings.Replace(second, `"callback_id"`, `"notify_on_close":true,"callback_id"`, 1)
		heard := r.hearing(nil, object{"response_action": "push", "view": json.RawMessage(notify)}, nil, object{"response_action": "clear"})
		if err := r.Command(r.kim, r.ch, "/syncstatus"); err != nil {
			t.Fatal(err)
		}
		v := r.ok("views.open", "trigger_id", (*heard)[0]["trigger_id"].(string), "view", form)["view"].(object)
		r.refused("hash_conflict", "views.update", "view_id", v["id"].(string), "hash", "old", "view", second)
		r.refused("not_found", "views.update", "view_id", "V404", "view", second)
		r.ok("views.update", "view_id", v["id"].(string), "hash", v["hash"].(string), "view", second)
		if err := r.Submit(r.kim, map[string]string{"Number": "1"}); err != nil {
			t.Fatal(err)
		}
		if err := r.CloseModal(r.kim); err != nil {
			t.Fatal(err)
		}
		if got := (*heard)[2]["type"]; got != "view_closed" {
			t.Errorf("the app hears %v", got)
		}
		if got, _ := r.Modal(r.kim); got.Title != "Second" || got.ID != v["id"] {
			t.Errorf("kim is back at %+v", got)
		}
		if err := r.Submit(r.kim, map[string]string{"Number": "1"}); err != nil {
			t.Fatal(err)
		}
		if _, open := r.Modal(r.kim); open {
			t.Error("the modal is still open")
		}
	})
}

func TestViewsAreChecked(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		publish := func(view string) object { return r.call("views.publish", "user_id", r.kim, "view", view) }
		for _, bad := range []string{
			`{`, `{"type":"modal","blocks":[]}`, `{"type":"home"}`, `{"type":"home","blocks":[{"type":"marquee"}]}`,
			`{"type":"home","blocks":[` + strings.Join(times(101, func(int) string { return `{"type":"divider"}` }), ",") + `]}`,
		} {
			if got := publish(bad); got["error"] != "invalid_arguments" {
				t.Errorf("%.80s: %v", bad, got)
			}
		}
		if got := publish(`{"type":"home","blocks":[` + strings.Join(times(100, func(int) string { return `{"type":"divider"}` }), ",") + `]}`); got["ok"] != true {
			t.Errorf("100 blocks: %v", got)
		}
	})
}

func TestHome(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		heard := r.hearing()
		if err := r.OpenHome(r.kim); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if e := (*heard)[0]["event"].(object); e["type"] != "app_home_opened" || e["user"] != r.kim || e["tab"] != "home" {
			t.Errorf("the app hears %v", e)
		}
		r.ok("views.publish", "user_id", r.kim, "view", `{"type":"home","blocks":`+stop("")+`}`)
		if _, there := r.Home(r.lee); there {
			t.Error("lee sees kim's home")
		}
		if err := r.PressHome(r.kim, "Stop"); err != nil {
			t.Fatal(err)
		}
		got := (*heard)[1]
		if got["view"].(object)["type"] != "home" || got["channel"] != nil || got["response_url"] != nil {
			t.Errorf("the press is %v", got)
		}
		r.refused("hash_conflict", "views.publish", "user_id", r.kim, "hash", "old", "view", `{"type":"home","blocks":[]}`)
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
