package sandbox_test

import (
	"errors"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/outcome"
	"syncbot/bot/workshop"
	"syncbot/bot/workshop/sandbox"
	"syncbot/workflow"
)

func TestAutomaticSyncWritesNothingToTheLog(t *testing.T) {
	s, _ := open(t)
	must(t, s.AutomaticSync("northside"))
	if got := messages(t, s, northside, invoice("123")); got != nil {
		t.Errorf("the log says %q", got)
	}
	want := seen{workflow.StatusPending, workflow.NotFound, nil}
	if diff := cmp.Diff(want, see(t, s, northside, invoice("123"))); diff != "" {
		t.Errorf("a failing document: %s", diff)
	}
	want = seen{workflow.StatusSynced, workflow.ArrivedUnpaid, nil}
	if diff := cmp.Diff(want, see(t, s, northside, invoice("640"))); diff != "" {
		t.Errorf("a healthy document: %s", diff)
	}
}

func TestTheLogIsBounded(t *testing.T) {
	s, c := open(t)
	for i := range 250 {
		must(t, s.Enter("northside", sandbox.Paper{Doc: invoice(strconv.Itoa(9000 + i)), Error: "Website must be valid"}))
	}
	for range 9 {
		c.pass(time.Hour)
		must(t, s.PressSync("northside"))
	}
	r, err := s.ReadLog(t.Context(), northside, time.Time{})
	must(t, err)
	if n := len(r.Entries); n != 2000 || r.Entries[n-1].Number != "9249" || !r.Entries[n-1].At.Equal(c.now()) {
		t.Errorf("%d entries, the last %+v", n, r.Entries[n-1])
	}
}

func TestEveryEntryCarriesADocumentsNumber(t *testing.T) {
	s, _ := open(t)
	must(t, s.PressSync("northside"))
	r, err := s.ReadLog(t.Context(), northside, start)
	must(t, err)
	var numbers []string
	for _, e := range r.Entries {
		numbers = append(numbers, e.Number)
	}
	want := []string{"123", "638", "639", "641", "642", "643", "653", "655", "657", "658", "656", "123456"}
	if diff := cmp.Diff(want, numbers); diff != "" {
		t.Error(diff)
	}
}

func TestASyncIsOfOneAccount(t *testing.T) {
	s, _ := open(t)
	must(t, s.PressSync("northside"))
	if got := s.LookUp(t.Context(), "bayview", invoice("641")).Verdict; got != workflow.NotFound {
		t.Errorf("a sync at northside took bayview's 641: %s", got)
	}
	if got := messages(t, s, bayview, invoice("641")); got != nil {
		t.Errorf("bayview's log holds northside's entries: %q", got)
	}
}

func TestMendingASharedCauseMendsAllItsDocuments(t *testing.T) {
	s, _ := open(t)
	must(t, s.Mend("northside", invoice("641")))
	must(t, s.PressSync("northside"))
	if got := s.LookUp(t.Context(), "northside", invoice("639")).Verdict; got != workflow.ArrivedUnpaid {
		t.Errorf("639 is %s after account 630 was mended for 641", got)
	}
	if got := s.LookUp(t.Context(), "northside", invoice("123")).Verdict; got != workflow.NotFound {
		t.Errorf("123 is %s though nobody mended it", got)
	}
}

func TestInvoicesShareALockedDate(t *testing.T) {
	s, _ := open(t)
	must(t, s.PressSync("northside"))
	for _, number := range []string{"655", "657", "658"} {
		if diff := cmp.Diff([]string{lockDate}, messages(t, s, northside, invoice(number))); diff != "" {
			t.Errorf("%s: %s", number, diff)
		}
	}
	must(t, s.Mend("northside", invoice("657")))
	must(t, s.PressSync("northside"))
	for _, number := range []string{"655", "657", "658"} {
		if got := s.LookUp(t.Context(), "northside", invoice(number)).Verdict; got != workflow.ArrivedUnpaid {
			t.Errorf("%s is %s after the date was unlocked for 657", number, got)
		}
	}
}

