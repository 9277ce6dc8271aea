package bot_test

// Everything at once: several documents, a chat service that fails at random, processes that die at random.

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/chat/chattest"
	"syncbot/workflow"
)

var soak = flag.Int("soak", 8, "how many random lives of the bot to try for each kind of chat service")

func TestRandomFaultsLoseAndDoubleNothing(t *testing.T) {
	for kind, name := range kinds {
		for seed := range *soak {
			t.Run(fmt.Sprint(name, "/seed ", seed), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					randomLife(newWorld(t, workflow.ByGateway, kind), kind, rand.New(rand.NewPCG(uint64(seed), uint64(kind))))
				})
			})
		}
	}
}

func randomLife(w *world, kind chattest.Kind, random *rand.Rand) {
	var fuses []*fuse
	for range 4 {
		fuses = append(fuses, &fuse{at: 1 + random.IntN(80)})
	}
	w.fake.OnCall(randomFaults(kind, random))
	stop := w.keepAlive(append(fuses, &fuse{})...)
	documents := []string{"640", "123", "642"}
	for _, number := range documents {
		w.ask(number)
	}
	w.actUntilTheEnd()
	w.fake.OnCall(nil)
	time.Sleep(hour)
	w.judgeRepetitions()
	w.judgePlaces()
	for _, number := range documents {
		w.judgeEnd(number)
	}
	if w.t.Failed() {
		w.t.Log(w.fake)
	}
	if err := stop(); err != nil {
		w.t.Error(err)
	}
}

// actUntilTheEnd lets Priya press the first button of every question that pings her, until no case is open and nothing
// is left to do.
func (w *world) actUntilTheEnd() {
	w.t.Helper()
	pressed := map[workflow.Ref]bool{}
	for range 10 * 60 {
		time.Sleep(time.Minute)
		for _, m := range w.posts("") {
			if len(m.Mentions) == 0 || pressed[m.Ref] {
				continue
			}
			pressed[m.Ref] = true
			if r, err := w.fake.Press(priya, m.Ref, m.Buttons[0], ""); err == nil && r.Press.Action != workflow.Reopen {
				w.mend("123")
				w.send(r)
			}
		}
		open, err := w.running.Load().bot.Cases(w.t.Context(), "")
		if err == nil && len(open) == 0 {
			return
		}
	}
	w.t.Fatalf("it never ends:\n%s", w.fake)
}

// judgeEnd: the newest root message of the document says that it is in the books.
func (w *world) judgeEnd(number string) {
	roots := slices.DeleteFunc(w.posts(number+" ·"), func(m chattest.Record) bool { return m.Message.To != workflow.ToRoot })
	if len(roots) == 0 {
		w.t.Errorf("%s has no root message", number)
		return
	}
	switch got := firstLine(strings.TrimPrefix(roots[len(roots)-1].Text, again)); got {
	case number + " · Synced", number + " · Already in Xero":
	default:
		w.t.Errorf("the root message says %q in the end", got)
	}
}

// randomFaults spoils every third call. A message that lands late on a service that offers nothing is left out:
// there nobody can keep its repetition behind it.
func randomFaults(kind chattest.Kind, random *rand.Rand) func(chattest.Call) chattest.Fault {
	var mu sync.Mutex
	return func(c chattest.Call) chattest.Fault {
		mu.Lock()
		defer mu.Unlock()
		after := time.Duration(random.IntN(10_000)) * time.Millisecond
		switch random.IntN(15) {
		case 0:
			return chattest.LoseAnswer()
		case 1:
			return chattest.LoseRequest()
		case 2:
			return chattest.SayLater(after)
		case 3:
			return chattest.Hang()
		case 4:
			if kind != chattest.Bare {
				return chattest.LandAfter(after)
			}
		}
		return chattest.Fault{}
	}
}
