package storagetest

import (
	"errors"
	"strings"
	"sync"
	"time"

	"syncbot/storage"
	"syncbot/workflow"
)

var commits = []promise{
	{"a Commit is durable when Commit returns nil", func(w *world) {
		c := aCase("a", "123")
		open := opening(c, say(c, "a.1.0"))
		open.Key, open.Answer = "slack Ev1", anAnswer(c)
		w.commit(open)
		w.reopen()
		w.same(w.get(storage.CaseRecord(c).Key), storage.CaseRecord(c))
		answer, err := w.store.Seen(ctx, "slack Ev1")
		w.same(answer, anAnswer(c))
		w.same(err, nil)
		id, err := w.store.Watching(ctx, north, c.Doc)
		w.same(id, c.ID)
		w.same(err, nil)
		entries, err := w.store.Journal(ctx, storage.CaseRecord(c).Key)
		w.same(entries, []storage.Entry{{At: noon, Rev: 1, Event: asked(c)}})
		w.same(err, nil)
		w.claims(slack, noon, "a.1.0")
		w.claims(storage.Inside, noon.Add(time.Hour), "wake a")
	}},

	{"and nothing of it is otherwise", func(w *world) {
		c := aCase("a", "123")
		w.commit(opening(c, say(c, "a.1.0")))
		clash, neighbour := aCase("b", "123"), aCase("c", "5")
		good := opening(neighbour, say(neighbour, "c.1.0"))
		good.Key, good.Done = "slack Ev1", "a.1.0"
		w.refuse(storage.ErrConflict, good, opening(clash))
		w.reopen()
		w.missing(storage.CaseRecord(neighbour).Key)
		w.missing(storage.CaseRecord(clash).Key)
		if _, err := w.store.Seen(ctx, "slack Ev1"); !errors.Is(err, storage.ErrNotFound) {
			w.Fatal(err)
		}
		w.claims(slack, noon, "a.1.0")
		w.claims(storage.Inside, noon.Add(time.Hour), "wake a")
		w.commit(good)
	}},

	{"ErrSeen: the key has committed before. Nothing was changed.", func(w *world) {
		c := aCase("a", "123")
		open := opening(c)
		open.Key, open.Answer.Text = "slack Ev1", "first"
		w.commit(open)
		c.Rev = 2
		again := opening(c, say(c, "a.2.0"))
		again.Key, again.Answer.Text = "slack Ev1", "second"
		w.refuse(storage.ErrSeen, again)
		w.same(w.get(storage.CaseRecord(c).Key).Rev, uint64(1))
		answer, _ := w.store.Seen(ctx, "slack Ev1")
		w.same(answer, workflow.Answer{Text: "first"})
		w.claims(slack, noon)
	}},

	{"ErrSeen: the effect is done already", func(w *world) {
		c := aCase("a", "123")
		w.commit(opening(c, say(c, "a.1.0"), show(c, "a.1.1")))
		w.claims(slack, noon, "a.1.0", "a.1.1")
		w.commit(done("a.1.0"), done("a.1.1"))
		w.refuse(storage.ErrSeen, done("a.1.0"))
		w.refuse(storage.ErrSeen, done("a.1.1"))
		w.refuse(storage.ErrSeen, retry("a.1.0", noon))
		w.refuse(storage.ErrSeen, retry("a.1.1", noon))
		w.refuse(storage.ErrSeen, done("never heard of"))
	}},

	{"an effect that is done twice in one batch is ErrSeen", func(w *world) {
		c := aCase("a", "123")
		w.commit(opening(c, show(c, "a.1.0")))
		w.claims(slack, noon, "a.1.0")
		w.refuse(storage.ErrSeen, done("a.1.0"), done("a.1.0"))
		w.commit(done("a.1.0"))
	}},

	{"ErrSeen is found before ErrConflict", func(w *world) {
		open := opening(aCase("a", "123"))
		open.Key = "slack Ev1"
		w.commit(open)
		w.refuse(storage.ErrSeen, open)
	}},

	{"a commit conflicts unless the stored record has Rev-1", func(w *world) {
		c := aCase("a", "123")
		c.Rev = 2
		w.refuse(storage.ErrConflict, opening(c))
		c.Rev = 1
		w.commit(opening(c))
		w.refuse(storage.ErrConflict, opening(c))
		c.Rev = 3
		w.refuse(storage.ErrConflict, opening(c))
		c.Rev = 2
		w.commit(opening(c))
	}},

	{"of many that change one record at once exactly one wins", func(w *world) {
		c := aCase("a", "123")
		w.commit(opening(c))
		c.Rev = 2
		w.same(w.race(16, func(int) storage.Commit { return opening(c) }, storage.ErrConflict), 1)
	}},

	{"a key commits at most once", func(w *world) {
		w.same(w.race(16, func(i int) storage.Commit {
			return storage.Commit{At: noon, Key: "slack Ev1", Records: opening(aCase(string(rune('a'+i)), string(rune('a'+i)))).Records}
		}, storage.ErrSeen), 1)
		list, err := w.store.Open(ctx, storage.Filter{}, storage.Page{})
		w.same(err, nil)
		w.same(len(list), 1)
	}},

	{"Key empty: not remembered", func(w *world) {
		w.commit(storage.Commit{At: noon}, storage.Commit{At: noon})
		if _, err := w.store.Seen(ctx, ""); !errors.Is(err, storage.ErrNotFound) {
			w.Fatal(err)
		}
	}},

	{"a batch is committed in order", func(w *world) {
		c := aCase("a", "123")
		second := c
		second.Rev, second.Turn = 2, 7
		w.commit(opening(c, say(c, "a.1.0")), opening(second), done("a.1.0"))
		w.same(w.get(storage.CaseRecord(c).Key), storage.CaseRecord(second))
		w.claims(slack, noon)
	}},

	{"Event is journalled for every record of the commit, oldest first; it may be nil", func(w *world) {
		c, a := aCase("a", "123"), anAccount(north)
		both := opening(c)
		both.Records = append(both.Records, storage.AccountRecord(a))
		w.commit(both)
		c.Rev = 2
		silent := opening(c)
		silent.Event = nil
		w.commit(silent)
		c.Rev = 3
		woke := opening(c)
		woke.At, woke.Event = noon.Add(time.Hour), workflow.Woke{At: workflow.At{At: noon.Add(time.Hour)}}
		w.commit(woke)
		entries, err := w.store.Journal(ctx, storage.CaseRecord(c).Key)
		w.same(err, nil)
		w.same(entries, []storage.Entry{
			{At: noon, Rev: 1, Event: both.Event},
			{At: noon.Add(time.Hour), Rev: 3, Event: woke.Event},
		})
		entries, err = w.store.Journal(ctx, storage.AccountRecord(a).Key)
		w.same(err, nil)
		w.same(entries, []storage.Entry{{At: noon, Rev: 1, Event: both.Event}})
	}},

	{"among open records of workshop and kind at most one has Unique", func(w *world) {
		w.commit(opening(aCase("a", "123")))
		w.refuse(storage.ErrConflict, opening(aCase("b", "INV-123")))
		w.commit(opening(aCase("c", "1234")))
		elsewhere := aCase("d", "123")
		elsewhere.Workshop = south
		w.commit(opening(elsewhere))
	}},

	{"a record that closes lets go of its Unique", func(w *world) {
		c := aCase("a", "123")
		w.commit(opening(c))
		c.Rev, c.Phase = 2, workflow.Closed
		w.commit(opening(c))
		if id, err := w.store.Watching(ctx, north, c.Doc); !errors.Is(err, storage.ErrNotFound) {
			w.Fatalf("still watched by %s, %v", id, err)
		}
		w.commit(opening(aCase("b", "123")))
		c.Rev, c.Phase = 3, workflow.Waiting
		w.refuse(storage.ErrConflict, opening(c))
		id, err := w.store.Watching(ctx, north, c.Doc)
		w.same(id, workflow.CaseID("b"))
		w.same(err, nil)
	}},

	{"Unique empty: any number", func(w *world) {
		a, b := anAccount(north), anAccount(north)
		b.System = workflow.MYOB
		a.Key, b.Key = "k1", "k2"
		w.commit(storage.Commit{At: noon, Records: []storage.Record{storage.AccountRecord(a), storage.AccountRecord(b)}})
		list, err := w.store.Open(ctx, storage.Filter{Kind: storage.KindAccount}, storage.Page{})
		w.same(err, nil)
		w.same(list, []storage.Record{storage.AccountRecord(b), storage.AccountRecord(a)})
	}},

	{"two workshops never meet", func(w *world) {
		names := []workflow.WorkshopID{"a", "a\x00", "a\x00b", "ab", "a\x01", "a\xc3\xbf", "b"}
		var batch []storage.Commit
		for _, name := range names {
			c := aCase("a", "123")
			c.Workshop = name
			batch = append(batch, opening(c, say(c, "say in "+string(name)), say(c, "then in "+string(name))))
		}
		w.commit(batch...)
		for _, name := range names {
			id, err := w.store.Watching(ctx, name, aCase("a", "123").Doc)
			w.same(id, workflow.CaseID("a"))
			w.same(err, nil)
			list, err := w.store.Open(ctx, storage.Filter{Workshop: name}, storage.Page{})
			w.same(caseIDs(list), []string{string(name) + "/a"})
			w.same(err, nil)
			entries, err := w.store.Journal(ctx, list[0].Key)
			w.same(len(entries), 1)
			w.same(err, nil)
		}
		w.same(len(w.claim(slack, noon, 100)), len(names))
		w.same(len(w.claim(storage.Inside, noon.Add(time.Hour), 100)), len(names))
	}},

	{"Body is owned by nobody", func(w *world) {
		c := aCase("a", "123")
		k := storage.CaseRecord(c).Key
		want := storage.CaseRecord(aCase("a", "123"))
		w.commit(opening(c))
		c.Found[0].Message = "changed after the commit"
		got := w.get(k)
		w.same(got, want)
		got.Body.(workflow.Case).Found[0].Message = "changed after the reading"
		w.same(w.get(k), want)
	}},

	{"a commit that cannot be kept says why and changes nothing", func(w *world) {
		c := aCase("a", "123")
		wrongBody, noRev := storage.CaseRecord(c), storage.CaseRecord(c)
		wrongBody.Body, noRev.Rev = anAccount(north), 0
		noEffect, noName, nowhere := say(c, "a.1.0"), aCase("", "123"), aCase("a", "123")
		noEffect.Effect, nowhere.Workshop = nil, ""
		bad := map[string]storage.Commit{
			"cannot hold":            {At: noon, Records: []storage.Record{wrongBody}},
			"has no Rev":             {At: noon, Records: []storage.Record{noRev}},
			"something to do":        opening(c, noEffect),
			"needs a kind and an id": opening(noName),
			"needs a workshop":       opening(nowhere),
			"is too long":            {At: noon, Key: strings.Repeat("k", storage.MaxName+1)},
			"is not UTF-8":           {At: noon, Key: "\xff"},
			"in the outbox already":  opening(c, say(c, "a.1.0"), say(c, "a.1.0")),
			"has no stored form":     opening(c, storage.Effect{ID: "a.1.0", Record: storage.CaseRecord(c).Key, Lane: slack, Effect: (*workflow.Say)(nil)}),
			"so Rev 1 cannot follow": {At: noon, Records: []storage.Record{storage.CaseRecord(c), storage.CaseRecord(c)}},
		}
		for why, commit := range bad {
			err := w.store.Commit(ctx, opening(aCase("b", "5")), commit)
			if err == nil || !strings.Contains(err.Error(), why) {
				w.Errorf("%v, want something with %q", err, why)
			}
		}
		list, err := w.store.Open(ctx, storage.Filter{}, storage.Page{})
		w.same(list, []storage.Record(nil))
		w.same(err, nil)
	}},
}

// race commits n commits at once and says how many became durable; the others must fail with lost.
func (w *world) race(n int, commit func(i int) storage.Commit, lost error) (won int) {
	errs := make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() { errs[i] = w.store.Commit(ctx, commit(i)) })
	}
	all.Wait()
	for _, err := range errs {
		switch {
		case err == nil:
			won++
		case !errors.Is(err, lost):
			w.Errorf("%v, want %v", err, lost)
		}
	}
	return won
}
