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
		for seed := range lives(*soak) {
			t.Run(fmt.Sprint(name, "/seed ", seed), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					randomLife(newWorld(t, workflow.ByGateway, kind), rand.New(rand.NewPCG(uint64(seed), uint64(kind))))
				})
			})
		}
	}
}

// lives is how many of n random lives are tried.
func lives(n int) int { return (n + slowness - 1) / slowness }

func randomLife(w *world, random *rand.Rand) {
	var fuses []*fuse
	for range 4 {
		fuses = append(fuses, &fuse{at: 1 + random.IntN(80)})
	}
	w.withAFarService()
	faults := randomFaults(w.kind, rand.New(rand.NewPCG(random.Uint64(), 0)))
	w.fake.OnCall(faults)
	w.far.OnCall(faults)
	stop := w.keepAlive(append(fuses, &fuse{})...)
	documents := []string{"640", "123", "642", "639", "641"}
	w.ask(strings.Join(documents, " "))
	followed := documents[:random.IntN(len(documents))]
	for _, number := range followed {
		w.followFromAfar(number)
	}
	w.actUntilTheEnd(random)
	w.fake.OnCall(nil)
	w.far.OnCall(nil)
	time.Sleep(hour)
	w.judgeRepetitions()
	w.judgePlaces()
	for _, number := range documents {
		w.judgeEnd(number)
	}
	w.judgeFollowed(followed)
	if w.t.Failed() {
		w.t.Log(w.near)
		w.t.Log(w.far)
	}
	if err := stop(); err != nil {
		w.t.Error(err)
	}
}

// actUntilTheEnd has people answer every question that pings one of them, now by the likeliest button, now by a snooze, now by
// handing it over, until no case is open and nothing is left to do. Whoever snoozes is asked again.
func (w *world) actUntilTheEnd(random *rand.Rand) {
	w.t.Helper()
	seen := map[workflow.Ref]bool{}
	ways := 7 // of answering; the last one, at most once
	for range 7 * 24 * 60 {
		time.Sleep(time.Minute)
		for _, m := range w.posts("") {
			if len(m.Mentions) == 0 || seen[m.Ref] {
				continue
			}
			seen[m.Ref] = true
			way := random.IntN(ways)
			w.answerQuestion(m, way)
			if way == 6 {
				ways = 6
			}
		}
		open, err := w.running.Load().bot.Cases(w.t.Context(), "")
		if err == nil && len(open) == 0 {
			return
		}
	}
	w.t.Fatalf("it never ends:\n%s", w.near)
}

// answerQuestion does something about what a message asks for; a list asks for several things, each at its own message.
func (w *world) answerQuestion(m chattest.Record, way int) {
	w.t.Helper()
	if list, ok := m.Message.Note.(workflow.RemindersNote); ok {
		for _, r := range list.Reminders {
			w.answerAt(r.Root.Ref, r.Doc.Number, way)
		}
		return
	}
	number, _, _ := strings.Cut(strings.TrimPrefix(m.Text, again), " ")
	w.answerAt(m.Ref, number, way)
}

func (w *world) answerAt(ref workflow.Ref, number string, way int) {
	w.t.Helper()
	ref, label, typed := w.likeliest(ref)
	switch label {
	case "", "Open again", "That's not it", pressedSync: // who has pressed it says so by itself
		return
	}
	switch way {
	case 0, 1, 2:
		w.ask("snooze " + number + " 2h")
		return
	case 3:
		w.near.command(mei, "take "+number)
	case 4:
		w.near.command(mei, "give "+number+" @Priya", priya)
	}
	if way != 6 { // there somebody only says that it is fixed
		w.mend("123")
		w.mend("639") // and 641, which waits for the same
	}
	answer, _ := w.near.press(priya, ref, label, typed) // where the button is gone, something newer asks
	if strings.Contains(answer, "press “No entry”") {   // it was the whole report
		_, _ = w.near.press(priya, ref, "No entry", "")
	}
}

// likeliest is the first button under the message that leads on. Who is asked for the log pastes it under the root message.
func (w *world) likeliest(at workflow.Ref) (ref workflow.Ref, label, typed string) {
	all := w.posts("")
	i := slices.IndexFunc(all, func(m chattest.Record) bool { return m.Ref == at })
	if i < 0 {
		return "", "", ""
	}
	for _, label := range all[i].Buttons {
		switch label {
		case "Copy the text":
			continue
		case "No entry":
			return w.rootOf(all[i].Message.Case), "Paste it", w.newestEntries()
		case "Paste it":
			return at, label, w.newestEntries()
		}
		return at, label, ""
	}
	return "", "", ""
}

// rootOf is the newest root message of the case.
func (w *world) rootOf(c workflow.CaseRef) (ref workflow.Ref) {
	for _, m := range w.posts("") {
		if m.Message.To == workflow.ToRoot && m.Message.Case == c {
			ref = m.Ref
		}
	}
	return ref
}

// newestEntries are as many of the event log as can be pasted everywhere.
func (w *world) newestEntries() string {
	head, entries, _ := strings.Cut(w.box.EventReport(northside), "\n\n")
	for len(head)+len(entries) > 2900 {
		_, entries, _ = strings.Cut(entries, "\n\n")
	}
	return head + "\n\n" + entries
}

// judgeFollowed: on the far service each number that was followed there has ended with good news, and with nothing after it.
func (w *world) judgeFollowed(numbers []string) {
	w.t.Helper()
	last := map[string]string{}
	seen := map[string]bool{}
	for _, m := range w.far.Messages() {
		if m.Key == "" || seen[m.Key] {
			continue
		}
		seen[m.Key] = true
		line := firstLine(strings.TrimPrefix(m.Texts[0], again))
		number, news, _ := strings.Cut(line, " · ")
		last[number] = news
	}
	if len(last) != len(numbers) {
		w.t.Errorf("told %v, want the news of %q", last, numbers)
	}
	for _, number := range numbers {
		if !ended[last[number]] {
			w.t.Errorf("the last news of %s that were told: %q", number, last[number])
		}
	}
}

// ended is the good news.
var ended = map[string]bool{"Synced": true, "Already in Xero": true}

// judgeEnd: the newest root message of the document says that it is in the books.
func (w *world) judgeEnd(number string) {
	roots := slices.DeleteFunc(w.posts(number+" ·"), func(m chattest.Record) bool { return m.Message.To != workflow.ToRoot })
	if len(roots) == 0 {
		w.t.Errorf("%s has no root message", number)
		return
	}
	_, got, _ := strings.Cut(firstLine(strings.TrimPrefix(roots[len(roots)-1].Text, again)), " · ")
	if !ended[got] {
		w.t.Errorf("the root message of %s says %q in the end", number, got)
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
