package diagnosis

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	xeroGuide = "https://workshopsoftware.happyfox.com/kb/article/45-xero-integration-event-log-deciphered/"
	myobGuide = "https://workshopsoftware.happyfox.com/kb/article/25-myob-integration-event-log-deciphered/"
	logGuide  = "https://workshopsoftware.happyfox.com/kb/article/57-how-to-check-the-event-error-log/"
	own       = "https://workshopsoftware.com/knowledge-base/"
)

// everyExplanation is of each system the explanation of each sample, and one unknown.
func everyExplanation(t *testing.T) map[string][]Explanation {
	out := map[string][]Explanation{}
	for system, form := range everySystem(t) {
		out[system] = Default().Explain(system, "Nobody has seen this")
		for _, d := range form.Entries {
			for _, sample := range d.Samples {
				out[system] = append(out[system], Default().Explain(system, sample.Text)...)
			}
		}
	}
	return out
}

// TestProcedureGuideIsAlwaysThere: errors of Xero and MYOB carry the guide that the procedure names, last and once;
// those of QuickBooks carry none, for none is known.
func TestProcedureGuideIsAlwaysThere(t *testing.T) {
	want := map[string]string{"xero": xeroGuide, "myob": myobGuide}
	for system, all := range everyExplanation(t) {
		for _, e := range all {
			switch {
			case e.Guides == nil:
				t.Errorf("%s: %q: guides are nil, which JSON would write as null", system, e.Message)
			case want[system] == "" && (len(e.Guides) > 0 || e.Guide != ""):
				t.Errorf("%s: %q carries %v", system, e.Message, e.Guides)
			case want[system] != "" && (len(e.Guides) == 0 || e.Guides[len(e.Guides)-1].URL != want[system]):
				t.Errorf("%s: %q does not end with the procedure's guide: %v", system, e.Message, e.Guides)
			case want[system] != "" && e.Guide != e.Guides[0].URL:
				t.Errorf("%s: %q: guide %s is not the first of %v", system, e.Message, e.Guide, e.Guides)
			}
		}
	}
}

// TestNoAddressTwiceNorStaging also counts the other addresses of one guide as the same.
func TestNoAddressTwiceNorStaging(t *testing.T) {
	same := map[string]string{}
	for _, form := range everySystem(t) {
		for _, g := range form.Guides {
			for _, other := range g.Also {
				same[other] = g.URL
			}
		}
		if form.Guide != nil {
			for _, other := range form.Guide.Also {
				same[other] = form.Guide.URL
			}
		}
	}
	for system, all := range everyExplanation(t) {
		for _, e := range all {
			seen := map[string]bool{}
			for _, g := range e.Guides {
				u, err := url.Parse(g.URL)
				if err != nil || u.Scheme != "https" || strings.Contains(u.Host, "staging") {
					t.Errorf("%s: %s carries %s", system, e.ID, g.URL)
				}
				if same[g.URL] != "" {
					t.Errorf("%s: %s carries the alternate address %s", system, e.ID, g.URL)
				}
				if seen[g.URL] {
					t.Errorf("%s: %s carries %s twice", system, e.ID, g.URL)
				}
				seen[g.URL] = true
			}
		}
	}
}

// TestExplainsIsSaidOnlyWhereKnown is the law "never invent" for guides.
func TestExplainsIsSaidOnlyWhereKnown(t *testing.T) {
	const reused = own + "accounting-integrations/error-cannot-duplicate-invoice-numbers-for-supplier/"
	want := map[string]string{
		"X1": xeroGuide, "X2": xeroGuide, "X3": xeroGuide, "X4": xeroGuide, "X5": xeroGuide,
		"X6":  reused,
		"X7":  reused,
		"X8":  own + "technical-support/xero-sync-error-account-has-been-archived-or-has-been-deleted/",
		"X10": own + "accounting-integrations/xero-sync-error-message-payment-amount-exceeds-the-amount-outstanding-on-this-document/",
		"X12": own + "technical-support/xero-sync-error-message-xero-integration-will-not-work-until-valid-accounts-are-entered/",
		"X13": own + "technical-support/xero-sync-error-message-the-specified-contact-details-match-an-archived-contact/",
	}
	got := map[string]string{}
	for system, all := range everyExplanation(t) {
		for _, e := range all {
			for i, g := range e.Guides {
				if g.Explains && (i > 0 || system != "xero") {
					t.Errorf("%s: %s: guide %d is said to explain", system, e.ID, i)
				}
				if g.Explains {
					got[e.ID] = g.URL
				}
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what is said to explain (-want +got):\n%s", diff)
	}
}

func TestGeneralGuides(t *testing.T) {
	c := Default()
	for system, want := range map[string]string{"xero": xeroGuide, "myob": myobGuide, "quickbooks": "", "": "", "reckon": ""} {
		g, ok := c.Guide(system)
		if g.URL != want || ok != (want != "") || g.Explains {
			t.Errorf("Guide(%q) = %v, %t; want %q", system, g, ok, want)
		}
	}
	if got := c.LogGuide().URL; got != logGuide {
		t.Errorf("LogGuide is %s", got)
	}
	for _, name := range []string{"procedure", "event-log", "manual-sync", "reauthorise-xero", "user-groups"} {
		if g, ok := c.Named(name); !ok || g.Title == "" || g.URL == "" {
			t.Errorf("Named(%q) = %v, %t", name, g, ok)
		}
	}
	if g, ok := c.Named("void"); ok {
		t.Errorf("the void guide is known on a staging host only, yet Named gives %v", g)
	}
}

// TestGuidesAreNotShared: who changes the guides that were handed out changes nobody else's.
func TestGuidesAreNotShared(t *testing.T) {
	c := Default()
	for _, message := range []string{"Email address must be valid", "Nobody has seen this"} {
		c.Explain("xero", message)[0].Guides[0].URL = "changed"
		if got := c.Explain("xero", message)[0].Guides[0].URL; got != xeroGuide {
			t.Errorf("%q: guide is now %q", message, got)
		}
	}
}
