package storagetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"syncbot/storage"
	"syncbot/workflow"
)

var claims = []promise{
	{"Claim leases at most max pieces of work, longest due first", func(w *world) {
		w.commit(wakes(5, func(i int) time.Time { return noon.Add(time.Duration(-i) * time.Minute) })...)
		w.same(names(w.claim(storage.Inside, noon, 2)), []string{"wake 00004", "wake 00003"})
		w.same(names(w.claim(storage.Inside, noon, 2)), []string{"wake 00002", "wake 00001"})
		w.same(names(w.claim(storage.Inside, noon, 2)), []string{"wake 00000"})
		w.same(names(w.claim(storage.Inside, noon, 2)), []string(nil))
		w.same(names(w.claim(storage.Inside, noon, 0)), []string(nil))
	}},

	{"never one that is due later", func(w *world) {
		w.commit(wakes(1, func(int) time.Time { return noon })...)
		w.claims(storage.Inside, noon.Add(-1))
		work := w.claims(storage.Inside, noon, "wake 00000")
		w.same(work[0], storage.Work{Record: work[0].Record, NotBefore: noon})
	}},

	{"a clock that was set back finds nothing early, and everything later", func(w *world) {
		c := aCase("a", "123")
		w.commit(opening(c, say(c, "a.1.0")))
		w.claims(slack, noon.Add(-time.Hour))
		w.claims(storage.Inside, noon.Add(-time.Hour))
		w.same(w.next(slack, noon.Add(-time.Hour), 1), noon)
		w.claims(slack, noon, "a.1.0")
		w.claims(storage.Inside, noon.AddDate(1, 0, 0), "wake a")
	}},

	{"two timers in the same nanosecond are both kept", func(w *world) {
		w.commit(wakes(2, func(int) time.Time { return noon.Add(7) })...)
		w.claims(storage.Inside, noon.Add(6))
		w.claims(storage.Inside, noon.Add(7), "wake 00000", "wake 00001")
	}},

	{"times in all zones, years and nanoseconds stand in their order", func(w *world) {
		sydney := time.FixedZone("AEDT", 11*3600)
		times := []time.Time{
			time.Date(1, 1, 1, 0, 0, 0, 1, time.UTC), time.Unix(-1, 0), time.Unix(0, 0), time.Unix(0, 1),
			noon.In(sydney), noon.Add(1), noon.Add(time.Second), time.Date(2261, 1, 1, 0, 0, 0, 0, time.UTC),
		}
		w.commit(wakes(len(times), func(i int) time.Time { return times[len(times)-1-i] })...)
		var last time.Time
		for _, work := range w.claim(storage.Inside, times[len(times)-1], 100) {
			if work.NotBefore.Before(last) {
				w.Errorf("%v comes after %v", work.NotBefore, last)
			}
			last = work.NotBefore
		}
		w.same(last, times[len(times)-1])
	}},

	{"10,000 timers in one second are all claimed once, in order", func(w *world) {
		const n = 10_000
		when := func(i int) time.Time { return noon.Add(time.Duration(i*7919%n) * time.Second / n) }
		w.commit(wakes(n, when)...)
		claimed := map[string]bool{}
		var last time.Time
		for now := noon; len(claimed) < n; {
			work, next, err := w.store.Claim(ctx, storage.Inside, now, 1000)
			w.same(err, nil)
			for _, p := range work {
				if claimed[p.Record.ID] || p.NotBefore.After(now) || p.NotBefore.Before(last) {
					w.Fatalf("%s, due at %v, comes at %v after %v", p.Record.ID, p.NotBefore, now, last)
				}
				claimed[p.Record.ID], last = true, p.NotBefore
			}
			if len(work) == 0 {
				if !next.After(now) {
					w.Fatalf("%d claimed; nothing is due at %v and next is %v", len(claimed), now, next)
				}
				now = next.Add(100 * time.Millisecond)
			}
		}
		w.claims(storage.Inside, noon.Add(time.Hour))
	}},

	{"next is when the next piece of work of the lane that is not leased comes due; zero if there is none", func(w *world) {
		w.same(w.next(storage.Inside, noon, 10), time.Time{})
		w.commit(wakes(3, func(i int) time.Time { return noon.Add(time.Duration(i) * time.Minute) })...)
		w.same(w.next(storage.Inside, noon, 10), noon.Add(time.Minute))
		w.same(w.next(storage.Inside, noon.Add(time.Minute), 10), noon.Add(2*time.Minute))
		w.same(w.next(storage.Inside, noon, 10), noon.Add(2*time.Minute))
		w.same(w.next(storage.Inside, noon.Add(time.Hour), 10), time.Time{})
		w.same(w.next(slack, noon, 10), time.Time{})
	}},

	{"work is leased until Release gives it back undone, due as before", func(w *world) {
		c := aCase("a", "123")
		w.commit(opening(c, say(c, "a.1.0")))
		w.same(w.next(slack, noon.Add(-1), 10), noon)
		effect := w.claims(slack, noon, "a.1.0")[0]
		wake := w.claims(storage.Inside, noon.Add(time.Hour), "wake a")[0]
		w.claims(slack, noon)
		w.claims(storage.Inside, noon.Add(time.Hour))
		w.store.Release(effect)
		w.store.Release(wake)
		w.same(w.claims(slack, noon, "a.1.0")[0], effect)
		w.same(w.claims(storage.Inside, noon.Add(time.Hour), "wake a")[0], wake)
	}},

	{"work is out with one at a time", func(w *world) {
		const cases, workers = 60, 8
		for i := range cases {
			c := aCase(fmt.Sprint(i), fmt.Sprint(i))
			w.commit(opening(c, say(c, fmt.Sprint(i, ".1.0")), say(c, fmt.Sprint(i, ".1.1")), show(c, fmt.Sprint(i, ".1.2"))))
		}
		var performed sync.Map
		var all sync.WaitGroup
		for range workers {
			all.Go(func() { w.perform(&performed) })
		}
		all.Wait()
		count := 0
		performed.Range(func(any, any) bool { count++; return true })
		w.same(count, 3*cases)
	}},

	{"a wake is leased until a commit of its record", func(w *world) {
		c := aCase("a", "123")
		w.commit(opening(c))
		late := w.claims(storage.Inside, noon.Add(time.Hour), "wake a")[0]
		c.Rev, c.FollowUpAt = 2, noon.Add(2*time.Hour)
		w.commit(opening(c))
		w.claims(storage.Inside, noon.Add(time.Hour))
		w.claims(storage.Inside, noon.Add(2*time.Hour), "wake a")
		w.store.Release(late)
		w.claims(storage.Inside, noon.Add(2*time.Hour))
		c.Rev, c.FollowUpAt = 3, time.Time{}
		w.commit(opening(c))
		w.claims(storage.Inside, noon.Add(24*time.Hour))
	}},

	{"a commit that fails ends no lease", func(w *world) {
		c := aCase("a", "123")
		w.commit(opening(c, say(c, "a.1.0")))
		w.claims(slack, noon, "a.1.0")
		w.claims(storage.Inside, noon.Add(time.Hour), "wake a")
		c.Rev = 2
		w.refuse(storage.ErrConflict, done("a.1.0"), opening(c), opening(aCase("b", "123")))
		w.claims(slack, noon)
		w.claims(storage.Inside, noon.Add(time.Hour))
	}},

	{"leases live in memory only", func(w *world) {
		c := aCase("a", "123")
		w.commit(opening(c, say(c, "a.1.0")))
		w.claims(slack, noon, "a.1.0")
		w.claims(storage.Inside, noon.Add(time.Hour), "wake a")
		w.reopen()
		w.claims(slack, noon, "a.1.0")
		w.claims(storage.Inside, noon.Add(time.Hour), "wake a")
	}},

	{"WakeAt zero: never", func(w *world) {
		c := aCase("a", "123")
		c.FollowUpAt = time.Time{}
		w.commit(opening(c))
		w.claims(storage.Inside, time.Date(9000, 1, 1, 0, 0, 0, 0, time.UTC))
	}},

	{"all methods stop when ctx ends", func(w *world) {
		ended, cancel := context.WithCancel(ctx)
		cancel()
		w.everyMethod(ended, context.Canceled)
		list, err := w.store.Open(ctx, storage.Filter{}, storage.Page{})
		w.same(list, []storage.Record(nil))
		w.same(err, nil)
	}},
}

