package diagnosis

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAnswers of the systems' APIs: an error is told once, by the field that says most; nothing of an error that nobody
// knows is lost.
func TestAnswers(t *testing.T) {
	const opener = "A business validation error has occurred while processing your request"
	fault := func(message, detail string) string {
		return `{"Message":"` + message + `","Detail":"` + detail + `","code":"6000"}`
	}
	faults := func(all string) string { return `{"Fault":{"Error":[` + all + `],"type":"ValidationFault"}}` }
	tests := []struct {
		name, system, message string
		want                  []told
	}{
		{"a detail that says nothing known", "quickbooks", faults(fault("Duplicate Document Number Error", "It was TxnId=145")),
			[]told{{"6140", "Duplicate Document Number Error"}}},
		{"a message that says nothing known", "quickbooks", faults(fault("Odd", "Duplicate Document Number Error")),
			[]told{{"6140", "Duplicate Document Number Error"}}},
		{"neither", "quickbooks", faults(fault("Odd", "It was TxnId=145")), []told{{"", faults(fault("Odd", "It was TxnId=145"))}}},
		{"an unknown error before a known one", "quickbooks", faults(fault("Odd", "It was TxnId=145") + "," + fault("Duplicate Document Number Error", "")),
			[]told{{"", "Odd"}, {"", "It was TxnId=145"}, {"6140", "Duplicate Document Number Error"}}},
		{"only opened", "quickbooks", faults(fault(opener, "It was TxnId=145")), []told{{"6000", opener}, {"", "It was TxnId=145"}}},
		{"opened and told", "quickbooks", faults(fault(opener, "You must set a transaction amount.")),
			[]told{{"6000-amount", "You must set a transaction amount."}}},
		{"opened and told what it is about", "quickbooks", faults(fault(opener, "Business Validation Error: There was a problem with the bank account.")),
			[]told{{"quickbooks-about-account", "Business Validation Error: There was a problem with the bank account."}}},
		{"the name of a field", "myob", `{"Errors":[{"Name":"ValidationError","Message":"The account is inactive","AdditionalDetails":"Lines[0].Account","ErrorCode":1}]}`,
			[]told{{"myob-account-gone", "The account is inactive"}}},
		{"a name as a detail", "myob", `{"Errors":[{"Name":"ValidationError","Message":"One or more validation errors occurred","AdditionalDetails":"BusinessEvent_DateOccurred_InLockPeriod"}]}`,
			[]told{{"DateInLockPeriod", "BusinessEvent_DateOccurred_InLockPeriod"}}},
		{"a description before its error", "xero", `{"error_description":"Odd","error":"invalid_grant"}`, []told{{"A4", "invalid_grant"}}},
		{"what leads to an answer", "xero", `Invoice 641 was odd: {"Message":"Email address must be valid"}`, []told{{"X4", "Email address must be valid"}}},
		{"a line before what leads to it", "xero", "Odd\nand: {\"Message\":\"Email address must be valid\"}",
			[]told{{"", "Odd\nand:"}, {"X4", "Email address must be valid"}}},
		{"another message before what leads to it", "xero", `Invoice 640 was odd; invoice 641 said: {"Message":"Email address must be valid"}`,
			[]told{{"", "Invoice 640 was odd; invoice 641 said:"}, {"X4", "Email address must be valid"}}},
		{"a line before an answer that begins with a detail", "xero", "Odd\n{\"Title\":\"Unauthorized\",\"Detail\":\"Email address must be valid\"}",
			[]told{{"", "Odd"}, {"X4", "Email address must be valid"}}},
		{"an answer whose beginning was cut off", "xero", `"Title":"Unauthorized","Status":401,"Detail":"Email address must be valid"`,
			[]told{{"X4", "Email address must be valid"}}},
		{"two answers with a detail before their error", "xero", "{\"error\":\"odd\",\"detail\":\"Email address must be valid\"}\n{\"error\":\"odder\",\"detail\":\"oddest\"}",
			[]told{{"X4", "Email address must be valid"}, {"", "odder"}, {"", "oddest"}}},
		{"a name between a message and its detail", "quickbooks", `{"Message":"Duplicate Document Number Error","name":"Karen","Detail":"It was TxnId=145"}`,
			[]told{{"6140", "Duplicate Document Number Error"}}},
		{"where an exception comes from", "xero", `XeroPHP\Remote\Exception\BadRequestException: Email address must be valid`,
			[]told{{"X4", "BadRequestException: Email address must be valid"}}},
		{"what an exception is called", "xero", "Xeroizer::OAuth::TokenExpired: The access token has expired",
			[]told{{"A1", "TokenExpired: The access token has expired"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, tell(tt.system, tt.message)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestWordsRoundAnAnswerAreNoProof: what leads to an answer is left out where it is explained, and still somebody's own.
func TestWordsRoundAnAnswerAreNoProof(t *testing.T) {
	if Default().Recognises("xero", `I think my dog wrote this: {"Message":"Email address must be valid"}`) {
		t.Error("a person's words are taken for a log's")
	}
}

// TestContractions: "isn't", "isnt" and "is not" say the same.
func TestContractions(t *testing.T) {
	for _, text := range []string{"The account you selected isn't active", "The account you selected isnt active", "The account you selected is not active", "The account you selected isn’t active"} {
		if got := understoodAs("quickbooks", text); got != "quickbooks-account-gone" {
			t.Errorf("%q is understood as %q", text, got)
		}
	}
	for _, verb := range contracted {
		if Default().every.language.trouble[verb] {
			t.Errorf("%q says that something is wrong", verb)
		}
	}
}
