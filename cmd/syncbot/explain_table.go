package main

// The errors of a log as a table.

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"
)

// fewNumbers is how many numbers a row of the table names.
const fewNumbers = 4

func (n census) write(w io.Writer) error {
	parts := []string{n.summary()}
	if len(n.Errors) > 0 {
		parts = append(parts, n.table())
	}
	if len(n.Unknown) > 0 {
		parts = append(parts, n.unknown())
	}
	if n.Log.Entries == 0 {
		parts = append(parts, "An empty log doesn't say that everything has synced.")
	}
	if n.hint {
		parts = append(parts, whichSystem)
	}
	if len(n.Log.Notes) > 0 {
		parts = append(parts, "About this log: "+printable(strings.Join(n.Log.Notes, " ")))
	}
	_, err := fmt.Fprintln(w, strings.Join(parts, "\n\n"))
	return err
}

// summary says how much there is in the log.
func (n census) summary() string {
	text := n.look.name() + ": " + times(n.Log.Entries, "entry", "entries")
	if !n.Log.AsOf.IsZero() {
		text += ", as of " + n.look.moment(n.Log.AsOf)
	}
	if n.Blank > 0 {
		text += fmt.Sprintf("; %s without a message", times(n.Blank, "more", "more"))
	}
	return printable(text) + "."
}

// table has a row for each known error.
func (n census) table() string {
	var b strings.Builder
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "Entries\tError\tFixed in\tBy\tNewest\tNumbers")
	for _, s := range n.Errors {
		fmt.Fprintf(t, "%7d\t%s\t%s\t%s\t%s\t%s\n", s.Entries, s.Title+s.seems(), side(s.Where, n.look.system), s.Who, n.newest(s.Newest), cell(s.numbers()))
	}
	_ = t.Flush() // a strings.Builder takes everything
	return strings.TrimSuffix(b.String(), "\n")
}

// unknown has each text that nobody has explained, word for word.
func (n census) unknown() string {
	lines := []string{"Nobody has explained these; they stand here word for word:"}
	for _, u := range n.Unknown {
		lines = append(lines, fmt.Sprintf("%7d  for %s, newest: %s", u.Entries, cell(u.numbers()), n.newest(u.Newest)), "         "+strings.ReplaceAll(printable(u.Message), "\n", "\n         "))
	}
	return strings.Join(lines, "\n")
}

func (n census) newest(t time.Time) string {
	if t.IsZero() {
		return "no usable time"
	}
	return n.look.moment(t)
}

// numbers names a few.
func (t tally) numbers() string {
	if len(t.Numbers) == 0 {
		return "no number"
	}
	if more := len(t.Numbers) - fewNumbers; more > 1 {
		return fmt.Sprintf("%s and %d more", strings.Join(t.Numbers[:fewNumbers], ", "), more)
	}
	return strings.Join(t.Numbers, ", ")
}

// cell is a log's text as one line of a table.
func cell(text string) string { return printable(strings.Join(strings.Fields(text), " ")) }

// times is a count with its word.
func times(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
