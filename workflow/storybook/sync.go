package storybook

// The root message on its way from the question to the look.

import (
	"time"

	"syncbot/workflow"
)

func opened() []Page {
	now := tue(10, 2)
	return []Page{
		{"opened/invoice", "Somebody has asked about an invoice, and the books are looked into first.", quiet,
			workflow.OpenedNote{Subject: northside(invoice("INV-123"), now), By: "asked by Dave"}},
		{"opened/payment", "The same for a payment, which the event log lists under its invoice.", quiet,
			workflow.OpenedNote{Subject: northside(payment("641"), now), By: "asked by Mei"}},
		{"opened/supplier", "The same for a supplier's invoice.", quiet,
			workflow.OpenedNote{Subject: northside(supplier("123456-b"), now), By: "asked by Mei"}},
		{"opened/credit", "The same for a customer credit.", quiet,
			workflow.OpenedNote{Subject: northside(credit("12"), now), By: "asked by Mei"}},
		{"opened/myob", "The same at a workshop on MYOB.", quiet,
			workflow.OpenedNote{Subject: bayview(invoice("702"), now), By: "asked by Dave"}},
		{"opened/desk", "Asked on the support desk, which serves several workshops.", quiet,
			workflow.OpenedNote{Subject: desk(northside(invoice("INV-123"), now)), By: "asked by Priya"}},
		{"opened/taken", "Somebody has taken it before the first look is over.", quiet,
			workflow.OpenedNote{Subject: northside(invoice("INV-123"), now), By: "Mei has it, asked by Dave"}},
	}
}

func starting() []Page {
	now := tue(10, 3)
	sub := northside(invoice("INV-123"), now)
	again := northside(invoice("641"), tue(13, 14))
	owner := "asked by Dave"
	return []Page{
		{"starting/first-sync", "The books don't have it, the log says nothing, and the bot starts a sync.", quiet,
			workflow.StartingNote{Subject: sub, By: owner, Round: 1}},
		{"starting/payment", "The same for a payment.", quiet,
			workflow.StartingNote{Subject: northside(payment("641"), now), By: owner, Round: 1}},
		{"starting/desk", "The same on the support desk.", quiet,
			workflow.StartingNote{Subject: desk(sub), By: "asked by Priya", Round: 1}},
		{"starting/another-sync", "Somebody has reported a fix, and the bot starts the next sync.", quiet,
			workflow.StartingNote{Subject: again, By: owner, Pressed: "Mei reported a fix at 1:14 pm.", Round: 2}},
		{"starting/another-sync-payment", "The same for a payment.", quiet,
			workflow.StartingNote{Subject: northside(payment("641"), tue(13, 14)), By: owner, Pressed: "Mei reported a fix at 1:14 pm.", Round: 2}},
		{"starting/one-more-sync", "The bot starts one more sync by itself.", quiet,
			workflow.StartingNote{Subject: again, By: owner, Round: 2}},
		{"starting/not-begun-yet", "Workshop Software doesn't answer, and the bot tries again.", quiet,
			workflow.StartingNote{Subject: sub, By: owner, Round: 1, Trouble: unreachable, Next: tue(10, 13)}},
		{"starting/not-begun-yet-myob", "The same at a workshop on MYOB, until the next day.", quiet,
			workflow.StartingNote{Subject: bayview(invoice("702"), tue(23, 50)), By: owner, Round: 1, Trouble: unreachable, Next: wed(0, 10)}},
		startingBefore("already-in-the-log", "The log has an error from before this sync.", sub, lockedDate),
		startingBefore("already-in-the-log-three-errors", "The log has several errors from before this sync.",
			northside(invoice("641"), now), badEmail, wrongTaxType, tooEarly),
		startingBefore("already-in-the-log-unknown", "The log has an error from before that nobody has explained.", sub, nobodyKnows),
		startingBefore("already-in-the-log-undo-first", "The fix of an error from before can't be taken back.", sub, negativeTotal),
		startingBefore("already-in-the-log-admin", "The fix of an error from before takes the ADMIN group.", sub, accountArchived),
		startingBefore("already-in-the-log-archived-contact", "The error from before is one whose guide allows a few hours.", sub, archivedContact),
		startingBefore("already-in-the-log-payment", "The log has an error of a payment from before.", northside(payment("641"), now), paidTooMuch),
		startingBefore("already-in-the-log-myob", "MYOB's error from before is one without a known fix.",
			bayview(invoice("702"), now), "BusinessEvent_DateOccurred_InLockPeriod"),
		startingBefore("already-in-the-log-desk", "The support desk asks, and the log has an error from before.", desk(sub), badEmail),
		startingBefore("already-in-the-log-desk-unknown", "The support desk asks, and the error from before is unknown.", desk(sub), nobodyKnows),
		{"starting/already-in-the-log-no-time", "The log's entry has no usable time.", quiet,
			workflow.StartingNote{Subject: sub, By: owner, Round: 1, Before: says(sub, time.Time{}, badEmail)}},
	}
}

