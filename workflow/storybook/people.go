package storybook

// Who and what the pages are about: Priya on the support desk, Dave of Northside Autos, Mei, his bookkeeper, on
// Tuesday 24 November 2026 in Sydney.

import (
	"time"

	"syncbot/workflow"
	"syncbot/workflow/diagnosis"
)

// sydney is Sydney's zone in November. The core loads no zones.
var sydney = time.FixedZone("AEDT", 11*60*60)

func on(day, hour, minute int) time.Time {
	return time.Date(2026, time.November, day, hour, minute, 0, 0, sydney)
}

func mon(hour, minute int) time.Time { return on(23, hour, minute) }
func tue(hour, minute int) time.Time { return on(24, hour, minute) }
func wed(hour, minute int) time.Time { return on(25, hour, minute) }

var (
	dave = workflow.User{ID: "dave", Name: "Dave"}
	mei  = workflow.User{ID: "mei", Name: "Mei"}
)

func invoice(number string) workflow.Document {
	return workflow.Document{Kind: workflow.Invoice, Number: number}
}

func payment(number string) workflow.Document {
	return workflow.Document{Kind: workflow.Payment, Number: number}
}

func credit(number string) workflow.Document {
	return workflow.Document{Kind: workflow.Credit, Number: number}
}

func supplier(number string) workflow.Document {
	return workflow.Document{Kind: workflow.SupplierInvoice, Number: number}
}

// northside is about a document of Northside Autos, on Xero.
func northside(d workflow.Document, now time.Time) workflow.Subject {
	return workflow.Subject{Doc: d, Workshop: "Northside Autos", System: workflow.Xero, Now: now}
}

// bayview is about a document of Bayview Motors, on MYOB.
func bayview(d workflow.Document, now time.Time) workflow.Subject {
	return workflow.Subject{Doc: d, Workshop: "Bayview Motors", System: workflow.MYOB, Now: now}
}

// coastal is about a document of Coastal Mechanical, on QuickBooks.
func coastal(d workflow.Document, now time.Time) workflow.Subject {
	return workflow.Subject{Doc: d, Workshop: "Coastal Mechanical", System: workflow.QuickBooks, Now: now}
}

// desk is the same, read by the support desk.
func desk(s workflow.Subject) workflow.Subject {
	s.Desk = true
	return s
}

// demo is the same in a demo, where an hour lasts seconds.
func demo(s workflow.Subject) workflow.Subject {
	s.Seconds = true
	return s
}

// says are the findings of an entry with these messages, given in the order of fixing. The words are those of the catalogue.
func says(sub workflow.Subject, at time.Time, messages ...string) []workflow.Finding {
	var all []workflow.Finding
	for _, message := range messages {
		for _, x := range diagnosis.Default().Explain(string(sub.System), message) {
			all = append(all, workflow.Finding{At: at, Number: sub.Doc.Number, Explanation: x})
		}
	}
	return all
}

// Errors of the event log, as Xero words them.
const (
	lockedDate      = "Organisation accounts are locked on the specified payment date 3/11/2026"
	badEmail        = "Email address must be valid"
	wrongTaxType    = "The TaxType code 'INPUT' cannot be used with account code '630'."
	tooEarly        = "Payments can only be made against Authorised documents"
	archivedContact = "The specified contact details matched an archived contact. Archived contacts cannot currently be edited via the API."
	negativeTotal   = "The total for this document must be greater than or equal to zero"
	numberTaken     = "Cannot Duplicate Invoice Numbers for Supplier While Using Xero Integration (Xero Will Not Allow This)"
	paidTooMuch     = "Payment amount exceeds the amount outstanding on this document"
	noAccounts      = "Xero integration will not work until valid accounts are entered"
	accountArchived = "Account code '200' has been archived, or has been deleted. Each line item must reference a valid account."
	nobodyKnows     = "The flux capacitor of line 4 is missing"
	linkBroken      = "An existing contact could not be found using the specified contact details. The contact name field is required to create a new contact."
	contactFirst    = "Associated parent record is not uploaded to Xero, sync to upload"
)

// Guides that are not about one error.
func logGuide() string { return diagnosis.Default().LogGuide().URL }

func reauthorise() string {
	g, _ := diagnosis.Default().Named("reauthorise-xero")
	return g.URL
}

// absent is a look into the books that found nothing.
func absent(at time.Time) workflow.BooksLook {
	return workflow.BooksLook{Verdict: workflow.NotFound, At: at}
}

// blind is a look that could not be made.
func blind(at time.Time, reason string) workflow.BooksLook {
	return workflow.BooksLook{Verdict: workflow.BooksUnknown, At: at, Reason: reason}
}

// there is a document of $1,240.00 that was seen in the books.
func there(at time.Time, v workflow.BooksVerdict, number string) workflow.BooksLook {
	look := workflow.BooksLook{Verdict: v, At: at, Number: number, Total: 124000, URL: "https://go.xero.com/app/invoicing/view/7f1c3d52"}
	switch v {
	case workflow.ArrivedPaid:
	case workflow.ArrivedPartPaid:
		look.Owing = 40000
	default:
		look.Owing = 124000
	}
	return look
}

// message is a root message that can be linked to.
func message(ref workflow.Ref) workflow.MessageRef {
	return workflow.MessageRef{Place: workflow.Place{Platform: "discord", Channel: "northside"}, Ref: ref}
}

var (
	unreachable   = workflow.Reason{Code: workflow.Unreachable, Text: "Workshop Software didn't answer"}
	notAuthorised = workflow.Reason{Code: workflow.NotAuthorised, Text: "Xero isn't authorised"}
	declined      = workflow.Reason{Code: workflow.Declined, Text: "Workshop Software refused it"}
)
