// Package report reads event logs that people have downloaded, printed or pasted: CSV files, the text of the printed
// report, and single lines. Workshop Software publishes no format for them, so the readers are tolerant and bounded,
// and say how sure they are.
//
// It reads no clock and opens no file. What it returns came from outside and must be escaped before it is shown.
package report

import (
	"io"
	"time"

	"syncbot/workflow"
)

// The limits of one log. A larger one is refused, not cut.
const (
	MaxBytes = 10 << 20 // of the input as it came
	MaxRows  = 100_000  // rows of a table, lines of a text
)

// Options say how a log is to be read. The zero value is useful.
type Options struct {
	// Zone is that of dates that name none; nil means UTC.
	Zone *time.Location
	// Numbers are those that are wanted. They are needed only where the log's form isn't recognised:
	// then its lines are scanned for them.
	Numbers []string
	// About is the number that a short text belongs to in which no number stands at all but a message does, such as
	// one pasted into the chat about 641. Empty: such a text is refused as NoEntries, as is what people only say to one
	// another, with no date, no code and no words of errors. A log whose only entries for
	// this number have no message is refused too, because it can't be taken for silence.
	About string
}

func (o Options) zone() *time.Location {
	if o.Zone == nil {
		return time.UTC
	}
	return o.Zone
}

// How says by what an entry was found.
type How string

// From sure to unsure.
const (
	Columns How = "columns" // under the headers of a table
	Blocks  How = "blocks"  // in the printed report or in a line of its form
	Bare    How = "bare"    // a message without a number; Options.About supplied it
	Scan    How = "scan"    // the wanted number stands somewhere in the row; the row may be about something else
)

// Entry is one entry of the log.
type Entry struct {
	workflow.LogEntry           // At is zero unless the entry gives both a day and a time of day that can be read
	Row               int       // the line of the log on which it starts, from 1
	Found             How       // Scan: low confidence
	Name              string    // the customer or supplier that it names; often empty
	Date              string    // its date as it came; empty if it has none
	Day               time.Time // midnight of its day, where only the day can be read; otherwise zero
}

// Log is what was read. Entries stand in the log's own order.
type Log struct {
	Found   How // by what most of it was found: Scan means that the log's form wasn't recognised
	Entries []Entry
	Blank   []Entry   // entries without a message: something was logged under their number, but not what
	Printed time.Time // when the log says that it was made; zero if it doesn't say
	From    time.Time // the period that it says it covers; zero if it doesn't say
	To      time.Time // the end of that period
	Notes   []string  // what is doubtful, a sentence each, at most maxNotes
}

// Newest is the time of the newest entry that has a usable one; zero if there is none.
func (l Log) Newest() time.Time {
	var newest time.Time
	for _, e := range l.Entries {
		if e.At.After(newest) {
			newest = e.At
		}
	}
	return newest
}

// AsOf is the moment up to which the log is known: when it was made, otherwise its newest entry, but never later than
// the period that it says it covers. Zero if nothing in it tells.
func (l Log) AsOf() time.Time {
	known := l.Printed
	if known.IsZero() {
		known = l.Newest()
	}
	if !l.To.IsZero() && l.To.Before(known) {
		return l.To
	}
	return known
}

// Reading is the log as the workflow takes it. Where the log's form was recognised, a number that only stands
// somewhere in a row is left out: that row is another document's.
func (l Log) Reading() workflow.Reading {
	r := workflow.Reading{AsOf: l.AsOf()}
	for _, e := range l.Entries {
		if e.Found != Scan || l.Found == Scan {
			r.Entries = append(r.Entries, e.LogEntry)
		}
	}
	return r
}

// Read reads a whole log. What it cannot use is an [*Error] whose text is one sentence for the person who sent it;
// a failure of r itself comes back wrapped. It reads at most MaxBytes and one more byte of r.
func Read(r io.Reader, o Options) (Log, error) {
	data, err := load(r)
	if err != nil {
		return Log{}, err
	}
	text, err := decode(data)
	if err != nil {
		return Log{}, err
	}
	if t, ok := findTable(text); ok {
		return readTable(t, o)
	}
	return readText(text, o)
}
