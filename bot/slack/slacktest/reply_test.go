package slacktest_test

// Response URLs.

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"syncbot/bot/slack/slacktest"
)

// answer posts to the response URL of what was heard, which must answer with the error, if any.
func (r *rig) answer(heard object, body, want string) {
	r.t.Helper()
	resp, err := r.Client().Post(heard["response_url"].(string), "application/json", strings.NewReader(body))
	if err != nil {
		r.t.Fatal(err)
	}
	if want == "" && resp.StatusCode == http.StatusOK {
		_ = resp.Body.Close()
		return
	}
	if got := decode(r.t, resp)["error"]; got != want || resp.StatusCode != http.StatusNotFound {
		r.t.Errorf("%s: %v, want %q", resp.Status, got, want)
	}
}

func TestResponseURLFiveTimesInHalfAnHour(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		heard := r.hearing()
		for range 2 {
			if err := r.Command(r.kim, r.ch, "/syncstatus 1"); err != nil {
				t.Fatal(err)
			}
		}
		for range 5 {
			r.answer((*heard)[0], `{"text":"more","metadata":{"event_type":"","event_payload":null}}`, "") // as slack-go does
		}
		r.answer((*heard)[0], `{"text":"more"}`, "used_url")
		time.Sleep(30 * time.Minute)
		r.answer((*heard)[1], `{"text":"more"}`, "")
		time.Sleep(time.Second)
		r.answer((*heard)[1], `{"text":"more"}`, "expired_url")
		if got := len(r.Ephemerals(r.kim)); got != 6 {
			t.Errorf("kim sees %d answers", got)
		}
		if got := len(r.Calls(slacktest.ResponseURL)); got != 8 {
			t.Errorf("%d uses are counted", got)
		}
	})
}
