package bot_test

// Random lives over a real client: every call may fail, connections end, the network goes away, processes die.

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"syncbot/workflow"
)

func randomWiredLife(w *world, random *rand.Rand) {
	w.roundTheClock()
	documents := []string{"640", "123", "642", "639", "641"}
	random.Shuffle(len(documents), func(i, j int) { documents[i], documents[j] = documents[j], documents[i] })
	documents = documents[:1+random.IntN(3)]
	var fuses []*fuse
	for range random.IntN(4) {
		fuses = append(fuses, &fuse{at: 1 + random.IntN(80)})
	}
	mended := w.near.(wiredService).badDays(random)
	stop := w.keepAlive(append(fuses, &fuse{})...)
	w.ask(strings.Join(documents, " "))
	w.actUntilNothingIsOpen(random)
	mended()
	time.Sleep(hour)
	w.judgeRepetitions()
	w.judgePlaces()
	w.judgeOrder()
	for _, number := range documents {
		w.judgeEnd(number)
		w.judgeLastNews(number)
	}
	if idle, err := w.running.Load().bot.Idle(w.t.Context()); err != nil || !idle {
		w.t.Errorf("idle: %v, %v, long after the end", idle, err)
	}
	if w.t.Failed() {
		w.t.Log(w.near)
	}
	if err := stop(); err != nil {
		w.t.Error(err)
	}
}

// actUntilNothingIsOpen has people do what the bot asks for, the longer it lasts the less they put it off, until no case is open.
func (w *world) actUntilNothingIsOpen(random *rand.Rand) {
	w.t.Helper()
	seen := map[string]bool{}
	for step := range 5 * 24 * 12 {
		time.Sleep(5 * time.Minute)
		for _, m := range w.posts("") {
			as := fmt.Sprint(m.Key, " ", len(m.Texts)) // it stands there now
			switch {
			case seen[as]:
			case len(m.Buttons) > 0 && m.Buttons[0] == pressedSync:
				if w.box.PressSync(northside) == nil { // else one is running
					seen[as] = true
					_, _ = w.near.press(priya, m.Ref, m.Buttons[0], "")
				}
			case len(m.Mentions) > 0:
				seen[as] = true
				w.answerQuestion(m, max(random.IntN(6), min(step/48, 5)))
			}
		}
		open, err := w.running.Load().bot.Cases(w.t.Context(), "")
		if err == nil && len(open) == 0 {
			return
		}
	}
	w.t.Fatalf("it never ends:\n%s", w.near)
}

// judgeOrder: what stands in a thread was decided in that order; the keys tell.
func (w *world) judgeOrder() {
	w.t.Helper()
	last := map[workflow.Ref][2]int{}
	for _, m := range w.posts("") {
		if m.Message.To != workflow.ToThread {
			continue
		}
		now, before := decided(m.Key), last[m.Thread]
		if now[0] < before[0] || now[0] == before[0] && now[1] <= before[1] {
			w.t.Errorf("%q, decided at %v, stands behind what was decided at %v", firstLine(m.Text), now, before)
		}
		last[m.Thread] = now
	}
}

// decided is when a message was decided: the revision of its case, and which of its effects.
func decided(key string) (at [2]int) {
	parts := strings.Split(key, ".")
	for i, p := range parts[len(parts)-2:] {
		at[i], _ = strconv.Atoi(p)
	}
	return at
}

// judgeLastNews: a thread in which something stands ends with the good news, said once.
func (w *world) judgeLastNews(number string) {
	w.t.Helper()
	var news []string
	for _, m := range w.posts(number + " ·") {
		if m.Message.To == workflow.ToThread && strings.HasPrefix(m.Text, number+" · ") {
			_, line, _ := strings.Cut(firstLine(m.Text), " · ")
			news = append(news, line)
		}
	}
	if len(news) > 0 && !ended[news[len(news)-1]] {
		w.t.Errorf("the thread of %s ends with %q", number, news[len(news)-1])
	}
}
