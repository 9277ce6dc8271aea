package workshoptest

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/workflow"
)

var readings = map[string]func(t *testing.T, w World){
	"ReadLog reads the account's whole event log, oldest first": func(t *testing.T, w World) {
		began := w.Now()
		w.force(t, "the-first-key-0001")
		w.finish()
		w.Pass(time.Hour)
		w.force(t, "another-key-00002")
		w.finish()
		w.wantSyncs(t, 2)
		for _, e := range w.failing(t) {
			if e.Number != w.Failing.Number || e.Message == "" || e.At.Before(began) || e.At.After(w.Now()) {
				t.Errorf("odd entry between %v and %v: %+v", began, w.Now(), e)
			}
		}
		all := w.read(t, time.Time{}).Entries
		if !slices.IsSortedFunc(all, func(a, b workflow.LogEntry) int { return a.At.Compare(b.At) }) {
			t.Errorf("not oldest first: %+v", all)
		}
	},
	"at and after since": func(t *testing.T, w World) {
		w.force(t, "the-first-key-0001")
		w.finish()
		w.Pass(time.Hour)
		w.force(t, "another-key-00002")
		w.finish()
		log := w.failing(t)
		if len(log) != 2 {
			t.Fatalf("%d entries, want 2: %+v", len(log), log)
		}
		second := log[1].At
		for since, want := range map[time.Time][]workflow.LogEntry{
			second:                  log[1:],
			second.Add(time.Second): nil,
			log[0].At:               log,
		} {
			if diff := cmp.Diff(want, w.read(t, since).About(w.Failing).Entries); diff != "" {
				t.Errorf("since %v: -want +got\n%s", since, diff)
			}
		}
	},
	"one reading serves every open case of the account": func(t *testing.T, w World) {
		w.force(t, "the-first-key-0001")
		w.finish()
		numbers := map[string]bool{}
		for _, e := range w.read(t, time.Time{}).Entries {
			numbers[e.Number] = true
		}
		if len(numbers) < 2 || !numbers[w.Failing.Number] {
			t.Errorf("the log is about %v, want %s and others", numbers, w.Failing.Number)
		}
	},
	"entries never change": func(t *testing.T, w World) {
		w.force(t, "the-first-key-0001")
		w.finish()
		old := w.read(t, time.Time{}).Entries
		w.force(t, "another-key-00002")
		w.finish()
		now := w.read(t, time.Time{}).Entries
		if len(now) < len(old) {
			t.Fatalf("entries are gone: %+v", now)
		}
		if diff := cmp.Diff(old, now[:len(old)]); diff != "" {
			t.Error(diff)
		}
	},
	"AsOf of the reading is set": func(t *testing.T, w World) {
		w.force(t, "the-first-key-0001")
		w.finish()
		began := w.Now()
		for _, since := range []time.Time{{}, began, began.Add(time.Hour)} {
			if r := w.read(t, since); r.AsOf.Before(began) || r.AsOf.After(w.Now()) {
				t.Errorf("ReadLog(%v) at %v is as of %v", since, began, r.AsOf)
			}
		}
	},
	"AsOf of a log that lags behind says how far it goes": func(t *testing.T, w World) {
		w.force(t, "the-first-key-0001")
		w.finish()
		w.Inject(HalfAnHourLate)
		r := w.read(t, time.Time{})
		if want := w.Now().Add(-30 * time.Minute); r.AsOf.IsZero() || r.AsOf.After(want) {
			t.Errorf("the reading is as of %v, want %v", r.AsOf, want)
		}
		if slices.ContainsFunc(r.Entries, func(e workflow.LogEntry) bool { return e.At.After(r.AsOf) }) {
			t.Errorf("entries from after %v: %+v", r.AsOf, r.Entries)
		}
	},
	"no entry is not an error": func(t *testing.T, w World) {
		if r := w.read(t, w.Now().Add(time.Hour)); len(r.Entries) != 0 {
			t.Errorf("entries from the future: %+v", r.Entries)
		}
	},
}

var statuses = map[string]func(t *testing.T, w World){
	"Status is what Workshop Software says of the document itself": func(t *testing.T, w World) {
		w.wantStatus(t, w.Healthy, workflow.StatusPending)
		w.force(t, "the-first-key-0001")
		w.finish()
		w.wantStatus(t, w.Draft, workflow.StatusNotProcessed)
		w.wantStatus(t, w.Failing, workflow.StatusError)
		w.wantStatus(t, w.Healthy, workflow.StatusSynced)
	},
	"the empty status if it does not know it": func(t *testing.T, w World) {
		w.wantStatus(t, w.Unknown, "")
	},
}
