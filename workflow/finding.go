package workflow

// Findings: what the event log says, explained, in the order of fixing.

import (
	"cmp"
	"slices"
	"time"

	"syncbot/workflow/diagnosis"
)

// Finding is one message of the event log with what is known of it.
type Finding struct {
	At          time.Time             `json:"at,omitzero"`      // newest entry that says so, by the log's clock; zero: the log gives no usable time
	Number      string                `json:"number,omitempty"` // as the log lists it
	Explanation diagnosis.Explanation `json:"explanation"`
	Same        *Same                 `json:"same,omitempty"` // another case explains it
}

// fixingOrder is the order in which documents go across, and so the order in which errors are fixed.
var fixingOrder = []string{"connection", "settings", "contact", "invoice", "payment"}

// findings explains the entries: each message once, with the time of its newest entry,
// what has to be fixed first standing first and what clears by itself last.
func (m *Machine) findings(w Workshop, entries []LogEntry) []Finding {
	var found []Finding
	for _, e := range entries {
		for _, x := range m.explain(w.System, e.Message) {
			i := slices.IndexFunc(found, func(f Finding) bool { return f.Explanation.Message == x.Message })
			if i < 0 {
				found = append(found, Finding{Number: e.Number, Explanation: x})
				i = len(found) - 1
			}
			if at := e.At; at.After(found[i].At) {
				found[i].At = at.In(cmp.Or(w.LogZone, w.Zone))
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Finding) int { return a.rank() - b.rank() })
	return found
}

// explain explains a message. An entry without one is an entry all the same, and nobody knows what it says.
func (m *Machine) explain(s System, message string) []diagnosis.Explanation {
	if all := m.Catalogue.Explain(string(s), Foreign(message)); len(all) > 0 {
		return all
	}
	return m.Catalogue.Explain(string(s), "(no message)")
}

// Knows says whether all that the message of a workshop's event log says is known as a text of the accounting system.
func (m *Machine) Knows(w WorkshopID, message string) bool {
	return m.Catalogue.Recognises(string(m.workshop(w).System), Foreign(message))
}

func (f Finding) rank() int {
	if f.clearsByItself() {
		return len(fixingOrder) + 1
	}
	if i := slices.Index(fixingOrder, f.Explanation.About); i >= 0 {
		return i
	}
	return len(fixingOrder)
}

// clearsByItself says that another sync is all that the error usually needs.
func (f Finding) clearsByItself() bool {
	return f.Explanation.Known && f.Explanation.Next == diagnosis.SyncAgain
}

// allClear says that nothing in the findings has to be fixed by anybody.
func allClear(found []Finding) bool {
	return len(found) > 0 && !slices.ContainsFunc(found, func(f Finding) bool { return !f.clearsByItself() })
}

// longest is the longest wait that a guide of the findings allows; 0: the usual one.
func longest(found []Finding) time.Duration {
	var wait time.Duration
	for _, f := range found {
		wait = max(wait, f.Explanation.Wait)
	}
	return wait
}
