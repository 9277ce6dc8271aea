package report

// The entries as they are found, and what can be said only when all are known.

import (
	"fmt"
	"slices"
	"strings"
)

// The bounds of one entry and of what is said about the log.
const (
	maxMessage = 4096 // bytes of one message; the rest is cut, with a note
	maxNotes   = 20
)

// draft is an entry before its date is settled.
type draft struct {
	entry Entry
	stamp stamp
}

// collector gathers drafts in the order of the log.
type collector struct {
	o      Options
	wanted wanted
	facts  facts
	drafts []draft
	blank  []draft // entries without a message
	notes  []string
}

func newCollector(o Options) *collector {
	w := wanted(o.Numbers)
	if o.About != "" {
		w = append(w[:len(w):len(w)], o.About)
	}
	return &collector{o: o, wanted: w}
}

// note keeps a sentence for the person, unless there are plenty already.
func (c *collector) note(format string, args ...any) {
	if len(c.notes) < maxNotes {
		c.notes = append(c.notes, fmt.Sprintf(format, args...))
	}
}

// add takes in an entry. One without a message is kept apart.
func (c *collector) add(d draft) {
	message := strings.TrimSpace(d.entry.Message)
	if message == "" {
		if c.wanted.has(d.entry.Number) {
			c.note("Line %d has the number %s but no message.", d.entry.Row, d.entry.Number)
		}
		if len(c.blank) < MaxRows {
			c.blank = append(c.blank, d)
		}
		return
	}
	if len(message) > maxMessage {
		message = strings.ToValidUTF8(message[:maxMessage], "")
		c.note("The message on line %d is longer than %d characters; the rest is left out.", d.entry.Row, maxMessage)
	}
	d.entry.Message = message
	if len(c.drafts) <= MaxRows { // one too many is how log knows
		c.drafts = append(c.drafts, d)
	}
}

// log settles the dates. If some dates of the log can be read only as month/day, and none only as day/month,
// then nobody can tell what 3/11 means in it.
func (c *collector) log(found How) (Log, error) {
	if err := c.refuse(found); err != nil {
		return Log{}, err
	}
	if len(c.drafts) > MaxRows {
		return Log{}, errTooManyRows()
	}
	orders := map[order]int{c.facts.printed.order: 1, c.facts.from.order: 1, c.facts.to.order: 1}
	for _, d := range c.drafts {
		orders[d.stamp.order]++
	}
	american := orders[monthFirst] > 0 && orders[dayFirst] == 0
	settle := func(s stamp) stamp {
		if american && s.order == either {
			return s.spoil()
		}
		return s
	}
	l := Log{Found: found, Notes: c.notes, Printed: settle(c.facts.printed).at,
		From: startOf(settle(c.facts.from)), To: endOf(settle(c.facts.to))}
	for _, d := range c.drafts {
		l.Entries = append(l.Entries, d.entry.dated(settle(d.stamp)))
	}
	for _, d := range c.blank {
		l.Blank = append(l.Blank, d.entry.dated(settle(d.stamp)))
	}
	l.Notes = append(l.Notes, dateNotes(l.Entries, orders[monthFirst] > 0)...)
	return l, nil
}

// refuse is the error where there is no entry, or only one without a message for the number that the text is about.
func (c *collector) refuse(found How) error {
	empty := len(c.drafts) == 0 && found != Columns
	for _, d := range c.blank {
		if empty && c.wanted.hasDraft(d) || c.silentAbout(d) {
			return errNoMessage(d.entry)
		}
	}
	if empty {
		return errNoEntries()
	}
	return nil
}

// silentAbout reports whether the entry, which has no message, is all that there is for About.
func (c *collector) silentAbout(d draft) bool {
	about := wanted{c.o.About}
	return about.hasDraft(d) && !slices.ContainsFunc(c.drafts, about.hasDraft)
}

// isBlank reports whether an entry without a message begins on the line.
func (c *collector) isBlank(row int) bool {
	_, found := slices.BinarySearchFunc(c.blank, row, func(d draft, row int) int { return d.entry.Row - row })
	return found
}

func (w wanted) hasDraft(d draft) bool { return w.has(d.entry.Number) }

func (e Entry) dated(s stamp) Entry {
	e.At, e.Day, e.Date = s.at, s.day, strings.TrimSpace(s.text)
	return e
}

// dateNotes says once how many entries have no usable time, and why.
func dateNotes(entries []Entry, american bool) []string {
	undated := 0
	for _, e := range entries {
		if e.At.IsZero() {
			undated++
		}
	}
	var notes []string
	if undated > 0 {
		notes = append(notes, fmt.Sprintf("Without a usable time: %d of %d entries.", undated, len(entries)))
	}
	if american {
		notes = append(notes, "Some dates can be read only as month/day; I read day/month, so I don't use them.")
	}
	return notes
}
