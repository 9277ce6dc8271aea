package workflow_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"syncbot/workflow"
)

// FuzzParseCommand: whatever is typed gives a command or a sentence, and a command's number is one that can be matched.
func FuzzParseCommand(f *testing.F) {
	for _, s := range []string{
		"641", "#641", "INV-123", "123456-b", "payment 641", "supplier 123456-b", "credit 12", "641 at northside",
		"help", "641, 642 and payment 638", "give 641 to @mei", "snooze 641 until monday", "take 641", "help not working", "list", "status 641", "check 641", "stop 641", "explain Email address must be valid", "", "at", "payment", "641 at", "\u202e641", "ß-1", "İNV-12",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		cmd, err := workflow.ParseCommand(text)
		if err != nil {
			if !strings.HasSuffix(err.Error(), ".") && !strings.HasSuffix(err.Error(), "?") {
				t.Errorf("no sentence: %q", err)
			}
			return
		}
		if len(cmd.Docs) > workflow.MaxNumbers {
			t.Errorf("%q gives %d documents", text, len(cmd.Docs))
		}
		for _, d := range cmd.Docs {
			if workflow.MatchNumber(d.Number, d.Number) != workflow.ExactMatch || !utf8.ValidString(d.Number) || len(d.Number) > 64 {
				t.Errorf("%q gives the number %q", text, d.Number)
			}
			if d.Title() == "" || d.Key() == "" {
				t.Errorf("%q gives a document without a name", text)
			}
		}
	})
}

// FuzzMachine holds the machine to its laws (checked in world) under whatever people, logs, books and services do,
// and then to the promise that no case is followed for ever when nobody answers.
func FuzzMachine(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, true)
	f.Add([]byte("ask, press, wait, fix, press, wait"), false)
	f.Fuzz(func(t *testing.T, script []byte, gateway bool) {
		road := workflow.ByPeople
		if gateway {
			road = workflow.ByGateway
		}
		w := newWorld(t, road, workflow.Xero)
		if len(script) > 200 {
			script = script[:200]
		}
		for i := 0; i+1 < len(script); i += 2 {
			w.chance(script[i], int(script[i+1]))
			w.settle()
			w.checkShared()
			w.out.Reset()
		}
		w.calm()
		w.until(w.now.Add(400 * 24 * time.Hour)) // the clock may have been set back by 133 days
		for _, id := range w.order {
			if c := w.cases[id]; c.Open() {
				t.Errorf("%s is still %s/%s long after the last answer: wakes %v, now %v", c.Doc.Title(), c.Phase, c.Verdict, c.WakeAt(), w.now)
			}
		}
		for _, c := range w.channels {
			if c.Open() || len(w.outbox[workflow.CaseID("#"+c.Place.ChannelID())]) > 0 {
				t.Errorf("channel %s still owes something: %+v", c.Place.Channel, c)
			}
		}
	})
}

var chanceDocs = []workflow.Document{
	{Kind: workflow.Invoice, Number: "641"}, {Kind: workflow.Payment, Number: "641"},
	{Kind: workflow.SupplierInvoice, Number: "123456-b"}, {Kind: workflow.Invoice, Number: "INV-123"},
	{Kind: workflow.Invoice, Number: "642"}, {Kind: workflow.Invoice, Number: "643"}, {Kind: workflow.Invoice, Number: "644"},
	{Kind: workflow.Invoice, Number: "645"}, {Kind: workflow.Credit, Number: "12"}, {Kind: workflow.Payment, Number: "642"},
}

var chancePeople = []string{"Priya", "Mei", "Dave"}

var chancePlaces = []string{"desk", "discord-northside", "leads", "discord-other"}

var chanceVerdicts = []workflow.BooksVerdict{
	workflow.ArrivedPaid, workflow.ArrivedPartPaid, workflow.ArrivedUnpaid, workflow.ArrivedNotPosted,
	workflow.ArrivedVoid, workflow.Several, workflow.NotFound, workflow.BooksUnknown,
}

var chanceErrors = []string{
	"Email address must be valid", "Payments can only be made against Authorised documents", "never seen before", " ",
	"The specified contact details matched an archived contact. Archived contacts cannot currently be edited via the API.",
	"Organisation accounts are locked on the specified payment date 3/11/2026",
}

var chanceActions = []workflow.ActionID{
	workflow.SyncAgain, workflow.Fixed, workflow.DoneSyncAgain, workflow.Processed, workflow.PressedSync, workflow.PressedEarlier,
	workflow.NoEntry, workflow.PasteLog, workflow.ItsThere, workflow.ItIsnt, workflow.CheckNow, workflow.Stop, workflow.Reopen, workflow.AnotherRound,
	workflow.NothingAcross, workflow.Take, workflow.Follow, workflow.Snooze, workflow.PassOn, workflow.ShowMore, workflow.More,
}

