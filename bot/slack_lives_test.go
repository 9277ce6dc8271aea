package bot_test

// Random lives in Slack: every call of the Web API may fail, connections end, the network goes away, processes die.

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

var slackLives = flag.Int("slack", 20, "how many random lives of the bot in Slack to try")

func TestRandomFaultsOnSlackLoseAndDoubleNothing(t *testing.T) {
	for seed := range lives(*slackLives) {
		by, road := doors[seed%2], []workflow.Road{workflow.ByGateway, workflow.ByPeople}[seed/2%2]
		t.Run(fmt.Sprint("seed ", seed, " ", by), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				randomWiredLife(newSlackWorld(t, road, by), rand.New(rand.NewPCG(uint64(seed), 0)))
			})
		})
	}
}

func (s *slackService) badDays(random *rand.Rand) (mended func()) {
	s.spoilt(randomSlackFaults(rand.New(rand.NewPCG(random.Uint64(), 0))))
	return s.badTimes(random, s.misfortune, func() { s.spoilt(nil) })
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
