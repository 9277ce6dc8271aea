package storybook

// While a question stands: the root message, reminders, and who has the case.

import (
	"fmt"

	"syncbot/workflow"
)

func standing() []Page {
	sub := northside(invoice("INV-123"), tue(11, 4))
	other := northside(invoice("641"), tue(11, 4))
	morning := wed(9, 0)
	page := func(state, when string, n workflow.StandingNote) Page {
		if n.Owner == "" {
			n.Owner = "Dave"
		}
		return Page{"standing/" + state, when, quiet, n}
	}
	errs := func(state, when, words string, n workflow.ErrorsNote) Page {
		return page(state, when, workflow.StandingNote{Subject: n.Subject, State: words, Found: n.Found, Remind: morning, Offer: n.Actions()})
	}
	missing := workflow.NotThereNote{Subject: sub, Seen: workflow.Seen{Syncs: 2}}
	unread := workflow.CouldNotTellNote{Subject: sub, Next: tue(11, 14), Guide: logGuide()}
	last := errors(sub, lockedDate)
	return append([]Page{
		errs("one-error", "Errors found: the root message names the error and its guide.", "1 error found", errors(sub, lockedDate)),
		errs("own-guide", "The error has a guide of its own.", "1 error found", errors(sub, noAccounts)),
		errs("three-errors", "Several errors, a line each.", "3 errors, 2 to fix", errors(other, badEmail, wrongTaxType, tooEarly)),
		errs("five-errors", "More errors than the root message names.", "5 errors found", errors(other, noAccounts, archivedContact, wrongTaxType, negativeTotal, lockedDate)),
		errs("unknown", "Nobody has explained the error yet.", "1 error I don't know", errors(sub, nobodyKnows)),
		errs("explained-elsewhere", "Another case explains the error.", "1 error found", as639(errors(northside(invoice("640"), tue(11, 4)), wrongTaxType), 0)),
		errs("desk", "The support desk reads it.", "1 error found", errors(desk(sub), badEmail)),
		errs("myob", "MYOB's error, for which no source gives a fix.", "1 error found", errors(bayview(invoice("702"), tue(11, 4)), "BusinessEvent_DateOccurred_InLockPeriod")),
		page("not-there", "Not there after two syncs.", workflow.StandingNote{Subject: sub, State: "Not there yet", Remind: morning, Offer: missing.Actions()}),
		page("next-try", "The log could not be read, and the bot tries again.", workflow.StandingNote{Subject: sub, State: "Couldn't tell", Remind: morning, Next: tue(11, 14), Offer: unread.Actions()}),
		page("last", "The last reminder is out.", workflow.StandingNote{Subject: sub, State: "1 error found", Found: last.Found, Ends: on(27, 9, 0), Offer: last.Actions()}),
		page("no-date", "Nothing is due by itself.", workflow.StandingNote{Subject: sub, State: "Not there yet", Owner: "Mei", Offer: missing.Actions()}),
	}, questions(sub)...)
}

// questions are the root messages of questions that no error raises.
func questions(sub workflow.Subject) []Page {
	newer := workflow.NewerErrorNote{Subject: sub, Seen: hourUp(), Found: says(sub, tue(10, 6), lockedDate)}
	var all []Page
	for _, q := range []struct {
		state, when, words string
		asks               workflow.Note
		found              []workflow.Finding
	}{
		{"newer-error", "There, but the log has a newer error.", "There, but the log has a newer error", newer, newer.Found},
		{"not-settled", "There, not settled.", "There, not settled", workflow.NotSettledNote{Subject: sub, Seen: hourUp()}, nil},
		{"log-wanted", "Somebody has to read the log.", "Time to read the event log", workflow.TimeToReadNote{Subject: sub, Guide: logGuide()}, nil},
		{"nothing-comes", "Nothing else has come across either.", "Nothing comes across", workflow.NothingSyncsNote{Subject: sub, Guide: reauthorise()}, nil},
		{"not-confirmed", "No error, not confirmed.", "No error, not confirmed", workflow.NotConfirmedNote{Subject: sub}, nil},
		{"not-processed", "Still a draft.", "Not processed", workflow.NotProcessedNote{Subject: sub}, nil},
		{"not-started", "The sync was refused.", "The sync didn't start", workflow.SyncNotStartedNote{Subject: sub, Reason: notAuthorised, Guide: reauthorise()}, nil},
		{"escalated", "Handed on after three rounds.", "Three rounds, not synced", escalation(sub), nil},
	} {
		all = append(all, Page{"standing/" + q.state, q.when, quiet, workflow.StandingNote{
			Subject: sub, State: q.words, Found: q.found, Owner: "Dave", Remind: wed(9, 0), Offer: q.asks.Actions(),
		}})
	}
	return all
}

