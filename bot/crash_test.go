package bot_test

// Crash enumeration: the whole story, killed at every boundary and continued by a new process on the same file.
// The promise: a follow-up that the bot accepted runs at or after its time, its message appears once, and a case is
// never lost after the acknowledgement. What is judged is what the people outside saw.

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/chat/chattest"
	"syncbot/workflow"
)

// story is what the people do, from the question to synced.
type story struct {
	name string
	road workflow.Road
	tell func(w *world)
}

var stories = []story{
	{"gateway", workflow.ByGateway, func(w *world) {
		w.ask("123")
		w.awaitInThread(errorFound)
		w.mend("123")
		w.press("I've fixed it, sync again", "")
		w.awaitInThread("123 · Synced")
	}},
	{"people", workflow.ByPeople, func(w *world) {
		w.ask("123")
		w.await("123 · Please press sync")
		w.pressSync()
		w.awaitInThread("Time to read the event log")
		w.press("Paste it", w.box.EventReport(northside))
		w.awaitInThread(errorFound)
		w.mend("123")
		w.press("I've fixed it, sync again", "")
		w.awaitInThread("123 · Please press sync once more")
		w.pressSync()
		w.awaitInThread("123 · Synced")
	}},
}

// pressSync is what a person does when the bot asks for it.
func (w *world) pressSync() {
	w.t.Helper()
	if err := w.box.PressSync(northside); err != nil {
		w.t.Fatal(err)
	}
	w.gateway.note(fmt.Sprint("press ", len(w.gateway.forcedSyncs())))
	w.press("I've pressed sync", "")
}

// ending is what the people have seen when the story is over.
type ending struct {
	Roots  []string // the first lines of the messages in the channel, each once
	Thread []string // those in the thread
	State  string   // the first line of the root message in the end
	Syncs  int      // that were started
	Pinged []workflow.UserID
}

// live tells the story with the first process killed at the n-th boundary, and the second at the m-th; 0: not killed.
// It says whether the first kill came before the story's end, and where.
func (s story) live(t *testing.T, kind chattest.Kind, n, m int) (e ending, where string, killed bool) {
	t.Helper()
	fuses := []*fuse{{at: n}, {at: m}, {}}
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, s.road, kind)
		stop := w.keepAlive(fuses...)
		s.tell(w)
		e = w.judge(kind)
		if err := stop(); err != nil {
			t.Error(err)
		}
	})
	where, killed = fuses[0].fired()
	return e, where, killed
}

// judge waits until nothing more is to come and looks at everything from outside.
func (w *world) judge(kind chattest.Kind) ending {
	w.t.Helper()
	time.Sleep(10 * time.Minute)
	if idle, err := w.running.Load().bot.Idle(w.t.Context()); err != nil || !idle {
		w.t.Errorf("idle: %v, %v, long after the story's end", idle, err)
	}
	w.judgeRepetitions(kind)
	w.judgePlaces()
	w.judgeTimes()
	e := ending{Syncs: len(w.gateway.forcedSyncs())}
	seen := map[string]bool{}
	for _, m := range w.posts("") {
		if m.Message.To == workflow.ToRoot {
			e.State = firstLine(m.Text) // where it was repeated, the newest one counts
		}
		if seen[m.Key] {
			continue
		}
		seen[m.Key] = true
		e.Pinged = append(e.Pinged, m.Mentions...)
		line := firstLine(strings.TrimPrefix(m.Texts[0], again))
		switch m.Message.To {
		case workflow.ToRoot:
			e.Roots = append(e.Roots, line)
		default:
			e.Thread = append(e.Thread, line)
		}
	}
	return e
}

// again stands above a message that may have been said before.
const again = "(I may have said this before.)\n"

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// judgeRepetitions: no message stands twice. A service that offers nothing may show it again, marked.
func (w *world) judgeRepetitions(kind chattest.Kind) {
	w.t.Helper()
	seen := map[string]bool{}
	for _, m := range w.posts("") {
		marked := kind == chattest.Bare && strings.HasPrefix(m.Texts[0], again)
		if seen[m.Key] && !marked {
			w.t.Errorf("%s stands twice: %q", m.Key, firstLine(m.Text))
		}
		seen[m.Key] = true
	}
}

// judgePlaces: what goes under a root message stands under one of its case, the newest that stood then.
func (w *world) judgePlaces() {
	w.t.Helper()
	threads := map[workflow.CaseRef]workflow.Ref{}
	for _, m := range w.posts("") {
		switch m.Message.To {
		case workflow.ToRoot:
			threads[m.Message.Case] = m.Posted.Thread
		case workflow.ToThread:
			if want := threads[m.Message.Case]; m.Thread != want {
				w.t.Errorf("%q stands in thread %q, want %q", firstLine(m.Text), m.Thread, want)
			}
		}
	}
}

// judgeTimes: each follow-up came an hour after its sync or later.
func (w *world) judgeTimes() {
	w.t.Helper()
	syncs := w.gateway.forcedSyncs()
	for i, words := range []string{errorFound, "123 · Synced"} {
		for _, m := range w.posts(words) {
			if i < len(syncs) && m.At.Before(syncs[i].at.Add(hour)) && m.Message.To == workflow.ToThread {
				w.t.Errorf("%q was said at %v, an hour after %v was promised", firstLine(m.Text), m.At, syncs[i].at)
			}
		}
	}
}

var kinds = map[chattest.Kind]string{
	chattest.Searchable: "searchable", chattest.HonoursKeys: "honours keys", chattest.Slow: "slow", chattest.Bare: "bare",
}

func TestNothingIsLostOrDoubledWhereverTheProcessIsKilled(t *testing.T) {
	for _, s := range stories {
		for kind, name := range kinds {
			t.Run(s.name+"/"+name, func(t *testing.T) {
				t.Parallel()
				s.killEverywhere(t, kind)
			})
		}
	}
}

// killEverywhere kills the first process at every boundary, and the second, every other time, soon after its start.
func (s story) killEverywhere(t *testing.T, kind chattest.Kind) {
	want, _, _ := s.live(t, kind, 0, 0)
	if t.Failed() {
		t.Fatal("not even without a kill")
	}
	killed := true
	n := 0
	for ; killed && !t.Failed(); n++ {
		var got ending
		var where string
		second := n % 2 * (1 + n/2%12)
		got, where, killed = s.live(t, kind, n+1, second)
		if diff := cmp.Diff(want, got); diff != "" || t.Failed() {
			t.Errorf("killed at boundary %d (%s), then at %d (-want +got):\n%s", n+1, where, second, diff)
		}
	}
	t.Log(n-1, "boundaries")
}
