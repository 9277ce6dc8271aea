package report

// Tables: comma, semicolon or tab between the cells, lines before the header, rows of any length.

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"syncbot/workflow"
)

// The header is looked for in the first maxPreamble lines and maxTop bytes.
const (
	maxPreamble = 60
	maxTop      = 64 << 10
)

// table is a text whose header was recognised.
type table struct {
	text    string
	comma   rune
	columns columns
}

// findTable looks for the delimiter under which the best header appears near the start.
func findTable(text string) (table, bool) {
	best := table{text: text}
	for _, comma := range []rune{',', ';', '\t'} {
		for _, r := range lineByLine(firstLines(text), comma) {
			if c, ok := findColumns(r.cells); ok && c.count() > best.columns.count() {
				best.comma, best.columns = comma, c
			}
		}
	}
	return best, best.comma != 0
}

// firstLines is the part of a text in which a header is looked for.
func firstLines(text string) string {
	text = text[:min(len(text), maxTop)]
	end := 0
	for range maxPreamble {
		i := strings.IndexByte(text[end:], '\n')
		if i < 0 {
			return text
		}
		end += i + 1
	}
	return text[:end]
}

// row is a row of a table with the line on which it starts.
type row struct {
	line  int
	cells []string
}

func readTable(t table, o Options) (Log, error) {
	c := newCollector(o)
	rows, err := t.rows(c)
	if err != nil {
		return Log{}, err
	}
	below := false
	for _, r := range rows {
		switch _, header := findColumns(r.cells); {
		case header:
			below = true
		case !below || t.columns.cell(r.cells, t.columns.number) == "":
			c.outside(r, t.columns, below)
		default:
			c.addRow(r, t.columns)
		}
	}
	return c.log(Columns)
}

// rows parses the text. Quotation marks that pair wrongly could swallow rows, so then each line is a row.
func (t table) rows(c *collector) ([]row, error) {
	rows, err := strict(t.text, t.comma)
	swallowed := slices.ContainsFunc(rows, func(r row) bool { return t.swallows(r, c.wanted) })
	if errors.Is(err, csv.ErrQuote) || errors.Is(err, csv.ErrBareQuote) || swallowed {
		c.note("Some quotation marks don't pair, so I took each line as one row.")
		rows, err = lineByLine(t.text, t.comma), nil
	}
	if err == nil && len(rows) > MaxRows {
		err = errTooManyRows()
	}
	return rows, err
}

// swallows reports whether a cell holds a line which is itself the row of a wanted number.
func (t table) swallows(r row, w wanted) bool {
	for _, cell := range r.cells {
		_, below, many := strings.Cut(cell, "\n")
		if !many {
			continue
		}
		for _, line := range strings.Split(below, "\n") {
			if cells := strings.Split(line, string(t.comma)); len(cells) > 1 && w.has(t.columns.cell(cells, t.columns.number)) {
				return true
			}
		}
	}
	return false
}

// strict parses as the format demands, at most one row more than MaxRows.
func strict(text string, comma rune) ([]row, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = comma, -1
	var rows []row
	for len(rows) <= MaxRows {
		cells, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		line, _ := r.FieldPos(0)
		rows = append(rows, row{line, cells})
	}
	return rows, nil
}

// lineByLine takes each line as a row, at most one more than MaxRows, whatever its quotation marks say.
func lineByLine(text string, comma rune) []row {
	var rows []row
	for i, line := range strings.SplitN(text, "\n", MaxRows+2) {
		if len(rows) > MaxRows {
			break
		}
		r := csv.NewReader(strings.NewReader(line))
		r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, true
		if cells, err := r.Read(); err == nil {
			rows = append(rows, row{i + 1, cells})
		}
	}
	return rows
}

// outside takes in a row that is no entry: it may say something of the report, or be an entry without a number.
func (c *collector) outside(r row, cols columns, below bool) {
	if c.facts.observe(strings.Join(r.cells, " "), c.o.zone()) || !below {
		return
	}
	if cols.text(r.cells) != "" {
		c.note("Line %d has a message but no number.", r.line)
	}
}

func (c *collector) addRow(r row, cols columns) {
	var d draft
	d.entry.Row, d.entry.Found = r.line, Columns
	d.entry.Name = cols.cell(r.cells, cols.name)
	d.entry.Message = cols.text(r.cells)
	d.stamp = cols.stamp(r.cells, c.o.zone())
	for _, num := range cellNumbers(cols.cell(r.cells, cols.number)) {
		d.entry.LogEntry = workflow.LogEntry{Number: num, Message: d.entry.Message}
		c.add(d)
	}
}
