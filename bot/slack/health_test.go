package slack

import (
	"errors"
	"strings"
	"testing"
	"time"

	"syncbot/bot/outcome"
	"syncbot/bot/slack/slacktest"
)

// One call that fails says nothing; several in a row, for a minute, do, until one is answered.
func TestSilenceOfTheWebAPIShowsInTheStatus(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		m := r.root("k1", "641 · Opened")
		for range 3 {
			if strings.Contains(r.bot.Status().Text, "no call") {
				t.Errorf("too early: %q", r.bot.Status().Text)
			}
			r.Next("chat.postMessage", slacktest.HTTPError(503))
			if _, err := r.bot.Post(t.Context(), m); err == nil {
				t.Error("posted")
			}
			time.Sleep(40 * time.Second)
		}
		if is := r.bot.Status(); is.Well || !strings.Contains(is.Text, "no call of the Web API has succeeded since") {
			t.Errorf("%+v", is)
		}
		r.post(m)
		if is := r.bot.Status(); strings.Contains(is.Text, "no call") {
			t.Errorf("mended, and still %q", is.Text)
		}
	})
}

// Being asked to wait is an answer, and a refused token is said at once.
func TestWhatCountsAsAnAnswer(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		ask := func() error { return r.bot.health.Trouble(time.Now().Add(time.Hour), time.Time.String) }
		for range 5 {
			r.bot.learn(errors.New("reset"))
		}
		if ask() == nil {
			t.Error("five failures are nothing")
		}
		r.bot.learn(errTooFast)
		if err := ask(); err != nil {
			t.Error(err)
		}
		r.bot.learn(errToken)
		if !errors.Is(ask(), errToken) {
			t.Error("a refused token is not said")
		}
		r.bot.learn(outcome.Refused(errors.New("not in the channel")))
		if err := ask(); err != nil {
			t.Errorf("a refusal says that the token is good, and yet %v", err)
		}
	})
}
