package main

// The answer of check in words.

import (
	"fmt"
	"io"
	"strings"
	"time"

	"syncbot/workflow"
)

func (a answer) writeJSON(w io.Writer) error { return writeJSON(w, a) }

func (a answer) writeText(w io.Writer) error {
	var parts []string
	for _, r := range a.Results {
		parts = append(parts, r.text(a))
	}
	if a.hint {
		parts = append(parts, whichSystem)
	}
	if len(a.Log.Notes) > 0 {
		parts = append(parts, "About this log: "+printable(strings.Join(a.Log.Notes, " ")))
	}
	_, err := fmt.Fprintln(w, strings.Join(parts, "\n\n"))
	return err
}

// text is the answer for one number: first the number and the state, then what was seen, then what to do.
func (r result) text(a answer) string {
	parts := []string{r.title()}
	switch r.Verdict {
	case workflow.CouldNotTell, workflow.ErrorsFound:
		parts[0] = strings.TrimSpace(parts[0] + "\n" + printable(r.Reason))
	case workflow.NotConfirmed:
		parts[0] += "\n" + r.silence(a)
	}
	for _, f := range r.Findings {
		parts = append(parts, f.text(a.look)+"\n"+f.explained(a.look))
	}
	for _, f := range r.Before {
		parts = append(parts, "From before "+a.look.moment(a.look.since)+", not counted:\n"+f.text(a.look))
	}
	return strings.Join(parts, "\n\n")
}

func (r result) title() string {
	title := r.Number + " · " + r.state()
	if r.FoundAs != "" {
		title += " (found as " + r.FoundAs + ")"
	}
	return printable(title)
}

func (r result) state() string {
	switch n := r.errors(); {
	case r.Verdict == workflow.CouldNotTell:
		return "Couldn't tell"
	case r.Verdict == workflow.NotConfirmed:
		return "No error, not confirmed"
	case n == 1:
		return "1 error found"
	default:
		return fmt.Sprintf("%d errors found", n)
	}
}

// silence says what no entry means, and how to see whether the document is there.
func (r result) silence(a answer) string {
	seen := "Event log"
	if !a.Log.AsOf.IsZero() {
		seen += " as of " + a.look.moment(a.Log.AsOf)
	}
	seen += ": no entry for " + r.Number
	if !a.Log.Since.IsZero() {
		seen += " since " + a.look.moment(a.Log.Since)
	}
	lines := []string{printable(seen) + "."}
	if len(r.Before) > 0 {
		lines = append(lines, r.earlier(a.look))
	}
	if r.Reason != "" {
		lines = append(lines, r.Reason)
	}
	lines = append(lines,
		"A failed automatic sync writes no entry, so this doesn't say that it's there.",
		"To see: "+workflow.StatusReportPath+", or look for it in "+a.look.system.Name()+".")
	return strings.Join(lines, "\n")
}

// earlier says how many entries there are from before --since.
func (r result) earlier(l look) string {
	var newest time.Time
	n := 0
	for _, f := range r.Before {
		n += len(f.Entries)
		for _, e := range f.Entries {
			if e.At.After(newest) {
				newest = e.At
			}
		}
	}
	text := fmt.Sprintf("Before that: %d entries", n)
	if n == 1 {
		text = "Before that: 1 entry"
	}
	if newest.IsZero() {
		return text + "."
	}
	return text + ", newest " + l.moment(newest) + "."
}

// text is where and when the message was logged, and the message word for word.
func (f finding) text(l look) string {
	var lines []string
	for _, e := range f.Entries {
		lines = append(lines, e.text(l))
	}
	return strings.Join(append(lines, indent(f.Message)), "\n")
}

// explained says what is known of the message, and of each part of it where it holds several.
func (f finding) explained(l look) string {
	if len(f.Explanations) == 1 {
		return explainedBelow(l.system, f.Explanations[0].whole)
	}
	var parts []string
	for _, x := range f.Explanations {
		parts = append(parts, "\n"+explained(l.system, x.whole))
	}
	return strings.Join(parts, "\n")
}

func (e entry) text(l look) string {
	when := "no usable time"
	switch {
	case !e.At.IsZero():
		when = l.moment(e.At)
	case e.Date != "":
		when += " (" + e.Date + ")"
	}
	text := fmt.Sprintf("Line %d, %s", e.Line, when)
	if e.Name != "" {
		text += ", for " + e.Name
	}
	if e.Unsure {
		text += ", found by the number alone: check that the line is about it"
	}
	return printable(text) + ":"
}
