package bot_test

// Random lives in Discord: every call of the API may fail, the gateway misbehaves, the network goes away, processes die.

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/discord/discordtest"
	"syncbot/workflow"
)

var discordLives = flag.Int("discord", 20, "how many random lives of the bot in Discord to try")

func TestRandomFaultsOnDiscordLoseAndDoubleNothing(t *testing.T) {
	for seed := range lives(*discordLives) {
		by, road := discordDoors[seed%2], []workflow.Road{workflow.ByGateway, workflow.ByPeople}[seed/2%2]
		t.Run(fmt.Sprint("seed ", seed, " ", by), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				randomWiredLife(newDiscordWorld(t, road, by), rand.New(rand.NewPCG(uint64(seed), 1)))
			})
		})
	}
}

func (s *discordService) badDays(random *rand.Rand) (mended func()) {
	s.spoilt(randomDiscordFaults(rand.New(rand.NewPCG(random.Uint64(), 0))))
	return s.badTimes(random, s.misfortune, func() { s.spoilt(nil) })
}

// misfortune is something that happens to the gateway; it is over in three minutes.
func (s *discordService) misfortune(dice *rand.Rand) {
	for range 1 + dice.IntN(3) {
		switch dice.IntN(11) {
		case 0:
			s.Reconnect()
		case 1:
			s.InvalidSession(dice.IntN(2) == 0)
		case 2:
			s.CutGateway()
		case 3:
			s.Restart()
		case 4:
			s.LoseAcks(1 + dice.IntN(3))
		case 5:
			s.CloseGateway([]int{4000, 4001, 4007, 4008, 4009}[dice.IntN(5)])
		case 6:
			s.unplug()
			time.Sleep(time.Duration(dice.IntN(60)) * time.Second)
			s.plug()
		case 7:
			s.StopAcks()
			time.Sleep(100 * time.Second)
			s.StartAcks()
		case 8:
			s.NoHello(1)
			s.CutGateway()
		case 9:
			s.ReconnectFirst(1)
			s.CutGateway()
		case 10:
			s.AskHeartbeat()
		}
	}
}

// randomDiscordFaults spoils every second call.
func randomDiscordFaults(dice *rand.Rand) func(discordtest.Call) discordtest.Fault {
	var mu sync.Mutex
	return func(discordtest.Call) discordtest.Fault {
		mu.Lock()
		defer mu.Unlock()
		after := time.Duration(dice.IntN(10_000)) * time.Millisecond
		faults := []discordtest.Fault{
			discordtest.LoseAnswer(), discordtest.LoseRequest(), discordtest.LandAfter(after), discordtest.TooMany(after), discordtest.Slow(after),
			discordtest.TooManyGlobal(after), discordtest.Hang(), discordtest.HTTPError(500), discordtest.HTTPError(502), discordtest.DoneButHTTPError(503),
		}
		if n := dice.IntN(2 * len(faults)); n < len(faults) {
			return faults[n]
		}
		return discordtest.Fault{}
	}
}
