package slack

// What becomes of the door for signed requests when its address is lost, and who came to it.

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/chat/chattest/pipe"
)

// Whatever ends the listener, another is opened, and the status says so meanwhile.
func TestLostDoorIsOpenedAgain(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		first, second := pipe.New(), pipe.New()
		tries := 0
		r.bot = r.newBot(func(o *Options) {
			o.AppToken, o.Listener = "", first
			o.Reopen = func(context.Context) (net.Listener, error) {
				if tries++; tries < 9 {
					return nil, errors.New("address in use")
				}
				return second, nil
			}
		})
		e := &ear{}
		stop := r.listening(e)
		_ = first.Close()
		settle()
		r.status("not connected: the address for Slack's requests can't be served: ")
		time.Sleep(time.Minute)
		r.status("address in use")
		if r.bot.Status().Well {
			t.Error("it says that it is well")
		}
		time.Sleep(9 * time.Minute)
		synctest.Wait()
		r.status("taking Slack's requests at ")
		if status, _, _ := r.knock(second, request(aForm, r.commandForm("641", "1"), 0)); status != 200 || len(e.all()) != 1 {
			t.Errorf("%d, %d were heard", status, len(e.all()))
		}
		stop()
		r.status("not connected")
	})
}

// With the wrong secret nothing of Slack's gets in, and the status says why.
func TestWrongSecretShowsInTheStatus(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := pipe.New()
		r.bot = r.newBot(func(o *Options) { o.AppToken, o.Listener, o.SigningSecret = "", p, "wrong" })
		r.listening(&ear{})
		if is := r.bot.Status(); !is.Well || strings.Contains(is.Text, "signed") {
			t.Errorf("before any request: %+v", is)
		}
		for range 2 {
			_, _, _ = r.knock(p, request(aForm, r.commandForm("641", "1"), 0))
		}
		r.status("2 requests were not signed with SLACK_SIGNING_SECRET, the latest at "+clockOf(time.Now()), "nothing else has come. Compare the secret")
		if r.bot.Status().Well {
			t.Error("it says that it is well")
		}
	})
}

// Where Slack has come in, others do not make the bot unwell.
func TestStrangersShowInTheStatus(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.overHTTP()
		r.listening(&ear{})
		_, _, _ = r.knock(p, request(aForm, r.commandForm("641", "1"), 0))
		came := clockOf(time.Now())
		time.Sleep(time.Hour)
		_, _, _ = r.knock(p, request(aForm, r.commandForm("641", "2"), time.Hour))
		r.status(", the latest at " + came + "; 1 request was not signed with SLACK_SIGNING_SECRET, the latest at " + clockOf(time.Now()))
		if is := r.bot.Status(); !is.Well || strings.Contains(is.Text, "Compare") {
			t.Errorf("%+v", is)
		}
	})
}

// Whoever scans the address does not fill the log.
func TestStrangersGetALineAMinute(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.overHTTP()
		r.listening(&ear{})
		before := len(r.log.AllEntries())
		for range 300 {
			_, _, _ = r.knock(p, request(aForm, "a=b", time.Hour))
			time.Sleep(time.Second)
		}
		lines := r.log.AllEntries()[before:]
		told := 0
		for _, l := range lines {
			n, _ := l.Data["requests"].(int)
			told += n
		}
		if len(lines) != 5 || told < 240 {
			t.Errorf("%d lines tell of %d requests", len(lines), told)
		}
	})
}

// Slack tries the address and its certificate without wanting anything. https://docs.slack.dev/interactivity/implementing-slash-commands
func TestTryingTheAddress(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.overHTTP()
		e := &ear{}
		r.listening(e)
		unsigned := func(body string) *http.Request {
			q := request(aForm, body, 0)
			q.Header.Del("X-Slack-Signature")
			return q
		}
		for _, tt := range []struct {
			name string
			q    *http.Request
			want int
		}{
			{"signed", request(aForm, "ssl_check=1&token=x", 0), 200},
			{"unsigned", unsigned("ssl_check=1&token=x"), 200},
			{"another value", unsigned("ssl_check=2"), 401},
			{"a command", unsigned(r.commandForm("641", "1") + "&ssl_check=1"), 401},
			{"a press", unsigned("ssl_check=1&payload=%7B%7D"), 401},
		} {
			if status, answer, _ := r.knock(p, tt.q); status != tt.want || answer != "" {
				t.Errorf("%s: %d %q, want %d", tt.name, status, answer, tt.want)
			}
		}
		if len(e.all()) > 0 {
			t.Error("something was handed on")
		}
	})
}

// What net/http complains about stands in the log like everything else.
func TestComplaintsOfTheServerAreLogged(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.bot = r.newBot(func(o *Options) { o.AppToken, o.Listener = "", tired{pipe.New()} })
		r.listening(&ear{})
		if last := r.log.LastEntry(); last == nil || !strings.HasPrefix(last.Message, "http: Accept error: too many open files") || last.Data["lane"] != platformName {
			t.Errorf("the log says %+v", last)
		}
	})
}

// tired is a listener that takes nobody for now.
type tired struct{ *pipe.Pipe }

func (l tired) Accept() (net.Conn, error) { return nil, syscall.EMFILE }
