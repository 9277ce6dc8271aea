package bot_test

// Slack, the network or a token goes in the middle of a story: the bot ends where it should, and its status said so meanwhile.

import (
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/slack/slacktest"
)

func TestAStorySurvivesARestartOfSlack(t *testing.T) {
	outage[*slackService]{
		in: onSlack, doors: doors,
		begin: (*slackService).unplug, end: (*slackService).plug, before: 2 * time.Second, lasts: 5 * time.Second, mended: 15 * time.Second,
		says: map[door]string{bySockets: "reconnecting since"},
	}.inTheMiddle(t)
}

func TestAStorySurvivesTenMinutesWithoutANetwork(t *testing.T) {
	outage[*slackService]{
		in: onSlack, doors: doors,
		begin: (*slackService).unplug, end: (*slackService).plug,
		before: 2 * time.Minute, lasts: 10 * time.Minute, mended: 10 * time.Minute,
		says: map[door]string{bySockets: "Slack can't be reached from here", bySigned: "no call of the Web API has succeeded since"},
	}.inTheMiddle(t)
}

func TestAStorySurvivesARevokedBotToken(t *testing.T) {
	const says = "Slack does not accept the bot token (token_revoked)"
	outage[*slackService]{
		in: onSlack, doors: doors,
		begin:  func(s *slackService) { s.Break(slacktest.BotToken, "token_revoked") },
		end:    func(s *slackService) { s.Break(slacktest.BotToken, "") },
		before: 2 * time.Minute, lasts: 10 * time.Minute, mended: 2 * time.Minute, says: map[door]string{bySockets: says, bySigned: says},
	}.inTheMiddle(t)
}

func TestAStorySurvivesARevokedAppToken(t *testing.T) {
	outage[*slackService]{
		in: onSlack, doors: doors,
		begin:  func(s *slackService) { s.Break(slacktest.AppToken, "token_revoked"); s.CutSockets() },
		end:    func(s *slackService) { s.Break(slacktest.AppToken, "") },
		before: 2 * time.Minute, lasts: 10 * time.Minute, mended: 8 * time.Minute,
		says: map[door]string{bySockets: "Slack refused the app token (token_revoked)"},
	}.inTheMiddle(t)
}

func TestAStorySurvivesSocketModeSwitchedOff(t *testing.T) {
	outage[*slackService]{
		in: onSlack, doors: doors,
		begin:  func(s *slackService) { s.Disconnect(slacktest.LinkDisabled) },
		end:    func(s *slackService) { s.EnableLink() },
		before: 2 * time.Minute, lasts: 10 * time.Minute, mended: 2 * time.Minute,
		says: map[door]string{bySockets: "Socket Mode may be switched off"},
	}.inTheMiddle(t)
}

// Slack refreshes a connection every few seconds, and what people do is taken in at once all the same, unless they do it in
// the very instant: slack-go reads nothing more once it was told, and Slack may have sent something already.
func TestAStorySurvivesSocketsThatAreRefreshedEveryFewSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := stories[0]
		w := newSlackWorld(t, s.road, bySockets)
		stop := w.keepAlive(&fuse{})
		over := make(chan struct{})
		time.Sleep(10 * time.Second)
		go func() {
			time.Sleep(time.Microsecond) // people act on the millisecond
			for n := 0; ; n++ {
				select {
				case <-over:
					return
				case <-time.After(4 * time.Second):
				}
				w.near.(*slackService).Disconnect([]string{slacktest.Warning, slacktest.RefreshRequested}[n%2])
				w.wantWell(w.near.(*slackService).status())
			}
		}()
		s.tell(w)
		for range 200 {
			w.ask("list")
			time.Sleep(1300 * time.Millisecond)
		}
		close(over)
		w.judge(s)
		for _, d := range w.near.(*slackService).Deliveries() {
			if d.Err != nil {
				t.Errorf("%s at %v: %v", d.Payload, d.At, d.Err)
			}
		}
		if n := w.near.(*slackService).SocketsOpened(); n < 1000 {
			t.Errorf("%d connections: they were not refreshed", n)
		}
		if err := stop(); err != nil {
			t.Error(err)
		}
	})
}
