package storybook

// Handing a case on after three rounds.

import (
	"strings"
	"time"

	"syncbot/workflow"
)

func escalations() []Page {
	sub := northside(invoice("641"), wed(10, 31))
	n := escalation(sub)
	forLead, handedOn, noEntry, again, blindly := n, n, n, n, n
	forLead.Subject, forLead.ForLead, forLead.Owner = desk(sub), true, "Priya"
	handedOn.Subject, handedOn.HandedOn, handedOn.Owner = desk(sub), true, "Priya"
	noEntry.Entries = nil
	again.Rounds = 4
	blindly.Books = blind(wed(10, 31), "Xero isn't connected")
	atDesk := n
	atDesk.Subject, atDesk.Owner = desk(sub), "Priya"
	undated := n
	undated.Entries = []workflow.LogEntry{{Number: "641", Message: wrongTaxType}}
	unseen := n
	unseen.Books = workflow.BooksLook{}
	long := n
	long.Entries = tenEntries()
	full := n
	full.Entries = longEntries()
	delayed := n
	delayed.Due, delayed.Back = wed(10, 31), wed(12, 5)
	delayed.Now = wed(12, 5)
	void := n
	void.Books = there(wed(10, 31), workflow.ArrivedVoid, "641")
	pay := escalation(northside(payment("641"), wed(10, 31)))
	pay.Books = there(wed(10, 31), workflow.ArrivedUnpaid, "641")
	return []Page{
		{"escalation/workshop", "Three rounds have brought nothing, in a workshop's place.", naming, n},
		{"escalation/payment", "The same for a payment whose invoice is there.", naming, pay},
		{"escalation/myob", "The same at a workshop on MYOB.", naming, escalation(bayview(invoice("702"), wed(10, 31)))},
		{"escalation/fourth-round", "The same after one more round.", naming, again},
		{"escalation/no-entry", "The log never said anything.", naming, noEntry},
		{"escalation/entry-without-time", "The log's entry has no usable time.", naming, undated},
		{"escalation/ten-entries", "The log said as much as a summary holds.", naming, long},
		{"escalation/ten-long-entries", "The same with messages as long as they are shown.", naming, full},
		{"escalation/books-unseen", "Xero could not be looked into.", naming, blindly},
		{"escalation/books-not-looked", "Nobody looked into Xero.", naming, unseen},
		{"escalation/void", "The invoice is void in Xero.", naming, void},
		{"escalation/late", "The bot was offline when the last look was due.", naming, delayed},
		{"escalation/desk", "The support desk has no lead to hand it on to.", naming, atDesk},
		{"escalation/handed-on", "The support lead has the summary, too.", naming, handedOn},
		{"escalation/for-the-lead", "What the support lead reads.", quiet, forLead},
		{"escalation/leads-gone", "The support lead's channel refused the summary.", quiet, workflow.LeadsGoneNote{Subject: desk(sub)}},
	}
}

// escalation is three rounds in which Mei reported a fix and the same error came back.
func escalation(sub workflow.Subject) workflow.EscalationNote {
	message := wrongTaxType
	if sub.System == workflow.MYOB {
		message = "BusinessEvent_DateOccurred_InLockPeriod"
	}
	said := func(at time.Time) workflow.LogEntry {
		return workflow.LogEntry{At: at, Number: sub.Doc.Number, Message: message}
	}
	fixed := func(at time.Time) workflow.Press { return workflow.Press{By: mei, At: at, Action: workflow.Fixed} }
	began := func(at time.Time) workflow.Sync { return workflow.Sync{Asked: at, Started: at} }
	return workflow.EscalationNote{
		Subject: sub, Owner: "Dave", Rounds: 3, Zone: "Australia/Sydney",
		Seen:    workflow.Seen{LogAt: wed(10, 31), Started: wed(9, 30), Books: absent(wed(10, 31)), Syncs: 4},
		All:     []workflow.Sync{began(tue(10, 4)), began(tue(13, 15)), began(tue(15, 40)), began(wed(9, 30))},
		Entries: []workflow.LogEntry{said(tue(10, 6)), said(tue(13, 17)), said(tue(15, 42)), said(wed(9, 32))},
		Fixes:   []workflow.Press{fixed(tue(13, 14)), fixed(tue(15, 39)), fixed(wed(9, 29))},
	}
}

// tenEntries are as many as a summary holds, with the longest messages that are common.
func tenEntries() []workflow.LogEntry {
	messages := []string{archivedContact, accountArchived, numberTaken, lockedDate, wrongTaxType}
	var all []workflow.LogEntry
	for i := range 10 {
		all = append(all, workflow.LogEntry{At: tue(10, 6+i), Number: "641", Message: messages[i%len(messages)]})
	}
	return all
}

// longEntries are as many again, each longer than what is shown of it.
func longEntries() []workflow.LogEntry {
	all := tenEntries()
	for i := range all {
		all[i].Message = strings.Repeat("Line 4: the widget of BRAKE-PAD-FRONT-LHS isn't green. ", 10)
	}
	return all
}
