package diagnosis

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// told is what the tests look at: which entry, in which words.
type told struct{ ID, Message string }

func tell(system, message string) []told {
	var out []told
	for _, e := range Default().Explain(system, message) {
		out = append(out, told{e.ID, e.Message})
	}
	return out
}

// TestKnownStrings are the strings of the facts that are ready for fixtures.
func TestKnownStrings(t *testing.T) {
	tests := []struct{ system, message, id string }{
		{"xero", "Payments can only be made against Authorised documents", "X5"},
		{"xero", "Organisation accounts are locked on the specified payment date 5/19/2017", "X1"},
		{"xero", "The total for this document must be greater than or equal to zero", "X2"},
		{"xero", "The TaxType code 'INPUT' cannot be used with account code '630'.", "X3"},
		{"xero", "The Tax code “INPUT” cannot be used with account code ‘630’", "X3"},
		{"xero", "The TaxType code 'EXEMPTOUTPUT' cannot be used with account code '51305'", "X3"},
		{"xero", "Email address must be valid", "X4"},
		{"xero", "Invoice not of valid status for modification", "X6"},
		{"xero", "Account code '42945235343232' has been archived, or has been deleted. Each line item must reference a valid account.", "X8"},
		{"xero", "The TaxType code OUTPUT does not exist or cannot be used for this type of transaction.", "X9"},
		{"xero", "Payment amount exceeds the amount outstanding on this document", "X10"},
		{"xero", "Associated parent record is not uploaded to Xero, sync to upload", "X11"},
		{"xero", "Xero integration will not work until valid accounts are entered", "X12"},
		{"xero", "The specified contact details matched an archived contact. Archived contacts cannot currently be edited via the API.", "X13"},
		{"xero", "The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes.", "X13"},
		{"xero", "Account code '451.1' is not a valid code for this document.", "I3"},
		{"xero", "Invoice # must be unique.", "I1"},
		{"xero", "The document date cannot be before the end of year lock date, currently set at 30-Sep-2021", "I7"},
		{"xero", "Organisation is not subscribed to currency USD", "I13"},
		{"myob", "SaleEvent_CreditOnHold", "SaleEvent_CreditOnHold"},
		{"myob", "BusinessEvent_DateOccurred_InLockPeriod", "DateInLockPeriod"},
		{"myob", "IncorrectRowVersionSupplied", "IncorrectRowVersionSupplied"},
		{"myob", "IncorrectRowVersionSupplied (111)", "IncorrectRowVersionSupplied"},
		{"myob", "API key has exceeded the per-second rate limit", "RateLimitError"},
		{"quickbooks", "Duplicate Document Number Error", "6140"},
		{"quickbooks", "Stale Object Error", "5010"},
	}
	for _, tt := range tests {
		for _, system := range []string{tt.system, ""} {
			got := Default().Explain(system, tt.message)
			if len(got) != 1 || got[0].ID != tt.id || !got[0].Known {
				t.Errorf("Explain(%q, %q) = %q, want %q alone", system, tt.message, ids(got), tt.id)
			}
		}
	}
}

// TestTolerance: what happens to a message on its way into a log changes nothing.
func TestTolerance(t *testing.T) {
	tests := []struct{ message, id string }{
		{"  EMAIL ADDRESS MUST BE VALID  ", "X4"},
		{"Email address\r\nmust be valid...", "X4"},
		{"Email\u00a0address must be val\u00adid!", "X4"},
		{`"Email address must be valid"`, "X4"},
		{"1. Email address must be valid", "X4"},
		{"400 Bad Request: Email address must be valid", "X4"},
		{"HTTP 400 - Email address must be valid", "X4"},
		{"ValidationException: A validation exception occurred; Email address must be valid", "X4"},
		{"ErrorNumber: 10; Email address must be valid", "X4"},
		{"Email address must be valid (400)", "X4"},
		{"Email address must be valid [ErrorCode: 10]", "X4"},
		{"Invoice 641: Email address must be valid", "X4"},
		{"24/11/2026 10:06 am Email address must be valid", "X4"},
		{"The speci\ufb01ed contact details matched an archived contact", "X13"},
		{"The TaxType code &quot;INPUT&quot; cannot be used with account code &#39;200&#39;", "X3"},
		{`The TaxType code \u0027INPUT\u0027 cannot be used with account code \"ZZZ\"`, "X3"},
		{"Organisation accounts are locked on the specified payment date 2026-11-24T00:00:00", "X1"},
	}
	for _, tt := range tests {
		got := Default().Explain("xero", tt.message)
		if len(got) != 1 || got[0].ID != tt.id {
			t.Errorf("%q is understood as %q, want %q alone", tt.message, ids(got), tt.id)
		}
	}
}

