package main

// From a log to the answer for each number. No entry is never taken for success.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"syncbot/bot/workshop/report"
	"syncbot/workflow"
	"syncbot/workflow/diagnosis"
)

// answer is what check says. Its fields are those of --json.
type answer struct {
	Log     logFacts `json:"log"`
	Results []result `json:"results"`
	look    look
	hint    bool // more is known where the system is
}

// logFacts is what is known of the log itself.
type logFacts struct {
	File    string     `json:"file"`
	Found   report.How `json:"found,omitempty"` // by what its entries were found; scan: low confidence
	Entries int        `json:"entries"`
	AsOf    time.Time  `json:"as_of,omitzero"`
	Since   time.Time  `json:"since,omitzero"`
	Notes   []string   `json:"notes,omitempty"`
}

// result is the answer for one number.
type result struct {
	Number   string           `json:"number"`
	Verdict  workflow.Verdict `json:"verdict"`            // ErrorsFound, NotConfirmed or CouldNotTell
	FoundAs  string           `json:"found_as,omitempty"` // the equivalent number under which the log has it
	Reason   string           `json:"reason,omitempty"`   // why the log can't tell, or what limits the answer
	Findings []finding        `json:"findings"`           // each message once
	Before   []finding        `json:"before,omitempty"`   // from before --since: they don't count and aren't explained
}

// finding is a message of the log, word for word, with the entries that say it.
type finding struct {
	Message      string        `json:"message"`
	Entries      []entry       `json:"entries"`
	Explanations []explanation `json:"explanations,omitempty"`
}

// entry says where and when a message was logged.
type entry struct {
	Line   int       `json:"line"`
	At     time.Time `json:"at,omitzero"`    // omitted: no usable time
	Date   string    `json:"date,omitempty"` // as it came
	Name   string    `json:"name,omitempty"`
	Unsure bool      `json:"unsure,omitempty"` // the number stands in the line, which may be about something else
}

func (l look) answer(log report.Log, c *diagnosis.Catalogue) answer {
	a := answer{look: l, Log: l.facts(log)}
	for _, n := range l.numbers {
		r := result{Number: n, Findings: []finding{}}
		for _, e := range about(log, n) {
			r.add(e, l.isBefore(e))
		}
		for i, f := range r.Findings {
			all := c.Explain(string(l.system), f.Message)
			r.Findings[i].Explanations = published(all)
			a.hint = a.hint || l.system == "" && slices.ContainsFunc(all, isUnknown) && knownToSome(c, f.Message)
		}
		r.judge(l, log)
		a.Results = append(a.Results, r)
	}
	return a
}

func (l look) facts(log report.Log) logFacts {
	return logFacts{File: l.file, Found: log.Found, Entries: len(log.Entries), AsOf: log.AsOf(), Since: l.since, Notes: log.Notes}
}

// couldNotTell is the answer where the log can't be used at all.
func (l look) couldNotTell(reason string) answer {
	a := answer{look: l, Log: l.facts(report.Log{})}
	for _, n := range l.numbers {
		a.Results = append(a.Results, result{Number: n, Verdict: workflow.CouldNotTell, Reason: reason, Findings: []finding{}})
	}
	return a
}

// about are the entries with exactly the number, or else those with its equivalent.
func about(log report.Log, number string) []report.Entry {
	best := workflow.EquivalentMatch
	for _, e := range log.Entries {
		best = max(best, workflow.MatchNumber(number, e.Number))
	}
	var out []report.Entry
	for _, e := range log.Entries {
		if workflow.MatchNumber(number, e.Number) == best {
			out = append(out, e)
		}
	}
	return out
}

// add takes in an entry under its message.
func (r *result) add(e report.Entry, before bool) {
	if workflow.MatchNumber(r.Number, e.Number) == workflow.EquivalentMatch {
		r.FoundAs = e.Number
	}
	list := &r.Findings
	if before {
		list = &r.Before
	}
	i := slices.IndexFunc(*list, func(f finding) bool { return f.Message == e.Message })
	if i < 0 {
		i = len(*list)
		*list = append(*list, finding{Message: e.Message})
	}
	f := &(*list)[i]
	f.Entries = append(f.Entries, entry{Line: e.Row, At: e.At, Date: e.Date, Name: e.Name, Unsure: e.Found == report.Scan})
}

