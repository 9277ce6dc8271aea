package report

// The header of a table: which column holds what. No column list of the event log is published, so headers are
// recognised by what people and similar products call them.

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

// columns are indexes into a row; -1 where there is no such column.
type columns struct{ number, message, reason, name, date, clock int }

// The names of each column, the best first. They are compared without case, spaces at the ends, dots and colons.
var (
	numberNames = []string{"invoice no", "invoice number", "invoice #", "invoice num", "invoice nr", "inv no", "inv number", "inv #", "inv num",
		"invoice/payment no", "invoice/payment number", "customer invoice no", "customer invoice number", "invoice", "inv",
		"document no", "document number", "document #", "doc no", "doc number", "doc #", "document", "doc",
		"transaction no", "transaction number", "reference no", "reference number", "reference", "ref no", "ref", "number", "no", "#"}
	messageNames = []string{"error message", "error messages", "message", "error", "errors", "error details", "error detail", "error description",
		"failure reason", "error reason", "details", "detail", "description", "reason", "response", "result"}
	reasonNames = []string{"reason", "failure reason", "error reason"}
	nameNames   = []string{"customer name", "customer", "supplier name", "supplier", "customer/supplier", "contact name", "contact", "account name", "name"}
	dateNames   = slices.Concat(
		ofEntry("date/time", "timestamp", "time stamp"),
		[]string{"attempted at", "logged at", "logged on", "logged", "created at", "created on", "created", "date created", "date logged"},
		ofEntry("date"), clockNames)
	clockNames = ofEntry("time")
)

// ofEntry puts before each name the words that tell of whose date it is: "event date". An invoice's date is not among them.
func ofEntry(names ...string) []string {
	var out []string
	for _, of := range []string{"event ", "log ", "logged ", "error ", "attempt ", "sync ", "entry ", "created ", ""} {
		for _, name := range names {
			out = append(out, of+name)
		}
	}
	return out
}

// maxHeader bounds the cells of a row that may be a header.
const maxHeader = 200

// findColumns reads a row as a header. True if it names at least a number and a message.
func findColumns(cells []string) (columns, bool) {
	at := make(map[string]int, len(cells))
	for i, cell := range cells[:min(len(cells), maxHeader)] {
		if key := headerKey(cell); len(key) <= 40 {
			if _, seen := at[key]; !seen {
				at[key] = i
			}
		}
	}
	c := columns{
		number:  first(at, numberNames),
		message: first(at, messageNames),
		reason:  first(at, reasonNames),
		name:    first(at, nameNames),
		date:    first(at, dateNames),
		clock:   first(at, clockNames),
	}
	return c, c.number >= 0 && c.message >= 0
}

// dateAndTime are the ways to write that a column holds both.
var dateAndTime = regexp.MustCompile(`\bdate ?(?:/|&|-|\+|and|) ?time\b`)

func headerKey(cell string) string {
	cell = strings.NewReplacer(".", "", ":", "", "*", "", "_", " ").Replace(strings.ToLower(cell))
	return dateAndTime.ReplaceAllString(strings.Join(strings.Fields(cell), " "), "date/time")
}

func first(at map[string]int, names []string) int {
	for _, name := range names {
		if i, ok := at[name]; ok {
			return i
		}
	}
	return -1
}

// count is the number of columns that were recognised; 0 for the zero value, which recognised none.
func (c columns) count() int {
	if c == (columns{}) {
		return 0
	}
	n := 0
	for _, i := range []int{c.number, c.message, c.reason, c.name, c.date, c.clock} {
		if i >= 0 {
			n++
		}
	}
	return n
}

func (c columns) cell(cells []string, i int) string {
	if i < 0 || i >= len(cells) {
		return ""
	}
	return strings.TrimSpace(cells[i])
}

// text is the message of a row, with the reason on a line of its own where a column holds it apart.
func (c columns) text(cells []string) string {
	message, reason := c.cell(cells, c.message), c.cell(cells, c.reason)
	switch {
	case message == "":
		return reason
	case reason == "" || c.reason == c.message || strings.Contains(message, reason):
		return message
	default:
		return message + "\n" + reason
	}
}

// stamp is the date of a row. A time in a column of its own is needed only where the date has none.
func (c columns) stamp(cells []string, zone *time.Location) stamp {
	day, clock := c.cell(cells, c.date), c.cell(cells, c.clock)
	if st := cellStamp(day, zone); clock == "" || clock == day || !st.at.IsZero() {
		return st
	}
	return cellStamp(strings.TrimSpace(day+" "+clock), zone)
}
