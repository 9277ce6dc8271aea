package storagetest

import (
	"time"

	"syncbot/storage"
	"syncbot/workflow"
)

var outbox = []promise{
	{"of each record only the first outbox entry is due, and its Replaces entry beside it", func(w *world) {
		c := aCase("a", "123")
		w.commit(opening(c, say(c, "a.1.0"), say(c, "a.1.1"), show(c, "a.1.2")))
		c.Rev = 2
		w.commit(opening(c, say(c, "a.2.0")))
		w.claims(slack, noon, "a.1.0", "a.1.2")
		w.claims(slack, noon)
		w.commit(done("a.1.0"))
		w.claims(slack, noon, "a.1.1")
		w.commit(done("a.1.1"))
		w.claims(slack, noon, "a.2.0")
		w.commit(done("a.2.0"))
		w.claims(slack, noon)
	}},

	{"effects of one record are in order over all lanes", func(w *world) {
		c := aCase("a", "123")
		w.commit(opening(c, lookUp(c, "a.1.0"), say(c, "a.1.1")))
		w.claims(slack, noon)
		w.claims(books, noon, "a.1.0")
		w.commit(done("a.1.0"))
		w.claims(slack, noon, "a.1.1")
	}},

	{"lanes never wait for one another", func(w *world) {
		a, b := aCase("a", "123"), aCase("b", "5")
		w.commit(opening(a, lookUp(a, "a.1.0")), opening(b, say(b, "b.1.0")))
		w.claims(books, noon, "a.1.0")
		w.claims(slack, noon, "b.1.0")
		w.claims("sla", noon)
		w.claims("slack2", noon)
	}},

	{"an effect is kept as it was committed", func(w *world) {
		c := aCase("a", "123")
		e := say(c, "a.1.0")
		e.Effect = workflow.Say{To: workflow.ToThread, Mention: "U1", Turn: 4}
		w.commit(opening(c, e))
		w.same(w.claim(slack, noon, 1), []storage.Work{{Record: e.Record, Effect: &e, FirstAt: noon, NotBefore: noon}})
	}},

	{"an effect's ID names only one in the whole store, whatever its workshop", func(w *world) {
		c := aCase("a", "123")
		elsewhere := c
		elsewhere.Workshop = south
		w.commit(opening(c, say(c, "a.1.0")))
		if err := w.store.Commit(ctx, opening(elsewhere, say(elsewhere, "a.1.0"))); err == nil {
			w.Fatal("a second effect has the same ID")
		}
		w.missing(storage.CaseRecord(elsewhere).Key)
	}},

	{"Retry puts an outbox entry off. It keeps its place in its record's order.", func(w *world) {
		c := aCase("a", "123")
		w.commit(opening(c, say(c, "a.1.0"), say(c, "a.1.1")))
		w.claims(slack, noon, "a.1.0")
		w.commit(retry("a.1.0", noon.Add(time.Minute)))
		w.claims(slack, noon.Add(time.Minute-1))
		work := w.claims(slack, noon.Add(time.Minute), "a.1.0")
		w.same(work[0].Tries, 1)
		w.same(work[0].InDoubt, false)
		w.same(work[0].FirstAt, noon)
		w.same(work[0].NotBefore, noon.Add(time.Minute))
		w.same(work[0].TriedAt, noon)
		w.commit(done("a.1.0"))
		w.claims(slack, noon, "a.1.1")
	}},

	{"times and tries are kept over a restart", func(w *world) {
		c := aCase("a", "123")
		w.commit(opening(c, say(c, "a.1.0")))
		w.commit(retry("a.1.0", noon.Add(time.Minute)))
		w.commit(retry("a.1.0", noon.Add(time.Hour+1)))
		w.reopen()
		w.claims(slack, noon.Add(time.Hour))
		work := w.claims(slack, noon.Add(time.Hour+1), "a.1.0")
		w.same(work[0].Tries, 2)
		w.same(work[0].FirstAt, noon)
	}},

	{"InDoubt: the last try said neither yes nor no", func(w *world) {
		c := aCase("a", "123")
		w.commit(opening(c, say(c, "a.1.0")))
		r := retry("a.1.0", noon.Add(time.Minute))
		r.Retry.InDoubt, r.Retry.TriedAt = true, noon.Add(5*time.Second)
		w.commit(r)
		work := w.claims(slack, noon.Add(time.Minute), "a.1.0")
		w.same(work[0].InDoubt, true)
		w.same(work[0].TriedAt, noon.Add(5*time.Second))
		w.commit(retry("a.1.0", noon.Add(time.Minute)))
		w.same(w.claims(slack, noon.Add(time.Minute), "a.1.0")[0].InDoubt, false)
	}},

	{"InDoubt: a process before this one may have performed it; TriedAt is when this process opened the store", func(w *world) {
		c := aCase("a", "123")
		w.commit(opening(c, say(c, "a.1.0"), show(c, "a.1.1")))
		before := time.Now()
		w.reopen()
		for _, work := range w.claims(slack, noon, "a.1.0", "a.1.1") {
			w.same(work.InDoubt, true)
			if work.TriedAt.Before(before) || work.TriedAt.After(time.Now()) {
				w.Errorf("TriedAt is %v, not when the store was opened", work.TriedAt)
			}
		}
		c.Rev = 2
		w.commit(done("a.1.0"), opening(c, say(c, "a.2.0")))
		w.same(w.claims(slack, noon, "a.2.0")[0].InDoubt, false)
	}},

	{"Replaces takes the place of the record's waiting effect of the same type", func(w *world) {
		c, other := aCase("a", "123"), aCase("b", "5")
		w.commit(opening(c, show(c, "a.1.0")), opening(other, show(other, "b.1.0")))
		c.Rev = 2
		second := opening(c, show(c, "a.2.0"))
		second.At = noon.Add(time.Second)
		w.commit(second)
		w.refuse(storage.ErrSeen, done("a.1.0"))
		w.claims(slack, noon, "b.1.0")
		work := w.claims(slack, noon.Add(time.Second), "a.2.0")
		w.same(work[0].FirstAt, noon.Add(time.Second))
	}},

	{"a Replaces effect that was put off: the new one waits as long and keeps count of the tries; its doubt is gone", func(w *world) {
		c := aCase("a", "123")
		w.commit(opening(c, show(c, "a.1.0")))
		r := retry("a.1.0", noon.Add(time.Minute))
		r.Retry.InDoubt = true
		w.commit(r)
		c.Rev = 2
		w.commit(opening(c, show(c, "a.2.0")))
		w.claims(slack, noon.Add(time.Minute-1))
		work := w.claims(slack, noon.Add(time.Minute), "a.2.0")
		w.same(work[0].Tries, 1)
		w.same(work[0].InDoubt, false)
	}},

	{"a Replaces effect that is leased: the new one is claimed only after its Done", func(w *world) {
		c := aCase("a", "123")
		w.commit(opening(c, show(c, "a.1.0")))
		w.claims(slack, noon, "a.1.0")
		c.Rev = 2
		w.commit(opening(c, show(c, "a.2.0")))
		c.Rev = 3
		w.commit(opening(c, show(c, "a.3.0")))
		w.claims(slack, noon)
		w.refuse(storage.ErrSeen, done("a.2.0"))
		w.refuse(storage.ErrSeen, done("a.1.0"), done("a.1.0"))
		w.claims(slack, noon)
		w.commit(done("a.1.0"))
		w.claims(slack, noon, "a.3.0")
		w.refuse(storage.ErrSeen, done("a.1.0"))
	}},

	{"a Replaces effect that is leased: the new one is claimed only after its Release", func(w *world) {
		c := aCase("a", "123")
		w.commit(opening(c, show(c, "a.1.0")))
		work := w.claims(slack, noon, "a.1.0")
		c.Rev = 2
		w.commit(opening(c, show(c, "a.2.0")))
		w.claims(slack, noon)
		w.store.Release(work[0])
		w.claims(slack, noon, "a.2.0")
	}},

	{"a Replaces effect that is leased: its Retry puts the new one off", func(w *world) {
		c := aCase("a", "123")
		w.commit(opening(c, show(c, "a.1.0")))
		w.claims(slack, noon, "a.1.0")
		c.Rev = 2
		w.commit(opening(c, show(c, "a.2.0")))
		w.commit(retry("a.1.0", noon.Add(time.Minute)))
		w.claims(slack, noon.Add(time.Minute-1))
		w.same(w.claims(slack, noon.Add(time.Minute), "a.2.0")[0].Tries, 1)
	}},

	{"Done leaves the outbox before Effects enter it", func(w *world) {
		c := aCase("a", "123")
		w.commit(opening(c, show(c, "a.1.0")))
		w.claims(slack, noon, "a.1.0")
		c.Rev = 2
		next := opening(c, show(c, "a.2.0"))
		next.Done = "a.1.0"
		w.commit(next)
		w.claims(slack, noon, "a.2.0")
	}},
}
