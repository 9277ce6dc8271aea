package bot_test

// What people do: commit, then acknowledge; one answer for one deed; one case for one document.

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/sirupsen/logrus"

	"syncbot/bot"
	"syncbot/bot/chat/chattest"
	"syncbot/storage"
	"syncbot/workflow"
)

func TestRedeliveredRequestGetsTheSameAnswerAndOneCase(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		p := w.start()
		r := w.fake.Command(priya, w.fake.Place("general"), "123")
		first := w.send(r)
		w.await("123 · Waiting for the sync")
		if again := w.send(r); again != first {
			t.Errorf("first %q, then %q", first, again)
		}
		if err := p.stop(); err != nil {
			t.Fatal(err)
		}
		defer w.start().stop()
		if again := w.send(r); again != first {
			t.Errorf("first %q, after a restart %q", first, again)
		}
		w.once(opened)
	})
}

// slow is a store whose disk takes a moment, so that all who act at once have read before the first has written.
type slow struct{ storage.Store }

func (s slow) Commit(ctx context.Context, batch ...storage.Commit) error {
	select {
	case <-time.After(10 * time.Millisecond):
		return s.Store.Commit(ctx, batch...)
	case <-ctx.Done():
		return ctx.Err()
	}
}

func TestRequestThatIsRedeliveredMeanwhileGetsTheSameAnswer(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		w.configure = func(c *bot.Config) { c.Store = slow{c.Store} }
		defer w.start().stop()
		r := w.fake.Command(priya, w.fake.Place("general"), "123")
		var answers [5]string
		var all sync.WaitGroup
		for i := range answers {
			all.Go(func() { answers[i] = w.sendOnce(r) })
		}
		all.Wait()
		for _, a := range answers {
			if a != answers[0] || !strings.HasPrefix(a, "On it") {
				t.Errorf("answers %q", answers)
			}
		}
	})
}

func TestTwoWhoAskAtOnceGetOneCase(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		w.configure = func(c *bot.Config) { c.Store = slow{c.Store} }
		p := w.start()
		defer p.stop()
		mei := workflow.User{ID: "U2", Name: "Mei"}
		var answers [20]string
		var all sync.WaitGroup
		for i := range answers {
			r := w.fake.Command([]workflow.User{priya, mei}[i%2], w.fake.Place("general"), []string{"123", "INV-123"}[i/2%2])
			all.Go(func() { answers[i] = w.sendOnce(r) })
		}
		all.Wait()
		opens := 0
		for _, a := range answers {
			if strings.HasPrefix(a, "On it") {
				opens++
			} else if !strings.Contains(a, "already followed") {
				t.Errorf("answer %q", a)
			}
		}
		cases, err := p.bot.Cases(t.Context(), "")
		if opens != 1 || len(cases) != 1 || err != nil {
			t.Errorf("%d asks opened a case, %d cases are open (%v); want one", opens, len(cases), err)
		}
	})
}

// balking is a store whose disk fails for a while.
type balking struct {
	storage.Store
	broken atomic.Bool
}

func (s *balking) Commit(ctx context.Context, batch ...storage.Commit) error {
	if s.broken.Load() {
		return errors.New("no space left on device")
	}
	return s.Store.Commit(ctx, batch...)
}

func TestNothingIsAcknowledgedThatIsNotOnDisk(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		disk := &balking{}
		w.configure = func(c *bot.Config) { disk.Store, c.Store = c.Store, disk }
		defer w.start().stop()
		disk.broken.Store(true)
		r := w.fake.Command(priya, w.fake.Place("general"), "123")
		if answer, err := w.fake.Send(t.Context(), r); !errors.Is(err, chattest.ErrUnacknowledged) {
			t.Errorf("answer %v, %v; want no acknowledgement", answer, err)
		}
		disk.broken.Store(false)
		w.send(r)
		w.await("123 · Waiting for the sync")

		disk.broken.Store(true) // a disk that is full just when the follow-up is due, and says nothing twice for it
		time.Sleep(2 * hour)
		disk.broken.Store(false)
		w.awaitInThread(errorFound)
		w.once(errorFound)
	})
}

// stuck is a store that does not come back from a commit before its caller gives up.
type stuck struct{ storage.Store }

func (s stuck) Commit(ctx context.Context, _ ...storage.Commit) error {
	<-ctx.Done()
	return ctx.Err()
}

func TestHandleKeepsItsDeadline(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		w.configure = func(c *bot.Config) { c.Store = stuck{c.Store} }
		defer w.start().stop()
		asked := time.Now()
		_, err := w.fake.Send(t.Context(), w.fake.Command(priya, w.fake.Place("general"), "123"))
		if took := time.Since(asked); err == nil || took > 2500*time.Millisecond {
			t.Errorf("%v after %v, want an error before the platforms' three seconds", err, took)
		}
	})
}

func TestLogHoldsNoTextOfUsers(t *testing.T) {
	inWorld(t, workflow.ByPeople, chattest.Searchable, func(t *testing.T, w *world) {
		var lines strings.Builder
		w.configure = func(c *bot.Config) {
			log := logrus.New()
			log.SetOutput(&lines)
			c.Log = log
		}
		p := w.start()
		w.ask("123")
		w.await("123 · Please press sync")
		w.pressSync()
		w.awaitInThread("Time to read the event log")
		w.press("Paste it", w.box.EventReport(northside))
		w.awaitInThread(errorFound)
		if err := p.stop(); err != nil {
			t.Fatal(err)
		}
		if got := lines.String(); !strings.Contains(got, "number=123") || strings.Contains(got, "Email") || strings.Contains(got, priya.Name) {
			t.Errorf("the log:\n%s", got)
		}
	})
}

