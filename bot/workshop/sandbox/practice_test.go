package sandbox_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/workshop"
	"syncbot/bot/workshop/sandbox"
	"syncbot/workflow"
)

const (
	eMail     = "Email address must be valid"
	taxType   = "The TaxType code 'INPUT' cannot be used with account code '630'."
	lockDate  = "Organisation accounts are locked on the specified payment date 3/11/2026"
	archived  = "The specified contact details matched an archived contact. Archived contacts cannot currently be edited via the API."
	odd       = "Rule 7F of the posting profile was not satisfied"
	noContact = "Associated parent record is not uploaded to Xero, sync to upload"
	noInvoice = "Payments can only be made against Authorised documents"
	tooLarge  = "Payment amount exceeds the amount outstanding on this document"
	taken     = "Invoice not of valid status for modification"
	inLock    = "BusinessEvent_DateOccurred_InLockPeriod"
	onHold    = "SaleEvent_CreditOnHold"
	rateLimit = "API key has exceeded the per-second rate limit"
)

// What is done with a document, and what there is to see of it afterwards.
type step struct {
	do      string // "", "sync" or "mend"
	status  workflow.DocumentStatus
	verdict workflow.BooksVerdict
	log     []string // all that the log says of the number
}

// seen is a step without what was done.
type seen struct {
	Status  workflow.DocumentStatus
	Verdict workflow.BooksVerdict
	Log     []string
}

