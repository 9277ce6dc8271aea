package slack

// The order in a queue of turns: who keeps a place, and for how long.

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/outcome"
	"syncbot/bot/slack/slacktest"
)

// gone is somebody whose turn came.
type gone struct{ born, at, n int } // seconds and tries

// crowd are those who wait for turns in one channel.
type crowd struct {
	pace  pace
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
			_, err := c.pace.wait(context.Background(), inChannel("C1").keeping(key))
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
func takes(t *testing.T, p *pace, key string, want time.Duration) {
	t.Helper()
	began := time.Now()
	_, err := p.wait(t.Context(), inChannel("C1").keeping(key))
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
		var p pace
		takes(t, &p, "first", 0)
		p.hold(inChannel("C1"), &place{}, 10*time.Second)
		takes(t, &p, "late", 10*time.Second)
		takes(t, &p, "second", 11*time.Second)
		takes(t, &p, "third", 12*time.Second)
		time.Sleep(11 * time.Second)
		takes(t, &p, "second", 0) // nobody waits for who is late
		takes(t, &p, "new", 2*time.Second)
		takes(t, &p, "third", time.Second)
		for n := range 5 {
			p.hold(inChannel("C1"), &place{}, 5*time.Second)
			takes(t, &p, fmt.Sprint("more ", n), time.Duration(5+n)*time.Second)
		}
		takes(t, &p, "late", 5*time.Second) // it stands before those who asked later
	})
}

func TestAPlaceLapses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p pace
		takes(t, &p, "first", 0)
		p.hold(inChannel("C1"), &place{}, 10*time.Second)
		takes(t, &p, "late", 10*time.Second)
		time.Sleep(10*time.Second + placeLife + time.Second)
		p.hold(inChannel("C1"), &place{}, 10*time.Second)
		takes(t, &p, "new", 10*time.Second)
		takes(t, &p, "late", 11*time.Second)
		for n := range 2 * manyPlaces {
			_, _ = p.wait(t.Context(), inChannel("C1").keeping(fmt.Sprint(n)))
		}
		if n := len(p.queues["C1"].places); n > manyPlaces {
			t.Errorf("%d places are kept", n)
		}
	})
}

func TestWhoGivesUpLetsNobodyGoTooEarly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p pace
		var all sync.WaitGroup
		takes(t, &p, "now", 0)
		began, went := time.Now(), make(chan time.Duration, 3)
		ask := func(ctx context.Context, key string) {
			all.Go(func() {
				if _, err := p.wait(ctx, inChannel("C1").keeping(key)); err == nil {
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

func TestWhoWasTooFastForSlackKeepsItsPlace(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.post(r.root("k0", "640 · Opened"))
		r.Next("chat.postMessage", slacktest.TooMany(30*time.Second))
		var posting sync.WaitGroup
		for n := range 5 {
			posting.Go(func() { insist(t, r.bot, r.root(fmt.Sprint("k", n), fmt.Sprint(n))) })
			time.Sleep(100 * time.Millisecond)
		}
		posting.Wait()
		for n, read := range r.reads(r.support)[1:] {
			if read != fmt.Sprint(n) {
				t.Errorf("message %d is %q", n, read)
			}
		}
	})
}
