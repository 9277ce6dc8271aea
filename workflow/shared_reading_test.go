package workflow_test

import (
	"testing"
	"time"

	"syncbot/workflow"
)

// An error since the sync is told, whoever's reading saw it first: the case's own before it knew of the sync,
// or another case's at any moment.
func TestAnErrorSinceTheSyncIsNeverTakenForOld(t *testing.T) {
	t0 := time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	at := func(seconds int) workflow.At { return workflow.At{At: t0.Add(time.Duration(seconds) * time.Second)} }
	asked := workflow.Asked{At: at(0), Case: workflow.CaseRef{Workshop: "northside", ID: "a"}, By: user("Priya"), Doc: workflow.Document{Kind: workflow.Invoice, Number: "123"}}
	lookedUp := func(s int) workflow.Event {
		return workflow.LookedUp{At: at(s), Look: workflow.BooksLook{Verdict: workflow.NotFound, At: at(s).At}}
	}
	empty := func(s int) workflow.Event {
		return workflow.LogRead{At: at(s), Reading: workflow.Reading{AsOf: at(s).At}, Asked: true}
	}
	entry := workflow.LogEntry{ID: "e1", At: at(1).At, Number: "123", Message: "Email address must be valid"}
	read := func(s int, own bool) workflow.Event {
		return workflow.LogRead{At: at(s), Reading: workflow.Reading{AsOf: at(s).At, Entries: []workflow.LogEntry{entry}}, Asked: own}
	}
	started := workflow.SyncStarted{At: at(4), Sync: workflow.Sync{Asked: at(1).At, Started: at(1).At}}
	woke := workflow.Woke{At: at(7200)}
	for name, events := range map[string][]workflow.Event{
		"by the opening look":                     {asked, lookedUp(2), read(3, true), started, woke, lookedUp(7200), read(7200, true)},
		"by another case, before the sync's news": {asked, lookedUp(0), empty(0), read(3, false), started, woke, lookedUp(7200), read(7200, true)},
		"by another case, during the hour":        {asked, lookedUp(0), empty(0), started, read(60, false), woke},
		"by another case, during the look":        {asked, lookedUp(0), empty(0), started, woke, read(7200, false), lookedUp(7200), read(7200, true)},
	} {
		t.Run(name, func(t *testing.T) {
			m := newWorld(t, workflow.ByGateway, workflow.Xero).machine
			var c workflow.Case
			for _, e := range events {
				c, _, _ = m.Step(c, e)
			}
			if c.Verdict != workflow.ErrorsFound {
				t.Errorf("%s/%s", c.Phase, c.Verdict)
			}
		})
	}
}
