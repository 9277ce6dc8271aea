package storybook

// Errors of the event log, explained.

import (
	"strings"
	"time"

	"syncbot/workflow"
)

// hourUp is what a look at the end of the first hour saw.
func hourUp() workflow.Seen {
	return workflow.Seen{LogAt: tue(11, 4), Started: tue(10, 4), Books: absent(tue(11, 4)), Syncs: 1}
}

// errors are the findings of a look at the end of the hour.
func errors(sub workflow.Subject, messages ...string) workflow.ErrorsNote {
	return workflow.ErrorsNote{Subject: sub, Seen: hourUp(), Found: says(sub, tue(10, 6), messages...), Wait: time.Hour}
}

// found is the page of an error for which its owner is asked.
func found(state, when string, sub workflow.Subject, messages ...string) Page {
	return Page{"findings/" + state, when, naming, errors(sub, messages...)}
}

func findings() []Page {
	sub := northside(invoice("INV-123"), tue(11, 4))
	other := northside(invoice("641"), tue(11, 4))
	bill := northside(supplier("123456"), tue(11, 4))
	return []Page{
		found("one-error", "The log has one error since the sync.", sub, lockedDate),
		found("one-error-workshop", "The workshop itself can fix it.", sub, badEmail),
		found("one-error-desk", "The support desk reads it.", desk(sub), badEmail),
		found("one-error-payment", "The error is a payment's.", northside(payment("641"), tue(11, 4)), lockedDate),
		found("two-errors", "One entry holds two errors, for two people.", other, badEmail, wrongTaxType),
		found("three-errors", "One of three errors usually clears by itself, so it stands last.", other, badEmail, wrongTaxType, tooEarly),
		found("three-errors-desk", "The support desk reads the same.", desk(other), badEmail, wrongTaxType, tooEarly),
		found("five-errors", "More errors than a phone's screen holds.", other, noAccounts, archivedContact, wrongTaxType, negativeTotal, lockedDate),
		found("unknown", "Nobody has explained the error yet.", sub, nobodyKnows),
		found("unknown-desk", "The support desk reads an error that nobody has explained.", desk(sub), nobodyKnows),
		found("known-and-unknown", "One error is known, one isn't.", sub, lockedDate, nobodyKnows),
		found("undo-first", "The fix voids and re-enters, which can't be taken back.", sub, negativeTotal),
		found("undo-first-supplier", "A supplier's number was used before, and the fix can't be taken back.", bill, numberTaken),
		found("undo-first-payment", "A payment was entered in both systems, and a void can't be taken back.", northside(payment("638"), tue(11, 4)), paidTooMuch),
		found("admin-group", "A step of the fix takes the ADMIN group.", sub, noAccounts),
		found("admin-group-account", "The same, where the error's guide names two causes.", sub, accountArchived),
		found("not-authorised", "The link to Xero has ended.", sub, "An error has occurred during the authentication process"),
		{"findings/archived-contact", "The error's guide allows a few hours, so the next look is later.", naming, longer(errors(sub, archivedContact))},
		{"findings/archived-contact-and-more", "The same with a second error.", naming, longer(errors(sub, archivedContact, lockedDate))},
		{"findings/same-again", "A fix was reported, and the same error is there again.", naming, again(errors(sub, lockedDate))},
		{"findings/same-errors-again", "A fix was reported, and the same errors are there again.", naming, again(errors(other, badEmail, wrongTaxType))},
		{"findings/link-broken-next", "The second error is about the link, and no source says where it is fixed.", naming, errors(sub, lockedDate, linkBroken)},
		{"findings/late-by-days", "The bot was offline until the next day.", naming, byDays(errors(sub, badEmail))},
		{"findings/listed-otherwise", "The log lists the number without its INV-.", naming, numbered(errors(sub, badEmail), "123")},
		{"findings/no-time", "The log's entry has no usable time.", naming, undated(errors(sub, badEmail))},
		{"findings/late", "The bot was offline when the look was due.", naming, late(errors(sub, lockedDate))},
		{"findings/late-and-slow", "The look was late though the bot was running.", naming, slow(errors(sub, negativeTotal))},
		{"findings/late-five-errors", "The bot was offline, and there is much to say.", naming,
			late(longer(errors(other, noAccounts, archivedContact, wrongTaxType, negativeTotal, lockedDate)))},
		{"findings/no-message", "The log's entry has no message.", naming, errors(sub, "(no message)")},
		{"findings/long-message", "The log's message alone would fill the screen.", naming, errors(sub, strings.Repeat("Line 4: the widget of BRAKE-PAD-FRONT-LHS isn't green. ", 8))},
		{"findings/one-long-word", "The log's message is one word without end.", naming, errors(sub, strings.Repeat("x7Kq", 150))},
		{"findings/demo", "In the demo an hour lasts seconds.", naming, brief(errors(demo(sub), badEmail))},
		{"findings/clears-by-itself", "All that the error needs is another sync, which the bot starts.", quiet, auto(errors(other, tooEarly))},
		{"findings/clear-by-themselves", "The same with two errors.", quiet, auto(errors(other, contactFirst, tooEarly))},
		{"findings/clears-desk", "The same on the support desk, where the bot was offline.", quiet, late(auto(errors(desk(other), tooEarly)))},
		found("still-not-clear", "It didn't clear by the bot's own sync, or the bot can't force one.", other, tooEarly),
		found("still-not-clear-two", "The same with two errors.", other, contactFirst, tooEarly),
	}
}

