package bot_test

// Time: a follow-up runs at or after its time, whatever the clock, the timers and the processes do.

import (
	"strings"
	"testing"
	"time"

	"syncbot/bot/chat/chattest"
	"syncbot/workflow"
)

// errorFound stands in the thread message about the error of the practice invoice 123.
const errorFound = "What it means: The customer"

// waiting asks for 123 on the gateway road and waits until the hour runs. It returns when the hour began.
func (w *world) waiting() time.Time {
	w.t.Helper()
	w.ask("123")
	w.await("123 · Waiting for the sync")
	return w.gateway.forcedSyncs()[0].at
}

func TestFollowUpComesAtItsTime(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		began := w.waiting()
		said := w.awaitInThread(errorFound).At
		if late := said.Sub(began.Add(hour)); late < 0 || late > 2*time.Second {
			t.Errorf("said %v after its time, want at once and never early", late)
		}
	})
}

func TestOverdueFollowUpComesAtStartUp(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		p := w.start()
		w.waiting()
		if err := p.stop(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(3 * hour)
		started := time.Now()
		defer w.start().stop()
		m := w.awaitInThread(errorFound)
		if late := m.At.Sub(started); late > 2*time.Second {
			t.Errorf("said %v after the start", late)
		}
		if !strings.Contains(m.Text, "Due at") || !strings.Contains(m.Text, "I was offline until") {
			t.Errorf("it does not own up to being late, and why: %q", m.Text)
		}
	})
}

// A machine that slept, or a clock that was set forward: the timers know nothing of it.
func TestClockSetForwardIsNoticedWithinHalfAMinute(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.waiting()
		time.Sleep(time.Minute)
		w.clock.set(5 * hour)
		set := time.Now()
		if late := w.awaitInThread(errorFound).At.Sub(set); late > 31*time.Second {
			t.Errorf("noticed after %v, want within 30 s", late)
		}
	})
}

func TestClockSetBackMakesNothingEarly(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		began := w.waiting()
		time.Sleep(50 * time.Minute)
		w.clock.set(-30 * time.Minute)
		said := w.awaitInThread(errorFound).At // by the timers' clock
		if after := said.Sub(began); after < 90*time.Minute || after > 91*time.Minute {
			t.Errorf("said after %v of true time; by the clock that was set back the hour was over after 90 min", after)
		}
	})
}

func TestClosedCasesAreForgotten(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		w.keep.Closed = 2 * hour
		defer w.start().stop()
		w.waiting()
		w.ask("stop 123")
		w.await("123 · Stopped")
		again := w.pressing("Open again", "")
		time.Sleep(4 * hour)
		if got := w.send(again); !strings.Contains(got, "too old") {
			t.Errorf("a press on a forgotten case: %q", got)
		}
	})
}
