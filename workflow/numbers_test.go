package workflow

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNumbersInMessages(t *testing.T) {
	for text, want := range map[string]string{
		"Hi team, INV-123 hasn't come through to Xero":                        "INV-123",
		"Customer says invoices 641 and the payment on 638 are missing":       "641, Payment on 638",
		"inv 641, inv642 and Inv. no. 643.":                                   "641, 642, 643",
		"payment on invoice 641?":                                             "Payment on 641",
		"Supplier invoice 123456-b and credit note 12":                        "Supplier invoice 123456-b, Credit 12",
		"invoices 641, 642 and 643 are late":                                  "641, 642, 643",
		"Customer asks about INV-642 and 655":                                 "INV-642, 655",
		"#641 and #642 please":                                                "641, 642",
		"641 isn't in MYOB (nor 642)":                                         "641, 642",
		"INV-641, that is invoice 641":                                        "INV-641",
		"It was $1240.00 on 3/11/2026 at 10:04, call 0412 345 678, invoice 9": "9",
		"Since 3/11/2026 nothing works":                                       "",
		"":                                                                    "",
		strings.Repeat("641 642 643 644 645 646 647 648 649 650 651 ", 2):     "641, 642, 643, 644, 645, 646, 647, 648, 649, 650",
	} {
		var titles []string
		for _, d := range NumbersIn(text) {
			titles = append(titles, d.Title())
		}
		if diff := cmp.Diff(want, strings.Join(titles, ", ")); diff != "" {
			t.Errorf("%q (-want +got)\n%s", text, diff)
		}
	}
}

// FuzzNumbersIn: whatever people write, what is found can be asked about, none of it twice.
func FuzzNumbersIn(f *testing.F) {
	f.Add("invoice INV-641, payment on 638 and #12, 0412 345 678")
	f.Fuzz(func(t *testing.T, text string) {
		all := NumbersIn(text)
		if len(all) > MaxNumbers {
			t.Errorf("%d numbers", len(all))
		}
		seen := map[string]bool{}
		for _, d := range all {
			if !isNumber(d.Number) || seen[d.Key()] {
				t.Errorf("%q finds %+v", text, all)
			}
			seen[d.Key()] = true
		}
	})
}
