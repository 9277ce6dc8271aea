package storybook

// How a case ends.

import "syncbot/workflow"

func synced() []Page {
	sub := northside(invoice("INV-123"), tue(12, 16))
	seen := workflow.Seen{LogAt: tue(12, 16), Started: tue(11, 15), Books: there(tue(12, 16), workflow.ArrivedUnpaid, "123"), Syncs: 2}
	syncs := func(n int) workflow.Seen {
		s := seen
		s.Syncs = n
		return s
	}
	of := func(v workflow.BooksVerdict, number string) workflow.Seen {
		s := syncs(1)
		s.Books = there(tue(12, 16), v, number)
		return s
	}
	silent, unlinked := syncs(1), syncs(0)
	silent.LogTrouble = unreachable
	unlinked.Books.URL = ""
	myob := of(workflow.ArrivedUnpaid, "702")
	myob.Books.URL = ""
	page := func(state, when string, n workflow.SyncedNote) Page { return Page{"synced/" + state, when, naming, n} }
	return []Page{
		page("one-sync", "The bot has seen it in Xero after the first sync.", workflow.SyncedNote{Subject: sub, Seen: syncs(1)}),
		page("cured", "The same after two syncs, and an older log entry is cured.", workflow.SyncedNote{Subject: sub, Seen: seen, Cured: tue(9, 2)}),
		page("cured-yesterday", "The cured entry is from another day.", workflow.SyncedNote{Subject: sub, Seen: syncs(3), Cured: mon(16, 5)}),
		page("paid", "It is there and fully paid.", workflow.SyncedNote{Subject: northside(invoice("123"), tue(12, 16)), Seen: of(workflow.ArrivedPaid, "123")}),
		page("payment", "Asked for the payment, and it is there.", workflow.SyncedNote{Subject: northside(payment("641"), tue(12, 16)), Seen: of(workflow.ArrivedPaid, "641")}),
		page("supplier", "A supplier's invoice.", workflow.SyncedNote{Subject: northside(supplier("123456-b"), tue(12, 16)), Seen: of(workflow.ArrivedUnpaid, "123456-b")}),
		page("credit", "A customer credit.", workflow.SyncedNote{Subject: northside(credit("12"), tue(12, 16)), Seen: of(workflow.ArrivedPaid, "12")}),
		page("myob", "In MYOB, which has no link to a document.", workflow.SyncedNote{Subject: bayview(invoice("702"), tue(12, 16)), Seen: myob}),
		page("desk", "On the support desk, after many syncs.", workflow.SyncedNote{Subject: desk(sub), Seen: syncs(5)}),
		page("late", "The bot was offline when the look was due.", workflow.SyncedNote{Subject: northside(invoice("641"), tue(13, 20)), Seen: lateSeen(there(tue(13, 20), workflow.ArrivedUnpaid, "641"))}),
		page("log-not-read", "It is there, and the log could not be read.", workflow.SyncedNote{Subject: sub, Seen: silent}),
		page("despite-an-error", "It is there, and somebody has left a newer error at that.", workflow.SyncedNote{Subject: sub, Seen: syncs(1), Newer: says(sub, tue(10, 6), lockedDate), By: "Mei"}),
		page("already-there", "It was in Xero before any sync.", workflow.SyncedNote{Subject: northside(invoice("123"), tue(12, 16)), Seen: syncs(0)}),
		page("already-there-no-link", "The same without a link to it.", workflow.SyncedNote{Subject: northside(invoice("123"), tue(12, 16)), Seen: unlinked}),
		page("already-there-desk", "The same on the support desk, and the number stands there without its INV-.", workflow.SyncedNote{Subject: desk(sub), Seen: syncs(0)}),
	}
}

func ended() []Page {
	sub := northside(invoice("INV-123"), tue(12, 20))
	says := workflow.SyncedSaysNote{Subject: sub, By: "Mei", At: tue(12, 20)}
	missed, void := says, says
	missed.Books = absent(tue(12, 5))
	void.Books = there(tue(12, 5), workflow.ArrivedVoid, "123")
	atDesk := says
	atDesk.Subject, atDesk.By = desk(sub), "Priya"
	late := northside(invoice("INV-123"), on(30, 9, 0).AddDate(0, 0, 2))
	return append([]Page{
		{"synced-says/unseen", "Somebody other than its owner has seen it, and the bot hasn't.", naming, says},
		{"synced-says/not-found", "The same, and the bot did not find it.", naming, missed},
		{"synced-says/void", "The same, and the bot saw it void.", naming, void},
		{"synced-says/desk", "The same on the support desk.", naming, atDesk},
		{"stopped/before-a-sync", "Somebody other than its owner has stopped it before any sync.", naming, workflow.StoppedNote{Subject: sub, By: "Mei", At: tue(10, 40)}},
		{"stopped/maybe-a-sync", "The same, and a sync may have begun.", naming, workflow.StoppedNote{Subject: sub, By: "Mei", At: tue(10, 40), Forced: true}},
		{"stopped/after-a-sync", "The same after a sync has begun.", naming, workflow.StoppedNote{Subject: sub, By: "Mei", At: tue(10, 40), Syncs: 1}},
		{"stopped/desk", "The same on the support desk, the day before.", naming, workflow.StoppedNote{Subject: desk(sub), By: "Priya", At: mon(16, 40)}},
		{"unpostable/first", "The bot may not write where it was asked. Only the asker reads it.", quiet, workflow.UnpostableNote{Subject: sub}},
		{"unanswered/errors", "Nobody has answered the last reminder either.", naming, workflow.UnansweredNote{Subject: late, Verdict: workflow.ErrorsFound, Asked: tue(11, 4)}},
	}, unanswered(late)...)
}

// unanswered are the ends after other questions, as the root message has them.
func unanswered(sub workflow.Subject) []Page {
	var all []Page
	for _, v := range []struct {
		state, when string
		verdict     workflow.Verdict
	}{
		{"newer-error", "It was there, but the log had a newer error.", workflow.ThereNewerError},
		{"not-settled", "It was there, not settled.", workflow.ThereNotSettled},
		{"log-wanted", "Nobody has read the event log.", workflow.LogWanted},
		{"not-there", "It wasn't there yet.", workflow.NotThereYet},
		{"nothing-comes", "Nothing came across.", workflow.NothingSyncs},
		{"not-confirmed", "It wasn't confirmed.", workflow.NotConfirmed},
		{"could-not-tell", "The log could not be read.", workflow.CouldNotTell},
		{"not-processed", "It was still a draft.", workflow.NotProcessed},
		{"not-started", "The sync didn't start.", workflow.SyncNotStarted},
		{"escalated", "Three rounds brought nothing.", workflow.Escalated},
		{"nobody-pressed", "Nobody has pressed sync.", workflow.NoVerdict},
	} {
		all = append(all, Page{"unanswered/" + v.state, v.when, quiet, workflow.UnansweredNote{Subject: sub, Verdict: v.verdict}})
	}
	return all
}
