package chattest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"syncbot/bot/chat"
	"syncbot/bot/outcome"
	"syncbot/workflow"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var priya = workflow.User{ID: "U1", Name: "Priya"}

// service is a Fake of the kind as the suite drives it.
func service(kind Kind) func(t *testing.T) Service {
	return func(t *testing.T) Service {
		f := NewFake("fake", kind)
		f.CloseChannel("archived")
		send := func(r chat.Request) Delivery { return sending(t, f, r) }
		return Service{
			Platform: f.Client(), Place: f.Place("general"), Closed: f.Place("archived"), User: priya,
			Ask: func(text string) Delivery { return send(f.Command(priya, f.Place("general"), text)) },
			Press: func(ref workflow.Ref, label, typed string) Delivery {
				r, err := f.Press(priya, ref, label, typed)
				if err != nil {
					t.Fatal(err)
				}
				return send(r)
			},
			Read: func() []Shown {
				var all []Shown
				for _, r := range f.Messages() {
					all = append(all, r.Shown)
				}
				return all
			},
			Delete: f.Delete,
		}
	}
}

func sending(t *testing.T, f *Fake, r chat.Request) Delivery {
	acknowledged, ended := make(chan struct{}), make(chan struct{})
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		defer close(ended)
		if _, err := f.Send(ctx, r); err == nil {
			close(acknowledged)
		}
	}()
	t.Cleanup(func() { cancel(); <-ended })
	return Delivery{Acknowledged: acknowledged, Again: func() Delivery { return sending(t, f, r) }}
}

func TestFakeKeepsThePromises(t *testing.T) {
	for _, kind := range []Kind{Searchable, HonoursKeys, Slow, Bare} {
		t.Run(fmt.Sprint("kind ", kind), func(t *testing.T) { Run(t, service(kind)) })
		t.Run(fmt.Sprint("kind ", kind, " in virtual time"), func(t *testing.T) { RunVirtual(t, service(kind)) })
	}
}

func keyed(f *Fake, key string) chat.Message {
	return chat.Message{Key: key, Place: f.Place("general"), To: workflow.ToRoot, Note: note{text: key + " · Opened"}}
}

// landed gives the keys of what stands.
func landed(f *Fake) []string {
	keys := []string{}
	for _, r := range f.Messages() {
		keys = append(keys, r.Key)
	}
	return keys
}

func TestFaultsOfAPost(t *testing.T) {
	for _, c := range []struct {
		name  string
		fault Fault
		check func(error) bool
		lands bool
	}{
		{"none", Fault{}, func(err error) bool { return err == nil }, true},
		{"lost answer", LoseAnswer(), lost, true},
		{"lost request", LoseRequest(), lost, false},
		{"later", SayLater(3 * time.Second), func(err error) bool { d, ok := outcome.IsLater(err); return ok && d == 3*time.Second }, false},
		{"refused", Refuse("is_archived"), outcome.IsRefused, false},
		{"hanging", Hang(), func(err error) bool { return errors.Is(err, context.DeadlineExceeded) }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := NewFake("fake", Searchable)
				f.Next(OpPost, c.fault)
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				defer cancel()
				_, err := f.Client().Post(ctx, keyed(f, "k1"))
				if !c.check(err) {
					t.Errorf("Post = %v", err)
				}
				if got := len(landed(f)) == 1; got != c.lands {
					t.Errorf("landed: %v, want %v", got, c.lands)
				}
				if _, err := f.Client().Post(ctx, keyed(f, "k2")); c.name != "hanging" && err != nil {
					t.Errorf("the call after the fault: %v", err)
				}
			})
		})
	}
}

func lost(err error) bool {
	_, later := outcome.IsLater(err)
	return errors.Is(err, ErrLost) && !later && !outcome.IsRefused(err)
}

func TestLostAnswersOfASlowServiceLandWithinTenSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := NewFake("fake", Slow)
		c := f.Client()
		const n = 20
		for i := range n {
			f.Next(OpPost, LoseAnswer())
			if _, err := c.Post(t.Context(), keyed(f, fmt.Sprint("k", i))); !lost(err) {
				t.Fatal(err)
			}
		}
		time.Sleep(time.Second - 1)
		synctest.Wait()
		if got := landed(f); len(got) != 0 {
			t.Errorf("%v landed within a second", got)
		}
		time.Sleep(4 * time.Second)
		synctest.Wait()
		if got := len(landed(f)); got == 0 || got == n {
			t.Errorf("%d of %d landed within 5 s, want some", got, n)
		}
		time.Sleep(5*time.Second + 1)
		synctest.Wait()
		if got := len(landed(f)); got != n {
			t.Errorf("%d of %d landed within 10 s", got, n)
		}
	})
}

