package slacktest_test

// App Home, and what views may be made of.

import (
	"strings"
	"testing"
	"testing/synctest"
)

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

func TestModalWithInputsWantsToBeSubmitted(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		heard := r.hearing()
		if err := r.Command(r.kim, r.ch, "/syncstatus"); err != nil {
			t.Fatal(err)
		}
		without := strings.Replace(form, `"submit":{"type":"plain_text","text":"Check"},`, "", 1)
		r.refused("invalid_arguments", "views.open", "trigger_id", (*heard)[0]["trigger_id"].(string), "view", without)
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
