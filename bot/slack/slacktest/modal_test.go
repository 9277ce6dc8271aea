package slacktest_test

// Modals: opened, filled in, submitted, closed.

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

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

const boxes = `{"type":"modal","title":{"type":"plain_text","text":"Boxes"},"submit":{"type":"plain_text","text":"Go"},"blocks":[
	{"type":"input","block_id":"box","label":{"type":"plain_text","text":"Box"},"element":{"type":"checkboxes","action_id":"ticked",
	 "options":[{"text":{"type":"plain_text","text":"One"},"value":"1"},{"text":{"type":"plain_text","text":"Two"},"value":"2"}]}},
	{"type":"actions","elements":[{"type":"button","action_id":"more","text":{"type":"plain_text","text":"More"}}]}]}`

func TestModalWithBoxesAndButtons(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		heard := r.hearing()
		if err := r.PressModal(r.kim, "More"); err == nil {
			t.Error("a button of a modal that is not open was pressed")
		}
		if err := r.Command(r.kim, r.ch, "/syncstatus"); err != nil {
			t.Fatal(err)
		}
		v := r.ok("views.open", "trigger_id", (*heard)[0]["trigger_id"].(string), "view", boxes)["view"].(object)
		if err := r.PressModal(r.kim, "More"); err != nil {
			t.Fatal(err)
		}
		if got := (*heard)[1]; got["container"].(object)["view_id"] != v["id"] || got["response_url"] != nil {
			t.Errorf("the press is %v", got)
		}
		if err := r.Submit(r.kim, map[string]string{"Box": ""}); err == nil {
			t.Error("nothing was ticked, and that went through")
		}
		if err := r.Submit(r.kim, map[string]string{"Box": "Two"}); err != nil {
			t.Fatal(err)
		}
		got, _ := json.Marshal((*heard)[2]["view"].(object)["state"])
		if want := `"selected_options":[{"text":{"text":"Two","type":"plain_text"},"value":"2"}]`; !strings.Contains(string(got), want) {
			t.Errorf("what was ticked: %s", got)
		}
	})
}
