package slack

// What becomes of the door for signed requests when its address is lost, and who came to it.

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/slack/slacktest"
)

// Whatever ends the listener, another is opened, and the status says so meanwhile.
func TestLostDoorIsOpenedAgain(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		first, second, third := slacktest.NewPipe(), slacktest.NewPipe(), slacktest.NewPipe()
		var tries []time.Time
		taken := errors.New("address in use")
		r.bot = r.newBot(func(o *Options) {
			o.AppToken, o.Listener = "", first
			o.Reopen = func(context.Context) (net.Listener, error) {
				switch tries = append(tries, time.Now()); len(tries) {
				case 9:
					return second, nil
				case 10:
					return third, nil
				}
				return nil, taken
			}
		})
		e := &ear{}
		stop := r.listening(e)
		_ = first.Close()
		lost := time.Now()
		settle()
		r.status("not connected: the address for Slack's requests can't be served: ")
		time.Sleep(time.Minute)
		r.status("address in use")
		if r.bot.Status().Well {
			t.Error("it says that it is well")
		}
		time.Sleep(9 * time.Minute)
		synctest.Wait()
		if n := len(tries); n != 9 || tries[0].Sub(lost) < time.Second || tries[0].Sub(lost) > 2*time.Second {
			t.Errorf("it was opened %d times, first at %v", n, tries)
		}
		r.status("taking Slack's requests at ")
		if status, _, _ := r.knock(second, request(aForm, r.commandForm("641", "1"), 0)); status != 200 || len(e.all()) != 1 {
			t.Errorf("%d, %d were heard", status, len(e.all()))
		}
		_ = second.Close()
		time.Sleep(2*time.Second + shutTime)
		r.status("taking Slack's requests at ")
		stop()
		r.status("not connected")
	})
}

// Who came by the door that is lost is not served any more.
func TestConnectionsEndWithTheirDoor(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.overHTTP()
		r.listening(&ear{})
		c, err := p.Dial(t.Context(), "", "")
		if err != nil {
			t.Fatal(err)
		}
		_ = p.Close()
		time.Sleep(shutTime)
		synctest.Wait()
		_ = c.SetReadDeadline(time.Now().Add(time.Second))
		if _, err := c.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
			t.Errorf("a connection is still open: %v", err)
		}
	})
}

// A process that has lost its address opens the same one.
func TestSameAddressIsOpenedAgain(t *testing.T) {
	first, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := first.Addr()
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second, err := listenAt(address)(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = second.Close() }()
	if second.Addr().String() != address.String() {
		t.Errorf("%v was opened, not %v", second.Addr(), address)
	}
}

// With the wrong secret nothing of Slack's gets in, and the status says why.
func TestWrongSecretShowsInTheStatus(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := slacktest.NewPipe()
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
		r.bot = r.newBot(func(o *Options) { o.AppToken, o.Listener = "", tired{slacktest.NewPipe()} })
		r.listening(&ear{})
		if last := r.log.LastEntry(); last == nil || !strings.HasPrefix(last.Message, "http: Accept error: tired") || last.Data["lane"] != platformName {
			t.Errorf("the log says %+v", last)
		}
	})
}

// tired is a listener that takes nobody for now.
type tired struct{ *slacktest.Pipe }

type tiredness struct{}

func (tiredness) Error() string   { return "tired" }
func (tiredness) Timeout() bool   { return false }
func (tiredness) Temporary() bool { return true }

func (l tired) Accept() (net.Conn, error) { return nil, tiredness{} }