func reminders() []Page {
	sub := northside(invoice("INV-123"), wed(9, 0))
	offer := errors(sub, lockedDate).Actions()
	missing := workflow.NotThereNote{Subject: sub, Seen: workflow.Seen{Syncs: 2}}
	one := workflow.ReminderNote{Subject: sub, What: "Locked date in Xero · the accountant or bookkeeper", Since: mon(11, 4), Next: on(27, 9, 0), Offer: offer}
	last := one
	last.Now, last.Next, last.Ends = on(30, 9, 0), workflow.ReminderNote{}.Next, on(30, 9, 0).AddDate(0, 0, 2)
	plain := one
	plain.What, plain.Offer = "not there yet", missing.Actions()
	press := workflow.PressNote{Subject: sub, Round: 1}
	pressing := one
	pressing.What, pressing.Offer = "waiting for somebody to press sync", press.Actions()
	shared := one
	shared.What = "same as 639"
	atDesk := one
	atDesk.Subject = desk(sub)
	return []Page{
		{"reminder/one", "A fix is waited for since a day, and nothing else is this morning.", naming, one},
		{"reminder/not-there", "Something else than an error is waited for.", naming, plain},
		{"reminder/press", "Nobody has pressed sync.", naming, pressing},
		{"reminder/explained-elsewhere", "The same error is explained by another case.", naming, shared},
		{"reminder/desk", "The support desk is reminded.", naming, atDesk},
		{"reminder/last", "The last reminder.", naming, last},
		{"reminder/list", "Several wait for one person this morning.", naming, list(3, "")},
		{"reminder/list-desk", "The same on the support desk, which serves several workshops.", naming, list(3, "Northside Autos")},
		{"reminder/list-long", "As many as a list names.", naming, list(10, "Northside Autos")},
		{"reminder/list-of-one", "All but one of the list were settled just before it was said.", naming, list(1, "")},
	}
}

// list is a morning's list of so many reminders.
func list(n int, workshop string) workflow.RemindersNote {
	what := []string{"Wrong tax type on account · the accountant or bookkeeper", "same as 641", "not there yet"}
	var all []workflow.Reminder
	for i := range n {
		number := fmt.Sprint(641 + i)
		all = append(all, workflow.Reminder{
			Owner: dave, Doc: invoice(number), Workshop: workshop, What: what[i%len(what)], Since: tue(11, 4), Root: message(workflow.Ref("m" + number)),
		})
	}
	return workflow.RemindersNote{Reminders: all}
}

func owners() []Page {
	sub := northside(invoice("641"), tue(11, 30))
	errs := errors(sub, wrongTaxType)
	wait := workflow.WaitingNote{Subject: sub, Road: workflow.ByGateway}
	return []Page{
		{"owner/taken", "Somebody has pressed that they'll take it.", quiet, workflow.TakenNote{Subject: sub, By: "Mei"}},
		{"owner/taken-desk", "The same on the support desk.", quiet, workflow.TakenNote{Subject: desk(sub), By: "Priya"}},
		{"owner/given", "Somebody is given a case in which a question stands.", naming,
			workflow.GivenNote{Subject: sub, By: "Dave", State: "1 error found", Offer: errs.Actions()}},
		{"owner/given-while-waiting", "Somebody is given a case whose hour runs.", naming,
			workflow.GivenNote{Subject: sub, By: "Dave", State: "waiting for the sync", Offer: wait.Actions()}},
		{"owner/given-desk", "The same on the support desk.", naming,
			workflow.GivenNote{Subject: desk(sub), By: "Priya", State: "1 error found", Offer: errs.Actions()}},
	}
}
