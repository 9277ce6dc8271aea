package slacktest_test

// Socket Mode.

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/slack/slacktest"
)

func TestHelloThenPings(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		l := r.connect()
		last := time.Now()
		for range 20 {
			at := <-l.pinged
			if at.Sub(last) > 30*time.Second {
				t.Errorf("%v without a ping", at.Sub(last))
			}
			last = at
		}
		synctest.Wait()
		r.StopPings()
		time.Sleep(15 * time.Second)
		if len(l.pinged) > 0 {
			t.Error("pings came after StopPings")
		}
		r.StartPings()
		<-l.pinged
	})
}

func TestSilentClientIsCut(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		l := r.connect()
		l.mute.Store(true)
		time.Sleep(time.Minute)
		if r.Sockets() != 0 {
			t.Error("a client that answers no pings is still connected")
		}
	})
}

func TestEachEnvelopeGoesToOneConnection(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		heard := map[string]int{}
		took := make(chan int, 100)
		for n := range 2 {
			r.connect().serve(func(v object) any {
				took <- n
				return nil
			})
		}
		for range 10 {
			if err := r.Command(r.kim, r.ch, "/syncstatus 1"); err != nil {
				t.Fatal(err)
			}
		}
		close(took)
		by := map[int]int{}
		for n := range took {
			by[n]++
		}
		if diff := cmp.Diff(map[int]int{0: 5, 1: 5}, by); diff != "" {
			t.Errorf("who took what: %s", diff)
		}
		for _, d := range r.Deliveries() {
			heard[d.Envelope]++
			if d.Socket == 0 || d.Acked.IsZero() || heard[d.Envelope] > 1 {
				t.Errorf("delivered: %+v", d)
			}
		}
	})
}

func TestTenConnectionsAndNoMore(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		for range slacktest.MaxSockets {
			r.connect()
		}
		l := r.connect()
		if v := <-l.heard; v["reason"] != "too_many_websockets" {
			t.Errorf("the eleventh hears %v", v)
		}
		<-l.gone
		if got := r.Sockets(); got != slacktest.MaxSockets {
			t.Errorf("%d connections", got)
		}
	})
}

func TestTicketIsGoodOnce(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		address := r.ok("apps.connections.open")["url"].(string)
		<-r.dial(address).heard
		resp, err := r.Client().Get(strings.Replace(address, "ws:", "http:", 1))
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if resp.StatusCode != 403 {
			t.Errorf("the second time: %s", resp.Status)
		}
	})
}

func TestMissedCommandIsGone(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		if err := r.Command(r.kim, r.ch, "/syncstatus 1"); !errors.Is(err, slacktest.ErrNobody) {
			t.Errorf("with nobody there: %v", err)
		}
		l := r.connect()
		began := time.Now()
		err := r.Command(r.kim, r.ch, "/syncstatus 1")
		if !errors.Is(err, slacktest.ErrUnacknowledged) || time.Since(began) != 3*time.Second {
			t.Errorf("after %v: %v", time.Since(began), err)
		}
		time.Sleep(time.Hour)
		if got := len(l.heard); got != 1 {
			t.Errorf("it was sent %d times", got)
		}
	})
}

func TestLateAndLostAndLongAcknowledgements(t *testing.T) {
	tests := []struct {
		name string
		wait time.Duration
		text string
		lose int
		want error
	}{
		{"in time", 2900 * time.Millisecond, "got it", 0, nil},
		{"late", 3100 * time.Millisecond, "got it", 0, slacktest.ErrUnacknowledged},
		{"lost", 0, "got it", 1, slacktest.ErrUnacknowledged},
		{"20 KB", 0, x(20_000), 0, slacktest.ErrUnacknowledged},
		{"below 20 KB", 0, x(19_900), 0, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				r.LoseAcks(tt.lose)
				r.connect().serve(func(object) any {
					time.Sleep(tt.wait)
					return object{"text": tt.text}
				})
				if err := r.Command(r.kim, r.ch, "/syncstatus 1"); !errors.Is(err, tt.want) {
					t.Errorf("got %v, want %v", err, tt.want)
				}
				seen := 0
				if tt.want == nil {
					seen = 1
				}
				if got := len(r.Ephemerals(r.kim)); got != seen {
					t.Errorf("kim sees %d answers, want %d", got, seen)
				}
			})
		})
	}
}

