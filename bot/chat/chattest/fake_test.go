package chattest

import (
	"context"
	"errors"
	"fmt"
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
		"unknown reply": func(m *chat.Message) { m.To, m.Reply = workflow.ToReply, "reply-9" },
	} {
		m := keyed(f, "k1")
		spoil(&m)
		if _, err := f.Client().Post(t.Context(), m); !outcome.IsRefused(err) {
			t.Errorf("%s: Post = %v, want a refusal", name, err)
		}
	}
}
