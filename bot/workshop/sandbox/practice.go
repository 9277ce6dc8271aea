package sandbox

// What the sandbox begins with. The package comment says what each document is for.

import (
	"time"

	"syncbot/workflow"
)

// practice is the state of a sandbox that is opened for the first time.
func practice(now time.Time) *state {
	return &state{Version: version, Shops: []shop{northside(now), bayview(now)}}
}

// before gives times before now.
func before(now time.Time) func(days, hours int) time.Time {
	return func(days, hours int) time.Time {
		return now.AddDate(0, 0, -days).Add(-time.Duration(hours) * time.Hour)
	}
}

func northside(now time.Time) shop {
	ago := before(now)
	return shop{
		Workshop: Workshop{"northside", "Northside Autos", workflow.Xero, "Australia/Sydney"},
		Causes: map[string]cause{
			"e-mail":      {Message: "Email address must be valid"},
			"account 630": {Message: "The TaxType code 'INPUT' cannot be used with account code '630'."},
			"lock date":   {Message: "Organisation accounts are locked on the specified payment date 3/11/2026"},
			"archived":    {Message: "The specified contact details matched an archived contact. Archived contacts cannot currently be edited via the API."},
			"odd":         {Message: "Rule 7F of the posting profile was not satisfied"},
		},
		Records: append(northsideNew(ago), northsideOld(ago)...),
		Books: []posting{
			{Kind: workflow.Invoice, Number: "600", Total: 38500, Paid: 38500},
			{Kind: workflow.Invoice, Number: "601", Total: 96000, Paid: 40000},
			{Kind: workflow.Invoice, Number: "602", Total: 27450},
			{Kind: workflow.Invoice, Number: "603", Total: 51200, Status: notPosted},
			{Kind: workflow.Invoice, Number: "604", Total: 14900, Status: void},
			{Kind: workflow.Invoice, Number: "605", Total: 62000},
			{Kind: workflow.Invoice, Number: "605", Total: 62000, Paid: 62000},
			{Kind: workflow.Invoice, Number: "638", Total: 38500},
			{Kind: workflow.SupplierInvoice, Number: "123456", Total: 71830, Status: void},
		},
		Unseen: []string{"606"},
		Log: []entry{{workflow.LogEntry{
			ID: "northside-0-invoice-656", At: ago(0, 20), Number: "656",
			Message: "The specified contact details matched an archived contact. Archived contacts cannot currently be edited via the API.",
		}, "Barrier Reef Couriers"}},
	}
}

// northsideNew is what has not reached Xero.
func northsideNew(ago func(days, hours int) time.Time) []record {
	return []record{
		{Kind: contact, Name: "Karen Whitfield", Entered: ago(2, 6), Cause: "e-mail"},
		{Kind: workflow.Invoice, Number: "123", Name: "Karen Whitfield", Entered: ago(2, 5), Amount: 124000},
		{Kind: workflow.Payment, Number: "602", Name: "Tom Nguyen", Entered: ago(2, 4), Amount: 27450, Quiet: 1},
		{Kind: workflow.Payment, Number: "638", Name: "Mick Doyle", Entered: ago(2, 3), Amount: 83500},
		{Kind: workflow.Invoice, Number: "639", Name: "Harbour Plumbing", Entered: ago(2, 2), Amount: 44275, Cause: "account 630"},
		{Kind: workflow.Invoice, Number: "640", Name: "Sofia Rossi", Entered: ago(2, 1), Amount: 21890},
		{Kind: workflow.Invoice, Number: "641", Name: "Greg Tanner", Entered: ago(1, 9), Amount: 98600, Cause: "account 630"},
		{Kind: workflow.Payment, Number: "641", Name: "Greg Tanner", Entered: ago(1, 8), Amount: 98600},
		{Kind: workflow.Invoice, Number: "642", Name: "Lakeside Landscaping", Entered: ago(1, 7), Amount: 156720},
		{Kind: contact, Name: "Lakeside Landscaping", Entered: ago(1, 6)},
		{Kind: workflow.Payment, Number: "643", Name: "Anita Desai", Entered: ago(1, 5), Amount: 18700},
		{Kind: workflow.Invoice, Number: "643", Name: "Anita Desai", Entered: ago(1, 4), Amount: 18700},
		{Kind: workflow.Credit, Number: "88", Name: "Sofia Rossi", Entered: ago(1, 3), Amount: 4500},
		{Kind: workflow.Invoice, Number: "606", Name: "Peter Marsh", Entered: ago(1, 3), Amount: 33000},
		{Kind: workflow.Invoice, Number: "650", Name: "Jim Okafor", Entered: ago(1, 2), Amount: 72500, Progress: draft},
		{Kind: workflow.Invoice, Number: "653", Name: "Rosa Pereira", Entered: ago(1, 1), Amount: 40615, Cause: "odd"},
		{Kind: workflow.Invoice, Number: "655", Name: "City Cabs", Entered: ago(1, 1), Amount: 133100, Cause: "lock date"},
		{Kind: workflow.Invoice, Number: "657", Name: "Hillview Primary School", Entered: ago(1, 1), Amount: 28450, Cause: "lock date"},
		{Kind: workflow.Invoice, Number: "658", Name: "Ben Carter", Entered: ago(1, 1), Amount: 61200, Cause: "lock date"},
		{Kind: contact, Name: "Barrier Reef Couriers", Entered: ago(1, 1), Cause: "archived"},
		{Kind: workflow.Invoice, Number: "656", Name: "Barrier Reef Couriers", Entered: ago(1, 0), Amount: 58920, Failed: true},
		{Kind: workflow.SupplierInvoice, Number: "123456", Name: "Coastal Auto Parts", Entered: ago(0, 8), Amount: 71380},
	}
}

