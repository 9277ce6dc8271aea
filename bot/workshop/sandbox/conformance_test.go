package sandbox_test

import (
	"testing"
	"time"

	"syncbot/bot/accounting/accountingtest"
	"syncbot/bot/workshop/sandbox"
	"syncbot/bot/workshop/workshoptest"
	"syncbot/workflow"
)

func TestGateway(t *testing.T) {
	workshoptest.Test(t, func(t *testing.T) workshoptest.World {
		s, c := open(t)
		s.SyncTakes(2 * time.Minute)
		return workshoptest.World{
			Gateway: s, Account: northside,
			Failing: invoice("653"), Draft: invoice("650"), Healthy: invoice("640"), Unknown: invoice("999"),
			Now: c.now, Pass: c.pass, Runs: 2 * time.Minute,
			Inject: func(f workshoptest.Fault) { s.SetFaults("northside", faults[f]) },
		}
	})
}

var faults = map[workshoptest.Fault]sandbox.Faults{
	workshoptest.NoFault:        {},
	workshoptest.Refusing:       {Refuse: true},
	workshoptest.Unreachable:    {Unreachable: true},
	workshoptest.LosingAnswers:  {LoseAnswers: true},
	workshoptest.LogUnreadable:  {LogUnreadable: true},
	workshoptest.HalfAnHourLate: {LogBehind: 30 * time.Minute},
}

func TestBooks(t *testing.T) {
	accountingtest.Test(t, func(t *testing.T) accountingtest.World {
		s, c := open(t)
		for i, number := range []string{"INV-900", "900"} {
			must(t, s.Enter("northside", sandbox.Paper{Doc: invoice(number), Name: "Kim Lee", Amount: workflow.Cents(1000 * (i + 1))}))
		}
		must(t, s.AutomaticSync("northside"))
		return accountingtest.World{
			Books: s, Workshop: "northside", Looks: looks, Now: c.now,
			Exact:  accountingtest.Look{Doc: invoice("900"), Want: unpaid("900", 2000)},
			Unpaid: accountingtest.Look{Doc: payment("640"), Want: unpaid("640", 21890)},
			Away:   func() { s.SetFaults("northside", sandbox.Faults{BooksAway: true}) },
		}
	})
}

func unpaid(number string, total workflow.Cents) workflow.BooksLook {
	return workflow.BooksLook{Verdict: workflow.ArrivedUnpaid, Number: number, Total: total, Owing: total}
}

var looks = []accountingtest.Look{
	{Doc: invoice("600"), Want: workflow.BooksLook{Verdict: workflow.ArrivedPaid, Number: "600", Total: 38500}},
	{Doc: payment("600"), Want: workflow.BooksLook{Verdict: workflow.ArrivedPaid, Number: "600", Total: 38500}},
	{Doc: invoice("INV-600"), Want: workflow.BooksLook{Verdict: workflow.ArrivedPaid, Number: "600", Total: 38500}},
	{Doc: invoice("601"), Want: workflow.BooksLook{Verdict: workflow.ArrivedPartPaid, Number: "601", Total: 96000, Owing: 56000}},
	{Doc: invoice("602"), Want: unpaid("602", 27450)},
	{Doc: payment("602"), Want: unpaid("602", 27450)},
	{Doc: invoice("603"), Want: workflow.BooksLook{Verdict: workflow.ArrivedNotPosted, Number: "603", Total: 51200, Owing: 51200}},
	{Doc: invoice("604"), Want: workflow.BooksLook{Verdict: workflow.ArrivedVoid, Number: "604", Total: 14900, Owing: 14900}},
	{Doc: supplier("123456"), Want: workflow.BooksLook{Verdict: workflow.ArrivedVoid, Number: "123456", Total: 71830, Owing: 71830}},
	{Doc: invoice("605"), Want: workflow.BooksLook{Verdict: workflow.Several, Number: "605", Count: 2}},
	{Doc: invoice("606"), Want: workflow.BooksLook{Verdict: workflow.BooksUnknown}},
	{Doc: invoice("650"), Want: workflow.BooksLook{Verdict: workflow.NotFound}},
	{Doc: invoice("123456"), Want: workflow.BooksLook{Verdict: workflow.NotFound}},
}

func TestTheBooksGiveAllEightVerdicts(t *testing.T) {
	given := map[workflow.BooksVerdict]bool{}
	for _, l := range looks {
		given[l.Want.Verdict] = true
	}
	for _, v := range []workflow.BooksVerdict{
		workflow.ArrivedPaid, workflow.ArrivedPartPaid, workflow.ArrivedUnpaid, workflow.ArrivedNotPosted,
		workflow.ArrivedVoid, workflow.Several, workflow.NotFound, workflow.BooksUnknown,
	} {
		if !given[v] {
			t.Errorf("no practice document is %s", v)
		}
	}
}
