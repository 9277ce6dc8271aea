package bot_test

// Crash enumeration: the whole story, killed at every boundary and continued by a new process on the same file.
// The promise: a follow-up that the bot accepted runs at or after its time, its message appears once, and a case is
// never lost after the acknowledgement. What is judged is what the people outside saw.

import (
	"flag"
	"fmt"
	"maps"
	"slices"
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
	name  string
	road  workflow.Road
	set   func(w *world) // the world before anything happens; may be nil
	tell  func(w *world)
	looks []string // words of what is said in the thread no earlier than an hour after the first sync, after the second
	syncs [2]int   // how many are started: at least, at most; two cases share one or have their own
	every int      // each kind of chat service kills at every so many calls; with four, each call is one kind's
}

var stories = []story{{
	name: "gateway", road: workflow.ByGateway, looks: []string{errorFound, "123 · Synced"}, syncs: [2]int{2, 2}, every: 1,
	tell: func(w *world) {
		w.ask("123")
		w.awaitInThread(errorFound)
		w.mend("123")
		w.press("I've fixed it, sync again", "")
		w.awaitInThread("123 · Synced")
	},
}, {
	name: "people", road: workflow.ByPeople, looks: []string{errorFound, "123 · Synced"}, syncs: [2]int{2, 2}, every: 1,
	tell: func(w *world) {
		w.ask("123")
		w.await("123 · Please press sync")
		w.pressSync()
		w.awaitInThread("Time to read the event log")
		w.press("Paste it", w.box.EventReport(northside))
		w.awaitInThread(errorFound)
		w.mend("123")
		w.press("I've fixed it, sync again", "")
		w.await("123 · Please press sync once more")
		w.pressSync()
		w.awaitInThread("123 · Synced")
	},
}, {
	name: "several people", road: workflow.ByGateway, syncs: [2]int{2, 4}, every: 4,
	set: (*world).withAFarService,
	tell: func(w *world) {
		w.ask("639 641") // two cases with one cause
		w.followFromAfar("639")
		w.giveBothToMei()
		w.await("2 documents waiting for you")
		w.mend("639")
		w.pressOn("639 · 1 error", "I've fixed it, sync again") // and 641, too
		w.awaitInThread("639 · Synced")
		w.awaitInThread("641 · Synced")
	},
}}

// withAFarService adds a second chat service, and has people work round the clock.
func (w *world) withAFarService() {
	w.far = chattest.NewFake("far", w.kind)
	w.roundTheClock()
}

// roundTheClock has people work at all hours: the morning on which they are reminded comes an hour after midnight, and
// midnight two hours after the beginning. A sync takes a while, so that one case's is not over in the very moment in which
// another case reads the log.
func (w *world) roundTheClock() {
	w.box.SyncTakes(30 * time.Second)
	shop := w.machine.Workshops[northside]
	shop.Zone = time.FixedZone("", -2*60*60)
	for day := range shop.Hours {
		shop.Hours[day].To = 24 * time.Hour
	}
	w.machine.Workshops[northside] = shop
}

// pressedSync is the button by which a person says so.
const pressedSync = "I've pressed sync"

// pressSync is what a person does when the bot asks for it.
func (w *world) pressSync() {
	w.t.Helper()
	if err := w.box.PressSync(northside); err != nil {
		w.t.Fatal(err)
	}
	w.gateway.note(fmt.Sprint("press ", len(w.gateway.forcedSyncs())))
	w.press(pressedSync, "")
}

// ending is what the people have seen when the story is over.
type ending struct {
	Said   map[string][]string // the first lines of the messages in each place, each once, in order
	States []string            // the first lines of the root messages in the end
	Pinged []workflow.UserID
}

// live tells the story with the first process killed at the n-th boundary, and the second at the m-th; 0: not killed.
// It says whether the first kill came before the story's end, and where.
func (s story) live(t *testing.T, in setting, n, m int) (e ending, where string, killed bool) {
	t.Helper()
	fuses := []*fuse{{at: n}, {at: m}, {}}
	synctest.Test(t, func(t *testing.T) {
		w := in(t, s.road)
		if s.set != nil {
			s.set(w)
		}
		stop := w.keepAlive(fuses...)
		s.tell(w)
		e = w.judge(s)
		if err := stop(); err != nil {
			t.Error(err)
		}
	})
	where, killed = fuses[0].fired()
	return e, where, killed
}

