// Package storagetest holds the conformance suite that every store passes. Each test is named after the sentence of
// package storage that it proves.
package storagetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/storage"
	"syncbot/workflow"
)

// Retention is what every store that the suite opens has to keep to.
var Retention = storage.Retention{Keys: 24 * time.Hour, Closed: 48 * time.Hour}

// Opener opens the store that is kept in dir, a new one the first time, with [Retention] and the clock time.Now.
// The suite closes what it opened before it opens dir again.
type Opener func(t *testing.T, dir string) storage.Store

// Run runs the suite.
func Run(t *testing.T, open Opener) {
	for _, group := range [][]promise{commits, outbox, claims, reads, prunes, shared, closes} {
		for _, p := range group {
			t.Run(p.sentence, func(t *testing.T) {
				w := &world{T: t, open: open, dir: t.TempDir()}
				w.store = open(t, w.dir)
				t.Cleanup(func() { w.store.Close() })
				p.test(w)
			})
		}
	}
}

type promise struct {
	sentence string
	test     func(*world)
}

// world is a test and its store.
type world struct {
	*testing.T
	open  Opener
	dir   string
	store storage.Store
}

var (
	noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	ctx  = context.Background()
)

const (
	north = workflow.WorkshopID("northside")
	south = workflow.WorkshopID("southside")
	slack = storage.Lane("slack")
	books = storage.Lane("books")
)

func (w *world) reopen() {
	w.Helper()
	if err := w.store.Close(); err != nil {
		w.Fatal(err)
	}
	w.store = w.open(w.T, w.dir)
}

func (w *world) commit(batch ...storage.Commit) {
	w.Helper()
	if err := w.store.Commit(ctx, batch...); err != nil {
		w.Fatal(err)
	}
}

func (w *world) refuse(want error, batch ...storage.Commit) {
	w.Helper()
	if err := w.store.Commit(ctx, batch...); !errors.Is(err, want) {
		w.Fatalf("Commit: %v, want %v", err, want)
	}
}

func (w *world) claim(lane storage.Lane, now time.Time, max int) []storage.Work {
	w.Helper()
	work, _, err := w.store.Claim(ctx, lane, now, max)
	if err != nil {
		w.Fatal(err)
	}
	return work
}

// claims says what Claim gives out, by effect's id or wake's record.
func (w *world) claims(lane storage.Lane, now time.Time, want ...string) []storage.Work {
	w.Helper()
	work := w.claim(lane, now, 100)
	w.same(names(work), want)
	return work
}

func (w *world) next(lane storage.Lane, now time.Time, max int) time.Time {
	w.Helper()
	_, next, err := w.store.Claim(ctx, lane, now, max)
	if err != nil {
		w.Fatal(err)
	}
	return next
}

func (w *world) get(k storage.Key) storage.Record {
	w.Helper()
	r, err := w.store.Get(ctx, k)
	if err != nil {
		w.Fatal(err)
	}
	return r
}

func (w *world) missing(k storage.Key) {
	w.Helper()
	if r, err := w.store.Get(ctx, k); !errors.Is(err, storage.ErrNotFound) {
		w.Fatalf("Get gives %+v, %v, want %v", r, err, storage.ErrNotFound)
	}
}

func (w *world) same(got, want any) {
	w.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		w.Fatalf("want -, got +\n%s", diff)
	}
}

func names(work []storage.Work) (list []string) {
	for _, w := range work {
		if w.Effect == nil {
			list = append(list, "wake "+w.Record.ID)
		} else {
			list = append(list, string(w.Effect.ID))
		}
	}
	return list
}

// aCase is a case of northside with a deadline an hour after noon.
func aCase(id string, number string) workflow.Case {
	return workflow.Case{
		Workshop: north, ID: workflow.CaseID(id), Rev: 1,
		Doc:   workflow.Document{Kind: workflow.Invoice, Number: number},
		Owner: workflow.User{ID: "U1", Name: "Priya"}, Opened: noon,
		Phase: workflow.Waiting, FollowUpAt: noon.Add(time.Hour),
		Found: []workflow.LogEntry{{Number: number, Message: "Account code '200' <isn't> valid & archived"}},
	}
}

func asked(c workflow.Case) workflow.Event {
	return workflow.Asked{At: workflow.At{At: noon}, Case: c.Ref(), By: c.Owner, Doc: c.Doc}
}

// opening commits the case at noon with effects.
func opening(c workflow.Case, effects ...storage.Effect) storage.Commit {
	return storage.Commit{
		At: noon, Event: asked(c), Records: []storage.Record{storage.CaseRecord(c)}, Effects: effects,
	}
}

// anAnswer has a choice of every sort.
func anAnswer(c workflow.Case) workflow.Answer {
	return workflow.Answer{Text: "On it: INV-123.", Choices: []workflow.Choice{
		{Action: workflow.Action{Label: "Southside"}, Command: "INV-123 at southside"},
		{Action: workflow.Action{ID: workflow.Snooze, Label: "Tomorrow"}, Case: c.Ref(), Turn: 2, Text: "tomorrow"},
		{Action: workflow.Action{ID: workflow.OpenMessage, Label: "Open", Message: workflow.MessageRef{
			Place: workflow.Place{Platform: "slack", Channel: "C1"}, Ref: "C1/1",
		}}},
	}}
}

func say(c workflow.Case, id string) storage.Effect {
	return storage.Effect{
		ID: storage.EffectID(id), Record: storage.CaseRecord(c).Key, Lane: slack,
		Effect: workflow.Say{To: workflow.ToThread, Turn: 3},
	}
}

func show(c workflow.Case, id string) storage.Effect {
	e := say(c, id)
	e.Effect, e.Replaces = workflow.Show{}, true
	return e
}

func lookUp(c workflow.Case, id string) storage.Effect {
	e := say(c, id)
	e.Effect, e.Lane = workflow.LookUp{}, books
	return e
}

func done(id string) storage.Commit { return storage.Commit{At: noon, Done: storage.EffectID(id)} }

func retry(id string, at time.Time) storage.Commit {
	return storage.Commit{At: noon, Retry: &storage.Retry{Effect: storage.EffectID(id), NotBefore: at, TriedAt: noon}}
}

func anAccount(w workflow.WorkshopID) workflow.Account {
	return workflow.Account{Workshop: w, System: workflow.Xero, Rev: 1}
}

func caseIDs(list []storage.Record) (ids []string) {
	for _, r := range list {
		ids = append(ids, fmt.Sprintf("%s/%s", r.Key.Workshop, r.Key.ID))
	}
	return ids
}
