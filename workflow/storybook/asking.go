package storybook

// Questions that a look ends with, but for errors: not there, not confirmed, couldn't tell, not settled.

import (
	"time"

	"syncbot/workflow"
)

// lateSeen is what a look saw that came late because the bot was offline.
func lateSeen(books workflow.BooksLook) workflow.Seen {
	return workflow.Seen{LogAt: tue(13, 20), Started: tue(10, 4), Books: books, Due: tue(11, 4), Back: tue(13, 20), Syncs: 1}
}

func reading() []Page {
	sub := northside(invoice("INV-123"), tue(11, 4))
	seen := workflow.Seen{Started: tue(10, 4), Books: absent(tue(11, 4)), Syncs: 1}
	ask := func(sub workflow.Subject, seen workflow.Seen) workflow.Note {
		return workflow.TimeToReadNote{Subject: sub, Seen: seen, Guide: logGuide()}
	}
	return []Page{
		{"reading/the-hour-is-up", "The hour is up, and only people can read the log.", naming, ask(sub, seen)},
		{"reading/payment", "The same for a payment.", naming, ask(northside(payment("641"), tue(11, 4)), seen)},
		{"reading/desk", "The same on the support desk.", naming, ask(desk(sub), seen)},
		{"reading/late", "The bot was offline when the hour was up.", naming, ask(northside(invoice("INV-123"), tue(13, 20)), lateSeen(absent(tue(13, 20))))},
	}
}

func notThere() []Page {
	sub := northside(invoice("INV-123"), tue(11, 4))
	pay := northside(payment("641"), tue(11, 4))
	unpaid := hourUp()
	unpaid.Books = there(tue(11, 4), workflow.ArrivedUnpaid, "641")
	byDave := hourUp()
	byDave.LogBy = "Dave"
	maybe := hourUp()
	maybe.Maybe = says(sub, time.Time{}, badEmail)
	twice := workflow.Seen{LogAt: tue(12, 5), Started: tue(11, 5), Books: absent(tue(12, 5)), Syncs: 2}
	twiceUnpaid := twice
	twiceUnpaid.Books = there(tue(12, 5), workflow.ArrivedUnpaid, "641")
	twiceMaybe := twice
	twiceMaybe.Maybe = says(sub, time.Time{}, badEmail)
	twiceLate := lateSeen(absent(tue(13, 20)))
	twiceLate.Syncs = 2
	noon := func(s workflow.Subject) workflow.Subject {
		s.Now = tue(12, 5)
		return s
	}
	ask := func(state, when string, sub workflow.Subject, seen workflow.Seen) Page {
		return Page{"not-there/" + state, when, naming, workflow.NotThereNote{Subject: sub, Seen: seen}}
	}
	goOn := func(state, when string, sub workflow.Subject, seen workflow.Seen) Page {
		return Page{"not-there/" + state, when, quiet, workflow.NotThereNote{Subject: sub, Seen: seen, Auto: true}}
	}
	return []Page{
		goOn("first", "No error and not in Xero after the first sync, so the bot starts one more.", sub, hourUp()),
		goOn("first-payment", "The invoice is in Xero, its payment isn't, so the bot starts one more sync.", pay, unpaid),
		goOn("first-myob", "The same at a workshop on MYOB.", bayview(invoice("702"), tue(11, 4)), hourUp()),
		goOn("first-desk", "The same on the support desk.", desk(sub), hourUp()),
		goOn("first-maybe", "An entry without a usable time may be from before the sync.", sub, maybe),
		goOn("first-late", "The bot was offline when the look was due.", northside(invoice("INV-123"), tue(13, 20)), lateSeen(absent(tue(13, 20)))),
		ask("first-people", "Only people can press sync, and one has found no entry in the log.", sub, byDave),
		ask("second", "No error and not in Xero after two syncs.", noon(sub), twice),
		ask("second-payment", "The invoice is in Xero, its payment isn't, after two syncs.", noon(pay), twiceUnpaid),
		ask("second-supplier", "The same for a supplier's invoice.", noon(northside(supplier("123456-b"), tue(12, 5))), twice),
		ask("second-credit", "The same for a customer credit.", noon(northside(credit("12"), tue(12, 5))), twice),
		ask("second-desk", "The same on the support desk.", noon(desk(sub)), twice),
		ask("second-maybe", "An entry without a usable time may be from before the sync.", noon(sub), twiceMaybe),
		ask("second-late", "The bot was offline when the second look was due.", northside(invoice("INV-123"), tue(13, 20)), twiceLate),
	}
}

