package main

// From a log to the answer for each number. No entry is never taken for success.

import (
	"fmt"
	"slices"
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
			r.Findings[i].Explanations = published(c.Explain(string(l.system), f.Message))
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
	stated := !log.Printed.IsZero()
	switch asOf := log.AsOf(); {
	case len(r.Findings) > 0 && (log.Found == report.Scan || r.sure()):
		r.Verdict = workflow.ErrorsFound
	case len(r.Findings) > 0:
		r.Verdict, r.Reason = workflow.CouldNotTell, r.Number+" stands only inside the text of an entry, which may be about something else."
	case log.Found == report.Scan:
		r.Verdict, r.Reason = workflow.CouldNotTell, "I don't recognise the form of this log, so I can't say that nothing in it is about "+r.Number+"."
	case l.since.IsZero():
		r.Verdict = workflow.NotConfirmed
	case stated && asOf.Before(l.since):
		r.Verdict, r.Reason = workflow.CouldNotTell, fmt.Sprintf("This log ends at %s, before %s. Print or download it again.", l.moment(asOf), l.moment(l.since))
	case log.From.After(l.since):
		r.Verdict, r.Reason = workflow.CouldNotTell, fmt.Sprintf("This log begins at %s, after %s. Choose an earlier start and print or download it again.", l.moment(log.From), l.moment(l.since))
	default:
		r.Verdict = workflow.NotConfirmed
		if !asOf.IsZero() && asOf.Before(l.since) {
			r.Reason = fmt.Sprintf("Its newest entry is of %s. If the log was made before %s, print or download it again.", l.moment(asOf), l.moment(l.since))
		}
	}
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
