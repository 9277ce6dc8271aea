package diagnosis

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// noErrors are texts that are no errors though they speak of what errors speak of.
var noErrors = []string{
	// Names of customers, of suppliers and of what they buy.
	"Archived Motors", "Lock Date Café", "Duplicate Motors", "Closed Books Café", "Void & Sons Pty Ltd", "Invalid Customer Jones",
	"Customer: Archived Motors", "Contact Archived Motors Pty Ltd", "Supplier 'Account has been archived' Pty Ltd",
	"Invoice 641 for Lock Date Café", "Invoice 641, Archived Contact Pty Ltd, synced", "Locked Period Antiques, invoice 12",
	"Duplicate Number Plates Pty Ltd", "Missing Account Managers Pty Ltd", "Expired Token Games", "Rate Limit Exceeded Records",
	"Customer “The customer has been archived” paid", "Contact [Email address invalid]", "Tax Code Not Valid Books",
	// What went well.
	"Invoice 641 was synced", "Invoice 641 synced successfully", "Invoice 641 has been synced to Xero", "Invoice 641 was paid in full",
	"Contact Archived Motors was archived successfully", "Account 200 was deleted successfully", "Account 200 was archived by Karen",
	"Payment for invoice 641 was exported to MYOB", "The customer was restored", "0 errors", "Sync completed without errors",
	"Token refreshed successfully", "Connection to Xero was renewed", "Invoice 641 has been voided", "Invoice 641 was approved",
	"Lock date changed to 30 June", "Account 200 was created", "The contact was merged and saved successfully", "Estimate converted to invoice",
	"The tax code GST was used", "Credit note 12 allocated to invoice 641", "No problems found", "Email sent to the customer",
	"Xero connected", "1 invoice exported to QuickBooks", "Sync finished at 10:06 am", "Account code 200 is valid",
	"The account is no longer locked", "The duplicate was resolved", "The invoice number is unique", "Due date: 24/11/2026",
	// Stack traces.
	"goroutine 1 [running]:\nmain.main()\n\t/tmp/duplicate.go:7 +0x1d",
	"   at Xero.Api.Invoice.CannotBeEdited(String accountNotValid)\n   at Xero.Api.Contact.HasBeenArchived()",
	"at com.myob.AccountNotFound.invoiceNotFound(AccountNotFound.java:14)",
	"#0 /var/www/html/src/InvoiceNumberAlreadyExists.php(12): account_not_found()",
	"File \"/usr/lib/python3/tax_code_invalid.py\", line 12, in contact_not_found",
	"Traceback (most recent call last):",
	// Advertising, help and questions.
	"Has your Xero subscription expired? Upgrade today and save up to 20%!",
	"Never lose an invoice again – start your free trial now", "Invoice limit reached? Switch to our unlimited plan",
	"Is the account archived?", "Why is my invoice not syncing to Xero?", "How to fix 'Account code is not valid'",
	"How to restore an archived contact in Xero", "If the account has been archived, restore it", "Learn what to do when the token has expired",
	"This article explains why the period is locked", "Webinar: duplicate invoice numbers and how to avoid them",
	"Sign up for our newsletter: email address required for the newsletter", "Click here if your connection has been lost",
	// People.
	"Karen rang, the customer says his account was archived", "I deleted the account", "My invoice was not found", "The keys could not be found on the desk",
	"Thanks, the payment was too much", "He said the invoice already exists", "The customer's car is missing a wheel",
	"The gearbox is locked", "Customer waiting for the date", "Front brakes worn over the limit", "Number plate light not working",
	"Customer requests invoice by email", "Name of the customer: Karen", "Left a message, no answer", "Clutch cable too long", "Battery expired",
	"Timing belt failed", "Oil level below minimum", "Tyre pressure incorrect", "Wrong part sent, returned to supplier", "Radiator cap missing",
	"Job card 12 is closed", "Registration has expired", "Engine timed out of phase", "Part no longer available", "Item on back order",
	// The rest of a log.
	"Account mapping saved", "Payment applied to invoice 641", "Invoice exists in Xero", "Subscription renewed until 2027",
	"Sync started for 12 invoices", "Customer 'Missing Account' created in Xero", "customer expired token games updated", "Contact Lock Date Cafe merged into Lock Date Bistro",
	"Invoice 641: total 120.00, balance due 0.00", "Invoice 641 is paid and closed", "The invoice was deleted", "Deleted invoice 641",
	"Voided invoice 641", "Archived contact: Karen Whitfield", "Contact was archived", "Customer deleted by user Karen",
	"Locked period set to 30 June 2026", "The period was closed on 30 June", "Lock date: 30 June 2026", "Books closed for June",
	"Closing date password changed", "Tax code list updated", "New tax rate added: GST on Income", "Item BRK-1 discontinued",
	"Item removed from invoice", "Duplicate invoice sent to customer", "Duplicate removed", "Duplicate check passed",
	"Contact limit warning disabled", "Rate limit: 60 calls per minute", "Daily limit 5000, remaining 4900", "Token expires at 10:30",
	"Access token refreshed, expires in 1800 seconds", "Reconnect reminder sent", "Logged in", "Logged out",
	"User Karen logged in", "Password changed", "Email address changed to karen@example.com", "Email address verified",
	"Invalid attempts: 0", "Errors: 0, warnings: 0", "0 failed, 12 synced", "12 invoices synced, 0 failed",
	"Failed: 0", "No invoices to sync", "Nothing to sync", "Skipped: already synced",
	"Invoice 641 already synced", "Invoice already up to date", "Skipping invoice 641, no changes", "Payment not required",
	"Signature not required", "No payment needed", "Credit limit set to 500.00", "Customer on stop list removed",
	"Credit hold removed", "Currency: AUD", "Exchange rate updated to 0.65", "Maximum length 20",
	"Description: Replace front brake pads, account for worn discs, customer says noise at low speed", "Note: invoice must be approved before sending", "Customer must pay before pickup", "Vehicle not found on lot",
	"Parts missing from order 7", "Supplier out of stock", "Stock level low: BRK-1", "Oil filter inactive ingredient",
	"Error code P0420 catalyst efficiency below threshold", "Fault code P0171 system too lean", "Warning light on dashboard", "ABS sensor failure rear left",
	"Check engine light: invalid signal from camshaft sensor", "Timeout belt tensioner replaced", "Gateway Motors Timeout Pty Ltd", "Not Found Records Pty Ltd",
	"Unknown Customer", "Cash customer without account", "Customer without email address", "Account customers only",
	"Account overdue 30 days", "Account holder: Karen", "Account number 123456", "Invalid carriage, wheelchair access required",
	"Access denied to rear diff without lift", "Bill of sale missing from glovebox", "Name plate required for truck", "Date of service required by law",
	"Number plates duplicated by VicRoads", "The document was signed", "Send reminder for overdue invoice 641", "Reminder: your subscription expires in 30 days",
	"Statement sent", "Refund issued", "Refund of 20.00 given to customer", "Overpayment recorded as credit",
	"Negative balance -20.00", "Discount 10% applied", "Quantity 2", "Unit price 20.00 not taxed",
	"Invoice total 0.00", "Bank account reconciled", "Bank feed connected", "Connection test passed",
	"Connection to Xero established", "Xero connection OK", "MYOB company file opened", "Company file backup complete",
	"Service unavailable on Saturday", "Customer unable to reach us by phone", "Owner can't attend", "Wheel nuts must be tightened",
	"Sent quote, not accepted yet", "Quote not accepted", "Quote 12 not accepted by customer", "Customer has no account with us",
	"Vehicle is inactive", "Car is over the weight limit", "Bill is larger than last time", "Invoice differs from quote",
	"Balance is lower than last month", "Customer dispute: amount must be lower", "Total is different from last invoice", "Refund for the voided invoice was paid",
	"The invoice was voided", "Invoice voided and payment refunded", "Payment was rejected by bank, customer will call", "Card declined",
	"Credit card expired", "Card expired 12/26", "Customer card is missing from wallet", "Login page opened",
	"User name changed", "Attachment larger than usual", "Record locked in the safe", "Company file copied to backup",
	"Invoice 12 moved to draft", "Draft invoice created", "Approved invoice 12", "Deleted contact restored",
	"Archived account list printed", "Locked account list exported", "Customer limited to cash sales", "Contact: Limited Edition Motors",
	"No account fee charged", "Account code 200: Sales", "Error log cleared", "Last error: none",
	"Errors resolved: 3", "Exception report emailed", "The batteries were incorrect", "Wrong tyre size fitted",
	"Tax invoice required by customer", "Customer wants tax code shown", "Date changed to later date", "Period: June 2026, closed invoices: 12",
	"Number of unpaid invoices exceeds 12", "12 invoices over the limit of 500.00", "Customer over 60 days", "Total over 1000 approved by manager",
	"Discount over 10% must be approved by the manager", "Item price not set", "Item moved to shelf B", "Item not in stock, ordered",
	"Stock insufficient for job 12, ordered from supplier", "Item deleted from job 12", "Missing invoice found", "Duplicate key cut for customer",
	"Connection rod bearing failed", "Connector lost, replaced", "Authentication of parts completed", "Token of appreciation sent",
	"Access panel missing", "Permission given to start work", "Permission from owner required before work", "Timeout set to 30 seconds",
	"Server rack delivered", "Bank holiday, closed",
	"Account code 500: Parts", "Scope of work for job 12", "Bolt must be 20 mm long", "Account must be paid at the bank",
	"Signature verified", "Code 503 brake pad", "Order 500 for status report", "Invoice 502 error free",
	"Upgrade your plan to Premium", "Payment of invoice 503 received", "Booked service, account for it later, customer not in", "All items must be specified",
	"The last character of the name is a full stop",
	"", " ", "641", "24/11/2026", "Xero", "ERROR", "Error: ", "400 Bad Request",
}