func again(n workflow.ErrorsNote) workflow.ErrorsNote {
	n.Again = true
	return n
}

// byDays is a look that came late by a day.
func byDays(n workflow.ErrorsNote) workflow.ErrorsNote {
	n = late(n)
	n.Now, n.LogAt, n.Back = wed(8, 5), wed(8, 5), wed(8, 5)
	return n
}

func longer(n workflow.ErrorsNote) workflow.ErrorsNote {
	n.Wait = 3 * time.Hour
	return n
}

func brief(n workflow.ErrorsNote) workflow.ErrorsNote {
	n.Wait = 20 * time.Second
	return n
}

func auto(n workflow.ErrorsNote) workflow.ErrorsNote {
	n.Auto = true
	return n
}

func numbered(n workflow.ErrorsNote, number string) workflow.ErrorsNote {
	n.Found[0].Number = number
	return n
}

func undated(n workflow.ErrorsNote) workflow.ErrorsNote {
	n.Found[0].At = time.Time{}
	return n
}

// late is a look that came late because the bot was offline.
func late(n workflow.ErrorsNote) workflow.ErrorsNote {
	n.Now, n.LogAt = tue(13, 20), tue(13, 20)
	n.Due, n.Back = tue(11, 4), tue(13, 20)
	return n
}

// slow is a look that came late for another reason.
func slow(n workflow.ErrorsNote) workflow.ErrorsNote {
	n = late(n)
	n.Back = time.Time{}
	return n
}

// findingsElsewhere are errors that the message of another case explains.
func findingsElsewhere() []Page {
	sub := northside(invoice("640"), tue(11, 4))
	return []Page{
		{"findings/explained-elsewhere", "Another case explains the same error, and its owner has been asked there.", quiet, as639(errors(sub, wrongTaxType), 0)},
		{"findings/explained-elsewhere-settings", "The same for an error of the settings.", quiet, as639(errors(sub, noAccounts), 0)},
		{"findings/explained-elsewhere-contact", "The same for an error about a contact, which may be another contact.", quiet, as639(errors(sub, badEmail), 0)},
		{"findings/explained-elsewhere-desk", "The same on the support desk.", quiet, as639(errors(desk(sub), noAccounts), 0)},
		{"findings/explained-elsewhere-other-owner", "Another case explains the same error, but somebody else has that one.", naming, as639(errors(sub, lockedDate), 0)},
		{"findings/first-explained-elsewhere", "Another case explains the first of two errors.", naming, as639(errors(sub, badEmail, wrongTaxType), 0)},
		{"findings/second-explained-elsewhere", "Another case explains the second of two errors.", naming, as639(errors(sub, badEmail, wrongTaxType), 1)},
		{"findings/explained-elsewhere-unknown", "Another case has the same error that nobody has explained.", quiet, as639(errors(sub, nobodyKnows), 0)},
	}
}