func nothingComes() []Page {
	now := tue(12, 30)
	return []Page{
		{"nothing-comes/xero", "Nothing else has come across to Xero either.", naming,
			workflow.NothingSyncsNote{Subject: northside(invoice("INV-123"), now), Guide: reauthorise()}},
		{"nothing-comes/payment", "The same, asked for a payment.", naming,
			workflow.NothingSyncsNote{Subject: northside(payment("641"), now), Guide: reauthorise()}},
		{"nothing-comes/myob", "Nothing else has come across to MYOB either.", naming,
			workflow.NothingSyncsNote{Subject: bayview(invoice("702"), now)}},
		{"nothing-comes/quickbooks", "Nothing else has come across to QuickBooks either.", naming,
			workflow.NothingSyncsNote{Subject: coastal(invoice("88"), now)}},
		{"nothing-comes/desk", "The support desk has said so.", naming,
			workflow.NothingSyncsNote{Subject: desk(northside(invoice("INV-123"), now)), Guide: reauthorise()}},
	}
}

func notConfirmed() []Page {
	sub := northside(invoice("INV-123"), tue(11, 10))
	seen := func(reason string) workflow.Seen {
		return workflow.Seen{LogAt: tue(11, 10), Started: tue(10, 4), Books: blind(tue(11, 10), reason), Syncs: 1}
	}
	byDave, maybe := seen("Xero isn't connected"), seen("Xero isn't connected")
	byDave.LogBy = "Dave"
	maybe.Maybe = says(sub, time.Time{}, badEmail)
	return []Page{
		{"not-confirmed/not-connected", "The log has no entry, and Xero isn't connected.", naming, workflow.NotConfirmedNote{Subject: sub, Seen: seen("Xero isn't connected")}},
		{"not-confirmed/read-by-a-person", "Somebody has found no entry in the log, and Xero isn't connected.", naming, workflow.NotConfirmedNote{Subject: sub, Seen: byDave}},
		{"not-confirmed/no-answer", "The log has no entry, and Xero didn't answer.", naming, workflow.NotConfirmedNote{Subject: sub, Seen: seen("Xero didn't answer")}},
		{"not-confirmed/maybe", "An entry without a usable time may be from before the sync.", naming, workflow.NotConfirmedNote{Subject: sub, Seen: maybe}},
		{"not-confirmed/payment", "The same for a payment.", naming, workflow.NotConfirmedNote{Subject: northside(payment("641"), tue(11, 10)), Seen: seen("Xero isn't connected")}},
		{"not-confirmed/myob", "The same at a workshop on MYOB.", naming, workflow.NotConfirmedNote{Subject: bayview(invoice("702"), tue(11, 10)), Seen: seen("MYOB isn't connected")}},
		{"not-confirmed/desk", "The same on the support desk.", naming, workflow.NotConfirmedNote{Subject: desk(sub), Seen: seen("Xero isn't connected")}},
		{"not-confirmed/late", "The bot was offline when the look was due.", naming,
			workflow.NotConfirmedNote{Subject: northside(invoice("INV-123"), tue(13, 20)), Seen: lateSeen(blind(tue(13, 20), "Xero isn't connected"))}},
	}
}

func couldNotTell() []Page {
	sub := northside(invoice("INV-123"), tue(11, 4))
	silent := workflow.Seen{LogAt: tue(11, 4), Started: tue(10, 4), Books: absent(tue(11, 4)), Syncs: 1, LogTrouble: unreachable}
	dark := silent
	dark.Books = blind(tue(11, 4), "Xero isn't connected")
	delayed := lateSeen(absent(tue(13, 20)))
	delayed.LogTrouble = unreachable
	old := workflow.Seen{LogAt: tue(9, 58), Started: tue(10, 4), Books: absent(tue(11, 4)), Syncs: 1}
	ask := func(state, when string, n workflow.CouldNotTellNote) Page {
		n.Guide = logGuide()
		return Page{"could-not-tell/" + state, when, naming, n}
	}
	return []Page{
		ask("no-answer", "Workshop Software didn't answer, and the bot tries again.", workflow.CouldNotTellNote{Subject: sub, Seen: silent, Next: tue(11, 14)}),
		ask("no-answer-books-unseen", "The same, and Xero isn't connected.", workflow.CouldNotTellNote{Subject: sub, Seen: dark, Next: tue(11, 14)}),
		ask("no-answer-desk", "The same on the support desk.", workflow.CouldNotTellNote{Subject: desk(sub), Seen: silent, Next: tue(11, 14)}),
		ask("late", "The same after the bot was offline.", workflow.CouldNotTellNote{Subject: northside(invoice("INV-123"), tue(13, 20)), Seen: delayed, Next: tue(13, 30)}),
		ask("too-old", "The log that somebody pasted ends before the sync.", workflow.CouldNotTellNote{Subject: sub, Seen: old, TooOld: tue(9, 58)}),
		ask("too-old-yesterday", "The log that somebody pasted is from the day before.", workflow.CouldNotTellNote{Subject: sub, Seen: old, TooOld: mon(16, 40)}),
		ask("too-old-next-try", "The log ends before the sync, and the bot tries again.", workflow.CouldNotTellNote{Subject: sub, Seen: old, TooOld: tue(9, 58), Next: tue(11, 14)}),
	}
}

