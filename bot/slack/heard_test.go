package slack

// What the log hears of the way to Slack: where it stands, once when it is lost, once when it is there again.

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/slack/slacktest"
)

// heard are the lines of the log with the words in them.
func (r *rig) heard(words string) []string {
	var lines []string
	for _, e := range r.log.AllEntries() {
		if line := e.Level.String() + ": " + e.Message; strings.Contains(line, words) {
			lines = append(lines, line)
		}
	}
	return lines
}

// hears wants exactly one line with the words.
func (r *rig) hears(words string) {
	r.t.Helper()
	if got := r.heard(words); len(got) != 1 {
		r.t.Errorf("%d lines say %q:\n%s", len(got), words, strings.Join(r.heard(""), "\n"))
	}
}

func TestLogHearsOfTheFirstConnection(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.listening(&ear{})
		time.Sleep(time.Hour)
		r.hears("info: connected to Slack as @syncbot in Team")
		r.CutSockets()
		time.Sleep(time.Hour)
		r.hears("connected to Slack as")
		if again := r.heard("again"); len(again) > 0 {
			t.Errorf("nothing was said to be lost, and yet %q", again)
		}
	})
}

func TestLogHearsOfTheDoorForSignedRequests(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.overHTTP()
		r.listening(&ear{})
		r.hears("info: taking Slack's requests at ")
	})
}

// Each of two connections says which it is, and that it is back, however often it was tried in vain.
func TestLogHearsOfAnOutage(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.listening(&ear{})
		r.Down()
		time.Sleep(10 * time.Minute)
		r.Up()
		time.Sleep(2 * time.Minute)
		for i := 1; i <= 2; i++ {
			r.hears(fmt.Sprintf("info: connection %d of 2 is connected again", i))
			if n := len(r.heard(fmt.Sprintf("warning: connection %d of 2 is not connected: Slack can't be reached", i))); n < 2 {
				t.Errorf("connection %d: %d warnings", i, n)
			}
		}
		r.hears("connected to Slack as")
	})
}

// One connection needs no number, and a first that comes late is no second.
func TestLogHearsOfAStartWithoutANetwork(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.bot = r.newBot(func(o *Options) { o.Connections = 1 })
		r.Down()
		r.listening(&ear{})
		time.Sleep(time.Minute)
		r.Up()
		time.Sleep(5 * time.Minute)
		r.hears("info: connected to Slack as @syncbot in Team")
		if len(r.heard("warning: not connected: ")) == 0 || len(r.heard("connected again")) > 0 {
			t.Errorf("it heard\n%s", strings.Join(r.heard(""), "\n"))
		}
	})
}

// A token that is taken back is one line, not one a call, and so is its return.
func TestLogHearsOfARevokedBotToken(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		m := r.root("k1", "641 · Opened")
		for range 3 {
			r.log.Reset()
			r.Break(slacktest.BotToken, "token_revoked")
			for range 5 {
				if _, err := r.bot.Post(t.Context(), m); err == nil {
					t.Error("posted")
				}
				time.Sleep(time.Minute)
			}
			r.Break(slacktest.BotToken, "")
			r.post(m)
			r.post(m)
			want := []string{
				"warning: what the bot says does not arrive: Slack does not accept the bot token (token_revoked): " +
					"install the app again and give the bot its new token; run syncbot doctor",
				"info: what the bot says arrives again",
			}
			if got := r.heard(""); !slices.Equal(got, want) {
				t.Errorf("it heard\n%s", strings.Join(got, "\n"))
			}
		}
	})
}

func TestLogHearsOfASilentWebAPI(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		m := r.root("k1", "641 · Opened")
		r.OnCall(func(slacktest.Call) slacktest.Fault { return slacktest.HTTPError(503) })
		for range 6 {
			_, _ = r.bot.Post(t.Context(), m)
			time.Sleep(40 * time.Second)
		}
		r.hears("warning: what the bot says does not arrive: no call of the Web API has succeeded since ")
		r.OnCall(nil)
		r.post(m)
		r.hears("info: what the bot says arrives again")
		if got := r.heard(""); len(got) != 2 {
			t.Errorf("it heard\n%s", strings.Join(got, "\n"))
		}
	})
}

// cutShort cuts the next connection as soon as it stands.
func (r *rig) cutShort() {
	synctest.Wait()
	for r.Sockets() == 0 {
		time.Sleep(100 * time.Millisecond)
		synctest.Wait()
	}
	r.CutSockets()
	synctest.Wait()
}

// A network ends a connection as Slack does. Only one after the other says more about Slack.
func TestSocketModeIsBlamedOnlyForManyEndings(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.bot = r.newBot(func(o *Options) { o.Connections = 1 })
		r.listening(&ear{})
		time.Sleep(lasting)
		r.CutSockets()
		for range 2 {
			r.cutShort()
			r.status("reconnecting since "+clockOf(time.Now()), ": The connection ended as soon as it was made.")
		}
		time.Sleep(time.Minute)
		r.status("connected since ")
		if got := r.heard("Socket Mode"); len(got) > 0 {
			t.Errorf("it heard %q", got)
		}
		r.CutSockets()
		for range 3 {
			r.cutShort()
		}
		r.status("Socket Mode may be switched off")
	})
}

// The status counts from when nothing stood any more, and a reason does not outlive what it was about.
func TestShortConnectionCounts(t *testing.T) {
	now := time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)
	s := newState(func() time.Time { return now })
	s.begin(1)
	s.troubled(trouble{sentence: "Slack doesn't answer."})
	now = now.Add(time.Minute)
	if first := s.connected(); !first || s.line() != "connected since 10:01 am" {
		t.Errorf("%v, %s", first, s.line())
	}
	now = now.Add(time.Second)
	s.lost()
	if s.line() != "reconnecting since 10:01 am" {
		t.Error(s.line())
	}
	now = now.Add(time.Hour)
	if first := s.connected(); first {
		t.Error("it is the second")
	}
	s.lost()
	if s.line() != "reconnecting since 11:01 am" {
		t.Error(s.line())
	}
}

// Two faults are two sentences.
func TestStatusWithTwoFaults(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.listening(&ear{})
		r.Break(slacktest.BotToken, "token_revoked")
		_, _ = r.bot.Post(t.Context(), r.root("k1", "641 · Opened"))
		r.Down()
		time.Sleep(time.Minute)
		r.status("Slack can't be reached from here. What the bot says does not arrive: Slack does not accept the bot token")
	})
}
