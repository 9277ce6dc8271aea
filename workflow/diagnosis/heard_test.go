package diagnosis

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// heardFloor is the share of the texts that others heard, in hundredths, that is understood in its family. It is what
// was reached; nothing may fall below it.
var heardFloor = map[string]int{"xero": 95, "myob": 77, "quickbooks": 86}

// understoodAs are the entries that may explain a text of a family. A text may hold more than one message: then each
// explanation has to be one of these.
var understoodAs = map[string]map[string]string{
	"xero": {
		"lock-date":  "xero-locked-date X1 I7 I8",
		"account":    "xero-account xero-account-gone xero-account-missing X8 I3 I11 P4 A2",
		"tax":        "xero-tax X3 X9 xero-amount xero-account xero-account-missing",
		"contact":    "xero-contact xero-contact-gone xero-contact-taken X13 C2 C3 C4 C5 C6 xero-email-missing xero-plan",
		"number":     "xero-number I1",
		"status":     "xero-status X6 I2 I16 xero-field",
		"payment":    "xero-payment X5 X10 P3 xero-status",
		"credit":     "xero-credit N1 I2 xero-payment xero-status",
		"amount":     "xero-amount X2 I9 I10",
		"currency":   "xero-currency I13",
		"item":       "xero-item I12 xero-length xero-account-missing",
		"field":      "xero-field xero-length xero-amount",
		"email":      "X4",
		"stale":      "xero-stale",
		"plan":       "xero-plan I14",
		"auth":       "A1 A3 A4 xero-permission",
		"rate-limit": "A2",
		"outage":     "A2",
		"mapping":    "xero-account-missing xero-account I11",
		"parent":     "xero-parent xero-payment X11",
	},
	"myob": {
		"lock dates":                    "myob-locked-date DateInLockPeriod DatePriorToBeginningOfFinancialYear",
		"due date":                      "Term_Out_Of_Range",
		"accounts":                      "myob-account myob-account-missing JournalLine_InvalidAccount JournalLine_AccountNotPostable AccountHeaderNotAllowed IncorrectAccountType",
		"tax codes":                     "myob-tax TaxTransactionComponent_PostableAccountRequired ConsolidatedTaxCode FreightHasNotBeenSet Required",
		"contacts":                      "myob-contact myob-contact-gone SupplierInactive myob-field",
		"duplicate numbers":             "myob-number Duplicate",
		"status conflicts":              "myob-status InvoicePaid TransactionsCannotBeDeleted",
		"amounts":                       "myob-amount",
		"credit hold and limits":        "myob-credit-hold SaleEvent_CreditOnHold CreditLimitExceeded",
		"currency":                      "myob-currency Required",
		"items and jobs":                "myob-item Line_JobHeaderNotAllowed myob-field",
		"required and malformed fields": "myob-field myob-length Required SerializationError NotFound",
		"stale records":                 "myob-stale IncorrectRowVersionSupplied",
		"authorisation":                 "myob-auth myob-permission DeveloperInactive Unauthorised AccessDenied",
		"company file unreachable":      "myob-company-file myob-busy",
		"rate limits":                   "RateLimitError",
		"outages and time-outs":         "GatewayTimeout myob-busy",
	},
	"quickbooks": {
		"lock dates":                           "6210 quickbooks-field",
		"accounts":                             "quickbooks-account quickbooks-account-gone quickbooks-account-missing quickbooks-contact quickbooks-field 610 2500",
		"tax codes":                            "quickbooks-tax 6240",
		"contacts: duplicates":                 "6240",
		"contacts: missing, deleted, inactive": "quickbooks-contact quickbooks-contact-gone 610 2500 6250",
		"duplicate numbers":                    "6140",
		"status conflicts":                     "quickbooks-status 610 5010 quickbooks-payment",
		"payments":                             "quickbooks-payment quickbooks-payment-exceeds quickbooks-parent",
		"credit notes":                         "quickbooks-credit",
		"amounts":                              "quickbooks-amount",
		"currency":                             "quickbooks-currency",
		"items":                                "quickbooks-item 2500 quickbooks-busy",
		"required fields":                      "quickbooks-field",
		"too long":                             "quickbooks-length",
		"malformed fields":                     "quickbooks-field",
		"e-mail":                               "2210 quickbooks-email-missing quickbooks-contact",
		"stale records":                        "5010",
		"subscription and plan":                "6190",
		"authorisation":                        "quickbooks-auth quickbooks-permission 120",
		"rate limits":                          "003001",
		"outages and time-outs":                "quickbooks-busy",
		"unmapped accounts":                    "quickbooks-account-missing quickbooks-account quickbooks-contact",
		"parent not synced":                    "quickbooks-parent quickbooks-payment",
	},
}

// TestWhatOthersHeard: what integrators, forums and the systems' own pages show is understood in its family, or said
// to be unknown, but never taken for something else.
func TestWhatOthersHeard(t *testing.T) {
	for system, floor := range heardFloor {
		rows, understood := heard(t, system), 0
		for _, row := range rows {
			may, ok := understoodAs[system][row.family]
			if !ok {
				t.Errorf("%s: no entries are named for the family %q", system, row.family)
			}
			known := slices.DeleteFunc(ids(Default().Explain(system, row.text)), func(id string) bool { return id == "" })
			if len(known) > 0 {
				understood++
			}
			for _, id := range known {
				if !slices.Contains(strings.Fields(may), id) {
					t.Errorf("%s: %q of the family %q is taken for %s", system, row.text, row.family, id)
				}
			}
		}
		share := understood * 100 / len(rows)
		t.Logf("%s: %d of %d understood, %d %%", system, understood, len(rows), share)
		if share < floor {
			t.Errorf("%s: %d %% are understood, %d %% were", system, share, floor)
		}
	}
}

type heardText struct{ family, text string }

// heard reads a table of texts that others saw.
func heard(t *testing.T, system string) []heardText {
	table, err := os.ReadFile("testdata/heard/" + system + ".tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out []heardText
	for i, line := range strings.Split(strings.TrimSpace(string(table)), "\n") {
		fields := strings.Split(line, "\t")
		if i > 0 && len(fields) >= 2 {
			out = append(out, heardText{fields[0], fields[1]})
		}
	}
	return out
}