// A business may be called by any of these words and trades, and stand in any of these shapes.
var (
	nameWords = []string{"Archived", "Locked", "Duplicate", "Invalid", "Expired", "Void", "Missing", "Closed", "Overdue", "Deleted", "Inactive", "Unauthorised"}
	trades    = []string{"Motors", "Café", "Panel Beaters", "Plumbing", "& Sons", "Holdings Pty Ltd", "Garage", "Transport"}
	shapes    = []string{"%s", "Invoice 641 for %s", "Customer %s", "%s was synced", "Contact: %s", "Invoice 641 (%s)", "Payment from %s received", "Supplier '%s' has an invoice"}
)

func TestNothingIsClaimedOfWhatIsNoError(t *testing.T) {
	texts := slices.Clone(noErrors)
	for _, w := range nameWords {
		for _, trade := range trades {
			for _, shape := range shapes {
				texts = append(texts, fmt.Sprintf(shape, w+" "+trade))
			}
		}
	}
	if len(texts) < 300 {
		t.Errorf("only %d texts", len(texts))
	}
	for _, text := range texts {
		for _, system := range []string{"xero", "myob", "quickbooks", ""} {
			for _, e := range Default().Explain(system, text) {
				if e.Known {
					t.Errorf("%s: of %q is claimed %s", system, text, e.ID)
				}
			}
		}
	}
}