// northsideOld is what has reached Xero.
func northsideOld(ago func(days, hours int) time.Time) []record {
	return []record{
		{Kind: workflow.Invoice, Number: "600", Name: "Linda Cho", Entered: ago(20, 0), Amount: 38500, Progress: synced},
		{Kind: workflow.Payment, Number: "600", Name: "Linda Cho", Entered: ago(19, 0), Amount: 38500, Progress: synced},
		{Kind: workflow.Invoice, Number: "601", Name: "Westgate Couriers", Entered: ago(18, 0), Amount: 96000, Progress: synced},
		{Kind: workflow.Payment, Number: "601", Name: "Westgate Couriers", Entered: ago(17, 0), Amount: 40000, Progress: synced},
		{Kind: workflow.Invoice, Number: "602", Name: "Tom Nguyen", Entered: ago(16, 0), Amount: 27450, Progress: synced},
		{Kind: workflow.Invoice, Number: "603", Name: "Bright Early Learning", Entered: ago(15, 0), Amount: 51200, Progress: synced},
		{Kind: workflow.Invoice, Number: "604", Name: "Sam Katz", Entered: ago(14, 0), Amount: 14900, Progress: voided},
		{Kind: workflow.Invoice, Number: "605", Name: "Ocean View Motel", Entered: ago(13, 0), Amount: 62000, Progress: synced},
		{Kind: workflow.Invoice, Number: "638", Name: "Mick Doyle", Entered: ago(3, 0), Amount: 38500, Progress: synced},
		{Kind: workflow.SupplierInvoice, Number: "123456", Name: "Coastal Auto Parts", Entered: ago(5, 0), Amount: 71830, Progress: voided},
	}
}

func bayview(now time.Time) shop {
	ago := before(now)
	return shop{
		Workshop: Workshop{"bayview", "Bayview Motors", workflow.MYOB, "Australia/Brisbane"},
		Barred:   true,
		Causes: map[string]cause{
			"lock period": {Message: "BusinessEvent_DateOccurred_InLockPeriod"},
			"credit hold": {Message: "SaleEvent_CreditOnHold"},
			"rate limit":  {Message: "API key has exceeded the per-second rate limit", Passing: true},
		},
		Records: []record{
			{Kind: workflow.Invoice, Number: "641", Name: "Don Abbott", Entered: ago(2, 3), Amount: 55000},
			{Kind: workflow.Invoice, Number: "702", Name: "Redcliffe Bakery", Entered: ago(2, 2), Amount: 89100, Cause: "lock period"},
			{Kind: workflow.Invoice, Number: "703", Name: "Moreton Removals", Entered: ago(1, 5), Amount: 210540, Cause: "credit hold"},
			{Kind: workflow.Invoice, Number: "704", Name: "Ellen Fraser", Entered: ago(1, 4), Amount: 16950, Cause: "rate limit"},
			{Kind: workflow.Invoice, Number: "705", Name: "Bill Harding", Entered: ago(9, 0), Amount: 47300, Progress: synced},
			{Kind: workflow.Payment, Number: "705", Name: "Bill Harding", Entered: ago(8, 0), Amount: 47300, Progress: synced},
			{Kind: workflow.Invoice, Number: "706", Name: "Wynnum Sailing Club", Entered: ago(1, 2), Amount: 63800, Progress: draft},
		},
		Books: []posting{{Kind: workflow.Invoice, Number: "705", Total: 47300, Paid: 47300}},
	}
}
