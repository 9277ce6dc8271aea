package slack

// "Tell me here too" where the bot is not in the channel, and its news would be lost.

import (
	"testing"
	"time"

	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

const invite = "I'm not in this channel. Type /invite @" + slacktest.BotName + " here, then press again."

// offersNews lets every command be answered with "Tell me here too".
func (e *ear) offersNews() {
	e.offers(workflow.Choice{Action: workflow.Action{ID: workflow.Follow, Label: "Tell me here too"}, Case: caseC, Turn: 1})
}

func TestNewsAreToldOnlyWhereTheBotIs(t *testing.T) {
	for name, private := range map[string]bool{"a public channel": false, "a private one": true} {
		t.Run(name, func(t *testing.T) {
			throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
				e.offersNews()
				there := r.AddChannel(slacktest.Channel{Name: "there", Private: private, Members: []string{r.kim}})
				r.do(r.Command(r.kim, there, "/syncstatus 641"))
				r.do(r.PressNewest(r.kim, there, "Tell me here too"))
				settle()
				r.onlyReads(r.kim, "Which one", invite)
				if n := len(e.all()); n != 1 {
					t.Errorf("heard %d, want the command alone", n)
				}
				r.Join(there, slacktest.BotUser)
				r.do(r.PressNewest(r.kim, there, "Tell me here too"))
				settle()
				r.onlyReads(r.kim, "Which one", invite, "Pressed.")
				if got := e.last(t); got.Press == nil || got.Press.Action != workflow.Follow {
					t.Errorf("heard %+v", got)
				}
			})
		})
	}
}

// In a modal the answer takes its place; alone with the bot there is nothing to join.
func TestNewsInModalsAndAlone(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		e.offersNews()
		r.do(r.Command(r.kim, r.closed, "/syncstatus"))
		r.fill(r.kim, map[string]string{"Number": "641"})
		r.do(r.PressModal(r.kim, "Tell me here too"))
		settle()
		r.modalReads(r.kim, invite)

		alone, _, err := r.Direct(r.kim, "641")
		r.do(err)
		settle()
		r.do(r.PressNewest(r.kim, alone, "Tell me here too"))
		settle()
		if got := e.last(t); got.Press == nil || len(r.Calls("conversations.info")) != 1 {
			t.Errorf("heard %+v", got)
		}
	})
}

// What Slack does not say in time keeps nobody from anything.
func TestNewsWhereSlackDoesNotSayIfTheBotIsThere(t *testing.T) {
	for name, fault := range map[string]slacktest.Fault{
		"slow": slacktest.Slow(2 * time.Second), "an error": slacktest.HTTPError(500), "no scope": slacktest.Refuse("missing_scope"), "silent": slacktest.Hang(),
	} {
		t.Run(name, func(t *testing.T) {
			throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
				e.offersNews()
				r.do(r.Command(r.kim, r.closed, "/syncstatus 641"))
				r.Next("conversations.info", fault)
				began := time.Now()
				r.do(r.PressNewest(r.kim, r.closed, "Tell me here too"))
				if took := time.Since(began); took > lookTimeout {
					t.Errorf("acknowledged after %v", took)
				}
				if got := e.last(t); got.Press == nil || got.Press.Action != workflow.Follow {
					t.Errorf("heard %+v", got)
				}
			})
		})
	}
}
