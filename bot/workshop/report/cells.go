package report

// Rows of a table whose header is missing or unknown: the cells show by themselves what they hold.

import (
	"encoding/csv"
	"slices"
	"strings"
	"time"

	"syncbot/workflow"
)

// cellRow is what the cells of one line seem to hold.
type cellRow struct {
	stamp   stamp
	numbers []string // whole cells that may be a document's number; at least one
	name    string
	message string // the longest cell that looks like a message; empty if none does
	goesOn  bool   // a quotation mark is open at the end of the line
}

// splitCells reads a line as a row of a table. False for a line that is prose, or has no cell with a number.
func splitCells(line string, zone *time.Location) (cellRow, bool) {
	cells, tabs := cellsOf(line)
	if len(cells) < 2 {
		return cellRow{}, false
	}
	r := cellRow{goesOn: oddQuotes(line)}
	var others []string
	r.stamp, others = splitStamps(cells, zone)
	for _, cell := range others {
		r.take(cell)
	}
	if tabs && r.message == "" { // the printed report, copied: the message follows
		return cellRow{}, false
	}
	return r, len(r.numbers) > 0
}

// cellsOf parts a line at its tabs, semicolons or commas. Prose has a space after them and is not parted.
func cellsOf(line string) (cells []string, tabs bool) {
	if len(line) > maxHead {
		return nil, false
	}
	for _, comma := range []rune{'\t', ';', ','} {
		if !strings.ContainsRune(line, comma) {
			continue
		}
		r := csv.NewReader(strings.NewReader(line))
		r.Comma, r.LazyQuotes = comma, true
		cells, err := r.Read()
		prose := comma != '\t' && slices.ContainsFunc(cells, func(c string) bool { return strings.HasPrefix(c, " ") })
		if err != nil || prose {
			return nil, false
		}
		return cells, comma == '\t'
	}
	return nil, false
}

func (r *cellRow) take(cell string) {
	cell = strings.TrimSpace(cell)
	number := cell[len(labelAtStart.FindString(cell)):]
	switch {
	case wholeNumber.MatchString(number) && !isDate(number):
		r.numbers = append(r.numbers, workflow.CleanNumber(number))
	case looksLikeMessage(cell):
		if len(cell) > len(r.message) {
			r.message = cell
		}
	case r.name == "" && looksLikeName(cell):
		r.name = cell
	}
}

// cells takes in a row: under the wanted numbers that it has, otherwise under its first. Only a row with a date and a
// single number is surely an entry of an event log.
func (t *textReader) cells(r cellRow, row int) {
	t.close()
	found := Scan
	if r.stamp.text != "" && len(r.numbers) == 1 {
		found = Blocks
	}
	for _, number := range t.wanted.among(r.numbers) {
		t.close()
		t.begin(head{number: number, stamp: r.stamp, message: r.message}, row)
		t.open.entry.Name, t.open.entry.Found = r.name, found
	}
	if t.quoted = r.goesOn; !t.quoted {
		t.close()
	}
}

func oddQuotes(line string) bool { return strings.Count(line, `"`)%2 == 1 }

// among are the wanted ones of the numbers, or the first where none is wanted.
func (w wanted) among(numbers []string) []string {
	var found []string
	for _, n := range numbers {
		if w.has(n) && !slices.Contains(found, n) {
			found = append(found, n)
		}
	}
	if len(found) == 0 {
		return numbers[:1]
	}
	return found
}
