package sandbox

// What a sync does with the records of a workshop.

import (
	"slices"

	"syncbot/workflow"
)

// What Xero says of documents that cannot go across (facts/xero-errors.tsv). What MYOB says of them is not known,
// so there they wait without a word.
const (
	xeroNoContact   = "Associated parent record is not uploaded to Xero, sync to upload"
	xeroNoInvoice   = "Payments can only be made against Authorised documents"
	xeroTooLarge    = "Payment amount exceeds the amount outstanding on this document"
	xeroNumberTaken = "Invoice not of valid status for modification"
)

// failure is a document that a sync could not take, with what the books said.
type failure struct {
	*record
	message string
}

// try lets every processed record that is not across try to go there, the one entered first first.
// Whatever depends on something that comes later in that order has to wait for the next sync.
// What is wrong with a contact is said of its documents: an entry of the log always carries a document's number.
func (sh *shop) try() []failure {
	var failed []failure
	met := map[string]bool{}
	for _, r := range sh.waiting() {
		message, stopped := sh.obstacle(r)
		switch {
		case !stopped:
			sh.post(r)
		case message != "" && r.Kind != contact:
			failed = append(failed, failure{r, message})
		}
		r.Quiet = max(0, r.Quiet-1)
		met[r.Cause] = true
	}
	for name, c := range sh.Causes {
		if c.Passing && met[name] {
			delete(sh.Causes, name)
		}
	}
	return failed
}

// waiting are the records that a sync tries, in its order.
func (sh *shop) waiting() []*record {
	var list []*record
	for i := range sh.Records {
		if sh.Records[i].Progress == pending {
			list = append(list, &sh.Records[i])
		}
	}
	slices.SortStableFunc(list, func(a, b *record) int { return a.Entered.Compare(b.Entered) })
	return list
}

// obstacle says whether something stops the record, and what the books say of it: nothing where they are not even asked.
func (sh *shop) obstacle(r *record) (message string, stopped bool) {
	if c, ok := sh.Causes[r.Cause]; ok {
		return c.Message, true
	}
	if r.Quiet > 0 {
		return "", true
	}
	switch r.Kind {
	case contact:
		return "", false
	case workflow.Payment:
		return sh.paymentObstacle(r)
	default:
		return sh.documentObstacle(r)
	}
}

func (sh *shop) documentObstacle(r *record) (string, bool) {
	if c := sh.contact(r.Name); c != nil && c.Progress != synced {
		if why, ok := sh.Causes[c.Cause]; ok {
			return why.Message, true
		}
		return sh.said(xeroNoContact), true
	}
	if sh.numberTaken(r) {
		return sh.said(xeroNumberTaken), true
	}
	return "", false
}

func (sh *shop) paymentObstacle(r *record) (string, bool) {
	p := sh.payable(r.Number)
	if p == nil {
		return sh.said(xeroNoInvoice), true
	}
	if r.Amount > p.owing() {
		return sh.said(xeroTooLarge), true
	}
	return "", false
}

// said is the message where the workshop's books are Xero's.
func (sh *shop) said(xero string) string {
	if sh.System != workflow.Xero {
		return ""
	}
	return xero
}

// contact is the customer or supplier of that name, nil where it has always been in the books.
func (sh *shop) contact(name string) *record {
	for i := range sh.Records {
		if r := &sh.Records[i]; r.Kind == contact && r.Name == name {
			return r
		}
	}
	return nil
}

// numberTaken says whether a void document holds the record's number in the books.
func (sh *shop) numberTaken(r *record) bool {
	return slices.ContainsFunc(sh.Books, func(p posting) bool {
		return p.Kind == r.Kind && p.Number == r.Number && p.Status == void
	})
}

// payable is the invoice in the books that a payment can be put on, nil if there is none.
func (sh *shop) payable(number string) *posting {
	for i := range sh.Books {
		if p := &sh.Books[i]; p.Kind == workflow.Invoice && p.Number == number && p.Status == posted {
			return p
		}
	}
	return nil
}

// post takes a record across that nothing stops.
func (sh *shop) post(r *record) {
	r.Progress, r.Failed = synced, false
	switch r.Kind {
	case contact:
	case workflow.Payment:
		sh.payable(r.Number).Paid += r.Amount
	default:
		sh.Books = append(sh.Books, posting{Kind: r.Kind, Number: r.Number, Total: r.Amount})
	}
}