func TestEventsComeAgain(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		l := r.connect()
		began := time.Now()
		if _, err := r.Say(r.kim, r.ch, "", "@syncbot 641"); err != nil {
			t.Fatal(err)
		}
		type try struct {
			Attempt float64
			Reason  any
			After   time.Duration
		}
		var tries []try
		ids := map[any]bool{}
		for range 4 {
			v := <-l.heard
			ids[v["payload"].(object)["event_id"]] = true
			tries = append(tries, try{v["retry_attempt"].(float64), v["retry_reason"], time.Since(began)})
		}
		want := []try{{0, "", 0}, {1, "timeout", 3 * time.Second}, {2, "timeout", 66 * time.Second}, {3, "timeout", 369 * time.Second}}
		if diff := cmp.Diff(want, tries); diff != "" {
			t.Error(diff)
		}
		time.Sleep(time.Hour)
		if len(ids) != 1 || len(l.heard) > 0 {
			t.Errorf("%d event ids, %d more tries", len(ids), len(l.heard))
		}
	})
}

func TestAcknowledgedEventComesOnce(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		l := r.connect()
		l.serve(func(object) any { return nil })
		if _, err := r.Say(r.kim, r.ch, "", "@syncbot 641"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Hour)
		if got := len(r.Deliveries()); got != 1 {
			t.Errorf("%d deliveries", got)
		}
	})
}

func TestDisconnects(t *testing.T) {
	t.Run(slacktest.Warning, func(t *testing.T) {
		inBubble(t, func(t *testing.T, r *rig) {
			l := r.connect()
			r.Disconnect(slacktest.Warning)
			began := time.Now()
			if v := <-l.heard; v["type"] != "disconnect" || v["reason"] != "warning" {
				t.Errorf("it hears %v", v)
			}
			l.serve(func(object) any { return nil })
			if err := r.Command(r.kim, r.ch, "/syncstatus 1"); err != nil {
				t.Errorf("after the warning it still works, but %v", err)
			}
			<-l.gone
			if got := time.Since(began); got != 10*time.Second {
				t.Errorf("it lasts %v more", got)
			}
		})
	})
	t.Run(slacktest.RefreshRequested, func(t *testing.T) {
		inBubble(t, func(t *testing.T, r *rig) {
			old, young := r.connect(), r.connect()
			r.Disconnect(slacktest.RefreshRequested)
			if v := <-old.heard; v["reason"] != "refresh_requested" {
				t.Errorf("it hears %v", v)
			}
			<-old.gone
			young.serve(func(object) any { return nil })
			if err := r.Command(r.kim, r.ch, "/syncstatus 1"); err != nil {
				t.Error(err)
			}
		})
	})
	t.Run(slacktest.LinkDisabled, func(t *testing.T) {
		inBubble(t, func(t *testing.T, r *rig) {
			first, second := r.connect(), r.connect()
			r.Disconnect(slacktest.LinkDisabled)
			for _, l := range []*line{first, second, r.connect()} {
				if v := <-l.heard; v["reason"] != "link_disabled" {
					t.Errorf("it hears %v", v)
				}
				<-l.gone
			}
			r.EnableLink()
			r.connect().serve(func(object) any { return nil })
			if err := r.Command(r.kim, r.ch, "/syncstatus 1"); err != nil {
				t.Error(err)
			}
			if got := r.SocketsOpened(); got != 4 {
				t.Errorf("%d connections in all", got)
			}
		})
	})
	t.Run("cut", func(t *testing.T) {
		inBubble(t, func(t *testing.T, r *rig) {
			l := r.connect()
			r.CutSockets()
			<-l.gone
			if r.Sockets() != 0 {
				t.Error("it is still there")
			}
		})
	})
}
