package bot_test

// One cause is explained once, and one report of a fix counts for all who wait for it.

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot"
	"syncbot/bot/chat"
	"syncbot/bot/chat/chattest"
	"syncbot/bot/workshop/sandbox"
	"syncbot/storage"
	"syncbot/workflow"
)

// explained are the numbers whose thread explains the wrong tax type in full, and those that name another.
func (w *world) explained() (full, same []string) {
	for _, m := range w.posts("TaxType code") {
		number, _, _ := strings.Cut(m.Text, " ")
		if strings.Contains(m.Text, "Same as") {
			same = append(same, number)
		} else {
			full = append(full, number)
		}
	}
	return full, same
}

// Two cases read the log at the same moment; the account's revision lets one see the other.
func TestOneCauseIsExplainedOnceEvenWhereTwoFindItAtOnce(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		w.configure = func(c *bot.Config) { c.Store = slow{c.Store} }
		defer w.start().stop()
		w.ask("639 641")
		w.awaitInThread("639 · 1 error")
		w.awaitInThread("641 · 2 errors")
		full, same := w.explained()
		if len(full) != 1 || len(same) != 1 {
			t.Errorf("explained in full: %q, named: %q\n%s", full, same, w.fake)
		}
	})
}

func TestOneFixRenewsAllThatWaitForIt(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.ask("639 641 123")
		w.awaitInThread("639 · 1 error")
		w.awaitInThread("641 · 2 errors")
		w.awaitInThread(errorFound)
		w.mend("639")
		r := w.pressingOn("639 · 1 error", "I've fixed it, sync again")
		answer := w.send(r)
		if !strings.Contains(answer, "That goes for 641, too") || strings.Contains(answer, "123") {
			t.Errorf("answer %q", answer)
		}
		if again := w.send(r); again != answer {
			t.Errorf("first %q, redelivered %q", answer, again)
		}
		w.awaitInThread("639 · Synced")
		w.awaitInThread("641 · Synced")
		if got := firstLine(w.await("123 · 1 error found\n").Text); !strings.HasPrefix(got, "123 · 1 error") {
			t.Errorf("123 waits for something else, and says %q", got)
		}
	})
}

// pressingOn is a press on the thread message with the words.
func (w *world) pressingOn(words, label string) chat.Request {
	w.t.Helper()
	r, err := w.fake.Press(priya, w.awaitInThread(words).Ref, label, "")
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// falling is a store that lets some commits through and then is broken for a while.
type falling struct {
	storage.Store
	left atomic.Int32 // commits of presses until it breaks; below zero: it never does
}

func (s *falling) Commit(ctx context.Context, batch ...storage.Commit) error {
	if _, ok := batch[0].Event.(workflow.Pressed); ok && s.left.Load() >= 0 && s.left.Add(-1) < 0 {
		s.left.Store(0)
		return errors.New("no space left on device")
	}
	return s.Store.Commit(ctx, batch...)
}

// The press fails after the first of the others was renewed; repeated, it names them all and renews none twice.
func TestAFixThatWasHalfDoneIsDoneByItsRepetition(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		disk := &falling{}
		disk.left.Store(-1)
		w.configure = func(c *bot.Config) { disk.Store, c.Store = c.Store, disk }
		p := w.start()
		defer p.stop()
		w.ask("639 641")
		w.awaitInThread("639 · 1 error")
		w.awaitInThread("641 · 2 errors")
		w.mend("639")
		r := w.pressingOn("639 · 1 error", "I've fixed it, sync again")
		disk.left.Store(1)
		if answer, err := w.fake.Send(t.Context(), r); err == nil {
			t.Fatalf("acknowledged: %v", answer)
		}
		disk.left.Store(-1)
		if answer := w.send(r); !strings.Contains(answer, "That goes for 641, too") {
			t.Errorf("answer %q", answer)
		}
		cases, err := p.bot.Cases(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		rounds := map[string][2]int{} // begun by a fix that was reported here, and elsewhere
		for _, c := range cases {
			rounds[c.Doc.Number] = [2]int{len(c.Fixes), c.Renewed}
		}
		if diff := cmp.Diff(map[string][2]int{"639": {1, 0}, "641": {0, 1}}, rounds); diff != "" {
			t.Errorf("rounds (-want +got):\n%s", diff)
		}
		w.awaitInThread("639 · Synced")
		w.awaitInThread("641 · Synced")
	})
}

