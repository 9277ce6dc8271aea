package workflow

// Findings: what the event log says, explained, in the order of fixing.

import (
	"slices"
	"strings"
	"time"

	"syncbot/workflow/diagnosis"
)

// Finding is one message of the event log with what is known of it.
type Finding struct {
	At          time.Time             `json:"at,omitzero"`      // newest entry that says so; zero: the log gives no usable time
	Number      string                `json:"number,omitempty"` // as the log lists it
	Explanation diagnosis.Explanation `json:"explanation"`
}

// fixingOrder is the order in which documents go across, and so the order in which errors are fixed.
var fixingOrder = []string{"connection", "settings", "contact", "invoice", "payment"}

// findings explains the entries: each message once, with the time of its newest entry,
// what has to be fixed first standing first and what clears by itself last.
func (m *Machine) findings(w Workshop, entries []LogEntry) []Finding {
	var found []Finding
	for _, e := range entries {
		for _, x := range m.Catalogue.Explain(string(w.System), e.Message) {
			i := slices.IndexFunc(found, func(f Finding) bool { return f.Explanation.Message == x.Message })
			if i < 0 {
				found = append(found, Finding{Number: e.Number, Explanation: x})
				i = len(found) - 1
			}
			if at := e.At; at.After(found[i].At) {
				found[i].At = at.In(w.Zone)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Finding) int { return a.rank() - b.rank() })
	return found
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

// maxShown is how many findings one message shows; it says how many more there are.
const maxShown = 5

// more says how many findings a message does not show.
func more(found []Finding) string {
	if len(found) <= maxShown {
		return ""
	}
	return "And " + plural(len(found)-maxShown, "other") + " in the event log."
}

// shown are the findings that a message shows.
func shown(found []Finding) []Finding { return found[:min(len(found), maxShown)] }

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

// side says in a few words where an error is fixed: "in Xero".
func side(where diagnosis.Where, s System) string {
	switch where {
	case diagnosis.InWorkshop:
		return "in Workshop Software"
	case diagnosis.InAccounting:
		return "in " + s.Name()
	case diagnosis.InEither:
		return "in Workshop Software or " + s.Name()
	case diagnosis.InConnection:
		return "in the integration settings"
	default:
		return ""
	}
}

// full explains one finding at length, for a message about it alone.
func (f Finding) full(s Subject) string {
	x := f.Explanation
	if !x.Known {
		return lines(quote(x.Message), s.unknown())
	}
	return lines(quote(x.Message), labelled("What it means: ", x.Cause), f.fix(s), x.Undo)
}

// brief explains one finding in two lines, for a message about several.
func (f Finding) brief(s Subject) string {
	x := f.Explanation
	if !x.Known {
		return lines(quote(x.Message), "I don't know this one, and won't guess.")
	}
	switch {
	case f.clearsByItself():
		return quote(x.Message)
	case x.Fix == "":
		return lines(quote(x.Message), sentence(x.Cause), whoCanTell(x))
	default:
		return lines(quote(x.Message), sentence(x.Fix), x.Undo)
	}
}

func (f Finding) fix(s Subject) string {
	x := f.Explanation
	switch {
	case f.clearsByItself():
		return labelled("This often clears by itself: ", x.Fix)
	case x.Fix == "":
		return lines(whoCanTell(x)+" I know of no official fix for this message.", generalGuide(x))
	default:
		return lines(labelled("Fix: ", x.Fix), f.who())
	}
}

// who names who can do it, where neither the fix nor the reader's place says so already.
func (f Finding) who() string {
	x := f.Explanation
	if x.Who == "" || x.Who == theWorkshop || strings.Contains(strings.ToLower(x.Fix), x.Who) {
		return ""
	}
	return "Who: " + x.Who + "."
}

// theWorkshop is who reads the message, so naming them says nothing.
const theWorkshop = "the workshop"

// generalGuide offers the system's guide without saying that it explains the error.
func generalGuide(x diagnosis.Explanation) string {
	if len(x.Guides) == 0 || x.Guides[0].Explains {
		return ""
	}
	return "The general guide may help: " + x.Guides[0].Title + "."
}

func whoCanTell(x diagnosis.Explanation) string {
	if x.Who == "" {
		return "Who can tell: " + supportEmail + "."
	}
	return "Who can tell: " + x.Who + "."
}

func labelled(label, text string) string {
	if text == "" {
		return ""
	}
	return label + sentence(text)
}

// unknown is what the bot says of a message that nobody has explained.
func (s Subject) unknown() string {
	if s.System == Xero || s.System == MYOB {
		return "I don't know this one, and won't guess. Look for it in the " + s.System.Name() + " guide. If it isn't there, send this message and the event log to " + supportEmail + "."
	}
	return "I don't know this one, and won't guess. Send this message and the event log to " + supportEmail + "."
}

// links gives each guide of the findings once, as link actions with labels short enough for a button:
// the guide that the procedure names, which every list of guides ends with, goes by the system, an error's own by the error.
func links(s System, found []Finding) []Action {
	var all []Action
	for _, f := range found {
		guides := f.Explanation.Guides
		for i, g := range guides {
			label := "Guide: " + f.Explanation.Title
			if i == len(guides)-1 {
				label = s.Name() + " guide"
			}
			if !slices.ContainsFunc(all, func(a Action) bool { return a.URL == g.URL }) {
				all = append(all, Action{ID: OpenLink, Label: label, URL: g.URL})
			}
		}
	}
	return all
}
