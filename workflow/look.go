package workflow

import "time"

// LogEntry is one message of Workshop Software's event log.
type LogEntry struct {
	ID      string    `json:"id,omitempty"` // the log's own id; empty where it has none
	At      time.Time `json:"at,omitzero"`  // when it was logged; zero where the log gives no usable time
	Number  string    `json:"number"`       // the invoice number of the entry, even where a payment failed
	Message string    `json:"message"`      // word for word, untrusted; may hold several messages
}

// Reading is what one look at the event log of an account showed.
type Reading struct {
	AsOf    time.Time  `json:"as_of,omitzero"` // the log is known up to here; zero: the reader does not know
	Entries []LogEntry `json:"entries,omitempty"`
}

// About is the part of the reading that is about the document, oldest first as it came.
// Entries with exactly its number win over entries with an equivalent one (INV-641 for 641).
func (r Reading) About(d Document) Reading {
	best := NoMatch
	for _, e := range r.Entries {
		best = max(best, d.Match(e.Number))
	}
	out := Reading{AsOf: r.AsOf}
	if best == NoMatch {
		return out
	}
	for _, e := range r.Entries {
		if d.Match(e.Number) == best {
			out.Entries = append(out.Entries, e)
		}
	}
	return out
}

// DocumentStatus is what Workshop Software says of a document itself.
type DocumentStatus string

// Workshop Software's own answers; the empty value means that it was not asked or did not say.
const (
	StatusNotProcessed DocumentStatus = "not_processed" // still a draft: no sync will take it
	StatusPending      DocumentStatus = "pending"
	StatusSynced       DocumentStatus = "synced"
	StatusError        DocumentStatus = "error"
)

// BooksVerdict is what a look into the accounting system showed.
type BooksVerdict string

// The eight verdicts. BooksUnknown is never a statement about the document.
const (
	ArrivedPaid      BooksVerdict = "arrived_paid"
	ArrivedPartPaid  BooksVerdict = "arrived_part_paid"
	ArrivedUnpaid    BooksVerdict = "arrived_unpaid"
	ArrivedNotPosted BooksVerdict = "arrived_not_posted" // a draft, or waiting for approval
	ArrivedVoid      BooksVerdict = "arrived_void"       // void or deleted: it holds the number
	Several          BooksVerdict = "several"            // more than one, not to be told apart
	NotFound         BooksVerdict = "not_found"
	BooksUnknown     BooksVerdict = "unknown" // could not check; Reason says why
)

// Cents is an amount of money in hundredths of the document's currency.
type Cents int64

// BooksLook is one look into the accounting system for one document.
type BooksLook struct {
	Verdict BooksVerdict `json:"verdict"`
	At      time.Time    `json:"at"`               // when it was looked
	Number  string       `json:"number,omitempty"` // the number as it stands in the books
	Total   Cents        `json:"total,omitempty"`
	Owing   Cents        `json:"owing,omitempty"`
	Count   int          `json:"count,omitempty"`  // how many, with Several
	Reason  string       `json:"reason,omitempty"` // why BooksUnknown, as a clause: "Xero didn't answer"; empty: the bot has no access
	URL     string       `json:"url,omitempty"`    // opens the document in the accounting system
}
