package diagnosis

import (
	"slices"
	"strings"
	"testing"
)

// TestNoMessageIsLost: whatever else is known of a text, each of its messages stands in one of the explanations.
func TestNoMessageIsLost(t *testing.T) {
	for _, text := range []string{
		"Email address must be valid; There was an error with the tax code; There was an error with the currency",
		"There was a problem with the tax code; Tax rate settings failed again",
		"The customer is archived; The supplier is inactive",
		"The customer is archived. The supplier is inactive.",
	} {
		var said strings.Builder
		for _, x := range Default().Explain("xero", text) {
			said.WriteString(x.Message + "\n")
		}
		for _, message := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '.' }) {
			if !strings.Contains(said.String(), strings.TrimSpace(message)) {
				t.Errorf("%q: %q is lost in %q", text, message, said.String())
			}
		}
	}
}

// TestValuesAreTold as they came, and never read again as placeholders.
func TestValuesAreTold(t *testing.T) {
	for text, want := range map[string]string{
		"Account code '4-1000' is inactive":                                     "An account (4-1000) is archived, deleted or inactive in Xero.",
		"Account code ' ' is inactive":                                          "An account is archived, deleted or inactive in Xero.",
		"The customer Harbour Cafe is archived in Xero":                         "The customer or supplier (Harbour Cafe) is archived, inactive or deleted in Xero.",
		"Invoice date falls in a locked period, before 30/06/2026":              "The date is in a period that is locked or closed in Xero; the message names 30/06/2026.",
		"The TaxType code 'a{account}b' cannot be used with account code '630'": "Account 630 has a tax type in Xero that doesn't go with tax code a{account}b.",
	} {
		for range 20 {
			all := Default().Explain("xero", text)
			if len(all) != 1 || all[0].Cause != want {
				t.Fatalf("%q is explained as %+v, want %q", text, all, want)
			}
		}
	}
}

// TestWhoseErrorItIs: a document's number or an address names no system, another system's name does.
func TestWhoseErrorItIs(t *testing.T) {
	for text, want := range map[string]string{
		"Invoice QB-1001: the customer is archived":     "xero-contact-gone",
		"The customer is archived (myob@example.com)":   "xero-contact-gone",
		"QuickBooks says that the customer is archived": "",
		"Xero says that the customer is archived":       "xero-contact-gone",
	} {
		got := ids(Default().Explain("xero", text))
		if !slices.Equal(got, []string{want}) {
			t.Errorf("%q is understood as %q, want %q", text, got, want)
		}
	}
	if got := ids(Default().Explain("", "The company file could not be found")); !slices.Equal(got, []string{""}) {
		t.Errorf("of a file of two systems is claimed %q", got)
	}
}