func TestKeysAreHonouredForTenMinutes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := NewFake("fake", HonoursKeys)
		for _, wait := range []time.Duration{0, KeysFor - 1, 1} {
			time.Sleep(wait)
			if _, err := f.Client().Post(t.Context(), keyed(f, "k1")); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff([]string{"k1", "k1"}, landed(f)); diff != "" {
			t.Errorf("after the ten minutes the key is forgotten (-want +got):\n%s", diff)
		}
	})
}

func TestAServiceThatHonoursNoKeysPostsTwice(t *testing.T) {
	for _, kind := range []Kind{Searchable, Slow, Bare} {
		f := NewFake("fake", kind)
		for range 2 {
			if _, err := f.Client().Post(t.Context(), keyed(f, "k1")); err != nil {
				t.Fatal(err)
			}
		}
		if got := len(landed(f)); got != 2 {
			t.Errorf("kind %d: %d messages, want 2", kind, got)
		}
	}
}

func TestTheDeadNeitherSendNorHear(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := NewFake("fake", Searchable)
		ctx, cancel := context.WithCancel(t.Context())
		dead, heard := f.Client(), make(chan chat.Request, 1)
		listened := make(chan error, 1)
		go func() {
			listened <- dead.Listen(ctx, func(ctx context.Context, r chat.Request) (workflow.Answer, error) {
				heard <- r
				<-ctx.Done()
				return workflow.Answer{Text: "too late"}, nil
			})
		}()
		f.OnCall(func(c Call) Fault { dead.Kill(); return Fault{} })
		r := f.Command(priya, f.Place("general"), "INV-1")
		sent := make(chan error, 1)
		go func() { _, err := f.Send(ctx, r); sent <- err }()
		<-heard

		posted := make(chan error, 1)
		go func() { _, err := dead.Post(ctx, keyed(f, "k1")); posted <- err }()
		if err := <-sent; !errors.Is(err, ErrUnacknowledged) {
			t.Errorf("Send = %v, want %v", err, ErrUnacknowledged)
		}
		synctest.Wait()
		if diff := cmp.Diff([]string{"k1"}, landed(f)); diff != "" {
			t.Errorf("what was sent before the death (-want +got):\n%s", diff)
		}
		cancel()
		if err := <-posted; !errors.Is(err, context.Canceled) {
			t.Errorf("the dead heard %v", err)
		}
		if _, err := dead.Post(ctx, keyed(f, "k2")); err == nil || len(landed(f)) != 1 {
			t.Errorf("the dead posted: %v", landed(f))
		}
		if err := <-listened; err != nil {
			t.Error(err)
		}
		f.OnCall(nil)
		p, found, err := f.Client().Find(t.Context(), keyed(f, "k1"), time.Time{})
		if err != nil || !found || p.Ref == "" {
			t.Errorf("the next process finds %+v, %v, %v", p, found, err)
		}
	})
}

func TestFakeRefusesWhatIsHalfMade(t *testing.T) {
	f := NewFake("fake", Searchable)
	for name, spoil := range map[string]func(*chat.Message){
		"no key":        func(m *chat.Message) { m.Key = "" },
		"long key":      func(m *chat.Message) { m.Key = "abcdefghijklmnopqrstuvwxyz" },
		"odd key":       func(m *chat.Message) { m.Key = "K 1" },
		"no note":       func(m *chat.Message) { m.Note = nil },
		"no channel":    func(m *chat.Message) { m.Place.Channel = "" },
		"elsewhere":     func(m *chat.Message) { m.Place.Platform = "other" },
		"no thread":     func(m *chat.Message) { m.To = workflow.ToThread },
		"no person":     func(m *chat.Message) { m.To = workflow.ToOwner },
		"no case":       func(m *chat.Message) { m.Note = note{text: "INV-1 · Opened", actions: []workflow.Action{stop}} },
		"unknown reply": func(m *chat.Message) { m.To, m.Reply = workflow.ToReply, "fake-reply-9" },
	} {
		m := keyed(f, "k1")
		spoil(&m)
		if _, err := f.Client().Post(t.Context(), m); !outcome.IsRefused(err) {
			t.Errorf("%s: Post = %v, want a refusal", name, err)
		}
	}
}

