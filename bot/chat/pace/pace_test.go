package pace

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"syncbot/bot/outcome"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// comesBackIn says whether an error tells its reader to come back after d.
func comesBackIn(err error, d time.Duration) bool {
	got, later := outcome.IsLater(err)
	return later && got == d
}

func TestTurnThatComesTooLateForItsCaller(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p Pace
		takes(t, &p, "first", 0)
		short, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		defer cancel()
		if _, err := p.Wait(short, inChannel("C1").Keeping("second")); !comesBackIn(err, time.Second) {
			t.Errorf("with 300 ms left: %v, want to come back in a second", err)
		}
		gone, cancel := context.WithCancel(t.Context())
		time.AfterFunc(100*time.Millisecond, cancel)
		for range 2 { // while it waits, and before
			if _, err := p.Wait(gone, inChannel("C1").Keeping("third")); !comesBackIn(err, 0) {
				t.Errorf("given up: %v, want later", err)
			}
		}
		takes(t, &p, "second", 900*time.Millisecond) // the third has left no place
	})
}

func TestNobodyWaitsForAnotherQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p Pace
		takes(t, &p, "first", 0)
		p.Hold(inChannel("C1"), nil, time.Hour)
		began := time.Now()
		if _, err := p.Wait(t.Context(), inChannel("C2")); err != nil || time.Since(began) != 0 {
			t.Errorf("elsewhere: %v after %v, want at once", err, time.Since(began))
		}
	})
}

func TestWhoWentTooEarlyHasItsPlaceBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p Pace
		early, err := p.Wait(t.Context(), inChannel("C1").Keeping("early"))
		if err != nil {
			t.Fatal(err)
		}
		p.Hold(inChannel("C1").Keeping("early"), early, 10*time.Second)
		takes(t, &p, "next", 11*time.Second)
		takes(t, &p, "early", 10*time.Second)
	})
}

func TestBurst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p Pace
		turn := Turn{Queue: "edits", Every: time.Second, Burst: 10 * time.Second, Patience: patience}
		time.Sleep(time.Minute)
		began := time.Now()
		for range 11 {
			if _, err := p.Wait(t.Context(), turn); err != nil || time.Since(began) != 0 {
				t.Fatalf("%v after %v, want all that fall into ten seconds at once", err, time.Since(began))
			}
		}
		if _, err := p.Wait(t.Context(), turn); err != nil || time.Since(began) != time.Second {
			t.Errorf("%v after %v, want a second", err, time.Since(began))
		}
	})
}

func TestPaceForgetsChannels(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p Pace
		p.Hold(inChannel("held"), nil, time.Hour)
		p.Hold(inChannel("crowded"), nil, 10*time.Second)
		for i := range 200 {
			_, _ = p.Wait(t.Context(), inChannel("crowded").Keeping(fmt.Sprint(i)))
		}
		for i := range manyQueues {
			if _, err := p.Wait(t.Context(), inChannel(fmt.Sprint("C", i))); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(2 * time.Minute)
		if _, err := p.Wait(t.Context(), inChannel("new")); err != nil {
			t.Fatal(err)
		}
		if n := len(p.queues); n != 3 {
			t.Errorf("%d queues are left, want the held, the one with places that are kept, and the new", n)
		}
		if _, err := p.Wait(t.Context(), inChannel("held")); !comesBackIn(err, 58*time.Minute) {
			t.Errorf("the held one: %v, want later in 58 minutes", err)
		}
	})
}

// Whoever goes away leaves no place behind that nobody comes back to: one such place would hold up its queue for good. The pace
// is a thousand times faster than any service's, since only real time tells on the edge of patience.
func TestNobodyIsWaitedForWhoHasGone(t *testing.T) {
	var p Pace
	turn := Turn{Queue: "C1", Every: 20 * time.Microsecond, Patience: 100 * time.Microsecond}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 3000 {
				_, _ = p.Wait(context.Background(), turn)
			}
		})
	}
	all.Wait()
	if n := len(p.queues["C1"].places); n > 0 {
		t.Errorf("%d places are left, though nobody waits", n)
	}
}
