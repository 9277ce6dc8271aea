package slack

// Slow answers: they delay neither the end of Listen nor those who come after them.

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

// silent lets Slack answer none of the methods by which a person is told something.
func (r *rig) silent() {
	r.OnCall(func(c slacktest.Call) slacktest.Fault {
		switch c.Method {
		case "chat.postEphemeral", "chat.postMessage", "conversations.open", "views.open", "users.info":
			return slacktest.Hang()
		}
		return slacktest.Fault{}
	})
}

// The bot promises to end within ten seconds, whatever Slack is like.
func TestListenEndsInTimeWhileSlackHangs(t *testing.T) {
	for _, door := range []string{"socket", "http"} {
		t.Run(door, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				e := &ear{}
				var p *slacktest.Pipe
				if door == "http" {
					p = r.overHTTP()
				}
				stop := r.listening(e)
				if p != nil {
					r.deliverTo(p)
				}
				r.command("641") // from now on Slack need not be asked who kim is
				r.silent()
				_, err := r.Say(r.kim, r.support, "", "@syncbot 642")
				r.do(err)
				r.do(r.Command(r.kim, r.support, "/syncstatus"))
				_ = r.Command(r.lee, r.support, "/syncstatus 643")
				synctest.Wait()
				if got := e.last(t).Text; got != "642" {
					t.Errorf("heard %q last", got)
				}
				began := time.Now()
				stop()
				if took := time.Since(began); took > 8*time.Second {
					t.Errorf("Listen ended after %v", took)
				}
			})
		})
	}
}

// What is being decided when the bot is told to end is decided in full, and acknowledged.
func TestDecisionsAreNotHurried(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		var cut error
		ctx, cancel := context.WithCancel(t.Context())
		in := r.bot.intake(ctx, func(ctx context.Context, _ chat.Request) (workflow.Answer, error) {
			time.Sleep(lastWords + 2*time.Second)
			cut = ctx.Err()
			return workflow.Answer{Text: "Heard."}, nil
		})
		d, err := decodeBody(aForm, []byte(r.commandForm("641", "1")))
		r.do(err)
		acknowledged := false
		in.begin(func(ctx context.Context) {
			in.take(ctx, d, func(answer any, err error) { acknowledged = answer != nil && err == nil })
		})
		synctest.Wait()
		in.close()
		cancel()
		if cut != nil || !acknowledged {
			t.Errorf("the handler's context: %v; acknowledged: %v", cut, acknowledged)
		}
	})
}

// A hand is free again once its delivery was acknowledged. What is left after that has hands of its own.
func TestSlowAnswersTakeNoHands(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		in := r.bot.intake(t.Context(), (&ear{}).handle)
		never := make(chan struct{})
		slow, done := func(context.Context) { <-never }, 0
		for range maxHands {
			in.begin(func(context.Context) { in.afterwards(slow) })
		}
		synctest.Wait()
		in.begin(func(context.Context) { in.afterwards(func(context.Context) { done++ }) })
		if !in.taking.hold(t.Context()) {
			t.Error("nothing can be taken in while answers are slow")
		}
		time.Sleep(handWait)
		synctest.Wait()
		if last := r.log.LastEntry(); last == nil || !strings.Contains(last.Message, "too many answers") || done > 0 {
			t.Errorf("%d done, the log says %+v", done, last)
		}
		close(never)
		synctest.Wait()
		in.begin(func(context.Context) { in.afterwards(func(context.Context) { done++ }) })
		in.close()
		if done != 1 {
			t.Errorf("afterwards %d were done", done)
		}
	})
}

// Pages of App Home that take long keep nobody else out.
func TestSlowPagesKeepNobodyOut(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		ready := make(chan struct{})
		r.bot = r.newBot(func(o *Options) {
			o.Home = func(context.Context, chat.Request) (chat.Home, error) {
				<-ready
				return chat.Home{}, nil
			}
		})
		r.listening(&ear{})
		r.command("641")
		for n := range maxHands + 10 {
			r.do(r.OpenHome(r.AddUser(slacktest.User{Name: fmt.Sprint("p", n)})))
			time.Sleep(2 * time.Second)
		}
		r.command("642")
		close(ready)
	})
}
