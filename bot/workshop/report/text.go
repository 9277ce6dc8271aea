package report

// The text of the printed report, and pasted lines. The report's form isn't published; it is known that an entry has
// the invoice number at its top right, then the message and its reason, and the customer's name.

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"syncbot/workflow"
)

const (
	maxLines = 60       // of the message of one entry
	maxScan  = 16 << 10 // bytes of one line that are scanned for a number
)

// textReader goes through the lines once. open is the entry whose message is being read.
type textReader struct {
	*collector
	lines    []string
	open     *draft
	message  []string
	loose    bool
	quoted   bool            // the open entry ends with the next quotation mark
	pending  stamp           // a date on a line of its own, before the entry that it belongs to
	preamble map[string]bool // lines before the first entry: a printed report repeats them on each page
}

func readText(text string, o Options) (Log, error) {
	lines := strings.Split(text, "\n")
	if len(lines) > MaxRows {
		return Log{}, errTooManyRows()
	}
	t := &textReader{collector: newCollector(o), lines: lines, preamble: map[string]bool{}}
	for i := range lines {
		t.line(i)
	}
	t.close()
	return t.finish()
}

// finish chooses the weaker ways where no entry was recognised: the wanted numbers anywhere, then a bare message.
func (t *textReader) finish() (Log, error) {
	found := Scan
	if slices.ContainsFunc(t.drafts, func(d draft) bool { return d.entry.Found == Blocks }) {
		found = Blocks
	}
	t.scan()
	if len(t.drafts) == 0 && t.mayBeBare() {
		found = Bare
		t.bare()
	}
	return t.log(found)
}

func (t *textReader) line(i int) {
	line := cleanLine(t.lines[i])
	if line == "" || t.preamble[line] && t.open != nil || t.facts.observe(line, t.o.zone()) {
		return
	}
	if r, ok := splitCells(line, t.o.zone()); ok {
		t.cells(r, i+1)
		return
	}
	if h, ok := t.head(line); ok {
		t.begin(h, i+1)
		return
	}
	if st, rest := takeStamp(line, t.o.zone()); st.text != "" && rest == "" {
		t.lonelyStamp(st, i)
		return
	}
	t.text(line)
	if t.quoted && oddQuotes(line) {
		t.close()
	}
}

// head accepts a loose head only where its number is wanted or the log is written so, because prose looks like it.
func (t *textReader) head(line string) (head, bool) {
	h, ok := parseHead(line, t.o.zone())
	if ok && h.loose && !t.wanted.has(h.number) && !(t.open != nil && t.loose) {
		return head{}, false
	}
	return h, ok
}

func (t *textReader) begin(h head, row int) {
	t.close()
	if h.stamp.text == "" {
		h.stamp = t.pending
	}
	t.pending, t.loose, t.quoted = stamp{}, h.loose, false
	t.open = &draft{stamp: h.stamp}
	t.open.entry.Row, t.open.entry.Found = row, Blocks
	t.open.entry.Number = workflow.CleanNumber(h.number)
	if h.message != "" {
		t.text(h.message)
	}
}

func (t *textReader) close() {
	if t.open == nil {
		return
	}
	if len(t.message) > 1 && t.open.entry.Name == "" && looksLikeName(t.message[0]) {
		t.open.entry.Name, t.message = t.message[0], t.message[1:]
	}
	t.open.entry.Message = strings.Join(t.message, "\n")
	t.open.doubt()
	t.add(*t.open)
	t.open, t.message = nil, nil
}

// lonelyStamp gives a date that has a line to itself to the open entry, or to the next one if that follows at once.
func (t *textReader) lonelyStamp(st stamp, i int) {
	if t.open != nil && t.open.stamp.text == "" && (len(t.message) == 0 || !t.headFollows(i)) {
		t.open.stamp = st
		return
	}
	t.pending = st
}

func (t *textReader) headFollows(i int) bool {
	for _, next := range t.lines[i+1 : min(len(t.lines), i+4)] {
		if next = cleanLine(next); next != "" {
			_, ok := t.head(next)
			return ok
		}
	}
	return false
}

var (
	nameLabel    = regexp.MustCompile(`(?i)^(?:customer|supplier|contact)(?:\s+name)?\s*:\s*`)
	messageLabel = regexp.MustCompile(`(?i)^(?:error(?:\s+message)?|message|reason|details?|description)\s*:\s*`)
)

// text takes in a line of the open entry's message, or of the preamble.
func (t *textReader) text(line string) {
	if t.open == nil {
		if len(t.preamble) < maxLines {
			t.preamble[line] = true
		}
		return
	}
	if label := nameLabel.FindString(line); label != "" {
		t.open.entry.Name = line[len(label):]
		return
	}
	line = unquote(line[len(messageLabel.FindString(line)):])
	if line == "" {
		return
	}
	if len(t.message) == maxLines {
		t.note("The entry on line %d has more than %d lines; the rest is left out.", t.open.entry.Row, maxLines)
	}
	if len(t.message) < maxLines {
		t.message = append(t.message, line)
	}
}

// cleanLine drops what a chat or a mail puts before a quoted line.
func cleanLine(line string) string {
	return strings.TrimSpace(strings.TrimLeft(line, " \t>•*`"))
}

// scan looks for wanted numbers that have no entry, anywhere in the lines. What it finds may be about something else.
func (t *textReader) scan() {
	var missing wanted
	for _, n := range t.o.Numbers {
		if !t.holds(n) {
			missing = append(missing, n)
		}
	}
	if len(missing) == 0 {
		return
	}
	for i, line := range t.lines {
		if h, ok := t.head(cleanLine(line)); ok && h.message == "" || t.isBlank(i+1) {
			continue // an entry of its own, without a message
		}
		if len(line) > maxScan {
			line = strings.ToValidUTF8(line[:maxScan], "")
			t.note("Line %d is longer than %d characters; I looked only at its beginning.", i+1, maxScan)
		}
		for _, num := range missing.in(line) {
			d := draft{stamp: firstStamp(line, t.o.zone())}
			d.entry.Row, d.entry.Found = i+1, Scan
			d.entry.Number, d.entry.Message = num, cleanLine(line)
			t.add(d)
		}
	}
}

func (t *textReader) holds(num string) bool {
	for _, d := range t.drafts {
		if workflow.MatchNumber(num, d.entry.Number) != workflow.NoMatch {
			return true
		}
	}
	return false
}

func firstStamp(line string, zone *time.Location) stamp {
	st, _ := takeStamp(cleanLine(line), zone)
	return st
}
