package workflow

// What a look saw, in lines that say where and when.

import (
	"fmt"
	"strings"
	"time"
)

// Seen is what a look saw, for the lines that say so.
type Seen struct {
	LogAt      time.Time `json:"log_at,omitzero"`      // when the log was read; zero: it was not
	LogBy      string    `json:"log_by,omitempty"`     // who read it, where a person did
	Started    time.Time `json:"started,omitzero"`     // the sync it is judged by
	Books      BooksLook `json:"books,omitzero"`       // zero Verdict: not looked
	Maybe      []Finding `json:"maybe,omitempty"`      // entries that may be from before the sync
	Due        time.Time `json:"due,omitzero"`         // set when the look began late: when it was due
	Back       time.Time `json:"back,omitzero"`        // with Due: when the bot was back, where it was down then
	Syncs      int       `json:"syncs"`                // how many syncs the case has had
	LogTrouble Reason    `json:"log_trouble,omitzero"` // why the log could not be read
}

// latePart is late, in a message that has to fit a phone.
func (s Subject) latePart(v Seen) part {
	long := s.late(v)
	short, _, _ := strings.Cut(long, ", sorry")
	return orShort(long, strings.Replace(short, "Due at ", "Due ", 1)+".")
}

// late owns up to a late look; empty if it was on time.
func (s Subject) late(v Seen) string {
	if v.Due.IsZero() {
		return ""
	}
	why, until := "I couldn't look until ", s.Now
	if !v.Back.IsZero() {
		why, until = "I was offline until ", v.Back
	}
	at := markTime(Clock, until, clock(until))
	if !sameDay(v.Due, until) {
		at = dateTime(until)
	}
	return "Due at " + s.when(v.Due) + ". " + why + at + ", sorry."
}

// logLine says what was read of the log and when, where it held nothing that counts.
func (s Subject) logLine(v Seen) string {
	by := ""
	if v.LogBy != "" {
		by = ", read by " + v.LogBy
	}
	text := "Event log at " + s.when(v.LogAt) + by + ": no entry for " + s.bare() + " since the " + s.when(v.Started) + " sync."
	for _, f := range v.Maybe {
		text = lines(text, "An entry without a usable time may be from before: "+quote(f.Explanation.Message))
	}
	return text
}

// booksLine says what was seen in the accounting system and when.
func (s Subject) booksLine(b BooksLook) string {
	if b.Verdict == "" {
		return ""
	}
	at := s.System.Name() + " at " + s.when(b.At) + ": "
	named := s.kindName()
	switch b.Verdict {
	case NotFound:
		return at + "no " + named + " " + s.bare() + "."
	case BooksUnknown:
		return s.couldNotLook(b.Reason)
	case Several:
		return at + fmt.Sprintf("%d documents with number %s.", b.Count, s.bare())
	case ArrivedVoid:
		return at + named + " " + b.Number + " is void or deleted."
	case ArrivedNotPosted:
		return at + named + " " + b.Number + " is a draft or waits for approval."
	case ArrivedUnpaid:
		if s.Doc.Kind == Payment {
			return at + "invoice " + b.Number + " is there, no payment on it."
		}
	}
	return at + named + " " + b.Number + s.foundAs(b.Number) + ", total " + b.Total.String() + ", " + owing(b) + "."
}

// couldNotLook says why the books could not be checked. A reason that names the system says where, too.
func (s Subject) couldNotLook(reason string) string {
	switch {
	case reason == "":
		return "I can't look into " + s.System.Name() + " myself."
	case strings.Contains(reason, s.System.Name()):
		return "I couldn't look: " + ended(reason)
	}
	return "I couldn't look into " + s.System.Name() + ": " + ended(reason)
}

// kindName is the document's kind in a sentence.
func (s Subject) kindName() string {
	switch s.Doc.Kind {
	case Credit:
		return "credit"
	case SupplierInvoice:
		return "supplier invoice"
	default:
		return "invoice"
	}
}

// foundAs says that the number stands in the books in its equivalent form; empty for the exact one.
func (s Subject) foundAs(found string) string {
	if s.Doc.Match(found) != EquivalentMatch {
		return ""
	}
	return " (you asked for " + s.Doc.Number + ")"
}

func owing(b BooksLook) string {
	if b.Owing == 0 {
		return "fully paid"
	}
	return "still owing " + b.Owing.String()
}
