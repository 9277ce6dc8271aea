package slack

// The door for signed requests: who is let in, and what they hear.

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/chat/chattest/pipe"
	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

const aForm, someJSON = "application/x-www-form-urlencoded", "application/json; charset=utf-8"

// knock sends one request and gives its status, its body and its headers.
func (r *rig) knock(p *pipe.Pipe, q *http.Request) (int, string, http.Header) {
	r.t.Helper()
	transport := &http.Transport{DialContext: p.Dial, DisableKeepAlives: true}
	answer, err := (&http.Client{Transport: transport}).Do(q)
	if err != nil {
		r.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return answer.StatusCode, string(body), answer.Header
}

// request makes a request that Slack has signed so long ago.
func request(kind, body string, ago time.Duration) *http.Request {
	q, err := http.NewRequest(http.MethodPost, "http://bot.example"+eventsPath, strings.NewReader(body))
	if err != nil {
		panic(err)
	}
	q.Header = slacktest.Sign([]byte(body), time.Now().Add(-ago).Unix())
	q.Header.Set("Content-Type", kind)
	return q
}

// commandForm is a command as Slack sends it.
func (r *rig) commandForm(text, trigger string) string {
	return url.Values{
		"command": {"/syncstatus"}, "text": {text}, "user_id": {r.kim}, "channel_id": {r.support}, "trigger_id": {trigger},
		"response_url": {r.URL() + "nothing"}, "team_id": {slacktest.TeamID},
	}.Encode()
}

func TestWhoIsLetIn(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.overHTTP()
		e := &ear{}
		r.listening(e)
		body := r.commandForm("641", "1")
		with := func(change func(*http.Request)) *http.Request {
			q := request(aForm, body, 0)
			change(q)
			return q
		}
		for _, tt := range []struct {
			name string
			q    *http.Request
			want int
		}{
			{"signed", request(aForm, body, 0), 200},
			{"within five minutes", request(aForm, body, 4*time.Minute+59*time.Second), 200},
			{"from the near future", request(aForm, body, -time.Minute), 200},
			{"too old", request(aForm, body, 5*time.Minute+2*time.Second), 401},
			{"from the far future", request(aForm, body, -6*time.Minute), 401},
			{"without a signature", with(func(q *http.Request) { q.Header.Del("X-Slack-Signature") }), 401},
			{"without a time", with(func(q *http.Request) { q.Header.Del("X-Slack-Request-Timestamp") }), 401},
			{"a time that is none", with(func(q *http.Request) { q.Header.Set("X-Slack-Request-Timestamp", "soon") }), 401},
			{"another's signature", with(func(q *http.Request) { q.Header.Set("X-Slack-Signature", "v0="+strings.Repeat("ab", 32)) }), 401},
			{"half a signature", with(func(q *http.Request) { q.Header.Set("X-Slack-Signature", "v0=ab") }), 401},
			{"another body", with(func(q *http.Request) {
				q.Body, q.ContentLength = io.NopCloser(strings.NewReader(body+"&x=1")), int64(len(body)+4)
			}), 401},
			{"too long", request(aForm, body+"&x="+strings.Repeat("x", maxBody), 0), 413},
			{"too long and unsigned", with(func(q *http.Request) {
				q.Header.Del("X-Slack-Signature")
				q.Body, q.ContentLength = io.NopCloser(bytes.NewReader(make([]byte, maxBody+1))), maxBody+1
			}), 413},
			{"another path", with(func(q *http.Request) { q.URL.Path = "/" }), 404},
			{"another method", with(func(q *http.Request) { q.Method = http.MethodPut }), 405},
			{"no kind of content", with(func(q *http.Request) { q.Header.Del("Content-Type") }), 400},
			{"a form of nothing", request(aForm, "a=b", 0), 400},
			{"half a payload", request(aForm, "payload=%7B", 0), 400},
			{"a broken form", request(aForm, "a=%zz", 0), 400},
			{"broken JSON", request(someJSON, `{"type":`, 0), 400},
			{"JSON of nothing", request(someJSON, `null`, 0), 400},
			{"an event of nobody", request(someJSON, `{"type":"event_callback"}`, 0), 200},
		} {
			before := len(e.all())
			status, answer, header := r.knock(p, tt.q)
			if status != tt.want {
				t.Errorf("%s: %d, want %d", tt.name, status, tt.want)
			}
			if heard := len(e.all()) - before; heard > 0 && status != 200 {
				t.Errorf("%s: it was handed on", tt.name)
			}
			if (status == 401 || status == 413) && answer != "" {
				t.Errorf("%s: it is told %q", tt.name, answer)
			}
			if status == 400 && header.Get(noRetry) != "1" {
				t.Errorf("%s: Slack would send it again", tt.name)
			}
		}
	})
}

func TestProofOfTheAddress(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.overHTTP()
		r.listening(&ear{})
		status, answer, _ := r.knock(p, request(someJSON, `{"type":"url_verification","challenge":"prove <it>"}`, 0))
		if status != 200 || !strings.Contains(answer, `"challenge":"prove \u003cit\u003e"`) {
			t.Errorf("%d %q", status, answer)
		}
		q := request(someJSON, `{"type":"url_verification","challenge":"x"}`, 0)
		q.Header.Set("X-Slack-Signature", "v0="+strings.Repeat("00", 32))
		if status, answer, _ := r.knock(p, q); status != 401 || answer != "" {
			t.Errorf("unsigned: %d %q", status, answer)
		}
		r.status("taking Slack's requests at ")
	})
}

// A request that Slack, or somebody who has seen it, sends again is answered in the same words and hands on the same key.
func TestRepeatedRequestHearsTheSame(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.overHTTP()
		e := &ear{}
		r.listening(e)
		body := r.commandForm("641", "trigger-1")
		first := request(aForm, body, 0)
		stamp, signature := first.Header.Get("X-Slack-Request-Timestamp"), first.Header.Get("X-Slack-Signature")
		status, words, _ := r.knock(p, first)
		if status != 200 || !strings.Contains(words, "Heard: 641") {
			t.Fatalf("%d %q", status, words)
		}
		for n := range 3 {
			time.Sleep(time.Minute)
			q := request(aForm, body, 0)
			q.Header.Set("X-Slack-Request-Timestamp", stamp)
			q.Header.Set("X-Slack-Signature", signature)
			q.Header.Set("X-Slack-Retry-Num", strconv.Itoa(n+1))
			if status, again, _ := r.knock(p, q); status != 200 || again != words {
				t.Errorf("then %d %q, want %q", status, again, words)
			}
		}
		if keys := e.keys(); keys["slack:trigger-1"] != 4 || len(keys) != 1 {
			t.Errorf("keys %v", keys)
		}
	})
}

// Slack, which delivers an event again, is told where the first try failed for a reason that passes.
func TestFailedEventOverHTTPMayComeAgain(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.overHTTP()
		e := &ear{answer: func(chat.Request) (workflow.Answer, error) { panic("boom") }}
		r.listening(e)
		event := `{"type":"event_callback","event_id":"Ev1","event":{"type":"app_mention","user":"` + r.kim + `","text":"641","channel":"` + r.support + `","ts":"1.1"}}`
		status, _, header := r.knock(p, request(someJSON, event, 0))
		if status != 503 || header.Get(noRetry) != "" {
			t.Errorf("%d, %s %q", status, noRetry, header.Get(noRetry))
		}
	})
}