// judge waits until nothing more is to come and looks at everything from outside.
func (w *world) judge(s story) ending {
	w.t.Helper()
	time.Sleep(10 * time.Minute)
	if idle, err := w.running.Load().bot.Idle(w.t.Context()); err != nil || !idle {
		w.t.Errorf("idle: %v, %v, long after the story's end", idle, err)
	}
	w.judgeRepetitions()
	w.judgePlaces()
	w.judgeTimes(s.looks)
	if n := len(w.gateway.forcedSyncs()); n < s.syncs[0] || n > s.syncs[1] {
		w.t.Errorf("%d syncs were started, want %v", n, s.syncs)
	}
	e := ending{Said: map[string][]string{}}
	seen, states := map[string]bool{}, map[workflow.CaseRef]string{}
	for _, m := range w.everything() {
		if m.Message.To == workflow.ToRoot {
			states[m.Message.Case] = firstLine(m.Text) // where it was repeated, the newest one counts
		}
		if seen[m.Key] {
			continue
		}
		seen[m.Key] = true
		e.Pinged = append(e.Pinged, m.Mentions...)
		line := firstLine(strings.TrimPrefix(m.Texts[0], again))
		e.Said[m.saidIn()] = append(e.Said[m.saidIn()], line)
	}
	e.States = slices.Sorted(maps.Values(states))
	slices.Sort(e.Pinged)
	return e
}

// said is a message of the bot as the people saw it.
type said struct{ chattest.Record }

// saidIn is where the order of messages counts: a case's root message, its thread, or a channel beside them.
func (m said) saidIn() string {
	number, _, _ := strings.Cut(strings.TrimPrefix(m.Text, again), " ")
	if m.Message.To == workflow.ToPlace {
		number = string(m.Channel)
	}
	return m.Message.Place.Platform + " " + string(m.Message.To) + " " + number
}

// everything is what the bot has said on all services.
func (w *world) everything() []said {
	var own []said
	for _, s := range w.services() {
		for _, m := range s.messages() {
			if m.Key != "" {
				own = append(own, said{m})
			}
		}
	}
	return own
}

// again stands above a message that may have been said before.
const again = "(I may have said this before.)\n"

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// judgeRepetitions: no message stands twice. A service that offers nothing may show it again, marked.
func (w *world) judgeRepetitions() {
	w.t.Helper()
	seen := map[string]bool{}
	for _, m := range w.everything() {
		marked := w.kind == chattest.Bare && strings.HasPrefix(m.Texts[0], again)
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
func (w *world) judgeTimes(looks []string) {
	w.t.Helper()
	syncs := w.gateway.forcedSyncs()
	for i, words := range looks {
		for _, m := range w.posts(words) {
			if i < len(syncs) && m.At.Before(syncs[i].at.Add(hour)) && m.Message.To == workflow.ToThread {
				w.t.Errorf("%q was said at %v, an hour after %v was promised", firstLine(m.Text), m.At, syncs[i].at)
			}
		}
	}
}

var everywhere = flag.Bool("everywhere", false, "kill the long story at every call for each kind of chat service, too")

var kinds = map[chattest.Kind]string{
	chattest.Searchable: "searchable", chattest.HonoursKeys: "honours keys", chattest.Slow: "slow", chattest.Bare: "bare",
}

func TestNothingIsLostOrDoubledWhereverTheProcessIsKilled(t *testing.T) {
	for _, s := range stories {
		for kind, name := range kinds {
			t.Run(s.name+"/"+name, func(t *testing.T) {
				t.Parallel()
				s.killEverywhere(t, func(t *testing.T, road workflow.Road) *world { return newWorld(t, road, kind) }, int(kind))
			})
		}
	}
}

// setting makes a world with a chat service of some kind.
type setting func(t *testing.T, road workflow.Road) *world

// killEverywhere kills the first process at every boundary, and the second, every other time, soon after its start. In a long
// story a kind of chat service takes only every so many calls from its offset on, before and after each; the other kinds take
// those between, unless -everywhere is given.
func (s story) killEverywhere(t *testing.T, in setting, offset int) {
	s.every *= slowness
	if *everywhere {
		s.every = 1
	}
	want, _, _ := s.live(t, in, 0, 0)
	if t.Failed() {
		t.Fatal("not even without a kill")
	}
	killed := true
	i := 0
	for ; killed && !t.Failed(); i++ {
		var got ending
		var where string
		call := offset%s.every + i/2*s.every
		first, second := 1+2*call+i%2, i%2*(1+i/2%12)
		got, where, killed = s.live(t, in, first, second)
		if diff := cmp.Diff(want, got); diff != "" || t.Failed() {
			t.Errorf("killed at boundary %d (%s), then at %d (-want +got):\n%s", first, where, second, diff)
		}
	}
	t.Log(i-1, "boundaries")
}