func notProcessed() []Page {
	now := tue(10, 3)
	return []Page{
		{"not-processed/invoice", "Workshop Software says that the invoice is still a draft.", naming, workflow.NotProcessedNote{Subject: northside(invoice("650"), now)}},
		{"not-processed/payment", "The same for a payment.", naming, workflow.NotProcessedNote{Subject: northside(payment("650"), now)}},
		{"not-processed/desk", "The same on the support desk.", naming, workflow.NotProcessedNote{Subject: desk(northside(invoice("650"), now))}},
	}
}

func notStarted() []Page {
	now := tue(10, 3)
	sub := northside(invoice("INV-123"), now)
	noMYOB := workflow.Reason{Code: workflow.NotAuthorised, Text: "MYOB isn't authorised"}
	return []Page{
		{"not-started/not-authorised", "The sync was refused, because Xero isn't authorised.", naming, workflow.SyncNotStartedNote{Subject: sub, Reason: notAuthorised, Guide: reauthorise()}},
		{"not-started/not-authorised-myob", "The sync was refused, because MYOB isn't authorised.", naming, workflow.SyncNotStartedNote{Subject: bayview(invoice("702"), now), Reason: noMYOB}},
		{"not-started/not-authorised-desk", "The same on the support desk.", naming, workflow.SyncNotStartedNote{Subject: desk(sub), Reason: notAuthorised, Guide: reauthorise()}},
		{"not-started/refused", "The sync was refused for another reason.", naming, workflow.SyncNotStartedNote{Subject: sub, Reason: declined}},
		{"not-started/no-answer", "Workshop Software didn't answer, and the bot tries again.", quiet, workflow.SyncNotStartedNote{Subject: sub, Reason: unreachable, Next: tue(10, 13)}},
	}
}

func notSettled() []Page {
	sub := northside(invoice("641"), tue(11, 4))
	bill := northside(supplier("123456"), tue(11, 4))
	pay := northside(payment("641"), tue(11, 4))
	seen := func(v workflow.BooksVerdict, number string) workflow.Seen {
		s := hourUp()
		s.Books = there(tue(11, 4), v, number)
		return s
	}
	several := hourUp()
	several.Books = workflow.BooksLook{Verdict: workflow.Several, At: tue(11, 4), Count: 2}
	void := seen(workflow.ArrivedVoid, "641")
	ask := func(state, when string, n workflow.NotSettledNote) Page {
		return Page{"not-settled/" + state, when, naming, n}
	}
	return []Page{
		ask("void", "The invoice is void in Xero.", workflow.NotSettledNote{Subject: sub, Seen: void}),
		ask("void-supplier", "The supplier's invoice is void in Xero.", workflow.NotSettledNote{Subject: bill, Seen: seen(workflow.ArrivedVoid, "123456")}),
		ask("void-credit", "The customer credit is void in Xero.", workflow.NotSettledNote{Subject: northside(credit("12"), tue(11, 4)), Seen: seen(workflow.ArrivedVoid, "12")}),
		ask("void-myob", "The invoice is void in MYOB.", workflow.NotSettledNote{Subject: bayview(invoice("702"), tue(11, 4)), Seen: seen(workflow.ArrivedVoid, "702")}),
		ask("draft", "The invoice waits in Xero for approval.", workflow.NotSettledNote{Subject: sub, Seen: seen(workflow.ArrivedNotPosted, "641")}),
		ask("draft-payment", "Asked for the payment, and its invoice waits in Xero for approval.", workflow.NotSettledNote{Subject: pay, Seen: seen(workflow.ArrivedNotPosted, "641")}),
		ask("several", "Xero has more than one of this number.", workflow.NotSettledNote{Subject: bill, Seen: several}),
		ask("part-paid", "Asked for the payment, and the invoice is paid in part.", workflow.NotSettledNote{Subject: pay, Seen: seen(workflow.ArrivedPartPaid, "641")}),
		ask("not-that-one", "The one in Xero is another one, as somebody has said.", workflow.NotSettledNote{Subject: sub, Seen: seen(workflow.ArrivedUnpaid, "641"), Rejected: true}),
		ask("with-an-error", "The invoice is void, and the log has an error.", workflow.NotSettledNote{Subject: bill, Seen: seen(workflow.ArrivedVoid, "123456"), Found: says(bill, tue(10, 6), numberTaken)}),
		ask("with-errors", "The invoice waits for approval, and the log has several errors.", workflow.NotSettledNote{Subject: sub, Seen: seen(workflow.ArrivedNotPosted, "641"), Found: says(sub, tue(10, 6), wrongTaxType, lockedDate, tooEarly)}),
		ask("desk", "The support desk reads it.", workflow.NotSettledNote{Subject: desk(sub), Seen: void}),
		ask("late", "The bot was offline when the look was due.", workflow.NotSettledNote{Subject: northside(invoice("641"), tue(13, 20)), Seen: lateSeen(there(tue(13, 20), workflow.ArrivedVoid, "641"))}),
	}
}
