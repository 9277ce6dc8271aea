package bot_test

// Random lives in Slack: every call of the Web API may fail, connections end, the network goes away, processes die.

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

var slackLives = flag.Int("slack", 20, "how many random lives of the bot in Slack to try")

func TestRandomFaultsOnSlackLoseAndDoubleNothing(t *testing.T) {
	for seed := range *slackLives {
		by, road := doors[seed%2], []workflow.Road{workflow.ByGateway, workflow.ByPeople}[seed/2%2]
		t.Run(fmt.Sprint("seed ", seed, " ", by), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				randomSlackLife(newSlackWorld(t, road, by), rand.New(rand.NewPCG(uint64(seed), 0)))
			})
		})
	}
}

func randomSlackLife(w *world, random *rand.Rand) {
	w.roundTheClock()
	documents := []string{"640", "123", "642", "639", "641"}
	random.Shuffle(len(documents), func(i, j int) { documents[i], documents[j] = documents[j], documents[i] })
	documents = documents[:1+random.IntN(3)]
	var fuses []*fuse
	for range random.IntN(4) {
		fuses = append(fuses, &fuse{at: 1 + random.IntN(80)})
	}
	mended := w.slack.badDays(random)
	stop := w.keepAlive(append(fuses, &fuse{})...)
	w.ask(strings.Join(documents, " "))
	w.actInSlack(random)
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

// badDays lets everything fail at random until the function that it returns has mended it; it does so by itself after some hours.
func (s *slackService) badDays(random *rand.Rand) (mended func()) {
	dice := rand.New(rand.NewPCG(random.Uint64(), 0))
	s.spoilt(randomSlackFaults(rand.New(rand.NewPCG(random.Uint64(), 0))))
	s.again = func() bool { return random.IntN(4) == 0 }
	over, ended := make(chan struct{}), make(chan struct{})
	end := time.After(hour + time.Duration(random.IntN(5*60))*time.Minute)
	go func() {
		defer close(ended)
		for {
			select {
			case <-time.After(time.Duration(dice.IntN(20*60)) * time.Second):
				s.misfortune(dice)
				continue
			case <-end:
			case <-over:
			}
			s.spoilt(nil)
			return
		}
	}()
	mended = sync.OnceFunc(func() { close(over); <-ended })
	s.t.Cleanup(mended)
	return mended
}

// misfortune is something that happens to the connections; it is over in three minutes.
func (s *slackService) misfortune(dice *rand.Rand) {
	for range 1 + dice.IntN(3) {
		switch dice.IntN(8) {
		case 0:
			s.Disconnect(slacktest.Warning)
		case 1:
			s.Disconnect(slacktest.RefreshRequested)
		case 2:
			s.CutSockets()
		case 3:
			s.Restart()
		case 4:
			s.LoseAcks(1 + dice.IntN(3))
		case 5:
			s.Disconnect(slacktest.LinkDisabled)
			time.Sleep(time.Duration(dice.IntN(60)) * time.Second)
			s.EnableLink()
		case 6:
			s.unplug()
			time.Sleep(time.Duration(dice.IntN(60)) * time.Second)
			s.plug()
		case 7:
			s.StopPings()
			time.Sleep(40 * time.Second)
			s.StartPings()
		}
	}
}

// randomSlackFaults spoils every second call.
func randomSlackFaults(dice *rand.Rand) func(slacktest.Call) slacktest.Fault {
	var mu sync.Mutex
	return func(slacktest.Call) slacktest.Fault {
		mu.Lock()
		defer mu.Unlock()
		after := time.Duration(dice.IntN(10_000)) * time.Millisecond
		faults := []slacktest.Fault{
			slacktest.LoseAnswer(), slacktest.LoseRequest(), slacktest.LandAfter(after), slacktest.TooMany(after), slacktest.Slow(after),
			slacktest.Hang(), slacktest.HTTPError(500), slacktest.HTTPError(503), slacktest.DoneButHTTPError(500),
			slacktest.Refuse("internal_error"),
		}
		if n := dice.IntN(2 * len(faults)); n < len(faults) {
			return faults[n]
		}
		return slacktest.Fault{}
	}
}

// actInSlack has people do what the bot asks for, the longer it lasts the less they put it off, until no case is open.
func (w *world) actInSlack(random *rand.Rand) {
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
