package slack

// What becomes of the connections of Socket Mode when Slack, the network or the token goes.

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/slack/slacktest"
)

// command types a command that must be taken in, and answered within a second.
func (r *rig) command(text string) {
	r.t.Helper()
	began := time.Now()
	if err := r.Command(r.kim, r.support, "/syncstatus "+text); err != nil {
		r.t.Errorf("%s, %s: %v", r.bot.Status().Text, text, err)
	}
	if took := time.Since(began); took > time.Second {
		r.t.Errorf("%s was acknowledged after %v", text, took)
	}
}

// status wants the words in the status.
func (r *rig) status(words ...string) {
	r.t.Helper()
	for _, w := range words {
		if got := r.bot.Status().Text; !strings.Contains(got, w) {
			r.t.Errorf("Status() = %q, want %q in it", got, w)
		}
	}
}

// clockOf is a time as the status tells it.
func clockOf(when time.Time) string { return when.Format("3:04 pm") }

// opens is how often a connection was asked for.
func (r *rig) opens() int { return len(r.Calls("apps.connections.open")) }

// platforms.md 2.2, first row: on any disconnect slack-go closes and connects again, and between the two nobody hears.
func TestNothingIsLostWhileSlackRefreshes(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		e := &ear{}
		r.listening(e)
		reasons := []string{slacktest.Warning, slacktest.RefreshRequested}
		began, n := time.Now(), 0
		for ; time.Since(began) < time.Hour; n++ {
			r.Disconnect(reasons[n%2])
			synctest.Wait() // what is on its way to a connection that the app is closing, no app can take
			r.command(fmt.Sprint(n))
			time.Sleep(2500 * time.Millisecond)
			r.command(fmt.Sprint(n))
			time.Sleep(2500 * time.Millisecond)
		}
		if got := len(e.keys()); got != 2*n {
			t.Errorf("heard %d of %d commands", got, 2*n)
		}
		r.status("connected since " + clockOf(began))
		if got := r.SocketsOpened(); got > n+4 {
			t.Errorf("%d connections for %d refreshes", got, n)
		}
	})
}

// platforms.md 2.2, second row: slack-go does not wait after a connection that ends at once.
func TestSwitchedOffSocketModeIsNoHotLoop(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		e := &ear{}
		r.listening(e)
		before := r.opens()
		r.Disconnect(slacktest.LinkDisabled)
		time.Sleep(10 * time.Minute)
		if got := r.opens() - before; got > 40 || got < 10 {
			t.Errorf("%d tries in ten minutes", got)
		}
		r.status("reconnecting since ", "Socket Mode may be switched off in the app's settings")
		r.EnableLink()
		time.Sleep(2 * time.Minute)
		r.command("641")
		r.status("connected since")
	})
}

// No two connects come closer than Slack can bear, whatever ends them.
func TestConnectsAreApart(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.listening(&ear{})
		for range 20 {
			r.CutSockets()
			time.Sleep(1500 * time.Millisecond)
		}
		calls := r.Calls("apps.connections.open")
		for i := 1; i < len(calls); i++ {
			if apart := calls[i].At.Sub(calls[i-1].At); apart < time.Second {
				t.Errorf("two connects %v apart", apart)
			}
		}
	})
}

func TestNetworkGoneForTenMinutes(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.listening(&ear{})
		before := r.SocketsOpened()
		r.Down()
		gone := time.Now()
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		r.status("reconnecting since "+clockOf(gone), "Slack can't be reached")
		if err := r.Command(r.kim, r.support, "/syncstatus 1"); !errors.Is(err, slacktest.ErrNobody) {
			t.Errorf("while the network is gone: %v", err)
		}
		r.Up()
		time.Sleep(90 * time.Second)
		r.command("641")
		r.status("connected since " + clockOf(gone.Add(10 * time.Minute))[:4])
		if got := r.SocketsOpened() - before; got != 2 {
			t.Errorf("%d connections after the outage", got)
		}
	})
}

func TestServerRestarts(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.listening(&ear{})
		for range 5 {
			r.Restart()
			time.Sleep(15 * time.Second)
			r.command("641")
		}
		r.status("connected since")
	})
}

// platforms.md 2.2, fourth row: without a ping for 30 seconds a connection counts as dead.
func TestPingsStop(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.listening(&ear{})
		before := r.SocketsOpened()
		r.StopPings()
		time.Sleep(10 * time.Minute)
		if got := r.SocketsOpened() - before; got < 10 || got > 50 {
			t.Errorf("%d connections in ten minutes without pings", got)
		}
		r.StartPings()
		time.Sleep(2 * time.Minute)
		before = r.SocketsOpened()
		time.Sleep(time.Hour)
		if got := r.SocketsOpened(); got != before {
			t.Errorf("%d more connections although pings come", got-before)
		}
		r.command("641")
	})
}