func TestQuestionsAreAnsweredWithoutATrace(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		var commits atomic.Int32
		w.configure = func(c *bot.Config) { c.Store = &counting{c.Store, &commits} }
		defer w.start().stop()
		for typed, want := range map[string]string{
			"help":                                "/syncstatus INV-123",
			"list":                                "Nothing is being followed",
			"explain Email address must be valid": "Email address must be valid",
			"status 123":                          "not following 123",
			"stop payment 641":                    "not following Payment on 641. To start: /syncstatus payment 641.",
			"hello":                               "couldn't find an invoice number",
			"123 at nowhere":                      "nowhere",
		} {
			if got := w.ask(typed); !strings.Contains(got, want) {
				t.Errorf("%s: %q, want %q in it", typed, got, want)
			}
		}
		if n := commits.Load(); n != 0 {
			t.Errorf("%d commits", n)
		}
	})
}

type counting struct {
	storage.Store
	commits *atomic.Int32
}

func (s *counting) Commit(ctx context.Context, batch ...storage.Commit) error {
	s.commits.Add(1)
	return s.Store.Commit(ctx, batch...)
}

func TestTypedCommandsActOnTheOpenCase(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		p := w.start()
		defer p.stop()
		w.waiting()
		for _, c := range []struct{ typed, want string }{
			{"list", "123: waiting for the sync"}, {"status 123", "next look"}, {"check 123", "Looking now"},
		} {
			if got := w.ask(c.typed); !strings.Contains(got, c.want) {
				t.Errorf("%s: %q, want %q in it", c.typed, got, c.want)
			}
		}
		if got := w.ask("stop inv-123"); !strings.Contains(got, "Stopped following 123") {
			t.Errorf("stop: %q", got)
		}
		if open, err := p.bot.Cases(t.Context(), northside); err != nil || len(open) != 0 {
			t.Errorf("open: %v, %v", open, err)
		}
	})
}

func TestUnreadableInputIsAnsweredAndChangesNothing(t *testing.T) {
	inWorld(t, workflow.ByPeople, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.ask("123")
		w.await("123 · Please press sync")
		if got := w.press("Pressed earlier…", "soonish"); !strings.Contains(got, "10:20 am") {
			t.Errorf("a time that is none: %q", got)
		}
		w.pressSync()
		w.awaitInThread("Time to read the event log")
		if got := w.press("Paste it", "\x00\x01\x02"); got == "" {
			t.Error("a log that is none: no answer")
		}
		w.press("Paste it", w.box.EventReport(northside))
		w.awaitInThread(errorFound)
	})
}

func TestOneReadingServesAllCasesOfTheAccount(t *testing.T) {
	inWorld(t, workflow.ByPeople, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.ask("639")
		w.ask("123")
		w.await("123 · Please press sync")
		w.pressSync()
		w.await("123 · Time to read the event log")
		w.await("639 · Time to read the event log")
		w.press("Paste it", w.box.EventReport(northside))
		w.await("123 · 1 error found\n")
		if m := w.await("639 · 1 error found\n"); m.At.Sub(w.await("123 · 1 error found\n").At).Abs() > time.Minute {
			t.Errorf("639 had to wait:\n%s", w.fake)
		}
	})
}

func TestIdleOnlyWhenAPersonIsAwaited(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		p := w.start()
		defer p.stop()
		idle := func() bool {
			ok, err := p.bot.Idle(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return ok
		}
		time.Sleep(time.Second)
		if !idle() {
			t.Error("not idle with nothing to do")
		}
		w.waiting()
		if time.Sleep(time.Second); idle() {
			t.Error("idle while the hour runs")
		}
		w.awaitInThread(errorFound)
		if time.Sleep(time.Second); !idle() {
			t.Error("not idle although only Priya is awaited")
		}
		w.fake.Next(chattest.OpPost, chattest.SayLater(time.Minute))
		w.ask("640")
		if time.Sleep(time.Second); idle() {
			t.Error("idle while a message waits to be posted")
		}
	})
}

func TestOpenAgainOfADocumentThatIsOpenElsewhereOnlySaysWhere(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.ask("123")
		w.await("123 · Waiting for the sync")
		w.ask("stop 123")
		old := w.await("123 · Stopped")
		again, err := w.fake.Press(priya, old.Ref, "Open again", "")
		if err != nil {
			t.Fatal(err)
		}
		w.ask("INV-123")
		w.await("INV-123 · Waiting for the sync")
		if answer := w.send(again); !strings.HasPrefix(answer, "INV-123 is already followed") {
			t.Errorf("answer %q", answer)
		}
	})
}

func TestWhatOnlyTheAskerReadsIsHeadedToo(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		w.configure = func(c *bot.Config) { c.Heading = "Practice data" }
		defer w.start().stop()
		r := w.fake.Command(priya, w.fake.Place("general"), "list")
		for range 2 {
			if answer := w.send(r); !strings.HasPrefix(answer, "Practice data · Nothing is being followed") {
				t.Errorf("answer %q", answer)
			}
		}
	})
}
