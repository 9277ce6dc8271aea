package sandbox_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"syncbot/bot/workshop/report"
	"syncbot/bot/workshop/sandbox"
	"syncbot/workflow"
)

// What is printed here is what people paste to the bot.
func TestTheEventReportIsReadAsTheLogThatItIs(t *testing.T) {
	s, c := open(t)
	must(t, s.PressSync("northside"))
	c.pass(time.Hour)
	sydney, err := time.LoadLocation("Australia/Sydney")
	must(t, err)
	log, err := report.Read(strings.NewReader(s.EventReport("northside")), report.Options{Zone: sydney})
	must(t, err)
	want, err := s.ReadLog(t.Context(), northside, time.Time{})
	must(t, err)
	got := log.Reading()
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(workflow.LogEntry{}, "ID")); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestEventReport(t *testing.T) {
	s, c := open(t)
	must(t, s.Enter("bayview", sandbox.Paper{Doc: invoice("801"), Name: "Ivy Park", Error: "Website must be valid"}))
	c.pass(300 * time.Millisecond)
	must(t, s.PressSync("bayview"))
	c.pass(time.Hour)
	// Brisbane is an hour behind Sydney in summer.
	want := `Event Report                                              Bayview Motors
Printed 24/11/2026 10:04:01 am

24/11/2026 9:04:01 am                                                702
BusinessEvent_DateOccurred_InLockPeriod
Customer: Redcliffe Bakery

24/11/2026 9:04:01 am                                                703
SaleEvent_CreditOnHold
Customer: Moreton Removals

24/11/2026 9:04:01 am                                                704
API key has exceeded the per-second rate limit
Customer: Ellen Fraser

24/11/2026 9:04:01 am                                                801
Website must be valid
Customer: Ivy Park
`
	if diff := cmp.Diff(want, s.EventReport("bayview")); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if got := s.EventReport("elsewhere"); got != "" {
		t.Errorf("an unknown workshop has the report %q", got)
	}
}