// as639 is the same note where 639 explains one of its findings.
func as639(n workflow.ErrorsNote, which int) workflow.ErrorsNote {
	n.Found[which].Same = &workflow.Same{Doc: invoice("639"), Root: message("m639")}
	return n
}

// findingsOfSystems are those of MYOB and QuickBooks, for which the words differ.
func findingsOfSystems() []Page {
	sub := bayview(invoice("702"), tue(11, 4))
	const locked = "BusinessEvent_DateOccurred_InLockPeriod"
	return []Page{
		found("myob-no-fix", "MYOB's error is known, but no source gives a fix.", sub, locked),
		found("myob-no-fix-desk", "The same on the support desk.", desk(sub), locked),
		found("myob-two-errors", "Two errors of MYOB without a known fix.", sub, locked, "IncorrectAccountType"),
		found("myob-support-can-tell", "Only Workshop Software support can tell.", sub, "API key is missing or inactive"),
		found("myob-support-can-tell-desk", "The same read by support itself.", desk(sub), "API key is missing or inactive"),
		found("myob-admin", "The connection to MYOB needs the ADMIN group.", sub, "Your user doesn't have access to MYOB file. Please re-connect"),
		found("myob-fix", "MYOB's error has a known fix.", sub, "Transactions cannot be deleted and must be reversed"),
		found("myob-unknown", "Nobody has explained MYOB's error yet.", sub, nobodyKnows),
		{"findings/myob-clears-by-itself", "MYOB didn't answer, and the bot starts another sync.", quiet, auto(errors(sub, "Connection to the API has timed out"))},
		found("quickbooks-no-fix", "QuickBooks' error is known, but no source gives a fix.", coastal(invoice("88"), tue(11, 4)), "TxnID Cannot Be Linked"),
		found("quickbooks-unknown", "Nobody has explained QuickBooks' error yet, and there is no guide.", coastal(invoice("88"), tue(11, 4)), nobodyKnows),
		found("quickbooks-unknown-desk", "The same on the support desk.", desk(coastal(invoice("88"), tue(11, 4))), nobodyKnows),
	}
}

func newerErrors() []Page {
	sub := northside(invoice("641"), tue(11, 4))
	newer := func(state, when string, sub workflow.Subject, look workflow.BooksLook, messages ...string) Page {
		seen := hourUp()
		seen.Books = look
		return Page{"newer-error/" + state, when, naming, workflow.NewerErrorNote{Subject: sub, Seen: seen, Found: says(sub, tue(10, 6), messages...)}}
	}
	arrived := there(tue(11, 4), workflow.ArrivedUnpaid, "641")
	delayed := newer("late", "The bot was offline when the look was due.", northside(invoice("641"), tue(13, 20)), there(tue(13, 20), workflow.ArrivedUnpaid, "641"), lockedDate)
	n := delayed.Note.(workflow.NewerErrorNote)
	n.Due, n.Back = tue(11, 4), tue(13, 20)
	delayed.Note = n
	return []Page{
		newer("one", "The invoice is in Xero, and the log has a newer error.", sub, arrived, lockedDate),
		newer("several", "The same with several errors.", sub, arrived, badEmail, wrongTaxType, tooEarly),
		newer("unknown", "The same with an error that nobody has explained.", sub, arrived, nobodyKnows),
		newer("undo-first", "The same with a fix that can't be taken back.", sub, arrived, negativeTotal),
		newer("archived-contact", "The same with a long error.", sub, arrived, archivedContact),
		newer("payment", "The payment is in Xero, and the log has a newer error.", northside(payment("641"), tue(11, 4)), there(tue(11, 4), workflow.ArrivedPaid, "641"), paidTooMuch),
		newer("otherwise-numbered", "Xero has it without its INV-.", northside(invoice("INV-641"), tue(11, 4)), arrived, badEmail),
		newer("desk", "The support desk reads it.", desk(sub), arrived, badEmail),
		newer("myob", "The same at a workshop on MYOB.", bayview(invoice("702"), tue(11, 4)), there(tue(11, 4), workflow.ArrivedUnpaid, "702"), "BusinessEvent_DateOccurred_InLockPeriod"),
		delayed,
	}
}