func TestFakeRefusesAPlaceThatIsGone(t *testing.T) {
	f := NewFake("fake", Searchable)
	c := f.Client()
	root, err := c.Post(t.Context(), keyed(f, "k1"))
	if err != nil {
		t.Fatal(err)
	}
	m := keyed(f, "k2")
	m.To, m.Place.Thread = workflow.ToPlace, root.Thread
	below, err := c.Post(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	for name, place := range map[string]workflow.Place{
		"a thread of another channel":        {Platform: "fake", Channel: "desk", Thread: root.Thread},
		"a message in a thread is no thread": {Platform: "fake", Channel: "general", Thread: below.Ref},
		"a thread of another service":        {Platform: "other", Channel: "general", Thread: root.Thread},
		"a thread that there has never been": {Platform: "fake", Channel: "general", Thread: "fake-99"},
	} {
		m.Place = place
		if _, err := c.Post(t.Context(), m); !outcome.IsRefused(err) {
			t.Errorf("%s: Post = %v, want a refusal", name, err)
		}
	}
	f.Delete(root.Ref)
	m.Place = workflow.Place{Platform: "fake", Channel: "general", Thread: root.Thread}
	if _, err := c.Post(t.Context(), m); !outcome.IsRefused(err) {
		t.Errorf("a thread whose root is deleted: Post = %v, want a refusal", err)
	}
}

func TestChoicesOfAnAnswer(t *testing.T) {
	f := NewFake("fake", Searchable)
	ctx, cancel := context.WithCancel(t.Context())
	var listener sync.WaitGroup
	listener.Go(func() {
		_ = f.Client().Listen(ctx, func(_ context.Context, r chat.Request) (workflow.Answer, error) { return offered, nil })
	})
	defer listener.Wait()
	defer cancel()
	mei := workflow.User{ID: "U2", Name: "Mei"}
	for _, by := range []workflow.User{priya, mei, priya} {
		r := f.Command(by, f.Place("general"), "give 641 @Mei")
		r.Mentions = []workflow.User{mei}
		if _, err := f.Send(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	answers := f.Answers(priya.ID)
	if len(answers) != 2 || len(f.Answers(mei.ID)) != 1 {
		t.Fatalf("answered:\n%s", f)
	}
	if diff := cmp.Diff(offered, answers[1].Answer); diff != "" {
		t.Errorf("the answer (-want +got):\n%s", diff)
	}
	r, err := f.Choose(priya, "Northside Autos", "")
	if err != nil || r.Text != "641 at northside" || r.By != priya || r.Place != f.Place("general") || !cmp.Equal(r.Mentions, []workflow.User{mei}) {
		t.Errorf("Choose = %+v, %v", r, err)
	}
	for name, try := range map[string]func() (chat.Request, error){
		"somebody else's choice":     func() (chat.Request, error) { return f.Press(mei, answers[1].Ref, "Northside Autos", "") },
		"a link":                     func() (chat.Request, error) { return f.Choose(priya, "Xero guide", "") },
		"a link under an answer":     func() (chat.Request, error) { return f.Press(priya, answers[1].Ref, "Xero guide", "") },
		"a choice that nobody has":   func() (chat.Request, error) { return f.Choose(priya, "Bayview", "") },
		"an input with nothing":      func() (chat.Request, error) { return f.Choose(priya, "Another…", " ") },
		"somebody who has no answer": func() (chat.Request, error) { return f.Choose(workflow.User{ID: "U3"}, "Northside Autos", "") },
	} {
		if r, err := try(); err == nil {
			t.Errorf("%s was pressed: %+v", name, r)
		}
	}
}

// Two chat services in one test must never be taken for one another.
func TestTwoFakesStandSideBySide(t *testing.T) {
	one, two := NewFake("slack", Searchable), NewFake("discord", HonoursKeys)
	refs, keys, replies := map[workflow.Ref]bool{}, map[string]bool{}, map[workflow.Ref]bool{}
	for _, f := range []*Fake{one, two} {
		p, err := f.Client().Post(t.Context(), keyed(f, "k1"))
		if err != nil {
			t.Fatal(err)
		}
		r := f.Command(priya, f.Place("general"), "641")
		refs[p.Ref], keys[r.Key], replies[r.Reply] = true, true, true
	}
	if len(refs) != 2 || len(keys) != 2 || len(replies) != 2 {
		t.Errorf("references %v, keys %v and replies %v, want two of each", refs, keys, replies)
	}
	if _, err := one.Client().Post(t.Context(), keyed(two, "k2")); !outcome.IsRefused(err) {
		t.Errorf("a message of the one was posted by the other: %v", err)
	}
	if _, found, err := one.Client().Find(t.Context(), keyed(one, "k2"), time.Time{}); found || err != nil {
		t.Errorf("found %v, %v", found, err)
	}
}

func TestAChannelIsNotItsNeighbour(t *testing.T) {
	f := NewFake("fake", Searchable)
	f.CloseChannel("archived")
	for _, channel := range []workflow.Ref{"general", "desk", "archived"} {
		m := keyed(f, "k"+string(channel[0]))
		m.Place = f.Place(channel)
		if _, err := f.Client().Post(t.Context(), m); outcome.IsRefused(err) != (channel == "archived") {
			t.Errorf("%s: %v", channel, err)
		}
	}
	if diff := cmp.Diff("#general\nkg · Opened\n#desk\nkd · Opened\n", f.String()); diff != "" {
		t.Errorf("what stands (-want +got):\n%s", diff)
	}
}
