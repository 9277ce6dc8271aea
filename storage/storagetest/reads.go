package storagetest

import (
	"errors"
	"fmt"
	"time"

	"syncbot/storage"
	"syncbot/workflow"
)

var reads = []promise{
	{"ErrNotFound: there is no such record, key or open case", func(w *world) {
		c := aCase("a", "123")
		w.missing(storage.CaseRecord(c).Key)
		_, seen := w.store.Seen(ctx, "slack Ev1")
		_, watching := w.store.Watching(ctx, north, c.Doc)
		if !errors.Is(seen, storage.ErrNotFound) || !errors.Is(watching, storage.ErrNotFound) {
			w.Fatal(seen, watching)
		}
		entries, err := w.store.Journal(ctx, storage.CaseRecord(c).Key)
		w.same(entries, []storage.Entry(nil))
		w.same(err, nil)
	}},

	{"Open lists open records, ordered by key", func(w *world) {
		closed, other := aCase("closed", "1"), aCase("b", "2")
		closed.Phase, other.Workshop = workflow.Closed, south
		account := anAccount(north)
		account.Key = "k"
		w.commit(opening(other), opening(closed), opening(aCase("bb", "3")), opening(aCase("b", "4")), opening(aCase("a", "5")),
			storage.Commit{At: noon, Records: []storage.Record{storage.AccountRecord(account)}})
		for _, tt := range []struct {
			filter storage.Filter
			want   []string
		}{
			{storage.Filter{}, []string{"northside/northside/xero", "northside/a", "northside/b", "northside/bb", "southside/b"}},
			{storage.Filter{Kind: storage.KindCase}, []string{"northside/a", "northside/b", "northside/bb", "southside/b"}},
			{storage.Filter{Workshop: south}, []string{"southside/b"}},
			{storage.Filter{Kind: storage.KindAccount, Workshop: north}, []string{"northside/northside/xero"}},
			{storage.Filter{Workshop: "north"}, nil},
		} {
			list, err := w.store.Open(ctx, tt.filter, storage.Page{})
			w.same(caseIDs(list), tt.want)
			w.same(err, nil)
		}
	}},

	{"a Page has at most Max records (0: 100) whose keys come after After", func(w *world) {
		w.commit(wakes(250, func(int) time.Time { return noon })...)
		var got []string
		var after storage.Key
		for _, size := range []int{100, 100, 50, 0} {
			list, err := w.store.Open(ctx, storage.Filter{Kind: storage.KindCase}, storage.Page{After: after})
			w.same(err, nil)
			w.same(len(list), size)
			got = append(got, caseIDs(list)...)
			if size > 0 {
				after = list[size-1].Key
			}
		}
		for i, id := range got {
			w.same(id, fmt.Sprintf("northside/%05d", i))
		}
		list, err := w.store.Open(ctx, storage.Filter{}, storage.Page{After: storage.Key{Workshop: north, Kind: storage.KindCase, ID: "00003x"}, Max: 2})
		w.same(caseIDs(list), []string{"northside/00004", "northside/00005"})
		w.same(err, nil)
		list, err = w.store.Open(ctx, storage.Filter{Workshop: south}, storage.Page{After: after})
		w.same(list, []storage.Record(nil))
		w.same(err, nil)
	}},
}