// A press on a message of an earlier round renews nobody.
func TestAStalePressRenewsNobody(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.ask("639 641")
		stale := w.pressingOn("639 · 1 error", "I've fixed it, sync again")
		w.awaitInThread("641 · 2 errors")
		w.send(w.pressingOn("639 · 1 error", "I've fixed it, sync again")) // renews 641, too
		time.Sleep(90 * time.Minute)                                       // and again both have their errors
		before := len(w.posts("641 · Same errors again"))
		if answer := w.send(stale); !strings.HasPrefix(answer, "That message is from an earlier round") && !strings.Contains(answer, "pressed this at") {
			t.Errorf("answer %q", answer)
		}
		time.Sleep(2 * hour)
		if after := len(w.posts("641 · Same errors again")); before != 1 || after != before {
			t.Errorf("641 went another round for a stale press on 639")
		}
	})
}

// A sync is account-wide, so a refusal keeps all out, and one who has seen to it helps all.
func TestOneWhoHasAuthorisedItHelpsAllWhoseSyncWasRefused(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.box.SetFaults(northside, sandbox.Faults{Refuse: true})
		w.ask("639 641")
		w.awaitInThread("639 · Sync not started")
		w.awaitInThread("641 · Sync not started")
		w.box.SetFaults(northside, sandbox.Faults{})
		if answer := w.send(w.pressingOn("639 · Sync not started", "Done, sync now")); !strings.Contains(answer, "That goes for 641, too") {
			t.Errorf("answer %q", answer)
		}
		w.awaitInThread("639 · 1 error")
		w.awaitInThread("641 · 2 errors")
	})
}

// enter puts invoices into Workshop Software that every sync complains of in the same words until they are mended.
func (w *world) enter(at workflow.WorkshopID, message string, numbers ...string) {
	w.t.Helper()
	for _, number := range numbers {
		doc := workflow.Document{Kind: workflow.Invoice, Number: number}
		if err := w.box.Enter(at, sandbox.Paper{Doc: doc, Name: "Harbour Plumbing", Amount: 100, Error: message}); err != nil {
			w.t.Fatal(err)
		}
	}
}

const locked = "Organisation accounts are locked on the specified payment date 3/11/2026"

// contended is a store with a slow disk, which counts.
type contended struct {
	slow
	commits, conflicts atomic.Int32
}

func (s *contended) Commit(ctx context.Context, batch ...storage.Commit) error {
	err := s.slow.Commit(ctx, batch...)
	s.commits.Add(1)
	if errors.Is(err, storage.ErrConflict) {
		s.conflicts.Add(1)
	}
	return err
}

