package workflow

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Kind says what sort of document somebody asked about.
type Kind string

// The kinds of documents that Workshop Software copies to the accounting system.
const (
	Invoice         Kind = "invoice"  // customer invoice
	Payment         Kind = "payment"  // customer payment; Number is its invoice's, as in the event log
	Credit          Kind = "credit"   // customer credit
	SupplierInvoice Kind = "supplier" // supplier invoice; Number is the supplier's own free text
)

// Document names one document of a workshop.
// Number stands as the person typed it, cleaned by [CleanNumber].
type Document struct {
	Kind   Kind   `json:"kind"`
	Number string `json:"number"`
}

// Title is the document as the first words of a message: "INV-123", "Payment on 641", "Supplier invoice 123456-b".
func (d Document) Title() string {
	switch d.Kind {
	case Payment:
		return "Payment on " + d.Number
	case Credit:
		return "Credit " + d.Number
	case SupplierInvoice:
		return "Supplier invoice " + d.Number
	default:
		return d.Number
	}
}

// Key is equal for two documents exactly when they are watched as one:
// same kind, same number but for letter case and the declared equivalence of INV-641 and 641.
func (d Document) Key() string {
	number := foldNumber(d.Number)
	if d.Kind != SupplierInvoice {
		number = bareNumber(number)
	}
	return string(d.Kind) + " " + number
}

// Match says how a number in a log or in the books answers the document's. A supplier's number is free text of
// somebody else's, so it has no equivalent.
func (d Document) Match(found string) Match {
	m := MatchNumber(d.Number, found)
	if m == EquivalentMatch && d.Kind == SupplierInvoice {
		return NoMatch
	}
	return m
}

// Match says how a number that was found answers the number that was asked for.
type Match int

// From worst to best, so that the larger Match is the better one.
const (
	NoMatch         Match = iota
	EquivalentMatch       // INV-641 for 641 or the reverse; say which was found
	ExactMatch            // the whole number, letter case aside
)

// MatchNumber compares whole numbers only: 641 never matches 1641, 6410 or 641-b.
func MatchNumber(asked, found string) Match {
	a, f := foldNumber(asked), foldNumber(found)
	switch {
	case a == "" || f == "":
		return NoMatch
	case a == f:
		return ExactMatch
	case bareNumber(a) == bareNumber(f):
		return EquivalentMatch
	default:
		return NoMatch
	}
}

// CleanNumber trims a typed number, drops one leading '#' and applies Unicode NFKC; it keeps case and suffixes.
func CleanNumber(s string) string {
	s = strings.TrimSpace(norm.NFKC.String(s))
	return strings.TrimSpace(strings.TrimPrefix(s, "#"))
}

func foldNumber(s string) string { return strings.ToUpper(CleanNumber(s)) }

// bareNumber drops the prefix INV- of a clean number, in any letter case, where digits follow it.
func bareNumber(clean string) string {
	const prefix = "INV-"
	if len(clean) > len(prefix) && strings.EqualFold(clean[:len(prefix)], prefix) && '0' <= clean[len(prefix)] && clean[len(prefix)] <= '9' {
		return clean[len(prefix):]
	}
	return clean
}
