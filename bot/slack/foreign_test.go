package slack

// Deeds in direct messages of two people, where the bot can never write: they are about what the person sees alone.

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

// abroad is the rig of a test whose deeds come from direct messages of two people.
type abroad struct {
	*rig
	e  *ear
	in *listening
}

func inForeignMessages(t *testing.T, test func(t *testing.T, r abroad)) {
	inBubble(t, func(t *testing.T, r *rig) {
		e := &ear{}
		in := r.bot.listening(t.Context(), e.handle)
		defer in.Close()
		test(t, abroad{r, e, in})
	})
}

// delivers hands the payload over, its names replaced by those of the rig, and does what comes after.
func (r abroad) delivers(kind, payload string) {
	r.t.Helper()
	d, err := decode(kind, []byte(strings.ReplaceAll(payload, "KIM", r.kim)))
	r.do(err)
	d.at = time.Now()
	_, after, err := r.in.receive(r.t.Context(), d)
	r.do(err)
	if after != nil {
		after(r.t.Context())
	}
}

// submits fills in the form that was opened last, as Slack delivers it.
func (r abroad) submits() {
	r.t.Helper()
	opened := r.Calls("views.open")
	if len(opened) == 0 {
		r.t.Fatal("no form was opened")
	}
	var form struct {
		Meta string `json:"private_metadata"`
	}
	r.do(json.Unmarshal([]byte(opened[len(opened)-1].Args.Get("view")), &form))
	meta, err := json.Marshal(form.Meta)
	r.do(err)
	r.delivers("interactive", `{"type":"view_submission","trigger_id":"9","user":{"id":"KIM"},"view":{"type":"modal","callback_id":"ask",
		"private_metadata":`+string(meta)+`,"state":{"values":{"numbers":{"numbers":{"value":"641"}}}}}}`)
}

// followButton is a pressed button as Slack delivers it.
func followButton(t *testing.T) string {
	t.Helper()
	id, value := encodeButton(workflow.Choice{Action: workflow.Action{ID: workflow.Follow, Label: "Follow"}, Case: caseC}, nil)
	pressed, err := json.Marshal(map[string]string{"action_id": id, "block_id": "b", "value": value})
	if err != nil {
		t.Fatal(err)
	}
	return string(pressed)
}

func TestDeedsInForeignDirectMessages(t *testing.T) {
	for name, does := range map[string]func(r abroad){
		"a command": func(r abroad) {
			r.delivers("slash_commands", `{"command":"/syncstatus","text":"641","user_id":"KIM","channel_id":"D0OTHERS","trigger_id":"1"}`)
		},
		"the form": func(r abroad) {
			r.delivers("slash_commands", `{"command":"/syncstatus","text":"","user_id":"KIM","channel_id":"D0OTHERS","trigger_id":"1"}`)
			r.submits()
		},
		"the shortcut": func(r abroad) {
			r.delivers("interactive", `{"type":"message_action","callback_id":"check_sync_status","trigger_id":"1","user":{"id":"KIM"},
				"channel":{"id":"D0OTHERS"},"message":{"ts":"2.2","thread_ts":"1.1","text":"INV-641"}}`)
			r.submits()
		},
		"a press": func(r abroad) {
			r.delivers("interactive", `{"type":"block_actions","trigger_id":"1","user":{"id":"KIM"},"actions":[`+followButton(t)+`],
				"container":{"type":"message","channel_id":"D0OTHERS","message_ts":"2.2","thread_ts":"1.1"}}`)
		},
	} {
		t.Run(name, func(t *testing.T) {
			inForeignMessages(t, func(t *testing.T, r abroad) {
				does(r)
				got := r.e.last(t)
				if got.Place != placeOf(r.DirectChannel(r.kim), "") || !got.Private {
					t.Errorf("heard %+v", got)
				}
				if where, err := replyOf(got.Reply); err != nil || where.Channel != r.DirectChannel(r.kim) {
					t.Errorf("a private answer goes to %+v, %v", where, err)
				}
			})
		})
	}
}

// What is done in a thread of the direct messages with the bot stays in that thread.
func TestPressInAThreadOfDirectMessages(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		e.offers(workflow.Choice{Action: workflow.Action{ID: workflow.Follow, Label: "Follow"}, Case: caseC})
		channel, root, err := r.Direct(r.kim, "641")
		r.do(err)
		settle()
		_, err = r.Say(r.kim, channel, root, "again")
		r.do(err)
		settle()
		for _, m := range r.Messages(channel) {
			if m.By == slacktest.BotUser && m.Thread == root {
				r.do(r.Press(r.kim, channel, m.TS, "Follow"))
			}
		}
		settle()
		if got := e.last(t); got.Press == nil || got.Place != placeOf(channel, root) {
			t.Errorf("heard %+v, want it in the thread %s", got, root)
		}
		if n := len(r.Calls("conversations.open")); n > 0 {
			t.Errorf("Slack was asked %d times where they write to each other, although it had said so", n)
		}
	})
}
