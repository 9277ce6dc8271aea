package bot_test

// What a case has for another place, and was overtaken while it waited: nobody is told old news or asked what is settled.

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot"
	"syncbot/bot/chat/chattest"
	"syncbot/storage"
	"syncbot/workflow"
)

// holding is a store that keeps what cases hand over to channels back for a while.
type holding struct {
	storage.Store
	on atomic.Bool
}

func (s *holding) Claim(ctx context.Context, l storage.Lane, now time.Time, most int) ([]storage.Work, time.Time, error) {
	all, next, err := s.Store.Claim(ctx, l, now, most)
	if err != nil || !s.on.Load() {
		return all, next, err
	}
	var given []storage.Work
	for _, w := range all {
		if handsOver(w) {
			s.Release(w)
		} else {
			given = append(given, w)
		}
	}
	return given, time.Time{}, nil
}

func handsOver(w storage.Work) bool {
	if w.Effect == nil {
		return false
	}
	switch w.Effect.Effect.(type) {
	case workflow.Inform, workflow.Remind:
		return true
	default:
		return false
	}
}

func (w *world) withHolding() *holding {
	s := &holding{}
	w.configure = func(c *bot.Config) { s.Store, c.Store = c.Store, s }
	return s
}

func TestAFollowerIsNotToldWhatIsOver(t *testing.T) {
	inTwoServices(t, func(t *testing.T, w *world) {
		store := w.withHolding()
		defer w.start().stop()
		w.waiting()
		w.followFromAfar("123")
		store.on.Store(true)
		w.await("123 · 1 error found")
		w.ask("stop 123")
		store.on.Store(false)
		time.Sleep(10 * time.Minute)
		if diff := cmp.Diff([]string{"123 · Stopped"}, w.toldAfar()); diff != "" {
			t.Errorf("told (-want +got):\n%s", diff)
		}
	})
}

func TestNobodyIsRemindedOfWhatIsOver(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		store := w.withHolding()
		defer w.start().stop()
		w.twoWaiting()
		store.on.Store(true)
		time.Sleep(2 * 24 * hour) // until the reminders are on their way
		w.ask("stop 641")
		store.on.Store(false)
		time.Sleep(10 * time.Minute)
		w.once("639 · Still waiting")
		if lists := w.posts("waiting for you"); len(lists) > 0 {
			t.Errorf("a list of one: %q", lists[0].Text)
		}
	})
}

// Who has just been given a case is not reminded of it in the same breath.
func TestAReminderForWhoeverHadItIsForNobodyElse(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		store := w.withHolding()
		defer w.start().stop()
		w.waiting()
		w.awaitInThread(errorFound)
		store.on.Store(true)
		time.Sleep(2 * 24 * hour)
		w.send(w.fake.Command(mei, w.fake.Place("general"), "take 123"))
		store.on.Store(false)
		time.Sleep(10 * time.Minute)
		if m := w.posts("Still waiting"); len(m) > 0 {
			t.Errorf("reminded at once: %+v", m[0].Shown)
		}
	})
}