// startingBefore is a first sync while the log says these errors.
func startingBefore(state, when string, sub workflow.Subject, messages ...string) Page {
	return Page{"starting/" + state, when, quiet,
		workflow.StartingNote{Subject: sub, By: "asked by Priya", Round: 1, Before: says(sub, tue(9, 2), messages...)}}
}

func pressing() []Page {
	sub := northside(invoice("INV-123"), tue(10, 3))
	again := northside(invoice("641"), tue(13, 14))
	return []Page{
		{"pressing/first", "The bot can't force a sync itself, and asks for a press.", quiet,
			workflow.PressNote{Subject: sub, Round: 1, Wait: time.Hour}},
		{"pressing/payment", "The same for a payment.", quiet,
			workflow.PressNote{Subject: northside(payment("641"), tue(10, 3)), Round: 1, Wait: time.Hour}},
		{"pressing/myob", "The same at a workshop on MYOB.", quiet,
			workflow.PressNote{Subject: bayview(invoice("702"), tue(10, 3)), Round: 1, Wait: time.Hour}},
		{"pressing/desk", "The same on the support desk.", quiet,
			workflow.PressNote{Subject: desk(sub), Round: 1, Wait: time.Hour}},
		{"pressing/once-more", "Somebody has reported a fix, and is asked to press sync again.", naming,
			workflow.PressNote{Subject: again, Pressed: "Mei reported a fix at 1:14 pm.", Round: 2, Wait: time.Hour}},
		{"pressing/once-more-payment", "The same for a payment.", naming,
			workflow.PressNote{Subject: northside(payment("641"), tue(13, 14)), Pressed: "Mei reported a fix at 1:14 pm.", Round: 2, Wait: time.Hour}},
		{"pressing/longer-wait", "The guide of the error that was fixed allows a few hours.", naming,
			workflow.PressNote{Subject: again, Pressed: "Mei reported a fix at 1:14 pm.", Round: 2, Wait: 3 * time.Hour}},
		{"pressing/error-from-before", "A pasted log has an error from before the sync.", quiet,
			workflow.PressNote{Subject: sub, Round: 1, Wait: time.Hour, Before: says(sub, tue(9, 2), lockedDate)}},
		{"pressing/errors-from-before", "A pasted log has several errors from before the sync.", quiet,
			workflow.PressNote{Subject: sub, Round: 1, Wait: time.Hour, Before: says(sub, tue(9, 2), badEmail, wrongTaxType, tooEarly)}},
	}
}