var prunes = []promise{
	{"Prune forgets keys that are older than the retention allows", func(w *world) {
		for i, key := range []string{"old", "young"} {
			w.commit(storage.Commit{At: noon.Add(time.Duration(i) * time.Hour), Key: key})
		}
		w.same(w.store.Prune(ctx, noon.Add(Retention.Keys)), nil)
		w.refuse(storage.ErrSeen, storage.Commit{At: noon, Key: "old"})
		w.same(w.store.Prune(ctx, noon.Add(Retention.Keys+1)), nil)
		w.refuse(storage.ErrSeen, storage.Commit{At: noon, Key: "young"})
		w.commit(storage.Commit{At: noon.Add(Retention.Keys), Key: "old"})
	}},

	{"Prune forgets closed cases with their journals by the time of their last commit", func(w *world) {
		old, young, running := aCase("old", "1"), aCase("young", "2"), aCase("running", "3")
		for _, c := range []workflow.Case{old, young, running} {
			w.commit(opening(c))
		}
		old.Rev, old.Phase, young.Rev, young.Phase = 2, workflow.Closed, 2, workflow.Closed
		last := opening(young)
		last.At = noon.Add(time.Hour)
		w.commit(opening(old), last)
		w.same(w.store.Prune(ctx, noon.Add(Retention.Closed)), nil)
		w.get(storage.CaseRecord(old).Key)
		w.same(w.store.Prune(ctx, noon.Add(Retention.Closed+1)), nil)
		w.missing(storage.CaseRecord(old).Key)
		for c, lines := range map[*workflow.Case]int{&old: 0, &young: 2, &running: 1} {
			entries, err := w.store.Journal(ctx, storage.CaseRecord(*c).Key)
			w.same(len(entries), lines)
			w.same(err, nil)
		}
		w.same(w.get(storage.CaseRecord(young).Key), storage.CaseRecord(young))
		w.same(w.get(storage.CaseRecord(running).Key), storage.CaseRecord(running))
		w.same(w.store.Prune(ctx, noon.AddDate(1, 0, 0)), nil)
		w.missing(storage.CaseRecord(young).Key)
		w.reopen()
		w.get(storage.CaseRecord(running).Key)
		w.claims(storage.Inside, noon.Add(time.Hour), "wake running")
	}},

	{"Prune leaves a case that was opened again", func(w *world) {
		c := aCase("a", "123")
		c.Phase = workflow.Closed
		w.commit(opening(c))
		c.Rev, c.Phase = 2, workflow.Asking
		w.commit(opening(c))
		w.same(w.store.Prune(ctx, noon.AddDate(1, 0, 0)), nil)
		w.same(w.get(storage.CaseRecord(c).Key), storage.CaseRecord(c))
	}},

	{"Prune leaves a case with effects in the outbox", func(w *world) {
		c := aCase("a", "123")
		c.Phase = workflow.Closed
		w.commit(opening(c, show(c, "a.1.0")))
		w.same(w.store.Prune(ctx, noon.AddDate(1, 0, 0)), nil)
		w.get(storage.CaseRecord(c).Key)
		w.commit(done("a.1.0"))
		w.same(w.store.Prune(ctx, noon.AddDate(1, 0, 0)), nil)
		w.missing(storage.CaseRecord(c).Key)
	}},

	{"an account always stays, only its journal ages, line by line", func(w *world) {
		a := anAccount(north)
		for rev := range uint64(3) {
			a.Rev = rev + 1
			w.commit(storage.Commit{At: noon.Add(time.Duration(rev) * time.Hour), Event: workflow.Woke{}, Records: []storage.Record{storage.AccountRecord(a)}})
		}
		w.same(w.store.Prune(ctx, noon.Add(Retention.Closed+90*time.Minute)), nil)
		w.same(w.get(storage.AccountRecord(a).Key), storage.AccountRecord(a))
		entries, err := w.store.Journal(ctx, storage.AccountRecord(a).Key)
		w.same(err, nil)
		w.same(entries, []storage.Entry{{At: noon.Add(2 * time.Hour), Rev: 3, Event: workflow.Woke{}}})
	}},

	{"Prune forgets any number", func(w *world) {
		var batch []storage.Commit
		for i := range 1000 {
			c := aCase(fmt.Sprint(i), fmt.Sprint(i))
			c.Phase = workflow.Closed
			commit := opening(c)
			commit.Key = fmt.Sprint("key ", i)
			if i%3 == 0 {
				commit.Effects = []storage.Effect{show(c, fmt.Sprint(i, ".1.0"))}
			}
			batch = append(batch, commit)
		}
		w.commit(batch...)
		w.same(w.store.Prune(ctx, noon.AddDate(1, 0, 0)), nil)
		for i := range 1000 {
			_, err := w.store.Get(ctx, storage.CaseRecord(aCase(fmt.Sprint(i), "")).Key)
			w.same(errors.Is(err, storage.ErrNotFound), i%3 != 0)
			_, err = w.store.Seen(ctx, fmt.Sprint("key ", i))
			w.same(errors.Is(err, storage.ErrNotFound), true)
		}
	}},
}

var closes = []promise{
	{"Close closes the store; then all methods fail with ErrClosed", func(w *world) {
		w.same(w.store.Close(), nil)
		w.everyMethod(ctx, storage.ErrClosed)
		w.store.Release(storage.Work{})
		w.same(w.store.Close(), nil)
	}},

	{"Close waits for commits that have begun", func(w *world) {
		errs := make(chan error)
		const n = 50
		for i := range n {
			go func() { errs <- w.store.Commit(ctx, opening(aCase(fmt.Sprint(i), fmt.Sprint(i)))) }()
		}
		first := <-errs
		w.same(first, nil)
		w.same(w.store.Close(), nil)
		durable := 1
		for range n - 1 {
			switch err := <-errs; {
			case err == nil:
				durable++
			case !errors.Is(err, storage.ErrClosed):
				w.Error(err)
			}
		}
		w.reopen()
		list, err := w.store.Open(ctx, storage.Filter{}, storage.Page{})
		w.same(err, nil)
		w.same(len(list), durable)
	}},
}
