package slacktest_test

// Faults of the Web API, each as the app sees it and as it stands afterwards.

import (
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"syncbot/bot/slack/slacktest"
)

func TestFaults(t *testing.T) {
	tests := []struct {
		name   string
		fault  slacktest.Fault
		status int           // 0: the connection is cut
		after  time.Duration // when the answer comes
		lands  time.Duration // when the message stands; -1: never
	}{
		{"let through", slacktest.Fault{}, 200, 0, 0},
		{"answer lost", slacktest.LoseAnswer(), 0, 0, 0},
		{"request lost", slacktest.LoseRequest(), 0, 0, -1},
		{"lands late", slacktest.LandAfter(8 * time.Second), 0, 0, 8 * time.Second},
		{"too many", slacktest.TooMany(1500 * time.Millisecond), 429, 0, -1},
		{"server error", slacktest.HTTPError(502), 502, 0, -1},
		{"done, but server error", slacktest.DoneButHTTPError(500), 500, 0, 0},
		{"slow", slacktest.Slow(4 * time.Second), 200, 4 * time.Second, 4 * time.Second},
		{"refused", slacktest.Refuse("not_in_channel"), 200, 0, -1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				r.Next("chat.postMessage", tt.fault)
				began := time.Now()
				status := 0
				resp, err := r.post("chat.postMessage", "channel", r.ch, "text", "x")
				if err == nil {
					status = resp.StatusCode
					_ = resp.Body.Close()
				}
				if took := time.Since(began); status != tt.status || took != tt.after {
					t.Errorf("got %d (%v) after %v, want %d after %v", status, err, took, tt.status, tt.after)
				}
				time.Sleep(time.Minute)
				landed := time.Duration(-1)
				if got := r.Messages(r.ch); len(got) == 1 {
					landed = got[0].At.Sub(began)
				}
				if landed != tt.lands {
					t.Errorf("it landed after %v, want %v", landed, tt.lands)
				}
				r.ok("chat.postMessage", "channel", r.ch, "text", "the next one is let through")
			})
		})
	}
}

func TestHangLastsUntilTheCallerGivesUp(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.OnCall(func(c slacktest.Call) slacktest.Fault { return slacktest.Hang() })
		client := *r.Client()
		client.Timeout = 20 * time.Second
		began := time.Now()
		if _, err := client.Get(r.URL() + "auth.test"); err == nil || time.Since(began) != 20*time.Second {
			t.Errorf("after %v: %v", time.Since(began), err)
		}
	})
}

func TestRetryAfterIsInWholeSeconds(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.Next("auth.test", slacktest.TooMany(1500*time.Millisecond))
		resp, err := r.post("auth.test")
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if got := resp.Header.Get("Retry-After"); resp.StatusCode != http.StatusTooManyRequests || got != "2" {
			t.Errorf("got %s with Retry-After %q", resp.Status, got)
		}
	})
}

func TestDownRefusesAndForgetsNothing(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		l := r.connect()
		r.say("text", "before")
		r.Down()
		<-l.gone
		if _, err := r.post("auth.test"); !errors.Is(err, syscall.ECONNREFUSED) {
			t.Errorf("while it is down: %v", err)
		}
		if err := r.Command(r.kim, r.ch, "/syncstatus 1"); !errors.Is(err, slacktest.ErrNobody) {
			t.Errorf("a command meanwhile: %v", err)
		}
		r.Up()
		r.say("text", "after")
		if got := len(r.Messages(r.ch)); got != 2 {
			t.Errorf("%d messages stand, want 2", got)
		}
		r.connect()
	})
}

func TestLoopback(t *testing.T) {
	r := newRig(t)
	base := r.Loopback()
	call := func() error {
		client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		resp, err := client.Get(base + "auth.test?token=" + slacktest.BotToken)
		if err != nil {
			return err
		}
		if answer := decode(t, resp); answer["user_id"] != slacktest.BotUser {
			t.Errorf("auth.test: %v", answer)
		}
		return nil
	}
	if err := call(); err != nil {
		t.Error(err)
	}
	r.Down()
	if err := call(); err == nil {
		t.Error("it answers while it is down")
	}
	r.Up()
	if err := call(); err != nil {
		t.Error(err)
	}
	r.connect().serve(func(object) any { return object{"text": "got it"} })
	if err := r.Command(r.kim, r.ch, "/syncstatus 1"); err != nil {
		t.Error(err)
	}
}

// Everything at once while the server goes down and comes back. What matters is that the race detector and goleak are
// silent, that every deed ends, and that no message is lost whose post was answered.
func TestEverythingAtOnce(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		faults := []slacktest.Fault{{}, {}, slacktest.LoseAnswer(), slacktest.LandAfter(time.Second), slacktest.Slow(time.Second)}
		r.OnCall(func(c slacktest.Call) slacktest.Fault {
			if c.Method != "chat.postMessage" {
				return slacktest.Fault{}
			}
			return faults[c.N%len(faults)]
		})
		var crowd sync.WaitGroup
		var answered atomic.Int32
		for range 4 {
			r.connect().serve(func(object) any { return object{"text": "got it"} })
			crowd.Go(r.chatter)
			crowd.Go(func() { answered.Add(r.poster()) })
		}
		for range 3 {
			time.Sleep(2 * time.Second)
			r.Restart()
			r.connect().serve(func(object) any { return nil })
			r.Disconnect(slacktest.Warning)
		}
		crowd.Wait()
		posted := 0
		for _, m := range r.Messages(r.ch) {
			if m.Reads == "posted" {
				posted++
			}
		}
		if want := int(answered.Load()); posted < want || want == 0 {
			t.Errorf("%d posts were answered, %d messages stand", want, posted)
		}
	})
}

// chatter does what people do, whatever becomes of it.
func (r *rig) chatter() {
	for range 20 {
		_ = r.Command(r.kim, r.ch, "/syncstatus 1")
		_, _ = r.Say(r.lee, r.ch, "", "@syncbot 641")
		time.Sleep(700 * time.Millisecond)
	}
}

// poster posts and says how many posts were answered with ok.
func (r *rig) poster() int32 {
	answered := int32(0)
	for range 10 {
		if resp, err := r.post("chat.postMessage", "channel", r.ch, "text", "posted"); err == nil {
			if decode(r.t, resp)["ok"] == true {
				answered++
			}
		}
		time.Sleep(1100 * time.Millisecond)
	}
	return answered
}