func waiting() []Page {
	sub := northside(invoice("INV-123"), tue(10, 4))
	begun := workflow.Sync{Asked: tue(10, 3), Started: tue(10, 4)}
	pressed := workflow.Sync{Asked: tue(10, 4), Started: tue(10, 4), By: dave}
	again := workflow.Sync{Asked: tue(13, 14), Started: tue(13, 15)}
	return []Page{
		{"waiting/gateway", "The bot has started the sync, and the hour runs.", quiet,
			workflow.WaitingNote{Subject: sub, Sync: begun, FollowUp: tue(11, 4), Road: workflow.ByGateway}},
		{"waiting/people", "Somebody has pressed sync, and the hour runs.", quiet,
			workflow.WaitingNote{Subject: sub, Sync: pressed, FollowUp: tue(11, 4), Road: workflow.ByPeople}},
		{"waiting/pressed-by-hand", "Somebody has pressed sync, though the bot could have.", quiet,
			workflow.WaitingNote{Subject: sub, Sync: pressed, FollowUp: tue(11, 4), Road: workflow.ByGateway}},
		{"waiting/payment", "The same for a payment.", quiet,
			workflow.WaitingNote{Subject: northside(payment("641"), tue(10, 4)), Sync: begun, FollowUp: tue(11, 4), Road: workflow.ByGateway}},
		{"waiting/after-a-fix", "The sync after a fix has begun.", quiet,
			workflow.WaitingNote{Subject: northside(invoice("641"), tue(13, 15)), Sync: again, FollowUp: tue(14, 15), Road: workflow.ByGateway, Pressed: "Mei reported a fix at 1:14 pm."}},
		{"waiting/until-tomorrow", "The hour ends on the next day.", quiet,
			workflow.WaitingNote{Subject: northside(invoice("641"), tue(23, 40)), Sync: workflow.Sync{Asked: tue(23, 39), Started: tue(23, 40)}, FollowUp: wed(0, 40), Road: workflow.ByGateway}},
		{"waiting/demo", "In the demo an hour lasts seconds.", quiet,
			workflow.WaitingNote{Subject: demo(sub), Sync: begun, FollowUp: tue(10, 5), Road: workflow.ByGateway}},
		waitingBefore("error-from-before", "The hour runs, and the log has an error from before this sync.", sub, badEmail),
		waitingBefore("errors-from-before", "The hour runs, and the log has several errors from before.", sub, badEmail, wrongTaxType, tooEarly),
		waitingBefore("archived-contact-from-before", "The hour runs, and the error from before is a long one.", sub, archivedContact),
		waitingBefore("payment-error-from-before", "The hour runs, and the log has an error of a payment from before.",
			northside(payment("641"), tue(10, 4)), paidTooMuch),
	}
}

// waitingBefore is a running hour while the log says these errors from before.
func waitingBefore(state, when string, sub workflow.Subject, messages ...string) Page {
	return Page{"waiting/" + state, when, quiet, workflow.WaitingNote{
		Subject: sub, Sync: workflow.Sync{Asked: tue(10, 3), Started: tue(10, 4)}, FollowUp: tue(11, 4),
		Road: workflow.ByGateway, Before: says(sub, tue(9, 2), messages...),
	}}
}

func looked() []Page {
	sub := northside(invoice("INV-123"), tue(10, 21))
	early := workflow.Seen{LogAt: tue(10, 21), Started: tue(10, 4), Books: absent(tue(10, 21)), Syncs: 1}
	silent, unseen, unasked := early, early, early
	silent.LogTrouble = unreachable
	unseen.Books = blind(tue(10, 21), "Xero isn't connected")
	unasked.LogAt = time.Time{}
	return []Page{
		{"looking/now", "The hour is up, and books and log are being read.", quiet, workflow.LookingNote{Subject: northside(invoice("INV-123"), tue(11, 4))}},
		{"looked/nothing-yet", "Check now during the hour: nothing is there yet.", quiet, workflow.LookedNote{Subject: sub, Seen: early, FollowUp: tue(11, 4)}},
		{"looked/log-not-read", "Check now, and Workshop Software doesn't answer.", quiet, workflow.LookedNote{Subject: sub, Seen: silent, FollowUp: tue(11, 4)}},
		{"looked/books-not-seen", "Check now, and the books can't be looked into.", quiet, workflow.LookedNote{Subject: sub, Seen: unseen, FollowUp: tue(11, 4)}},
		{"looked/books-only", "Check now where only people can read the log.", quiet, workflow.LookedNote{Subject: sub, Seen: unasked, FollowUp: tue(11, 4)}},
		{"looked/while-asking", "Check now while a question stands and no look is due.", quiet, workflow.LookedNote{Subject: sub, Seen: early}},
	}
}