func TestASupplierInvoiceEnteredAgainGoesAcrossUnderItsNewNumber(t *testing.T) {
	s, _ := open(t)
	must(t, s.PressSync("northside"))
	for range 3 { // after the first time there is nothing left to mend
		must(t, s.Mend("northside", supplier("123456")))
	}
	must(t, s.PressSync("northside"))
	want := workflow.BooksLook{Verdict: workflow.ArrivedUnpaid, At: start.UTC(), Number: "123456-b", Total: 71380, Owing: 71380}
	if diff := cmp.Diff(want, s.LookUp(t.Context(), "northside", supplier("123456-b"))); diff != "" {
		t.Error(diff)
	}
}

func TestALivingDocumentComesBeforeAVoidOneWithItsNumber(t *testing.T) {
	s, _ := open(t)
	must(t, s.Enter("northside", sandbox.Paper{Doc: invoice("604"), Name: "Sam Katz", Amount: 14900}))
	must(t, s.PressSync("northside"))
	want := seen{workflow.StatusError, workflow.ArrivedVoid, []string{taken}}
	if diff := cmp.Diff(want, see(t, s, northside, invoice("604"))); diff != "" {
		t.Error(diff)
	}
}

func TestFaultsAreOfOneWorkshop(t *testing.T) {
	s, _ := open(t)
	s.SetFaults("northside", sandbox.Faults{Unreachable: true, BooksAway: true})
	if _, err := s.Status(t.Context(), bayview, invoice("641")); err != nil {
		t.Errorf("bayview: %v", err)
	}
	if got := s.LookUp(t.Context(), "bayview", invoice("705")).Verdict; got != workflow.ArrivedPaid {
		t.Errorf("bayview's 705 is %s", got)
	}
}

func TestTheLogIsOldestFirstThoughTheClockWasSetBack(t *testing.T) {
	s, c := open(t)
	must(t, s.PressSync("northside"))
	c.pass(-time.Hour)
	must(t, s.PressSync("northside"))
	c.pass(2 * time.Hour)
	log := entries(t, s, northside, invoice("653"))
	if len(log) != 2 || !log[0].At.Before(log[1].At) {
		t.Errorf("the log is %+v", log)
	}
}

func TestMendOfADocumentThatIsNotThere(t *testing.T) {
	s, _ := open(t)
	if err := s.Mend("northside", invoice("999")); err == nil {
		t.Error("mended 999, which is nowhere")
	}
	if err := s.Mend("elsewhere", invoice("123")); err == nil {
		t.Error("mended a document of a workshop that is nowhere")
	}
}

func TestAPersonIsToldThatASyncRuns(t *testing.T) {
	s, c := open(t)
	s.SyncTakes(time.Minute)
	must(t, s.PressSync("northside"))
	c.pass(30 * time.Second)
	var busy *workshop.Busy
	if err := s.PressSync("northside"); !errors.As(err, &busy) || !busy.Started.Equal(start) {
		t.Errorf("the second press: %v, want Busy since %v", err, start)
	}
	if got := messages(t, s, northside, invoice("123")); got != nil {
		t.Errorf("the log knows before the sync is over: %q", got)
	}
	c.pass(30 * time.Second)
	if log := entries(t, s, northside, invoice("123")); len(log) != 1 || !log[0].At.Equal(start.Add(time.Minute)) {
		t.Errorf("after the sync the log holds %+v", log)
	}
	must(t, s.PressSync("northside"))
}

func TestAPersonIsRefusedToo(t *testing.T) {
	s, _ := open(t)
	s.SetFaults("northside", sandbox.Faults{Refuse: true})
	if err := s.PressSync("northside"); !outcome.IsRefused(err) || err.Error() != "Xero isn't authorised" {
		t.Errorf("PressSync = %v", err)
	}
	must(t, s.PressSync("bayview"))
}

