package pace

// The order in a queue of turns: who keeps a place, and for how long.

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/outcome"
)

// patience is how long those here wait for a turn.
const patience = 3 * time.Second

// inChannel is the turn of a message: one a second in a channel.
func inChannel(id string) Turn { return Turn{Queue: id, Every: time.Second, Patience: patience} }

// gone is somebody whose turn came.
type gone struct{ born, at, n int } // seconds and tries

// crowd are those who wait for turns in one channel.
type crowd struct {
	pace  Pace
	began time.Time
	all   sync.WaitGroup
	mu    sync.Mutex
	gone  []gone
}

// ask waits for a turn as the outbox does: whoever is told to come back does so then.
func (c *crowd) ask(key string) {
	born := time.Now()
	c.all.Go(func() {
		for n := 1; ; n++ {
			_, err := c.pace.Wait(context.Background(), inChannel("C1").Keeping(key))
			d, later := outcome.IsLater(err)
			if !later {
				c.mu.Lock()
				defer c.mu.Unlock()
				c.gone = append(c.gone, gone{c.second(born), c.second(time.Now()), n})
				return
			}
			time.Sleep(d)
		}
	})
}

func (c *crowd) second(t time.Time) int { return int(t.Sub(c.began) / time.Second) }

// While a channel is busy for a quarter of an hour, nobody goes before somebody who asked earlier, and nobody is put off twice.
func TestWhoAskedFirstGoesFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := crowd{began: time.Now()}
		for n := range 60 {
			c.ask(fmt.Sprint("at once ", n))
		}
		const more = 800
		for n := range more {
			time.Sleep(1100 * time.Millisecond)
			c.ask(fmt.Sprint("one by one ", n))
		}
		c.all.Wait()
		if len(c.gone) != 60+more {
			t.Fatalf("%d went", len(c.gone))
		}
		for i, g := range c.gone {
			if g.n > 2 || g.at-g.born > 60 {
				t.Errorf("who asked at %d s went at %d s, after %d tries", g.born, g.at, g.n)
			}
			if i > 0 && (g.born < c.gone[i-1].born || g.at == c.gone[i-1].at) {
				t.Errorf("%+v went before %+v", c.gone[i-1], g)
			}
		}
	})
}

// takes wants the next turn of the channel under the key to come after so long; a longer wait than patience is put off.
func takes(t *testing.T, p *Pace, key string, want time.Duration) {
	t.Helper()
	began := time.Now()
	_, err := p.Wait(t.Context(), inChannel("C1").Keeping(key))
	got, later := outcome.IsLater(err)
	if !later {
		got = time.Since(began)
	}
	if got != want || later != (want > patience) {
		t.Errorf("%s: %v and %v, want %v", key, got, err, want)
	}
}

func TestAPlaceIsKeptForWhoeverIsLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p Pace
		takes(t, &p, "first", 0)
		p.Hold(inChannel("C1"), nil, 10*time.Second)
		takes(t, &p, "late", 10*time.Second)
		takes(t, &p, "second", 11*time.Second)
		takes(t, &p, "third", 12*time.Second)
		time.Sleep(11 * time.Second)
		takes(t, &p, "second", 0) // nobody waits for who is late
		takes(t, &p, "new", 2*time.Second)
		takes(t, &p, "third", time.Second)
		for n := range 5 {
			p.Hold(inChannel("C1"), nil, 5*time.Second)
			takes(t, &p, fmt.Sprint("more ", n), time.Duration(5+n)*time.Second)
		}
		takes(t, &p, "late", 5*time.Second) // it stands before those who asked later
	})
}

func TestAPlaceLapses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p Pace
		takes(t, &p, "first", 0)
		p.Hold(inChannel("C1"), nil, 10*time.Second)
		takes(t, &p, "late", 10*time.Second)
		time.Sleep(10*time.Second + placeLife + time.Second)
		p.Hold(inChannel("C1"), nil, 10*time.Second)
		takes(t, &p, "new", 10*time.Second)
		takes(t, &p, "late", 11*time.Second)
		for n := range 2 * manyPlaces {
			_, _ = p.Wait(t.Context(), inChannel("C1").Keeping(fmt.Sprint(n)))
		}
		if n := len(p.queues["C1"].places); n > manyPlaces {
			t.Errorf("%d places are kept", n)
		}
	})
}

func TestWhoGivesUpLetsNobodyGoTooEarly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p Pace
		var all sync.WaitGroup
		takes(t, &p, "now", 0)
		began, went := time.Now(), make(chan time.Duration, 3)
		ask := func(ctx context.Context, key string) {
			all.Go(func() {
				if _, err := p.Wait(ctx, inChannel("C1").Keeping(key)); err == nil {
					went <- time.Since(began)
				}
			})
			synctest.Wait()
		}
		middle, giveUp := context.WithCancel(t.Context())
		ask(t.Context(), "first")
		ask(middle, "middle")
		ask(t.Context(), "last")
		time.Sleep(1500 * time.Millisecond)
		giveUp()
		synctest.Wait()
		takes(t, &p, "new", 2500*time.Millisecond)
		all.Wait()
		if a, b := <-went, <-went; a != time.Second || b != 3*time.Second {
			t.Errorf("they went after %v and %v", a, b)
		}
	})
}
