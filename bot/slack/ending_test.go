package slack

// Slow answers: they delay neither the end of Listen nor those who come after them.

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/chat/chattest/pipe"
	"syncbot/bot/chat/intake"
	"syncbot/bot/slack/slacktest"
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
				var p *pipe.Pipe
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
		for n := range intake.Hands + 10 {
			r.do(r.OpenHome(r.AddUser(slacktest.User{Name: fmt.Sprint("p", n)})))
			time.Sleep(2 * time.Second)
		}
		r.command("642")
		close(ready)
	})
}
