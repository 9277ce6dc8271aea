// Package workshoptest is the conformance suite of workshop.Gateway. The names of its tests are the sentences of the
// port's comments; the sandbox passes it, and every other gateway has to.
package workshoptest

import (
	"testing"
	"time"

	"syncbot/bot/workshop"
	"syncbot/workflow"
)

// Fault is something that goes wrong between the gateway and Workshop Software.
type Fault int

// The faults that a [World] can bring about.
const (
	NoFault Fault = iota
	Refusing
	Unreachable    // nothing arrives at Workshop Software
	LosingAnswers  // what is asked of Workshop Software is done, its answer is lost
	LogUnreadable  // the event log alone cannot be read now
	HalfAnHourLate // the event log that is read ends half an hour ago
)

// World is a gateway with a Workshop Software behind it that a test can arrange.
// Every test of the suite has one of its own.
type World struct {
	Gateway workshop.Gateway
	Account workshop.Account
	// Failing has not synced, and every manual sync writes one entry about its number; it is not the only such document.
	Failing workflow.Document
	Draft   workflow.Document // not processed; no sync takes it
	Healthy workflow.Document // processed, not synced; the first sync takes it
	Unknown workflow.Document // Workshop Software knows no such document

	Now    func() time.Time // by Workshop Software's clock
	Pass   func(d time.Duration)
	Runs   time.Duration // how long a sync runs; more than nothing, less than an hour
	Inject func(f Fault) // ends the fault before
}

// finish lets the sync that runs come to its end.
func (w World) finish() { w.Pass(w.Runs) }

// Test runs the suite. Each test begins with a World that open makes, in which no sync has been started.
func Test(t *testing.T, open func(t *testing.T) World) {
	for _, suite := range []map[string]func(t *testing.T, w World){syncs, readings, statuses, failures} {
		for name, test := range suite {
			t.Run(name, func(t *testing.T) { test(t, open(t)) })
		}
	}
}
