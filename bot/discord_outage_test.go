package bot_test

// Discord, the network or the token goes in the middle of a story: the bot ends where it should, and its status said so
// meanwhile.

import (
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/discord/discordtest"
)

func TestAStorySurvivesARestartOfDiscord(t *testing.T) {
	outage[*discordService]{
		in: onDiscord, doors: discordDoors,
		begin: (*discordService).unplug, end: (*discordService).plug, before: 2 * time.Second, lasts: 5 * time.Second, mended: 30 * time.Second,
		says: map[door]string{byGateway: "reconnecting since"},
	}.inTheMiddle(t)
}

func TestADiscordStorySurvivesTenMinutesWithoutANetwork(t *testing.T) {
	outage[*discordService]{
		in: onDiscord, doors: discordDoors,
		begin: (*discordService).unplug, end: (*discordService).plug,
		before: 2 * time.Minute, lasts: 10 * time.Minute, mended: 10 * time.Minute,
		says: map[door]string{byGateway: "Discord can't be reached from here", byEndpoint: "has succeeded since"},
	}.inTheMiddle(t)
}

func TestADiscordStorySurvivesATokenThatWasReset(t *testing.T) {
	outage[*discordService]{
		in: onDiscord, doors: discordDoors,
		begin:  func(s *discordService) { s.Break(discordtest.BotToken); s.CutGateway() },
		end:    func(s *discordService) { s.Mend(discordtest.BotToken) },
		before: 2 * time.Minute, lasts: 10 * time.Minute, mended: 8 * time.Minute,
		says: map[door]string{byGateway: "token", byEndpoint: "token"},
	}.inTheMiddle(t)
}

// The gateway does every few seconds what it does in a bad week, for two hours, and what people do is taken in all the same.
func TestADiscordStorySurvivesAGatewayThatFailsEveryFewSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := stories[0]
		w := newDiscordWorld(t, s.road, byGateway)
		d := w.near.(*discordService)
		stop := w.keepAlive(&fuse{})
		over, ended := make(chan struct{}), make(chan struct{})
		go func() {
			defer close(ended)
			for n := 0; ; n++ {
				select {
				case <-over:
					return
				case <-time.After(7 * time.Second):
				}
				switch n % 8 {
				case 0:
					d.Reconnect()
				case 1:
					d.CutGateway()
				case 2:
					d.InvalidSession(true)
				case 3:
					d.CloseGateway(4000)
				case 4:
					d.ReconnectFirst(1)
					d.CutGateway()
				case 5:
					d.NoHello(1)
					d.CutGateway()
				case 6:
					d.AskHeartbeat()
				case 7:
					d.InvalidSession(false)
				}
			}
		}()
		s.tell(w)
		close(over)
		<-ended
		w.judge(s)
		if n := d.Resumes() + d.Identifies(); n < 500 {
			t.Errorf("%d connections: they did not fail", n)
		}
		if n := d.Identifies(); n > 1000 {
			t.Errorf("%d identifies: more than a day has", n)
		}
		if err := stop(); err != nil {
			t.Error(err)
		}
	})
}