// humped finds the API's names that small letters make one word of: ContactName.
var humped = regexp.MustCompile(`[a-z][A-Z]`)

// mutilations are what happens to a text on its way into a log.
var mutilations = map[string]func(string) string{
	"small":          strings.ToLower,
	"capitals":       strings.ToUpper,
	"no stop":        func(s string) string { return strings.TrimRight(s, ".!") },
	"spaces":         func(s string) string { return "  " + strings.ReplaceAll(s, " ", "  ") + "\t" },
	"status":         func(s string) string { return "400 Bad Request: " + s },
	"wrapped":        func(s string) string { return "A validation exception occurred\n" + s },
	"invoice":        func(s string) string { return "Invoice 641 - " + s },
	"curly":          func(s string) string { return strings.NewReplacer("'", "’", `"`, "”").Replace(s) },
	"entities":       func(s string) string { return strings.NewReplacer("'", "&#39;", `"`, "&quot;").Replace(s) },
	"JSON":           func(s string) string { return `{"Message":` + fmt.Sprintf("%q", s) + `}` },
	"XML":            func(s string) string { return "<Message>" + strings.ReplaceAll(s, "<", "&lt;") + "</Message>" },
	"failed to save": func(s string) string { return "Failed to save invoice 641: " + s },
	"line break": func(s string) string {
		words := strings.Fields(s)
		if len(words) < 4 {
			return s
		}
		return strings.Join(words[:len(words)/2], " ") + "\r\n" + strings.ToLower(strings.Join(words[len(words)/2:], " "))
	},
}

// TestMutilatedTextsAreUnderstoodBySigns: what happens to a text on its way into a log changes nothing of what signs say of it.
func TestMutilatedTextsAreUnderstoodBySigns(t *testing.T) {
	n := 0
	for system, form := range everySystem(t) {
		for _, d := range form.Entries {
			if len(d.Families) == 0 || len(d.Texts)+len(d.Words)+len(d.Names) > 0 {
				continue
			}
			for _, sample := range d.Samples {
				for way, mutilate := range mutilations {
					n++
					text := mutilate(sample.Text)
					if !slices.Contains(ids(Default().Explain(system, text)), d.ID) {
						t.Errorf("%s: %s: %q is understood as %q, want %s", system, way, text, ids(Default().Explain(system, text)), d.ID)
					}
				}
			}
		}
	}
	if n < 500 {
		t.Errorf("only %d texts", n)
	}
}