// TestRestraint: nothing is claimed of texts that are not errors, or only mention one.
func TestRestraint(t *testing.T) {
	texts := []string{
		"Archived Motors",
		"Lock Date Café",
		"Invoice 641 synced",
		"400 Bad Request",
		"A validation exception occurred",
		"6140",
		";;;",
		"If you see the message Email address must be valid, correct the profile",
		"Xero Sync Error Message: how to handle 'Invalid status for modification' and others",
		"Email address must be valid for the newsletter",
		"goroutine 1 [running]:\nmain.main()\n\t/tmp/duplicate.go:7 +0x1d",
		"Duplicate Motors",
		"Duplicate: see the second page",
		"Your attention is required",
		"NotFound in the depot",
	}
	for _, text := range texts {
		got := Default().Explain("", text)
		if len(got) != 1 || got[0].Known || got[0].Message != text {
			t.Errorf("of %q this is claimed: %q, %q", text, ids(got), got[0].Message)
		}
	}
}

// TestSeveralMessages: each message of an entry is told, in order and once; what is not known stands between.
func TestSeveralMessages(t *testing.T) {
	const email, website = "Email address must be valid", "Website must be valid"
	const tax630 = "The TaxType code 'INPUT' cannot be used with account code '630'."
	const tax200 = "The TaxType code 'INPUT' cannot be used with account code '200'."
	tests := []struct {
		name, message string
		want          []told
	}{
		{"semicolon", "Payments can only be made against Authorised documents; Payment amount exceeds the amount outstanding on this document",
			[]told{{"X5", "Payments can only be made against Authorised documents"}, {"X10", "Payment amount exceeds the amount outstanding on this document"}}},
		{"lines", email + "\n" + website, []told{{"X4", email}, {"C6", website}}},
		{"bar", email + " | " + website, []told{{"X4", email}, {"C6", website}}},
		{"sentences", email + ". " + website + ".", []told{{"X4", email + "."}, {"C6", website + "."}}},
		{"repeats", email + "\n" + website + "\nEmail address must be VALID.", []told{{"X4", "Email address must be VALID."}, {"C6", website}}},
		{"two accounts", tax630 + "\n" + tax200 + "\n" + tax630, []told{{"X3", tax630}, {"X3", tax200}}},
		{"unknown first", "Nobody has seen this; " + email, []told{{"", "Nobody has seen this"}, {"X4", email}}},
		{"unknown last", email + "\nNobody has seen this; nor this", []told{{"X4", email}, {"", "Nobody has seen this; nor this"}}},
		{"unknown twice", "odd; " + email + "; ODD", []told{{"", "odd"}, {"X4", email}}},
		{"all unknown", "odd one; odd two\nodd three", []told{{"", "odd one; odd two\nodd three"}}},
		{"a message with separators", "The contact name O'Brien; Sons is already registered to another contact; " + email,
			[]told{{"C2", "The contact name O'Brien; Sons is already registered to another contact"}, {"X4", email}}},
		{"two sentences before another", "The specified contact details matched an archived contact. Archived contacts cannot currently be edited via the API. " + email,
			[]told{{"X13", "The specified contact details matched an archived contact. Archived contacts cannot currently be edited via the API."}, {"X4", email}}},
		{"one family twice", "Account '200' has been archived, or has been deleted; Account code '200' has been archived, or has been deleted. Each line item must reference a valid account.",
			[]told{{"X8", "Account code '200' has been archived, or has been deleted. Each line item must reference a valid account."}}},
		{"JSON", `{"Elements":[{"Contact":{"Name":"Archived Motors"},"ValidationErrors":[{"Message":"Email address must be valid"},{"Message":"Odd"}]}]}`,
			[]told{{"X4", email}, {"", "Odd"}}},
		{"text before JSON", "Odd start {\"Message\":\"" + email + "\"} odd end", []told{{"", "Odd start"}, {"X4", email}, {"", "odd end"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, tell("xero", tt.message)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestAPINames: everyday words that are also an API's names need proof.
func TestAPINames(t *testing.T) {
	tests := []struct {
		name, system, message string
		want                  []told
	}{
		{"alone", "myob", "Duplicate", []told{{"Duplicate", "Duplicate"}}},
		{"alone, no system", "", "InvoicePaid", []told{{"InvoicePaid", "InvoicePaid"}}},
		{"alone behind a status", "myob", "400 Bad Request: NotFound", []told{{"NotFound", "NotFound"}}},
		{"alone, another system", "xero", "Duplicate", []told{{"", "Duplicate"}}},
		{"before a colon", "myob", "NotFound: The contact was not found", []told{{"NotFound", "NotFound: The contact was not found"}}},
		{"before a colon, otherwise spelt", "myob", "notfound: the keys", []told{{"", "notfound: the keys"}}},
		{"before a colon, no system", "", "Duplicate: see page two", []told{{"", "Duplicate: see page two"}}},
		{"before a known message", "myob", "RateLimitError: API key has exceeded the daily rate limit", []told{{"RateLimitError", "API key has exceeded the daily rate limit"}}},
		{"among others", "myob", "Odd; Duplicate", []told{{"", "Odd; Duplicate"}}},
		{"an own name among others", "myob", "Odd; CreditLimitExceeded", []told{{"", "Odd"}, {"CreditLimitExceeded", "CreditLimitExceeded"}}},
		{"in JSON", "myob", `{"Errors":[{"Name":"Duplicate","Message":"Bill 7 is there","AdditionalDetails":"7"}]}`, []told{{"Duplicate", "Bill 7 is there"}}},
		{"two in JSON", "myob", `{"Errors":[{"Name":"InvoicePaid","Message":""},{"Name":"Nobody","Message":"Odd"}]}`, []told{{"InvoicePaid", "InvoicePaid"}, {"", "Odd"}}},
		{"a person's name in JSON", "xero", `{"Name":"Duplicate"}`, []told{{"", `{"Name":"Duplicate"}`}}},
		{"a shape alone", "myob", "Contact is required", []told{{"Required", "Contact is required"}}},
		{"a shape, no system", "", "Contact is required", []told{{"", "Contact is required"}}},
		{"a shape among others", "myob", "Odd; Contact is required", []told{{"", "Odd; Contact is required"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, tell(tt.system, tt.message)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestBlankSaysNothing(t *testing.T) {
	for _, blank := range []string{"", " \r\n\t", "\u200b\ufeff", "&nbsp;"} {
		if got := Default().Explain("xero", blank); got != nil {
			t.Errorf("%q: %v", blank, got)
		}
	}
}

func TestUnknownIsCalledUnknown(t *testing.T) {
	want := []Explanation{{
		Title: "Unknown error", Who: "Workshop Software support", Next: AskSupport, Message: "Odd <!here>",
		Guide: myobGuide, Guides: []Guide{{Title: "MYOB integration – Event Log deciphered", URL: myobGuide}},
	}}
	if diff := cmp.Diff(want, Default().Explain("myob", " Odd <!here>\n")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	both := Default().Explain("", "Odd")[0].Guides
	if len(both) != 2 || both[0].URL != xeroGuide || both[1].URL != myobGuide {
		t.Errorf("where the system is not known, the guides of both belong to it; got %v", both)
	}
	if got := (&Catalogue{}).Explain("xero", "Email address must be valid"); len(got) != 1 || got[0].Known || got[0].Guides == nil {
		t.Errorf("the zero catalogue says %v", got)
	}
}

// TestWhatTheWorkflowRestsOn: these fields change what the workflow does, not only what it says.
func TestWhatTheWorkflowRestsOn(t *testing.T) {
	type deed struct {
		Where Where
		Next  Next
		Wait  time.Duration
		About string
		Undo  bool
		Group string
	}
	want := map[string]deed{
		"Payments can only be made against Authorised documents":            {NoFix, SyncAgain, 0, "payment", false, ""},
		"Associated parent record is not uploaded to Xero, sync to upload":  {NoFix, SyncAgain, 0, "contact", false, ""},
		"Invoice could not be found":                                        {NoFix, SyncAgain, 0, "payment", false, ""},
		"HTTP 429":                                                          {NoFix, SyncAgain, 0, "connection", false, ""},
		"The specified contact details matched an archived contact":         {InAccounting, FixThenSync, 3 * time.Hour, "contact", false, ""},
		"The total for this document must be greater than or equal to zero": {InWorkshop, FixThenSync, 0, "invoice", true, ""},
		"Invoice not of valid status for modification":                      {InWorkshop, FixThenSync, 0, "invoice", true, ""},
		"Email address must be valid":                                       {InWorkshop, FixThenSync, 0, "contact", false, ""},
		"Xero integration will not work until valid accounts are entered":   {InEither, FixThenSync, 0, "settings", false, "ADMIN"},
		"AuthenticationUnsuccessful":                                        {InConnection, FixThenSync, 0, "connection", false, "ADMIN"},
	}
	got := map[string]deed{}
	for message := range want {
		e := Default().Explain("xero", message)[0]
		got[message] = deed{e.Where, e.Next, e.Wait, e.About, e.Undo != "", e.Group}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestPartsAreTakenFromTheMessage: account, code and name stand in the sentences as they came.
func TestPartsAreTakenFromTheMessage(t *testing.T) {
	e := Default().Explain("xero", "the TaxType code ‘Input’ cannot be used with account code ‘451.1’.")[0]
	if e.Fix != "The accountant or bookkeeper sets the right tax type on account 451.1." || !strings.HasSuffix(e.Cause, "tax code Input.") {
		t.Errorf("cause %q, fix %q", e.Cause, e.Fix)
	}
	for system, all := range everyExplanation(t) {
		for _, e := range all {
			if strings.ContainsAny(e.Cause+e.Fix, "{}") {
				t.Errorf("%s: %s has a placeholder left: %q %q", system, e.ID, e.Cause, e.Fix)
			}
		}
	}
}

// TestLongTexts: only the beginning is understood; nothing is lost.
func TestLongTexts(t *testing.T) {
	tail := strings.Repeat(" odd", maxRead/4)
	want := []told{{"X4", "Email address must be valid"}, {"", strings.TrimSpace(tail) + "\nWebsite must be valid"}}
	if diff := cmp.Diff(want, tell("xero", "Email address must be valid;"+tail+"\nWebsite must be valid")); diff != "" {
		t.Errorf("(-want +got):\n%.300s", diff)
	}
	long := strings.Repeat("é", maxRead)
	if got := tell("xero", long); len(got) != 1 || got[0].Message != long {
		t.Error("a long unknown text is not shown word for word")
	}
}

// TestJSONOfAnExplanation holds the field names that `syncbot explain --json` promises.
func TestJSONOfAnExplanation(t *testing.T) {
	text, err := json.Marshal(Default().Explain("quickbooks", "Odd")[0])
	if err != nil {
		t.Fatal(err)
	}
	want := `{"id":"","known":false,"title":"Unknown error","cause":"","fix":"","where_to_fix":"","who":"Workshop Software support","next":"ask_support","guide":"","guides":[],"message":"Odd"}`
	if diff := cmp.Diff(want, string(text)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