func TestEveryPracticeDocumentHasItsStory(t *testing.T) {
	stories := []struct {
		name  string
		at    workshop.Account
		doc   workflow.Document
		steps []step
	}{
		{"asked for as INV-123, a fixable error", northside, invoice("INV-123"), []step{
			{"", workflow.StatusPending, workflow.NotFound, nil},
			{"sync", workflow.StatusError, workflow.NotFound, []string{eMail}},
			{"mend", workflow.StatusPending, workflow.NotFound, []string{eMail}},
			{"sync", workflow.StatusSynced, workflow.ArrivedUnpaid, []string{eMail}},
		}},
		{"a payment that needs two syncs and is never complained of", northside, payment("602"), []step{
			{"", workflow.StatusPending, workflow.ArrivedUnpaid, nil},
			{"sync", workflow.StatusPending, workflow.ArrivedUnpaid, nil},
			{"sync", workflow.StatusSynced, workflow.ArrivedPaid, nil},
		}},
		{"no sensible answer from the books", northside, invoice("606"), []step{
			{"", workflow.StatusPending, workflow.BooksUnknown, nil},
			{"sync", workflow.StatusSynced, workflow.BooksUnknown, nil},
		}},
		{"a payment too large", northside, payment("638"), []step{
			{"", workflow.StatusPending, workflow.ArrivedUnpaid, nil},
			{"sync", workflow.StatusError, workflow.ArrivedUnpaid, []string{tooLarge}},
			{"sync", workflow.StatusError, workflow.ArrivedUnpaid, []string{tooLarge, tooLarge}},
			{"mend", workflow.StatusPending, workflow.ArrivedUnpaid, []string{tooLarge, tooLarge}},
			{"sync", workflow.StatusSynced, workflow.ArrivedPaid, []string{tooLarge, tooLarge}},
		}},
		{"works at the first sync", northside, invoice("640"), []step{
			{"sync", workflow.StatusSynced, workflow.ArrivedUnpaid, nil},
		}},
		{"a credit", northside, workflow.Document{Kind: workflow.Credit, Number: "88"}, []step{
			{"", workflow.StatusPending, workflow.NotFound, nil},
			{"sync", workflow.StatusSynced, workflow.ArrivedUnpaid, nil},
		}},
		{"two messages in one entry", northside, invoice("641"), []step{
			{"sync", workflow.StatusError, workflow.NotFound, []string{taxType + "; " + noInvoice}},
			{"mend", workflow.StatusPending, workflow.NotFound, []string{taxType + "; " + noInvoice}},
			{"sync", workflow.StatusSynced, workflow.ArrivedPaid, []string{taxType + "; " + noInvoice}},
		}},
		{"the payment of the same", northside, payment("641"), []step{
			{"sync", workflow.StatusError, workflow.NotFound, []string{taxType + "; " + noInvoice}},
			{"mend", workflow.StatusPending, workflow.NotFound, []string{taxType + "; " + noInvoice}},
			{"sync", workflow.StatusSynced, workflow.ArrivedPaid, []string{taxType + "; " + noInvoice}},
		}},
		{"the customer goes across after its invoice", northside, invoice("642"), []step{
			{"sync", workflow.StatusError, workflow.NotFound, []string{noContact}},
			{"sync", workflow.StatusSynced, workflow.ArrivedUnpaid, []string{noContact}},
		}},
		{"a payment before its invoice", northside, payment("643"), []step{
			{"", workflow.StatusPending, workflow.NotFound, nil},
			{"sync", workflow.StatusError, workflow.ArrivedUnpaid, []string{noInvoice}},
			{"sync", workflow.StatusSynced, workflow.ArrivedPaid, []string{noInvoice}},
		}},
		{"a draft", northside, invoice("650"), []step{
			{"sync", workflow.StatusNotProcessed, workflow.NotFound, nil},
			{"mend", workflow.StatusPending, workflow.NotFound, nil},
			{"sync", workflow.StatusSynced, workflow.ArrivedUnpaid, nil},
		}},
		{"an unknown error", northside, invoice("653"), []step{
			{"sync", workflow.StatusError, workflow.NotFound, []string{odd}},
			{"mend", workflow.StatusPending, workflow.NotFound, []string{odd}},
			{"sync", workflow.StatusSynced, workflow.ArrivedUnpaid, []string{odd}},
		}},
		{"a locked date", northside, invoice("655"), []step{
			{"sync", workflow.StatusError, workflow.NotFound, []string{lockDate}},
			{"mend", workflow.StatusPending, workflow.NotFound, []string{lockDate}},
			{"sync", workflow.StatusSynced, workflow.ArrivedUnpaid, []string{lockDate}},
		}},
		{"an archived contact, in the log since yesterday", northside, invoice("656"), []step{
			{"", workflow.StatusError, workflow.NotFound, []string{archived}},
			{"sync", workflow.StatusError, workflow.NotFound, []string{archived, archived}},
			{"mend", workflow.StatusPending, workflow.NotFound, []string{archived, archived}},
			{"sync", workflow.StatusSynced, workflow.ArrivedUnpaid, []string{archived, archived}},
		}},
		{"a supplier invoice voided and entered again stays void in the books", northside, supplier("123456"), []step{
			{"", workflow.StatusPending, workflow.ArrivedVoid, nil},
			{"sync", workflow.StatusError, workflow.ArrivedVoid, []string{taken}},
			{"mend", "", workflow.ArrivedVoid, []string{taken}},
			{"mend", "", workflow.ArrivedVoid, []string{taken}},
			{"sync", "", workflow.ArrivedVoid, []string{taken}},
		}},
		{"there from the start", northside, invoice("600"), []step{
			{"", workflow.StatusSynced, workflow.ArrivedPaid, nil},
			{"sync", workflow.StatusSynced, workflow.ArrivedPaid, nil},
		}},
		{"void", northside, invoice("604"), []step{
			{"sync", "", workflow.ArrivedVoid, nil},
			{"mend", "", workflow.ArrivedVoid, nil},
		}},
		{"the same number at another workshop", bayview, invoice("641"), []step{
			{"sync", workflow.StatusSynced, workflow.ArrivedUnpaid, nil},
		}},
		{"a locked period", bayview, invoice("702"), []step{
			{"sync", workflow.StatusError, workflow.NotFound, []string{inLock}},
			{"mend", workflow.StatusPending, workflow.NotFound, []string{inLock}},
			{"sync", workflow.StatusSynced, workflow.ArrivedUnpaid, []string{inLock}},
		}},
		{"a credit hold", bayview, invoice("703"), []step{
			{"sync", workflow.StatusError, workflow.NotFound, []string{onHold}},
			{"mend", workflow.StatusPending, workflow.NotFound, []string{onHold}},
			{"sync", workflow.StatusSynced, workflow.ArrivedUnpaid, []string{onHold}},
		}},
		{"a rate limit that passes", bayview, invoice("704"), []step{
			{"sync", workflow.StatusError, workflow.NotFound, []string{rateLimit}},
			{"sync", workflow.StatusSynced, workflow.ArrivedUnpaid, []string{rateLimit}},
		}},
		{"paid in MYOB", bayview, invoice("705"), []step{
			{"", workflow.StatusSynced, workflow.ArrivedPaid, nil},
		}},
		{"a draft at bayview", bayview, invoice("706"), []step{
			{"sync", workflow.StatusNotProcessed, workflow.NotFound, nil},
			{"mend", workflow.StatusPending, workflow.NotFound, nil},
			{"sync", workflow.StatusSynced, workflow.ArrivedUnpaid, nil},
		}},
	}
	for _, story := range stories {
		t.Run(story.name, func(t *testing.T) {
			s, c := open(t)
			for i, st := range story.steps {
				c.pass(time.Hour)
				perform(t, s, story.at, story.doc, st.do)
				want := seen{st.status, st.verdict, st.log}
				if diff := cmp.Diff(want, see(t, s, story.at, story.doc)); diff != "" {
					t.Errorf("after step %d (%q): -want +got\n%s", i+1, st.do, diff)
				}
			}
		})
	}
}

func perform(t *testing.T, s *sandbox.Sandbox, a workshop.Account, d workflow.Document, do string) {
	t.Helper()
	switch do {
	case "sync":
		must(t, s.PressSync(a.Workshop))
	case "mend":
		must(t, s.Mend(a.Workshop, d))
	}
}

func see(t *testing.T, s *sandbox.Sandbox, a workshop.Account, d workflow.Document) seen {
	t.Helper()
	status, err := s.Status(t.Context(), a, d)
	must(t, err)
	return seen{status, s.LookUp(t.Context(), a.Workshop, d).Verdict, messages(t, s, a, d)}
}

func TestWorkshops(t *testing.T) {
	s, _ := open(t)
	want := []sandbox.Workshop{
		{ID: "northside", Name: "Northside Autos", System: workflow.Xero, Zone: "Australia/Sydney"},
		{ID: "bayview", Name: "Bayview Motors", System: workflow.MYOB, Zone: "Australia/Brisbane"},
	}
	if diff := cmp.Diff(want, s.Workshops()); diff != "" {
		t.Error(diff)
	}
}
