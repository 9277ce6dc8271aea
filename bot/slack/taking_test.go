package slack

// Taking in under bad luck: slow handlers, crowds, lost acknowledgements, panics, the end of Listen.

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/slack-go/slack/socketmode"

	"syncbot/bot/chat"
	"syncbot/bot/chat/chattest/pipe"
	"syncbot/bot/chat/intake"
	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

// platforms.md 9.1: a slow handler delays nobody else.
func TestSlowHandlerDelaysNobody(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		e.answer = func(q chat.Request) (workflow.Answer, error) {
			if q.Text == "slow" {
				time.Sleep(2 * time.Second)
			}
			return workflow.Answer{Text: workflow.Words("Heard: " + q.Text)}, nil
		}
		var slow sync.WaitGroup
		for range 20 {
			slow.Go(func() {
				if err := r.Command(r.lee, r.support, "/syncstatus slow"); err != nil {
					t.Error(err)
				}
			})
		}
		for range 5 {
			r.command("quick")
			time.Sleep(100 * time.Millisecond)
		}
		slow.Wait()
	})
}

func TestHundredCommandsAtOnce(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		e.answer = func(q chat.Request) (workflow.Answer, error) {
			time.Sleep(50 * time.Millisecond)
			return workflow.Answer{Text: workflow.Words("Heard: " + q.Text)}, nil
		}
		var all sync.WaitGroup
		for n := range 100 {
			all.Go(func() { r.command(fmt.Sprint(n)) })
		}
		all.Wait()
		if len(e.keys()) != 100 || len(r.Calls("users.info")) > 2 {
			t.Errorf("%d were heard, Slack was asked %d times who kim is", len(e.keys()), len(r.Calls("users.info")))
		}
	})
}

// A crowd that the bot cannot serve is left to Slack, and the bot goes on.
func TestMoreThanHandsIsLeft(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		free := make(chan struct{})
		e.answer = func(q chat.Request) (workflow.Answer, error) {
			if q.Text == "stuck" {
				<-free
			}
			return workflow.Answer{Text: "Heard."}, nil
		}
		var crowd sync.WaitGroup
		for range intake.Hands {
			crowd.Go(func() { _ = r.Command(r.lee, r.support, "/syncstatus stuck") })
		}
		synctest.Wait()
		if err := r.Command(r.kim, r.support, "/syncstatus 1"); err == nil {
			t.Error("taken in although all hands are full")
		}
		if last := r.log.LastEntry(); last == nil || !strings.Contains(last.Message, "too many at once") {
			t.Errorf("the log says %+v", last)
		}
		close(free)
		crowd.Wait()
		r.command("2")
	})
}

// platforms.md 9.1: lost acknowledgements, and the same envelope again.
func TestLostAcknowledgementsAndRepetition(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		e := &ear{}
		r.listening(e)
		r.LoseAcks(1)
		if err := r.Command(r.kim, r.support, "/syncstatus 1"); !errors.Is(err, slacktest.ErrUnacknowledged) {
			t.Fatal(err)
		}
		r.do(r.Again())
		if keys := e.keys(); len(keys) != 1 || len(e.all()) != 2 {
			t.Errorf("keys %v", keys)
		}
		r.LoseAcks(2)
		_, err := r.Say(r.kim, r.support, "", "@syncbot 641")
		r.do(err)
		time.Sleep(10 * time.Minute)
		if keys := e.keys(); len(keys) != 2 || len(e.all()) != 5 {
			t.Errorf("the mention came as %v", keys)
		}
		r.onlyReads(r.kim, "Heard: 641")
	})
}

// slack-go reads no event at all where one block of a message is strange to it. We need none of the blocks.
func TestStrangeBlocksLoseNoCommand(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		e := &ear{}
		in := r.bot.listening(t.Context(), e.handle)
		k := newSocket(in)
		event := `{"type":"app_mention","user":"` + r.kim + `","text":"641","channel":"` + r.support + `","ts":"1.1","blocks":[{"type":7}]}`
		envelope := `{"type":"events_api","envelope_id":"e1","payload":{"type":"event_callback","event_id":"Ev1","event":` + event + `}}`
		for _, message := range []string{envelope, `{"type":"events_api"}`, `[]`, `{"type":"new","envelope_id":"e2","payload":{}}`} {
			odd := &socketmode.ErrorBadMessage{Cause: errors.New("strange"), Message: json.RawMessage(message)}
			k.happened(socketmode.Event{Type: socketmode.EventTypeErrorBadMessage, Data: odd}, func() {}, func(error) {})
		}
		in.Close()
		if got := e.all(); len(got) != 1 || got[0].Text != "641" {
			t.Errorf("heard %+v", got)
		}
	})
}

