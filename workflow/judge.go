package workflow

// From what a look saw to a verdict: the table "What the follow-up says".

import (
	"slices"
	"time"
)

// presence is what a look into the books means for the document that was asked for.
type presence int

const (
	cannotSay presence = iota // could not check: never "not there"
	absent
	unsettled
	present
)

// presence reads the last look into the books for the case's document. The one that a person has turned down is not to
// be told apart from it.
func (c Case) presence() presence {
	if c.Books == nil {
		return cannotSay
	}
	seen := presenceOf(c.Doc, *c.Books)
	if seen == present && c.rejected() {
		return unsettled
	}
	return seen
}

// rejected says that the books still show what a person said is another document.
func (c Case) rejected() bool {
	return c.NotIt != nil && c.Books != nil && c.NotIt.Number == c.Books.Number && c.NotIt.Total == c.Books.Total && c.NotIt.URL == c.Books.URL
}

// presenceOf reads the books' verdict for a kind of document.
func presenceOf(d Document, b BooksLook) presence {
	payment := d.Kind == Payment
	switch b.Verdict {
	case ArrivedPaid:
		return present
	case ArrivedPartPaid:
		if payment {
			return unsettled
		}
		return present
	case ArrivedUnpaid:
		if payment {
			return absent
		}
		return present
	case ArrivedNotPosted, ArrivedVoid, Several:
		return unsettled
	case NotFound:
		return absent
	default:
		return cannotSay
	}
}

// evidence is what a look showed, reduced to what decides.
type evidence struct {
	books        presence
	errors       bool // the log has errors since the sync
	noLog        bool // the log could not be read, or is older than the sync
	notProcessed bool // Workshop Software says so
}

// judge is the table "What the follow-up says".
func judge(e evidence) Verdict {
	switch {
	case e.books == unsettled:
		return ThereNotSettled
	case e.books == present && e.errors:
		return ThereNewerError
	case e.books == present:
		return Synced
	case e.errors:
		return ErrorsFound
	case e.noLog:
		return CouldNotTell
	case e.notProcessed:
		return NotProcessed
	case e.books == absent:
		return NotThereYet
	default:
		return NotConfirmed
	}
}

// sorting is the part of a reading that counts, and the part that may.
type sorting struct{ fresh, maybe []LogEntry }

// sort tells the entries since the sync from older ones. What was read before the sync was asked for is from before it;
// of the rest an entry counts by its time, and one without a usable time counts; without, and read before, it may.
func (c Case) sort(entries []LogEntry) sorting {
	var out sorting
	cutoff := c.cutoff()
	for _, e := range entries {
		old := c.readBefore(e, c.Sync.Asked)
		switch {
		case old && e.At.IsZero():
			out.maybe = append(out.maybe, e)
		case !old && (e.At.IsZero() || !e.At.Before(cutoff)):
			out.fresh = append(out.fresh, e)
		}
	}
	return out
}

// cutoff is when entries begin to count: the moment that the bot asked for the sync, earlier by what clocks and
// memories differ. Logs give minutes, so it is cut to the minute.
func (c Case) cutoff() time.Time {
	switch {
	case c.Sync.Stated:
		return c.Sync.Started.Add(-statedSlack).Truncate(time.Minute)
	case c.Sync.By.ID != "":
		return c.Needs.Truncate(time.Minute)
	default:
		return c.Sync.Asked.Add(-clockSkew).Truncate(time.Minute)
	}
}

// readBefore says that the case had read the entry by the time.
func (c Case) readBefore(e LogEntry, t time.Time) bool {
	return slices.ContainsFunc(c.Known, func(k KnownEntry) bool { return sameEntry(k.LogEntry, e) && !k.Read.After(t) })
}

func (c Case) knows(e LogEntry) bool {
	return slices.ContainsFunc(c.Known, func(k KnownEntry) bool { return sameEntry(k.LogEntry, e) })
}

// withKnown adds to the entries of a reading those that the case knows from others.
func (c Case) withKnown(entries []LogEntry) []LogEntry {
	all := slices.Clone(entries)
	for _, k := range c.Known {
		if !slices.ContainsFunc(all, func(e LogEntry) bool { return sameEntry(e, k.LogEntry) }) {
			all = append(all, k.LogEntry)
		}
	}
	return all
}

// known are the entries read so far.
func (c Case) known() []LogEntry {
	var all []LogEntry
	for _, k := range c.Known {
		all = append(all, k.LogEntry)
	}
	return all
}

func sameEntry(a, b LogEntry) bool {
	if a.ID != "" && b.ID != "" {
		return a.ID == b.ID
	}
	return a.At.Equal(b.At) && a.Number == b.Number && a.Message == b.Message
}

// remember keeps the entries for later readings, the last read if there are too many.
func (c *Case) remember(entries []LogEntry, read time.Time) {
	known := slices.Clone(c.Known)
	for _, e := range entries {
		if !c.knows(e) {
			known = append(known, KnownEntry{e, read})
		}
	}
	if over := len(known) - MaxKnown; over > 0 {
		known = known[over:]
	}
	c.Known = known
}

// tooOld says where the reading ends, if that is before the sync; else zero.
func (c Case) tooOld(r Reading) time.Time {
	if r.AsOf.IsZero() || !r.AsOf.Before(c.Sync.Started.Truncate(time.Minute)) {
		return time.Time{}
	}
	return r.AsOf
}

// newestReport is the part of the entries that came with the newest one: a sync's worth.
func newestReport(entries []LogEntry) []LogEntry {
	var newest time.Time
	for _, e := range entries {
		if e.At.After(newest) {
			newest = e.At
		}
	}
	var out []LogEntry
	for _, e := range entries {
		if e.At.IsZero() || newest.Sub(e.At) <= oneReport {
			out = append(out, e)
		}
	}
	return out
}