// Ten cases of one account, whose hour ends in the same moment: each concludes at once, one explains the error for all, and they
// do not keep one another from their commits. One report of the fix then renews all ten.
func TestTenCasesWhoseHourEndsTogetherAreExplainedOnceAndRenewedTogether(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		disk := &contended{}
		w.configure = func(c *bot.Config) { disk.slow, c.Store = slow{c.Store}, disk }
		numbers := []string{"801", "802", "803", "804", "805", "806", "807", "808", "809", "810"}
		w.enter(northside, locked, numbers...)
		defer w.start().stop()
		w.ask(strings.Join(numbers, " "))
		w.await("810 · Waiting for the sync")
		due := w.gateway.forcedSyncs()[0].at.Add(hour)
		time.Sleep(time.Until(due) - time.Second)
		before := disk.commits.Load()
		time.Sleep(6 * time.Second)
		if n, twice := disk.commits.Load()-before, disk.conflicts.Load(); n > 250 || twice > 120 {
			t.Errorf("%d tries to commit, %d of them in vain, for ten cases", n, twice)
		}
		explains := w.explainedBy(numbers)

		for _, number := range numbers {
			w.mend(number)
		}
		words := "809 · 1 error"
		if explains == "809" {
			words = "808 · 1 error"
		}
		answer := w.send(w.pressingOn(words, "I've fixed it, sync again")) // on one that names another
		for _, number := range numbers {
			if !strings.HasPrefix(words, number) && !strings.Contains(answer, number) {
				t.Errorf("%s isn't renewed: %q", number, answer)
			}
			w.awaitInThread(number + " · Synced")
		}
		if n := len(w.gateway.forcedSyncs()); n != 2 {
			t.Errorf("%d syncs, want one before the fix and one after", n)
		}
	})
}

// explainedBy is the one of the numbers whose thread explains the locked date. All the others name it; each names its owner.
func (w *world) explainedBy(numbers []string) string {
	w.t.Helper()
	var all []chattest.Record
	for _, number := range numbers {
		all = append(all, w.once(number+" · 1 error found\nEvent log"))
	}
	i := slices.IndexFunc(all, func(m chattest.Record) bool { return strings.Contains(m.Text, "What it means") })
	if i < 0 {
		w.t.Fatalf("nobody explains it:\n%s", w.fake)
	}
	for j, m := range all {
		if len(m.Mentions) != 1 || i != j && !strings.Contains(m.Text, "Same as "+numbers[i]+",") {
			w.t.Errorf("%s explains it, and %s pings %q and says %q", numbers[i], numbers[j], m.Mentions, m.Text)
		}
	}
	return numbers[i]
}

// A fix at one workshop says nothing of another's, whatever the error.
func TestAFixAtOneWorkshopRenewsNoCaseOfAnother(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		const odd = "Line item 7 could not be read"
		w.withBayview(map[workflow.Ref][]workflow.WorkshopID{"general": {bayview, northside}})
		if err := w.box.Authorise(bayview); err != nil {
			t.Fatal(err)
		}
		w.enter(northside, odd, "801", "802")
		w.enter(bayview, odd, "901")
		p := w.start()
		defer p.stop()
		w.ask("801 802 at northside")
		w.ask("901 at bayview")
		w.awaitInThread("801 · Northside Autos · 1 error")
		w.awaitInThread("802 · Northside Autos · 1 error")
		w.awaitInThread("901 · Bayview Motors · 1 error")
		cases, err := p.bot.Cases(t.Context(), "")
		if err != nil || len(cases) != 3 || cases[0].Workshop != bayview {
			t.Fatalf("open: %v, %v", cases, err)
		}
		elsewhere, pressed, sibling := cases[0], cases[1], cases[2]
		neighbour := elsewhere
		neighbour.Workshop = pressed.Workshop
		if m := w.machine; m.RenewedBy(pressed, elsewhere, workflow.Fixed) || !m.RenewedBy(pressed, sibling, workflow.Fixed) || !m.RenewedBy(pressed, neighbour, workflow.Fixed) {
			t.Error("the workshop alone does not tell what a fix renews")
		}
		if answer := w.send(w.pressingOn("802 · Northside Autos · 1 error", "I've fixed it, sync again")); !strings.Contains(answer, "That goes for 801, too") || strings.Contains(answer, "901") {
			t.Errorf("answer %q", answer)
		}
		if cases, err = p.bot.Cases(t.Context(), bayview); err != nil || len(cases) != 1 || len(cases[0].Fixes) > 0 {
			t.Errorf("Bayview's: %+v, %v", cases, err)
		}
	})
}
