package workflow

import (
	"slices"
	"strings"
	"testing"

	"syncbot/workflow/diagnosis"
)

// A program that explains an error without a case says what the bot would say.
func TestExplainTextIsWhatAMessageSays(t *testing.T) {
	catalogue := diagnosis.Default()
	for _, message := range []string{"Email address must be valid", "SaleEvent_CreditOnHold", "The flux capacitor is missing"} {
		for _, s := range []System{Xero, MYOB, ""} {
			for _, x := range catalogue.Explain(string(s), message) {
				text := ExplainText(s, x)
				said := ErrorsNote{Subject: Subject{System: s}, Found: []Finding{{Explanation: x}}}.Words().Text()
				if !strings.Contains(said, text) {
					t.Errorf("%q for %q:\n%s\nthe message says\n%s", message, s, text, said)
				}
				for _, g := range x.Guides {
					if strings.Contains(text, g.Title) {
						t.Errorf("it names the guide %q:\n%s", g.Title, text)
					}
				}
				if all := strings.Split(text, "\n"); all[0] != "`"+message+"`" || len(all) < 2 || slices.Contains(all, "") {
					t.Errorf("%q", all)
				}
			}
		}
	}
}

// Of a wording that nobody has shown, what its words seem to say is not stated as known.
func TestWhatIsInferredOnlySeems(t *testing.T) {
	for message, label := range map[string]string{
		"The account 'Sales' has since been deleted in your organisation": "Seems to mean:",
		"Email address must be valid":                                     "What it means:",
	} {
		x := diagnosis.Default().Explain("xero", message)[0]
		f := Finding{Explanation: x}
		if text := ExplainText(Xero, x); !strings.Contains(text, label+" "+x.Cause) || !strings.Contains(f.passOn(Subject{System: Xero}), label) {
			t.Errorf("%q:\n%s\n%s", message, text, f.passOn(Subject{System: Xero}))
		}
	}
}
