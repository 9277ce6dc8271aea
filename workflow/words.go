package workflow

// How times, amounts and numbers are written, in one place.

import (
	"fmt"
	"strings"
	"time"
)

// Subject is what every note about a case begins with. Now is when the note was made; all times carry the workshop's zone.
type Subject struct {
	Doc      Document  `json:"doc"`
	Workshop string    `json:"workshop"`
	System   System    `json:"system"`
	Desk     bool      `json:"desk,omitempty"`     // read where several workshops are served, by people who are support themselves
	LogZone  string    `json:"log_zone,omitempty"` // the clock that the event log goes by, where the message's times go by another: "Brisbane time"
	Now      time.Time `json:"now"`
	Seconds  bool      `json:"seconds,omitempty"` // times show seconds: the wait is so short that minutes say nothing
}

// head is the first line of a message: number, on a desk the workshop, then state.
func (s Subject) head(state string) string { return s.name() + " · " + state }

// name is the document, on a desk with its workshop.
func (s Subject) name() string {
	if s.Desk {
		return s.Doc.Title() + " · " + s.Workshop
	}
	return s.Doc.Title()
}

// bare is the number as the event log and the books list it: without INV-, a payment by its invoice.
func (s Subject) bare() string {
	return bareNumber(CleanNumber(s.Doc.Number))
}

// thing names the document inside a sentence: "invoice 123", "the payment on 641".
func (s Subject) thing() string {
	switch s.Doc.Kind {
	case Payment:
		return "the payment on " + s.bare()
	case Credit:
		return "credit " + s.bare()
	case SupplierInvoice:
		return "supplier invoice " + s.bare()
	default:
		return "invoice " + s.bare()
	}
}

// when is a clock time on the note's own day, with the day where it is another one.
func (s Subject) when(t time.Time) string {
	switch {
	case !sameDay(t, s.Now):
		return dateTime(t)
	case s.Seconds:
		return markTime(Seconds, t, t.Format("3:04:05 pm"))
	default:
		return markTime(Clock, t, clock(t))
	}
}

// logTime is the time of an entry of the event log: where the log's clock is another one, by that and with its name.
func (s Subject) logTime(t time.Time) string {
	if s.LogZone == "" {
		return s.when(t)
	}
	return Words(s.when(t)).bare() + " " + s.LogZone
}

func sameDay(a, b time.Time) bool {
	ay, am, ad := a.Date()
	by, bm, bd := b.Date()
	return ay == by && am == bm && ad == bd
}

// clock is a time of day: "11:04 am", on the full hour "9 am".
func clock(t time.Time) string {
	if t.Minute() == 0 {
		return t.Format("3 pm")
	}
	return t.Format("3:04 pm")
}

// day is a date without its year: "Tue 24 Nov".
func day(t time.Time) string { return t.Format("Mon 2 Jan") }

// dateTime is a day and a time of day: "Wed 25 Nov, 9 am".
func dateTime(t time.Time) string { return markTime(DateTime, t, day(t)+", "+clock(t)) }

// span is a wait in words: "an hour", "3 hours", "20 seconds".
func span(d time.Duration) string {
	switch {
	case d == time.Hour:
		return "an hour"
	case d >= time.Hour && d%time.Hour == 0:
		return plural(int(d/time.Hour), "hour")
	case d >= time.Minute && d%time.Minute == 0:
		return plural(int(d/time.Minute), "minute")
	case d < time.Minute:
		return plural(int(d.Round(time.Second)/time.Second), "second")
	default:
		return plural(int(d.Round(time.Minute)/time.Minute), "minute")
	}
}

// joinWords joins words as people do: "641, 642 and 643".
func joinWords(all []string, last string) string {
	n := len(all)
	if n < 2 {
		return strings.Join(all, "")
	}
	return strings.Join(all[:n-1], ", ") + " " + last + " " + all[n-1]
}

// plural counts a thing: "1 error", "2 errors".
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// String is the amount as people write it: "$1,240.00".
func (c Cents) String() string {
	sign := ""
	if c < 0 {
		sign, c = "-", -c
	}
	dollars := fmt.Sprint(int64(c) / 100)
	for i := len(dollars) - 3; i > 0; i -= 3 {
		dollars = dollars[:i] + "," + dollars[i:]
	}
	return fmt.Sprintf("%s$%s.%02d", sign, dollars, int64(c)%100)
}

// words are the lines that are not empty.
func words(all ...string) Words { return Words(lines(all...)) }

// lines joins the lines that are not empty.
func lines(all ...string) string {
	kept := all[:0:0]
	for _, l := range all {
		if l != "" {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}

// sentence ends a clause with a full stop, unless it ends with one, and begins it with a capital letter.
func sentence(clause string) string {
	return upperFirst(ended(clause))
}

// ended ends a clause with a full stop, unless it ends with one.
func ended(clause string) string {
	clause = strings.TrimSpace(clause)
	if clause == "" || strings.ContainsAny(clause[len(clause)-1:], ".?!") {
		return clause
	}
	return clause + "."
}

func upperFirst(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// quote sets a message of the log apart, word for word, on one line, at most 500 bytes of it.
func quote(message string) string { return mark(Quoted, oneLine(message)) }

// oneLine is a message of the log on one line, at most 500 bytes of it.
func oneLine(message string) string {
	message = strings.Join(strings.Fields(message), " ")
	if len(message) > maxQuote {
		return strings.ToValidUTF8(message[:maxQuote], "") + " …"
	}
	return message
}

const maxQuote = 500

// supportEmail is where the support team is written to.
var supportEmail = markLink("mailto:support@workshopsoftware.com", "support@workshopsoftware.com")

// Where things stand in Workshop Software, as its pages name them.
const (
	eventReportPath  = "Reports › Business Reports › Log Reports › Event Report"
	statusReportPath = "Reports › Business Reports › Log Reports › Invoice/Payment Status"
)

var eventReport, statusReport = mark(Menu, eventReportPath), mark(Menu, statusReportPath)