// platforms.md 2.2: the signature does not tell a replay; the key does, and the answer is said once.
func TestTheSameTwice(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		e.offers(workflow.Choice{Action: workflow.Action{ID: workflow.Follow, Label: "Follow"}, Case: caseC})
		r.do(r.Command(r.kim, r.support, "/syncstatus 641"))
		r.do(r.Again())
		r.do(r.PressNewest(r.kim, r.support, "Follow"))
		r.do(r.Again())
		settle()
		if keys := e.keys(); len(keys) != 2 || len(e.all()) != 4 {
			t.Errorf("keys %v of %d requests", keys, len(e.all()))
		}
		r.onlyReads(r.kim, "Which one", "Pressed.")
	})
}

// platforms.md 9.1: an answer that did not get there is said when Slack delivers again.
func TestAnswerThatFailedIsSaidAgain(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		e := &ear{}
		r.listening(e)
		r.LoseAcks(1)
		r.Next("chat.postEphemeral", slacktest.HTTPError(500))
		_, err := r.Say(r.kim, r.support, "", "@syncbot 641")
		r.do(err)
		time.Sleep(time.Minute)
		settle()
		r.onlyReads(r.kim, "Heard: 641")
	})
}

// Nobody waits long for Slack to say who somebody is: whoever is known a second, whoever is new two.
func TestAcknowledgedInTimeWhateverSlackIsLike(t *testing.T) {
	for name, fault := range map[string]slacktest.Fault{"slow": slacktest.Slow(5 * time.Second), "hangs": slacktest.Hang(), "broken": slacktest.HTTPError(500)} {
		t.Run(name, func(t *testing.T) {
			throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
				r.OnCall(func(c slacktest.Call) slacktest.Fault {
					if strings.HasPrefix(c.Method, "users.") {
						return fault
					}
					return slacktest.Fault{}
				})
				began := time.Now()
				r.do(r.Command(r.kim, r.support, "/syncstatus 1"))
				if took := time.Since(began); took > 2*time.Second {
					t.Errorf("acknowledged after %v", took)
				}
				if len(e.all()) > 0 {
					t.Error("a deed of nobody was handed on")
				}
				r.onlyReads(r.kim, unknownPerson)
				time.Sleep(10 * time.Second)
				r.OnCall(nil)
				r.command("2")
				r.onlyReads(r.kim, unknownPerson, "Heard: 2")
				time.Sleep(freshPerson)
				r.OnCall(func(slacktest.Call) slacktest.Fault { return fault })
				r.command("3")
				r.onlyReads(r.kim, unknownPerson, "Heard: 2", "Heard: 3")
			})
		})
	}
}

func TestPanicIsALineInTheLog(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		e.answer = func(q chat.Request) (workflow.Answer, error) {
			if q.Text == "boom" {
				panic("boom")
			}
			return workflow.Answer{Text: "Heard."}, nil
		}
		if err := r.Command(r.kim, r.support, "/syncstatus boom"); err == nil {
			t.Error("it was acknowledged")
		}
		r.command("641")
		found := false
		for _, entry := range r.log.AllEntries() {
			found = found || strings.Contains(entry.Message, "panic") && entry.Data["stack"] != nil
		}
		if !found {
			t.Error("the log says nothing of it")
		}
	})
}

// Whoever was heard before the end is answered; whoever comes after it is not heard.
func TestListenEndsAfterItsLastAnswer(t *testing.T) {
	for _, door := range []string{"socket", "http"} {
		t.Run(door, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				e := &ear{answer: func(chat.Request) (workflow.Answer, error) {
					time.Sleep(2 * time.Second)
					return workflow.Answer{Text: "Heard."}, nil
				}}
				var p *pipe.Pipe
				if door == "http" {
					p = r.overHTTP()
				}
				stop := r.listening(e)
				if p != nil {
					r.deliverTo(p)
				}
				var asked sync.WaitGroup
				asked.Go(func() { r.do(r.Command(r.kim, r.support, "/syncstatus 641")) })
				synctest.Wait()
				asked.Go(func() {
					time.Sleep(time.Second)
					if err := r.Command(r.lee, r.support, "/syncstatus 642"); err == nil {
						t.Error("a command was taken in after the end")
					}
				})
				began := time.Now()
				stop()
				if took := time.Since(began); took < 2*time.Second || took > 4*time.Second {
					t.Errorf("Listen ended after %v", took)
				}
				asked.Wait()
				if len(e.all()) != 1 {
					t.Errorf("%d were heard", len(e.all()))
				}
				r.onlyReads(r.kim, "Heard.")
			})
		})
	}
}
