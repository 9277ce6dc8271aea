package main

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/chat"
	"syncbot/bot/chat/chattest"
	"syncbot/storage/bolt"
	"syncbot/workflow"
	"syncbot/workflow/replay"
)

var (
	shop = workflow.Workshop{ID: "northside", Name: "Northside Autos", System: workflow.Xero, Zone: time.UTC, Road: workflow.ByPeople}
	desk = workflow.Place{Platform: "console", Channel: "desk"}
	dave = workflow.User{ID: "U2", Name: "Dave"}
)

// kitchen is a store with the parts of a bot that only some may talk to.
func kitchen(t *testing.T) (parts, storeKeeper) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "s.db")
	store, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	second := shop
	second.ID, second.Name = "bayview", "Bayview Motors"
	p := parts{
		machine: newMachine(time.Hour, forcePause, []workflow.Workshop{shop, second}), store: store, storePath: path, log: newLog(io.Discard, "error"),
		policy: workflow.Policy{Ask: []workflow.Listed{{Platform: "console", ID: "U2", Name: "Dave"}}},
	}
	b, err := p.newBot()
	if err != nil {
		t.Fatal(err)
	}
	return p, storeKeeper{b, store, p.machine}
}

// asks lets Dave ask, and gives the open case with the workshop.
func asks(t *testing.T, k storeKeeper, text, workshop string) caseLine {
	t.Helper()
	answer, err := k.bot.Handle(t.Context(), chat.Request{Key: "console/" + text, Place: desk, By: dave, Text: text})
	if err != nil {
		t.Fatal(err)
	}
	list, err := k.list(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range list {
		if c.Workshop == workshop && strings.Contains(answer.Text.Text(), c.Number) {
			return c
		}
	}
	t.Fatalf("no case in %+v after %q", list, answer.Text)
	return caseLine{}
}

// serveSocket answers at the path until the test ends.
func serveSocket(t *testing.T, path string, k keeper, services ...chat.Platform) {
	t.Helper()
	s, err := listenSocket(socketPath(path), routes(k, services))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- s.serve(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

// Whatever the store says, the running bot says through its socket.
func TestTheSocketSaysWhatTheStoreSays(t *testing.T) {
	p, k := kitchen(t)
	asks(t, k, "641 at northside", "northside")
	id := asks(t, k, "payment 642 at bayview", "bayview").ID
	serveSocket(t, p.storePath, k)
	remote := botKeeper{p.storePath}
	if runs, err := remote.running(t.Context()); !runs || err != nil {
		t.Fatal(runs, err)
	}
	ask := func(k keeper) []any {
		list, err1 := k.list(t.Context())
		file, err2 := k.show(t.Context(), id)
		story, err3 := k.export(t.Context(), id, 45*time.Minute)
		if err := errors.Join(err1, err2, err3); err != nil {
			t.Fatal(err)
		}
		return []any{list, file, story}
	}
	if diff := cmp.Diff(ask(k), ask(remote), cmp.AllowUnexported(caseFile{})); diff != "" {
		t.Errorf("(-store +socket):\n%s", diff)
	}
	for _, err := range []error{
		func() error { _, err := remote.show(t.Context(), "nothere"); return err }(),
		func() error { _, err := remote.stop(t.Context(), "no/../there", "priya"); return err }(),
		func() error { _, err := remote.export(t.Context(), "nothere", 0); return err }(),
	} {
		if !errors.Is(err, errNoCase) {
			t.Errorf("%v", err)
		}
	}
}

// An operator may stop whatever the policy says of chats. The case names who did it; doing it again changes nothing.
func TestOperatorsStop(t *testing.T) {
	p, k := kitchen(t)
	id := asks(t, k, "641 at northside", "northside").ID
	serveSocket(t, p.storePath, k)
	remote := botKeeper{p.storePath}
	first, err := remote.stop(t.Context(), id, "priya")
	if err != nil || first.Already || first.Phase != string(workflow.Closed) || first.Verdict != string(workflow.Stopped) {
		t.Fatalf("%+v, %v", first, err)
	}
	before, err := remote.show(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if last := before.Journal[len(before.Journal)-1].Line; last != "priya stopped it" {
		t.Errorf("the journal ends with %q", last)
	}
	second, err := remote.stop(t.Context(), id, "mei")
	if err != nil || !second.Already || second.Offline {
		t.Errorf("%+v, %v", second, err)
	}
	after, err := remote.show(t.Context(), id)
	if diff := cmp.Diff(before, after, cmp.AllowUnexported(caseFile{})); diff != "" || err != nil {
		t.Errorf("the second stop changed (-before +after), %v:\n%s", err, diff)
	}
}

// What is stopped while no bot runs, the next bot says, once and with the name of who did it.
func TestTheNextBotSaysWhatWasStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake := chattest.NewFake("console", chattest.Searchable)
		p := parts{machine: newMachine(time.Hour, forcePause, []workflow.Workshop{shop}), storePath: filepath.Join(t.TempDir(), "s.db"), log: newLog(io.Discard, "error")}
		var id string
		runFor(t, p, fake, func(k storeKeeper) {
			if _, err := fake.Send(t.Context(), fake.Command(dave, fake.Place("desk"), "641")); err != nil {
				t.Fatal(err)
			}
			list, err := k.list(t.Context())
			if err != nil || len(list) != 1 {
				t.Fatal(list, err)
			}
			id = list[0].ID
		})
		k, done, err := p.keeper(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if s, err := k.stop(t.Context(), id, "priya"); err != nil || !s.Offline || s.Already {
			t.Errorf("%+v, %v", s, err)
		}
		if err := done(); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(fake.String(), "Stopped") {
			t.Errorf("said by nobody:\n%s", fake)
		}
		runFor(t, p, fake, func(storeKeeper) {})
		said := 0
		for _, m := range fake.Messages() {
			if m.Message.Mention == dave.ID && strings.Contains(m.Message.Text(), "Stopped by priya") {
				said++
			}
		}
		if said != 1 {
			t.Errorf("said %d times:\n%s", said, fake)
		}
	})
}

// runFor runs a bot on the chat service until nothing is left to do at once, a minute of virtual time after the deed.
func runFor(t *testing.T, p parts, fake *chattest.Fake, deed func(storeKeeper)) {
	t.Helper()
	store, err := bolt.Open(p.storePath, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p.store, p.platforms = store, []chat.Platform{fake.Client()}
	b, err := p.newBot()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- b.Run(ctx) }()
	deed(storeKeeper{b, store, p.machine})
	time.Sleep(time.Minute)
	cancel()
	if err := errors.Join(<-ended, store.Close()); err != nil {
		t.Fatal(err)
	}
}

// What chats are told of whom to ask names those who run the bot, whoever else is an admin.
func TestRefusalsStaySentences(t *testing.T) {
	_, k := kitchen(t)
	answer, err := k.bot.Handle(t.Context(), chat.Request{Key: "console/1", Place: desk, By: workflow.User{ID: "U9"}, Text: "641 at northside"})
	if want := "I answer Dave here. Ask whoever runs me to add you."; err != nil || answer.Text.Text() != want {
		t.Errorf("%q, %v; want %q", answer.Text, err, want)
	}
}

// A number that two workshops follow is asked about with the ids; an id always means one case, also a closed one.
func TestFindingACase(t *testing.T) {
	_, k := kitchen(t)
	one, two := asks(t, k, "641 at northside", "northside"), asks(t, k, "641 at bayview", "bayview")
	payment := asks(t, k, "payment 7001 at bayview", "bayview")
	for typed, want := range map[string][]string{
		"641": {two.ID, one.ID}, "inv641": {two.ID, one.ID}, one.ID: {one.ID}, strings.ToUpper(two.ID): {two.ID},
		"payment 641": nil, "7001": {payment.ID}, "payment 7001": {payment.ID}, "credit 7001": nil, "not a number": nil,
	} {
		found, err := findOpen(t.Context(), []keeper{k}, typed)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, f := range found {
			ids = append(ids, f.line.ID)
		}
		if diff := cmp.Diff(want, ids); diff != "" {
			t.Errorf("%q (-want +got):\n%s", typed, diff)
		}
	}
	err := severalOpen("641", []kept{{k, one}, {k, two}})
	if want := "641 is followed more than once; give the id: " + one.ID + " (641 at northside), " + two.ID + " (641 at bayview)"; err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	if _, err := k.stop(t.Context(), one.ID, "priya"); err != nil {
		t.Fatal(err)
	}
	if file, err := k.show(t.Context(), one.ID); err != nil || file.Phase != string(workflow.Closed) {
		t.Errorf("a closed case: %+v, %v", file, err)
	}
}

// A story that does not go as the case went says so.
func TestDiffers(t *testing.T) {
	_, k := kitchen(t)
	id := asks(t, k, "641 at northside", "northside").ID
	c, err := k.find(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	journal := []workflow.Event{workflow.Asked{At: workflow.At{At: c.Opened}, Case: c.Ref(), By: dave, Place: desk, Doc: c.Doc}}
	story := replay.Of(k.machine, c.Workshop, journal)
	if text := differs(story, c); text != "" {
		t.Errorf("the same: %q", text)
	}
	for name, change := range map[string]func(*workflow.Case){
		"an event changed nothing": func(c *workflow.Case) { c.Rev++ },
		"another phase":            func(c *workflow.Case) { c.Phase = workflow.Asking },
		"another verdict":          func(c *workflow.Case) { c.Verdict = workflow.ErrorsFound },
		"another turn":             func(c *workflow.Case) { c.Turn++ },
	} {
		other := c
		change(&other)
		if differs(story, other) == "" {
			t.Errorf("%s: not noticed", name)
		}
	}
}

// An answer that is none of ours comes from another version of the program.
func TestAnotherVersionOfTheBot(t *testing.T) {
	p, k := kitchen(t)
	serveSocket(t, p.storePath, k)
	err := botKeeper{p.storePath}.ask(t.Context(), "GET", "/v9/cases", nil)
	if err == nil || !strings.Contains(err.Error(), "it may be another version than this one") {
		t.Error(err)
	}
}

// What happened is told in people's words: nothing of the program's own stands in it, whatever the event.
func TestWhatHappened(t *testing.T) {
	mei := workflow.User{Name: "Mei"}
	told := diary{"Xero", time.UTC}
	for want, e := range map[string]workflow.Event{
		"the wait was over":                               workflow.Woke{},
		"first message posted":                            workflow.Posted{To: workflow.ToRoot},
		"message in the thread posted":                    workflow.Posted{To: workflow.ToThread},
		"direct message to the owner posted":              workflow.Posted{To: workflow.ToOwner},
		"private answer could not be posted: it has gone": workflow.PostRefused{Say: workflow.Say{To: workflow.ToReply}, Reason: "it has\ngone"},
		"first message can't be edited any more: deleted": workflow.ShowRefused{Reason: "deleted"},
		"console:desk takes no messages":                  workflow.Bounced{Place: desk},
		"the case that explained its error has moved on":  workflow.Unexplained{Cause: "x"},
		"looked in Xero: there, void or deleted":          workflow.LookedUp{Look: workflow.BooksLook{Verdict: workflow.ArrivedVoid}},
		"looked in Xero: couldn't tell, no answer":        workflow.LookedUp{Look: workflow.BooksLook{Verdict: workflow.BooksUnknown, Reason: "no answer"}},
		"Mei says it's fixed, pressed on Payment on 639":  workflow.Pressed{By: mei, Action: workflow.Fixed, Via: workflow.Document{Kind: workflow.Payment, Number: "639"}},
		"Mei says it's fixed":                             workflow.Pressed{By: mei, Action: workflow.Fixed},
		"time to remind the owner":                        workflow.Nudged{},
		"sync not started: Xero isn't authorised":         workflow.SyncFailed{Reason: workflow.Reason{Text: "Xero isn't authorised"}},
	} {
		if got := told.line(e); got != want {
			t.Errorf("%T: %q, want %q", e, got, want)
		}
	}
	for _, v := range []workflow.BooksVerdict{
		workflow.ArrivedPaid, workflow.ArrivedPartPaid, workflow.ArrivedUnpaid, workflow.ArrivedNotPosted, workflow.ArrivedVoid, workflow.Several, workflow.NotFound, workflow.BooksUnknown,
	} {
		if looks[v] == "" {
			t.Errorf("no words for %s", v)
		}
	}
}

// A case that was put off says by whom, and its times are those that its messages say: a desk's case in the desk's zone.
func TestTheFileAgreesWithTheMessages(t *testing.T) {
	_, k := kitchen(t)
	sydney, err := time.LoadLocation("Australia/Sydney")
	if err != nil {
		t.Fatal(err)
	}
	k.machine.Zone = sydney
	c := workflow.Case{
		ID: "k3v9q2m7xa", Workshop: "bayview", Desk: true, Phase: workflow.Asking, Verdict: workflow.NotProcessed, Owner: dave,
		Doc:      workflow.Document{Kind: workflow.Invoice, Number: "641"},
		RemindAt: time.Date(2026, 11, 24, 22, 0, 0, 0, time.UTC), Napped: true, NappedBy: workflow.User{Name: "Mei"},
	}
	root := k.machine.Root(c).Words().Text()
	text := fileOf(c, nil, k.machine).text()
	for _, want := range []string{"I'll ask again Wed 25 Nov, 9 am; Mei put it off", "  Wed 25 Nov 9:00:00 am  reminds the owner; Mei put it off\n"} {
		if !strings.Contains(root+text, want) {
			t.Errorf("%q is neither in the root message nor in the file:\n%s\n%s", want, root, text)
		}
	}
}