// perform does what is due until nothing is, and counts it as performed.
func (w *world) perform(performed *sync.Map) {
	for {
		work, _, err := w.store.Claim(ctx, slack, noon, 2)
		if err != nil {
			w.Error(err)
		}
		if len(work) == 0 {
			return
		}
		for _, p := range work {
			if _, twice := performed.LoadOrStore(p.Effect.ID, true); twice {
				w.Errorf("%s was given out twice", p.Effect.ID)
			}
			if err := w.store.Commit(ctx, storage.Commit{At: noon, Done: p.Effect.ID}); err != nil {
				w.Error(err)
			}
		}
	}
}

// wakes are commits of n cases, all alike but for when they wake.
func wakes(n int, at func(i int) time.Time) []storage.Commit {
	batch := make([]storage.Commit, n)
	for i := range n {
		id := fmt.Sprintf("%05d", i)
		c := workflow.Case{
			Workshop: north, ID: workflow.CaseID(id), Rev: 1, Phase: workflow.Waiting, FollowUpAt: at(i),
			Doc: workflow.Document{Kind: workflow.Invoice, Number: id},
		}
		batch[i] = storage.Commit{At: noon, Records: []storage.Record{storage.CaseRecord(c)}}
	}
	return batch
}

// everyMethod calls every method that can fail and wants the error of each.
func (w *world) everyMethod(ctx context.Context, want error) {
	w.Helper()
	c := aCase("a", "123")
	k := storage.CaseRecord(c).Key
	_, get := w.store.Get(ctx, k)
	_, watching := w.store.Watching(ctx, north, c.Doc)
	_, seen := w.store.Seen(ctx, "key")
	_, open := w.store.Open(ctx, storage.Filter{}, storage.Page{})
	_, journal := w.store.Journal(ctx, k)
	_, _, claim := w.store.Claim(ctx, slack, noon, 1)
	for name, err := range map[string]error{
		"Commit": w.store.Commit(ctx, opening(c)), "Get": get, "Watching": watching, "Seen": seen, "Open": open,
		"Journal": journal, "Claim": claim, "Prune": w.store.Prune(ctx, noon),
	} {
		if !errors.Is(err, want) {
			w.Errorf("%s: %v, want %v", name, err, want)
		}
	}
}