// TestMutilatedWordings: of the wordings of our own, two in a hundred may be understood otherwise when they are mutilated:
// small letters hide names, and another document's number before a message can be taken for its subject.
func TestMutilatedWordings(t *testing.T) {
	n, other := 0, 0
	for _, w := range wordings(t) {
		if strings.ContainsAny(w.text, `{<\`) {
			continue
		}
		for way, mutilate := range mutilations {
			if humped.MatchString(w.text) && (way == "small" || way == "capitals") {
				continue
			}
			n++
			if got := understoodAs(w.system, mutilate(w.text)); got != w.as {
				other++
				t.Logf("%s: %s: %q is understood as %q, want %q", w.system, way, mutilate(w.text), got, w.as)
			}
		}
	}
	if n < 5000 || other*50 > n {
		t.Errorf("%d of %d are understood otherwise", other, n)
	}
}

// TestSignsOfAnExtraFile: an operator's entry may have signs of its own, and takes from a message what varies.
func TestSignsOfAnExtraFile(t *testing.T) {
	entry := strings.NewReplacer(
		"texts: [\"It broke on {date}\", It broke]", "signs: ['<account> . {account} .. melted|is not there']",
		"cause: It broke.", "cause: 'Account {account} melted.'",
		"{text: It broke,", "{text: The account 200 is not there,",
	).Replace(extraEntry("OWN1", "It broke"))
	c, err := LoadWith(Extra{"extra.yaml", []byte("system: xero\nentries:" + entry)})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"The ledger account '4-1000' melted", "Line 2: account 4-1000 has melted on Monday"} {
		got := c.Explain("xero", text)
		if len(got) != 1 || got[0].ID != "OWN1" || got[0].Cause != "Account 4-1000 melted." || !got[0].Named {
			t.Errorf("%q is explained as %+v", text, got)
		}
	}
}

// TestTwoFamiliesThatFitEqually are both told; of three none is.
func TestTwoFamiliesThatFitEqually(t *testing.T) {
	const text = "The customer is archived"
	for system, want := range map[string][]string{"xero": {"xero-contact-gone"}, "": {""}} {
		if got := ids(Default().Explain(system, text)); !slices.Equal(got, want) {
			t.Errorf("%q: %q is understood as %q, want %q", system, text, got, want)
		}
	}
	if got := ids(Default().Explain("", "Xero says: the customer is archived")); !slices.Equal(got, []string{"xero-contact-gone"}) {
		t.Errorf("where the text names its system, it is understood as %q", got)
	}
	if got := ids(Default().Explain("quickbooks", "Employee mapping is missing")); len(got) != 2 {
		t.Errorf("of two that fit equally these are told: %q", got)
	}
}

// TestWordingsOfOurOwn are messages that we made up or told from memory, and what they are understood as. The signs were
// extended to them, so they hold what was reached and measure nothing.
func TestWordingsOfOurOwn(t *testing.T) {
	for _, w := range wordings(t) {
		if got := understoodAs(w.system, w.text); got != w.as {
			t.Errorf("%s: %q is understood as %q, want %q", w.system, w.text, got, w.as)
		}
	}
}

type wording struct{ system, as, text string }

func wordings(t *testing.T) []wording {
	table, err := os.ReadFile("testdata/wordings.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var all []wording
	for line := range strings.Lines(string(table)) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		all = append(all, wording{fields[0], fields[1], fields[2]})
	}
	return all
}

// TestEverySignFitsAText: a sign that nobody has seen at work may be wrong, and is only in the way.
func TestEverySignFitsAText(t *testing.T) {
	fits := map[string]bool{}
	see := func(system, text string) {
		finder, _ := Default().of(system)
		text = strings.ReplaceAll(text, `\n`, "\n")
		for _, p := range unwrap(text) {
			s := search{finder: finder, message: text[p.start:p.end]}
			s.folded = fold(s.message)
			for _, at := range s.sentences(0, len(s.text)) {
				s.language.markNames(&s, at.words)
				for _, f := range s.fits(at.words) {
					fits[f.text] = true
				}
			}
		}
	}
	for _, w := range wordings(t) {
		see(w.system, w.text)
	}
	for system, form := range everySystem(t) {
		for _, row := range heard(t, system) {
			see(system, row.text)
		}
		for _, d := range form.Entries {
			for _, sample := range d.Samples {
				see(system, sample.Text)
			}
		}
	}
	for name, signs := range Default().every.language.families {
		for _, text := range signs {
			if !fits[text] {
				t.Errorf("family %s: the sign %q fits none of the texts of testdata; add one to wordings.tsv, or take the sign out", name, text)
			}
		}
	}
}
