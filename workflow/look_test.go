package workflow_test

import (
	"strings"
	"testing"
	"time"

	"syncbot/workflow"
)

// What happens while a look is under way, step by step; the stories perform everything at once.

// follow opens a case for 641 and performs what it decides.
func (w *world) follow() workflow.CaseID {
	id := workflow.NewCaseID(w.shop, "641")
	w.apply(id, workflow.Asked{
		At: w.at(), Case: workflow.CaseRef{Workshop: w.shop, ID: id}, By: user("Priya"),
		Place: workflow.Place{Platform: "console", Channel: "desk"}, Doc: workflow.Document{Kind: workflow.Invoice, Number: "641"},
	})
	w.settle()
	w.out.Reset()
	return id
}

func (w *world) presses(id workflow.CaseID, a workflow.ActionID) {
	w.apply(id, workflow.Pressed{At: w.at(), By: user("Priya"), Action: a})
}

// pastes the entry of 641's bad e-mail address, logged so long ago.
func (w *world) pastes(id workflow.CaseID, ago time.Duration) {
	w.apply(id, workflow.Pressed{At: w.at(), By: user("Priya"), Action: workflow.PasteLog, Pasted: w.badAddress(ago)})
}

func (w *world) badAddress(ago time.Duration) *workflow.Reading {
	return &workflow.Reading{Entries: []workflow.LogEntry{{At: w.now.Add(-ago), Number: "641", Message: "Email address must be valid"}}}
}

func (w *world) says(words string) {
	w.t.Helper()
	if !strings.Contains(w.out.String(), words) {
		w.t.Errorf("nobody says %q:\n%s", words, w.out.String())
	}
}

func (w *world) neverSays(words string) {
	w.t.Helper()
	if strings.Contains(w.out.String(), words) {
		w.t.Errorf("somebody says %q:\n%s", words, w.out.String())
	}
}

// A look that somebody asked for is answered although the sync begins, or another is wanted, meanwhile.
func TestCheckNowIsAnsweredWhateverBeginsMeanwhile(t *testing.T) {
	for _, road := range []workflow.Road{workflow.ByGateway, workflow.ByPeople} {
		w := newWorld(t, road, workflow.Xero)
		w.syncDown = workflow.Reason{Code: workflow.Unreachable, Text: "Workshop Software didn't answer"}
		id := w.follow()
		w.now = w.now.Add(10 * time.Second)
		w.presses(id, workflow.CheckNow)
		w.apply(id, workflow.SyncStarted{At: w.at(), Sync: workflow.Sync{Asked: w.now, Started: w.now}})
		w.settle()
		w.says("Looked at")
	}
	w := newWorld(t, workflow.ByGateway, workflow.Xero)
	id := w.follow()
	w.now = w.now.Add(6 * time.Minute)
	w.presses(id, workflow.CheckNow)
	w.presses(id, workflow.SyncAgain)
	w.settle()
	w.says("Looked at")
}

// An error that another case's reading has shown during the look is not denied by a person's "no entry".
func TestAnErrorReadDuringTheLookIsNotDenied(t *testing.T) {
	w := newWorld(t, workflow.ByPeople, workflow.Xero)
	id := w.follow()
	w.presses(id, workflow.PressedSync)
	w.settle()
	w.now = w.now.Add(time.Hour)
	w.apply(id, workflow.Woke{At: w.at()})
	w.apply(id, workflow.LogRead{At: w.at(), Reading: *w.badAddress(30 * time.Minute)})
	w.settle()
	w.presses(id, workflow.NoEntry)
	w.settle()
	w.neverSays("no entry for 641 since")
	w.says("1 error found")
}

// A log that a person pastes counts although the bot's own reading of it fails.
func TestAPasteIsNotLostUnderAFailedReading(t *testing.T) {
	w := newWorld(t, workflow.ByGateway, workflow.Xero)
	w.booksDown = "Xero didn't answer"
	id := w.follow()
	w.until(w.now.Add(61 * time.Minute))
	w.logDown = "Workshop Software didn't answer"
	w.presses(id, workflow.CheckNow)
	for len(w.outbox[id]) > 0 {
		if _, reading := w.outbox[id][0].(workflow.ReadLog); reading {
			break
		}
		w.performFirst(id)
	}
	w.pastes(id, 30*time.Minute)
	w.settle()
	w.says("1 error found")
}

// An error from before a look that did not find the document is older than its arrival.
func TestAnErrorFromBeforeTheArrivalIsNotNewer(t *testing.T) {
	w := newWorld(t, workflow.ByPeople, workflow.Xero)
	id := w.follow()
	w.presses(id, workflow.PressedSync)
	w.settle()
	w.until(w.now.Add(61 * time.Minute))
	w.now = w.now.Add(15 * time.Minute)
	w.books["641"] = workflow.BooksLook{Verdict: workflow.ArrivedUnpaid, Total: 1000, Owing: 1000}
	w.pastes(id, 50*time.Minute)
	w.settle()
	w.neverSays("newer error")
	w.neverSays("Closed by")
	w.says("641 · Synced")
}

// An entry in the very minute of the look that did not find the document may be newer: logs give minutes, and clocks differ.
func TestAnErrorInTheMinuteOfTheLookMayBeNewer(t *testing.T) {
	w := newWorld(t, workflow.ByGateway, workflow.Xero)
	id := w.follow()
	w.now = w.now.Add(30*time.Minute + 30*time.Second)
	w.log = append(w.log, workflow.LogEntry{At: w.now.Truncate(time.Minute), Number: "641", Message: "Payment amount exceeds the amount outstanding on this document"})
	w.presses(id, workflow.CheckNow)
	w.settle()
	w.books["641"] = workflow.BooksLook{Verdict: workflow.ArrivedUnpaid, Total: 1000, Owing: 1000}
	w.until(w.now.Add(25 * time.Hour))
	w.says("There, but the log has a newer error")
}

// The apology for a late look belongs to that look alone.
func TestTheApologyIsForTheLateLookOnly(t *testing.T) {
	w := newWorld(t, workflow.ByGateway, workflow.Xero)
	id := w.follow()
	w.now = w.now.Add(3 * time.Hour)
	w.apply(id, workflow.Woke{At: w.at()})
	w.presses(id, workflow.Stop)
	w.settle()
	w.now = w.now.Add(24 * time.Hour)
	w.books["641"] = workflow.BooksLook{Verdict: workflow.ArrivedUnpaid, Total: 1000, Owing: 1000}
	w.presses(id, workflow.Reopen)
	w.settle()
	w.neverSays("sorry")
	w.says("Already in Xero")
}