// isBefore reports whether an entry is surely older than --since. Logs often give only the minute.
func (l look) isBefore(e report.Entry) bool {
	switch {
	case l.since.IsZero():
		return false
	case !e.At.IsZero():
		return e.At.Before(l.since.Truncate(time.Minute))
	case !e.Day.IsZero():
		return !e.Day.AddDate(0, 0, 1).After(l.since)
	default:
		return false
	}
}

// errors is the number of different messages that count; one entry may hold several.
func (r result) errors() int {
	seen := map[string]bool{}
	for _, f := range r.Findings {
		for _, x := range f.Explanations {
			seen[x.Message] = true
		}
	}
	return len(seen)
}

// sure reports whether some entry that counts stands under the number itself.
func (r result) sure() bool {
	return slices.ContainsFunc(r.Findings, func(f finding) bool {
		return slices.ContainsFunc(f.Entries, func(e entry) bool { return !e.Unsure })
	})
}

// judge settles the verdict. Silence of a log that can't know is no answer.
func (r *result) judge(l look, log report.Log) {
	switch {
	case len(r.Findings) > 0 && (log.Found == report.Scan || r.sure()):
		r.Verdict, r.Reason = workflow.ErrorsFound, l.undated(r.Findings)
	case len(r.Findings) > 0:
		r.Verdict, r.Reason = workflow.CouldNotTell, r.Number+" stands only inside the text of an entry, or in a line that may be about something else."
	default:
		r.Verdict, r.Reason = workflow.CouldNotTell, l.unclear(log, r.Number)
		if r.Reason == "" {
			r.Verdict, r.Reason = workflow.NotConfirmed, l.stale(log)
		}
	}
}

// undated says of which entries that count it can't be told whether they are from before --since.
func (l look) undated(findings []finding) string {
	var lines []string
	for _, f := range findings {
		for _, e := range f.Entries {
			if e.At.IsZero() && !l.since.IsZero() {
				lines = append(lines, strconv.Itoa(e.Line))
			}
		}
	}
	if len(lines) == 0 {
		return ""
	}
	return fmt.Sprintf("No usable time on line %s, so I can't tell whether that is from before %s.", strings.Join(lines, ", "), l.moment(l.since))
}

// unclear is why a log without a message for the number can't tell about it; empty if it can.
func (l look) unclear(log report.Log, number string) string {
	if e, ok := l.blank(log, number); ok {
		return fmt.Sprintf("Line %d has the number %s but no message, so I can't tell what was logged. Print or download the log again.", e.Row, e.Number)
	}
	near, stated, asOf := nearly(log, number), !log.Printed.IsZero(), log.AsOf()
	switch {
	case near != "":
		return "The log has no " + number + ". The log has " + near + "; is that the one?"
	case log.Found == report.Scan:
		return "I don't recognise the form of this log, so I can't say that nothing in it is about " + number + "."
	case l.since.IsZero():
		return ""
	case stated && asOf.Before(l.since):
		return fmt.Sprintf("This log ends at %s, before %s. Print or download it again.", l.moment(asOf), l.moment(l.since))
	case log.From.After(l.since):
		return fmt.Sprintf("This log begins at %s, after %s. Choose an earlier start and print or download it again.", l.moment(log.From), l.moment(l.since))
	default:
		return ""
	}
}

// blank is an entry of the number that has no message and counts.
func (l look) blank(log report.Log, number string) (report.Entry, bool) {
	i := slices.IndexFunc(log.Blank, func(e report.Entry) bool {
		return workflow.MatchNumber(number, e.Number) != workflow.NoMatch && !l.isBefore(e)
	})
	if i < 0 {
		return report.Entry{}, false
	}
	return log.Blank[i], true
}

// stale warns of a log whose newest entry is from before --since; empty otherwise.
func (l look) stale(log report.Log) string {
	asOf := log.AsOf()
	if l.since.IsZero() || asOf.IsZero() || !asOf.Before(l.since) {
		return ""
	}
	return fmt.Sprintf("Its newest entry is of %s. If the log was made before %s, print or download it again.", l.moment(asOf), l.moment(l.since))
}

func (l look) moment(t time.Time) string { return moment(t.In(l.zone)) }

// status is 1 if errors were found for some number, otherwise 2 if the log could not tell about some, otherwise 0.
func (a answer) status() int {
	has := func(v workflow.Verdict) bool {
		return slices.ContainsFunc(a.Results, func(r result) bool { return r.Verdict == v })
	}
	switch {
	case has(workflow.ErrorsFound):
		return statusErrorsFound
	case has(workflow.CouldNotTell):
		return statusUnusable
	default:
		return 0
	}
}
