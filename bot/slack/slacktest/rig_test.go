package slacktest_test

// The rig of these tests: an app that speaks raw HTTP and WebSocket.

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"
	"go.uber.org/goleak"

	"syncbot/bot/slack/slacktest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

type object = map[string]any

// rig is a workspace with #support, where kim, lee and the app are.
type rig struct {
	*slacktest.Server
	t            *testing.T
	kim, lee, ch string
}

func newRig(t *testing.T) *rig {
	t.Helper()
	s := slacktest.New()
	t.Cleanup(s.Close)
	r := &rig{Server: s, t: t}
	r.kim, r.lee = s.AddUser(slacktest.User{Name: "kim"}), s.AddUser(slacktest.User{Name: "lee"})
	r.ch = s.AddChannel(slacktest.Channel{Name: "support", Members: []string{r.kim, r.lee, slacktest.BotUser}})
	return r
}

// inBubble runs the test in virtual time.
func inBubble(t *testing.T, test func(t *testing.T, r *rig)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { test(t, newRig(t)) })
}

// post sends a form and gives the response, or the error.
func (r *rig) post(method string, args ...string) (*http.Response, error) {
	form := url.Values{"token": {slacktest.BotToken}}
	if strings.HasPrefix(method, "apps.") {
		form.Set("token", slacktest.AppToken)
	}
	for i := 0; i < len(args); i += 2 {
		form.Set(args[i], args[i+1])
	}
	return r.Client().PostForm(r.URL()+method, form)
}

// call is a call that is answered, with names and values of its arguments.
func (r *rig) call(method string, args ...string) object {
	r.t.Helper()
	resp, err := r.post(method, args...)
	if err != nil {
		r.t.Fatalf("%s: %v", method, err)
	}
	return decode(r.t, resp)
}

func decode(t *testing.T, resp *http.Response) object {
	t.Helper()
	defer resp.Body.Close()
	var answer object
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		t.Fatalf("the answer is no JSON: %v", err)
	}
	return answer
}

// ok is a call that must be ok.
func (r *rig) ok(method string, args ...string) object {
	r.t.Helper()
	answer := r.call(method, args...)
	if answer["ok"] != true {
		r.t.Fatalf("%s %q: %v", method, args, answer)
	}
	return answer
}

// refused is a call that must be refused with the error.
func (r *rig) refused(code, method string, args ...string) object {
	r.t.Helper()
	answer := r.call(method, args...)
	if answer["ok"] != false || answer["error"] != code {
		r.t.Errorf("%s %.200q: got %v, want %s", method, args, answer, code)
	}
	return answer
}

// say posts a text and gives its ts. It waits a second first, as an app has to.
func (r *rig) say(args ...string) string {
	r.t.Helper()
	time.Sleep(time.Second)
	return r.ok("chat.postMessage", append([]string{"channel", r.ch}, args...)...)["ts"].(string)
}

// line is one connection of Socket Mode. Its reader hands over every message and ends with the connection.
type line struct {
	ws     *websocket.Conn
	heard  chan object
	pinged chan time.Time
	gone   chan struct{}
	mute   atomic.Bool // answers no pings
	serves sync.WaitGroup
}

func (r *rig) dial(address string) *line {
	r.t.Helper()
	d := websocket.Dialer{NetDialContext: r.Dial}
	ws, resp, err := d.Dial(address, http.Header{"Origin": {"https://api.slack.com"}}) // as slack-go does
	if err != nil {
		r.t.Fatalf("%s: %v", address, err)
	}
	_ = resp.Body.Close()
	l := &line{ws: ws, heard: make(chan object, 100), pinged: make(chan time.Time, 1000), gone: make(chan struct{})}
	ws.SetPingHandler(func(text string) error {
		l.pinged <- time.Now()
		if l.mute.Load() {
			return nil
		}
		return ws.WriteControl(websocket.PongMessage, []byte(text), time.Now().Add(time.Second))
	})
	go l.read()
	r.t.Cleanup(func() {
		_ = ws.Close()
		<-l.gone
		l.serves.Wait()
	})
	return l
}

func (l *line) read() {
	defer close(l.gone)
	defer close(l.heard)
	for {
		var v object
		if l.ws.ReadJSON(&v) != nil {
			return
		}
		l.heard <- v
	}
}

// connect opens a connection and takes its hello.
func (r *rig) connect() *line {
	r.t.Helper()
	l := r.dial(r.ok("apps.connections.open")["url"].(string))
	if v := <-l.heard; v["type"] != "hello" {
		r.t.Fatalf("first comes %v", v)
	}
	return l
}

// serve acknowledges everything with what answer gives.
func (l *line) serve(answer func(object) any) {
	l.serves.Go(func() {
		for v := range l.heard {
			if id, ok := v["envelope_id"]; ok {
				_ = l.ack(id, answer(v))
			}
		}
	})
}

func (l *line) ack(id, payload any) error {
	return l.ws.WriteJSON(object{"envelope_id": id, "payload": payload})
}

// hearing is an app that acknowledges everything, with the answers in turn, and keeps the payloads.
func (r *rig) hearing(answers ...any) *[]object {
	heard := &[]object{}
	r.connect().serve(func(v object) any {
		*heard = append(*heard, v["payload"].(object))
		if n := len(*heard); n <= len(answers) {
			return answers[n-1]
		}
		return nil
	})
	return heard
}