// chance lets one thing happen, chosen by kind and n.
func (w *world) chance(kind byte, n int) {
	doc := chanceDocs[n%len(chanceDocs)]
	switch kind % 21 {
	case 0, 1:
		w.ask(chancePeople[n%3], chancePlaces[n/4%4], doc)
	case 2, 3, 4:
		w.chancePress(n)
	case 5:
		w.until(w.now.Add(time.Duration(n) * time.Minute))
	case 6:
		w.now = w.now.Add(time.Duration(n-128) * time.Hour / 4) // the clock is set, the machine slept
		w.setBack = w.setBack || n < 128
		w.until(w.now)
	case 7:
		w.log = append(w.log, workflow.LogEntry{Number: doc.Number, Message: chanceErrors[n/4%len(chanceErrors)], At: w.chanceTime(n)})
	case 8:
		w.books[doc.Number] = workflow.BooksLook{Verdict: chanceVerdicts[n/4%len(chanceVerdicts)], Total: 100, Owing: workflow.Cents(n)}
	case 9:
		w.chanceFault(n)
	case 10:
		w.refuse = map[workflow.Target]bool{[]workflow.Target{workflow.ToThread, workflow.ToRoot, workflow.ToOwner, workflow.ToPlace}[n%4]: n > 200}
	case 11:
		w.stuck = n%2 == 0
	case 12:
		w.changeRoad(n%2 == 0)
	case 13:
		w.chanceGiven(n)
	case 14:
		w.stuckOther = n%2 == 0
	case 15:
		w.desk = n%2 == 0
		w.machine.Leads = workflow.Place{}
		if n%3 == 0 {
			w.machine.Leads = place("leads")
		}
	case 16:
		w.chanceHours(n)
	case 17:
		w.chanceSnooze(n)
	case 18:
		w.refusedLate(n)
	case 19: // one error in many documents
		for i, d := range chanceDocs[:2+n%8] {
			if i == 0 || n/8%2 == 0 {
				w.ask(chancePeople[n/16%3], chancePlaces[n/64%2], d)
			}
			w.log = append(w.log, workflow.LogEntry{Number: d.Number, Message: chanceErrors[len(chanceErrors)-1-n%2], At: w.now.Add(time.Minute)})
		}
	case 20:
		w.until(time.Date(w.now.Year(), w.now.Month(), w.now.Day()+1+n%3, n%24, n/4, 0, 0, w.now.Location()))
	}
}

// chanceGiven hands some case over.
func (w *world) chanceGiven(n int) {
	if len(w.order) == 0 {
		return
	}
	c := w.cases[w.order[n%len(w.order)]]
	if answer := w.apply(c.ID, workflow.Given{At: w.at(), By: user(chancePeople[n%3]), To: user(chancePeople[n/3%3])}); answer.Text == "" {
		w.t.Error("a hand-over got no answer")
	}
}

// changeRoad is a restart with another configuration.
func (w *world) changeRoad(gateway bool) {
	shop := w.machine.Workshops[w.shop]
	shop.Road = workflow.ByPeople
	if gateway {
		shop.Road = workflow.ByGateway
	}
	w.machine.Workshops[w.shop] = shop
}

// chanceTime is no time, one in the past or one in the future.
func (w *world) chanceTime(n int) time.Time {
	if n%3 == 0 {
		return time.Time{}
	}
	return w.now.Add(time.Duration(30-n) * time.Minute)
}

func (w *world) chanceFault(n int) {
	w.calm()
	switch n % 6 {
	case 0:
		w.syncNo = workflow.Reason{Code: workflow.NotAuthorised, Text: "Xero isn't authorised"}
	case 1:
		w.syncDown = workflow.Reason{Code: workflow.Unreachable, Text: "no answer"}
	case 2:
		w.running = w.now.Add(-time.Minute)
	case 3:
		w.logDown = "no answer"
	case 4:
		w.logEnds = w.now.Add(-2 * time.Hour)
	case 5:
		w.booksDown = "Xero didn't answer"
	}
}

// calm ends all faults.
func (w *world) calm() {
	w.stuck, w.stuckOther, w.logDown, w.booksDown = false, false, "", ""
	w.syncNo, w.syncDown = workflow.Reason{}, workflow.Reason{}
	w.running, w.logEnds = time.Time{}, time.Time{}
	w.refuse = map[workflow.Target]bool{}
}

func (w *world) chancePress(n int) {
	if len(w.order) == 0 {
		return
	}
	c := w.cases[w.order[n%len(w.order)]]
	ev := workflow.Pressed{
		At: w.at(), By: user(chancePeople[n%3]), Place: place(chancePlaces[n/3%4]), Action: chanceActions[n%len(chanceActions)], Turn: max(0, c.Turn-n/100),
		Pasted: &workflow.Reading{AsOf: w.now, Entries: w.log}, Stated: w.now.Add(-time.Duration(n) * time.Minute),
	}
	if n%2 == 0 {
		ev.Until = w.now.Add(time.Duration(n) * time.Hour)
	}
	w.renew(c, &ev)
	if ev.Action == workflow.Reopen {
		if _, open := w.open(c.Doc); open {
			return // the store refuses a second open case for one document
		}
	}
	answer := w.apply(c.ID, ev)
	if now := w.cases[c.ID]; ev.Action == workflow.Take && now.Owner.ID == ev.By.ID {
		w.laws.told[c.ID] = told{ev.By.ID, now.Turn} // by doing it
	}
	if answer.Text == "" {
		w.t.Errorf("a press of %s got no answer", ev.Action)
	}
	if strings.Contains(answer.Text.Text(), "the answer comes in the thread") && !w.stuck && len(w.refuse) == 0 {
		w.expectInThread(c.ID, string(ev.Action))
	}
}

// expectInThread holds the machine to an answer that it has promised.
func (w *world) expectInThread(id workflow.CaseID, action string) {
	before := w.threadPosts
	w.settle()
	if w.threadPosts == before {
		w.t.Errorf("%s: the answer to %s never came in the thread; it is %s/%s", w.cases[id].Doc.Title(), action, w.cases[id].Phase, w.cases[id].Verdict)
	}
}