// platforms.md 2.2, third row: after these slack-go gives up for good, and a bot stays up deaf.
func TestRefusedAppTokenShowsAndIsMended(t *testing.T) {
	for _, code := range []string{"invalid_auth", "account_inactive", "not_authed", "token_revoked"} {
		t.Run(code, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				stop := r.listening(&ear{})
				r.Break(slacktest.AppToken, code)
				r.CutSockets()
				time.Sleep(30 * time.Second)
				r.status("not connected: ", "Slack refused the app token ("+code+").")
				before := r.opens()
				time.Sleep(time.Hour)
				if got := r.opens() - before; got < 16 || got > 30 {
					t.Errorf("%d tries in an hour", got)
				}
				r.Break(slacktest.AppToken, "")
				time.Sleep(8 * time.Minute)
				r.command("641")
				r.status("connected since")
				stop()
				r.status("not connected")
			})
		})
	}
}

// A bot that hears and cannot speak is not well.
func TestRefusedBotTokenShowsAndIsMended(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.listening(&ear{})
		r.command("641")
		r.Break(slacktest.BotToken, "token_revoked")
		time.Sleep(freshPerson)
		r.command("641")
		r.status("connected since", "Slack does not accept the bot token (token_revoked)")
		if r.bot.Status().Well {
			t.Error("it says that it is well")
		}
		r.Break(slacktest.BotToken, "")
		r.command("641")
		if is := r.bot.Status(); !is.Well {
			t.Errorf("after it was mended: %+v", is)
		}
	})
}

func TestStrangeAnswersToConnect(t *testing.T) {
	many := func(f slacktest.Fault) func(slacktest.Call) slacktest.Fault {
		return func(c slacktest.Call) slacktest.Fault {
			if c.Method == "apps.connections.open" {
				return f
			}
			return slacktest.Fault{}
		}
	}
	for _, tt := range []struct {
		name  string
		fault slacktest.Fault
		says  string
		most  int // tries in ten minutes
	}{
		{"404", slacktest.HTTPError(404), "not connected: Slack knows nothing at its address (HTTP 404)", 6},
		{"500", slacktest.HTTPError(500), "reconnecting since SINCE: Slack is having trouble (HTTP 500)", 40},
		{"429", slacktest.TooMany(3 * time.Minute), "reconnecting since SINCE: Slack wants no new connection for 3m0s", 8},
		{"internal_error", slacktest.Refuse("internal_error"), "Slack opens no connection (internal_error)", 40},
		{"no answer", slacktest.Hang(), "Slack doesn't answer", 40},
		{"cut", slacktest.LoseAnswer(), "Slack can't be reached", 40},
	} {
		t.Run(tt.name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				r.listening(&ear{})
				r.OnCall(many(tt.fault))
				gone := time.Now()
				r.CutSockets()
				before := r.opens()
				time.Sleep(10 * time.Minute)
				synctest.Wait()
				r.status(strings.Replace(tt.says, "SINCE", clockOf(gone), 1))
				if got := r.opens() - before; got > tt.most || got < 2 {
					t.Errorf("%d tries in ten minutes", got)
				}
				r.OnCall(nil)
				time.Sleep(8 * time.Minute)
				r.command("641")
			})
		})
	}
}

func TestNoSecretIsTold(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.listening(&ear{})
		clean := func() {
			t.Helper()
			discreet(t, r.bot.Status().Text)
			for _, entry := range r.log.AllEntries() {
				text, _ := entry.String()
				discreet(t, text)
			}
		}
		for _, spoil := range []func(){
			r.Down, r.Up, r.CutSockets, r.StopPings, func() { r.Break(slacktest.BotToken, "token_revoked") },
			func() { r.Next(slacktest.ResponseURL, slacktest.LoseAnswer(), slacktest.HTTPError(500)) },
			func() { r.Break(slacktest.AppToken, "invalid_auth") },
		} {
			spoil()
			_ = r.Command(r.kim, r.support, "/syncstatus 641")
			_, _ = r.Say(r.kim, r.support, "", "@syncbot 641")
			time.Sleep(2 * time.Minute)
			clean()
		}
		if len(r.log.AllEntries()) == 0 {
			t.Error("nothing was logged")
		}
	})
}

// What went wrong before a connection that lasted counts no more: neither for the next pause, nor in the status.
func TestLastingConnectionEndsOldTrouble(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.bot = r.newBot(func(o *Options) { o.Connections = 1 })
		r.listening(&ear{})
		before := r.opens()
		r.OnCall(func(c slacktest.Call) slacktest.Fault {
			if c.Method == "apps.connections.open" {
				return slacktest.HTTPError(500)
			}
			return slacktest.Fault{}
		})
		r.CutSockets()
		for r.opens() < before+7 {
			time.Sleep(time.Second)
		}
		r.status("Slack is having trouble (HTTP 500)")
		r.OnCall(nil)
		time.Sleep(time.Hour)
		r.command("641")

		r.Next("apps.connections.open", slacktest.Slow(time.Second), slacktest.HTTPError(502))
		r.CutSockets()
		gone := time.Now()
		time.Sleep(500 * time.Millisecond)
		synctest.Wait()
		if got, want := r.bot.Status().Text, "reconnecting since "+clockOf(gone); got != want {
			t.Errorf("Status() = %q, want %q", got, want)
		}
		time.Sleep(5 * time.Second)
		r.CutSockets()
		time.Sleep(2*between + 2*time.Second)
		r.command("642")
	})
}