func TestBayviewTakesNoSyncBeforeItIsAuthorised(t *testing.T) {
	s := openFile(t, "", newClock())
	must(t, s.AutomaticSync("bayview"))
	_, forced := s.ForceSync(t.Context(), bayview, "key")
	for _, err := range []error{forced, s.PressSync("bayview")} {
		if !outcome.IsRefused(err) || err.Error() != "MYOB isn't authorised" {
			t.Errorf("before it is authorised a sync gives %v", err)
		}
	}
	if got := s.LookUp(t.Context(), "bayview", invoice("641")).Verdict; got != workflow.NotFound {
		t.Errorf("641 is %s", got)
	}
	must(t, s.Authorise("bayview"))
	must(t, s.PressSync("bayview"))
	if got := s.LookUp(t.Context(), "bayview", invoice("641")).Verdict; got != workflow.ArrivedUnpaid {
		t.Errorf("641 is %s after it was authorised", got)
	}
}

func TestAKeyIsForgottenAfterADay(t *testing.T) {
	s, c := open(t)
	first, err := s.ForceSync(t.Context(), northside, "key")
	must(t, err)
	c.pass(24 * time.Hour)
	second, err := s.ForceSync(t.Context(), northside, "key")
	must(t, err)
	if first == second {
		t.Errorf("a day later the key still returns %q", first)
	}
}

func TestAnAccountThatIsNotTheWorkshopsIsRefused(t *testing.T) {
	s, _ := open(t)
	wrong := workshop.Account{Workshop: "northside", System: workflow.MYOB}
	_, err := s.ForceSync(t.Context(), wrong, "key")
	_, readErr := s.ReadLog(t.Context(), wrong, start)
	_, statusErr := s.Status(t.Context(), wrong, invoice("123"))
	for _, err := range []error{err, readErr, statusErr} {
		if !outcome.IsRefused(err) || err.Error() != "Northside Autos isn't linked to MYOB" {
			t.Errorf("the answer is %v", err)
		}
	}
	if _, err := s.ForceSync(t.Context(), northside, ""); !outcome.IsRefused(err) {
		t.Errorf("without a key the answer is %v", err)
	}
}

func TestEnteredDocuments(t *testing.T) {
	s, _ := open(t)
	for _, p := range []sandbox.Paper{
		{Doc: invoice("801"), Name: "Ivy Park", Amount: 5000},
		{Doc: invoice("802"), Name: "Ivy Park", Amount: 6000, Draft: true},
		{Doc: invoice("803"), Name: "Ivy Park", Amount: 7000, Error: "Website must be valid"},
	} {
		must(t, s.Enter("bayview", p))
	}
	must(t, s.PressSync("bayview"))
	want := map[string]seen{
		"801": {workflow.StatusSynced, workflow.ArrivedUnpaid, nil},
		"802": {workflow.StatusNotProcessed, workflow.NotFound, nil},
		"803": {workflow.StatusError, workflow.NotFound, []string{"Website must be valid"}},
	}
	for number, w := range want {
		if diff := cmp.Diff(w, see(t, s, bayview, invoice(number))); diff != "" {
			t.Errorf("%s: %s", number, diff)
		}
	}
}

// What MYOB says to a payment without its invoice is not known, so nothing is put into its mouth.
func TestMYOBIsGivenNoMessagesOfXeros(t *testing.T) {
	s, _ := open(t)
	must(t, s.Enter("bayview", sandbox.Paper{Doc: payment("706"), Name: "Wynnum Sailing Club", Amount: 63800}))
	must(t, s.PressSync("bayview"))
	want := seen{workflow.StatusPending, workflow.NotFound, nil}
	if diff := cmp.Diff(want, see(t, s, bayview, payment("706"))); diff != "" {
		t.Error(diff)
	}
}

func TestManyGoroutines(t *testing.T) {
	s, c := open(t)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			c.pass(time.Second)
			_, err := s.ForceSync(t.Context(), northside, string(rune('a'+i)))
			if err != nil {
				t.Error(err)
			}
			s.SetFaults("bayview", sandbox.Faults{})
			s.LookUp(t.Context(), "northside", invoice("641"))
			_, err = s.ReadLog(t.Context(), northside, start)
			if err = errors.Join(err, s.Mend("bayview", invoice("702"))); err != nil {
				t.Error(err)
			}
			s.EventReport("northside")
		})
	}
	all.Wait()
	if got := messages(t, s, northside, invoice("653")); len(got) != 8 || slices.Contains(got, "") {
		t.Errorf("8 syncs wrote %q", got)
	}
}
