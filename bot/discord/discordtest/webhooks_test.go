package discordtest_test

// What an app may say with the token of an interaction, and for how long.

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/discord/discordtest"
)

// asked is one interaction that the app has answered.
type asked struct {
	*rig
	interaction
	status atomic.Int64 // of the callback
}

const oneCommand = `[{"name":"ask","description":"d","options":[],"contexts":[0,1]}]`

// ask is kim using a command. The app answers over REST after the wait.
func (r *rig) ask(wait time.Duration, callback string) *asked {
	r.t.Helper()
	r.ok("PUT", "/applications/"+discordtest.AppID+"/guilds/"+discordtest.Guild+"/commands", oneCommand)
	q := &asked{rig: r}
	l := connect(r.t, r.Server)
	l.serves.Go(func() {
		for p := range l.heard {
			if p.Type == "INTERACTION_CREATE" {
				time.Sleep(wait)
				q.interaction = read(r.t, p.Data)
				q.status.Store(int64(q.answer(callback).Status))
			}
		}
	})
	_ = r.Command(r.kim, r.ch, "ask", nil)
	time.Sleep(wait)
	return q
}

func (q *asked) answer(callback string) answer {
	return q.call("POST", "/interactions/"+q.ID+"/"+q.Token+"/callback?with_response=true", callback)
}

func (q *asked) webhook() string { return "/webhooks/" + discordtest.AppID + "/" + q.Token }

const answerOnlyForKim = `{"type":4,"data":{"content":"yes","flags":64,"allowed_mentions":{"parse":[]}}}`

func TestAnswerIsSeenByOnePerson(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		q := r.ask(0, answerOnlyForKim)
		got := r.Ephemerals(r.kim)
		if len(got) != 1 || got[0].Reads != "yes" || got[0].Channel != r.ch || len(r.Messages(r.ch))+len(r.Ephemerals(r.lee)) != 0 {
			t.Errorf("after the answer:\n%s", r)
		}
		r.refused(404, 10008, "GET", messagesOf(r.ch)+"/"+got[0].ID, "")
		r.refused(400, 40060, "POST", "/interactions/"+q.ID+"/"+q.Token+"/callback", answerOnlyForKim)
	})
}

func TestAnswerAfterThreeSecondsIsRefused(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		q := r.ask(3*time.Second, answerOnlyForKim)
		if got := q.status.Load(); got != 404 || len(r.Ephemerals(r.kim)) != 0 {
			t.Errorf("a late answer gives %d", got)
		}
		r.refused(404, 10015, "POST", q.webhook(), text("x"))
	})
}

func TestCallbackIsChecked(t *testing.T) {
	for _, callback := range []string{
		`{"type":99}`, `{"type":7,"data":{"content":"x"}}`, `{"type":8,"data":{"choices":[]}}`, `{"type":4,"data":{"flags":64}}`,
		`{"type":9,"data":{"custom_id":"m","title":"","components":[]}}`, `{"type":4,"data":{"embeds":[{}]}}`,
	} {
		inBubble(t, func(t *testing.T, r *rig) {
			if got := r.ask(0, callback).status.Load(); got != 400 {
				t.Errorf("%s gives %d", callback, got)
			}
		})
	}
}

func TestFollowUpsAndEditsForFifteenMinutes(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		q := r.ask(0, answerOnlyForKim)
		r.ok("PATCH", q.webhook()+"/messages/@original", text("changed"))
		more := r.ok("POST", q.webhook(), `{"content":"more","flags":64}`)["id"].(string)
		r.ok("PATCH", q.webhook()+"/messages/"+more, text("more still"))
		var got []string
		for _, m := range r.Ephemerals(r.kim) {
			got = append(got, m.Reads)
		}
		if diff := cmp.Diff([]string{"changed", "more still"}, got); diff != "" {
			t.Error(diff)
		}
		r.call("DELETE", q.webhook()+"/messages/@original", "")
		r.refused(404, 10008, "GET", q.webhook()+"/messages/@original", "")
		time.Sleep(15 * time.Minute)
		r.refused(401, 50027, "POST", q.webhook(), text("x"))
		r.refused(401, 50027, "PATCH", q.webhook()+"/messages/"+more, text("x"))
	})
}

func TestAnswerThatComesLater(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		q := r.ask(0, `{"type":5,"data":{"flags":64}}`)
		r.ok("POST", q.webhook(), text("here it is"))
		if got := r.Ephemerals(r.kim); len(got) != 1 || got[0].Reads != "here it is" || got[0].Edits != 0 {
			t.Errorf("kim sees %+v", got)
		}
	})
}
