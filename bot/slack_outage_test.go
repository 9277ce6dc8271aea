package bot_test

// Slack, the network or a token goes in the middle of a story: the bot ends where it should, and its status said so meanwhile.

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/chat"
	"syncbot/bot/slack/slacktest"
)

// outage is there when the follow-up of a story is due.
type outage struct {
	begin, end func(*slackService)
	before     time.Duration // how long before that time it begins
	lasts      time.Duration
	says       map[door]string // the status just before its end; a door without an entry need not notice
	mended     time.Duration   // after its end, until the status is well again
}

// inTheMiddle tells the gateway's story by each door, through the outage. It ends as it does without.
func (o outage) inTheMiddle(t *testing.T) {
	for _, by := range doors {
		t.Run(string(by), func(t *testing.T) {
			t.Parallel()
			s := stories[0]
			want, _, _ := s.live(t, onSlack(by), 0, 0)
			synctest.Test(t, func(t *testing.T) {
				w := newSlackWorld(t, s.road, by)
				stop := w.keepAlive(&fuse{})
				over := make(chan struct{})
				go func() { defer close(over); o.happen(w, by) }()
				s.tell(w)
				<-over
				if diff := cmp.Diff(want, w.judge(s)); diff != "" {
					t.Errorf("the ending (-want +got):\n%s\n%s", diff, w.near)
				}
				if err := stop(); err != nil {
					t.Error(err)
				}
			})
		})
	}
}

// happen lets the outage come and go.
func (o outage) happen(w *world, by door) {
	time.Sleep(hour - o.before)
	o.begin(w.slack)
	time.Sleep(o.lasts)
	if is := w.slack.status(); o.says[by] != "" && (is.Well || !strings.Contains(is.Text, o.says[by])) {
		w.t.Errorf("the status is %+v, want it not well, with %q in it", is, o.says[by])
	}
	o.end(w.slack)
	time.Sleep(o.mended)
	w.wantWell(w.slack.status())
}

func (w *world) wantWell(is chat.Status) {
	w.t.Helper()
	if !is.Well || !strings.HasPrefix(is.Text, "connected since") && !strings.HasPrefix(is.Text, "taking Slack's requests") {
		w.t.Errorf("the status is %+v, want it well", is)
	}
}

func TestAStorySurvivesARestartOfSlack(t *testing.T) {
	outage{
		begin: (*slackService).unplug, end: (*slackService).plug, before: 2 * time.Second, lasts: 5 * time.Second, mended: 15 * time.Second,
		says: map[door]string{bySockets: "reconnecting since"},
	}.inTheMiddle(t)
}

func TestAStorySurvivesTenMinutesWithoutANetwork(t *testing.T) {
	outage{
		begin: (*slackService).unplug, end: (*slackService).plug,
		before: 2 * time.Minute, lasts: 10 * time.Minute, mended: 10 * time.Minute,
		says: map[door]string{bySockets: "Slack can't be reached from here", bySigned: "no call of the Web API has succeeded since"},
	}.inTheMiddle(t)
}

func TestAStorySurvivesARevokedBotToken(t *testing.T) {
	const says = "Slack does not accept the bot token (token_revoked)"
	outage{
		begin:  func(s *slackService) { s.Break(slacktest.BotToken, "token_revoked") },
		end:    func(s *slackService) { s.Break(slacktest.BotToken, "") },
		before: 2 * time.Minute, lasts: 10 * time.Minute, mended: 2 * time.Minute, says: map[door]string{bySockets: says, bySigned: says},
	}.inTheMiddle(t)
}

func TestAStorySurvivesARevokedAppToken(t *testing.T) {
	outage{
		begin:  func(s *slackService) { s.Break(slacktest.AppToken, "token_revoked"); s.CutSockets() },
		end:    func(s *slackService) { s.Break(slacktest.AppToken, "") },
		before: 2 * time.Minute, lasts: 10 * time.Minute, mended: 8 * time.Minute,
		says: map[door]string{bySockets: "Slack refused the app token (token_revoked)"},
	}.inTheMiddle(t)
}

func TestAStorySurvivesSocketModeSwitchedOff(t *testing.T) {
	outage{
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
				w.slack.Disconnect([]string{slacktest.Warning, slacktest.RefreshRequested}[n%2])
				w.wantWell(w.slack.status())
			}
		}()
		s.tell(w)
		for range 200 {
			w.ask("list")
			time.Sleep(1300 * time.Millisecond)
		}
		close(over)
		w.judge(s)
		for _, d := range w.slack.Deliveries() {
			if d.Err != nil {
				t.Errorf("%s at %v: %v", d.Payload, d.At, d.Err)
			}
		}
		if n := w.slack.SocketsOpened(); n < 1000 {
			t.Errorf("%d connections: they were not refreshed", n)
		}
		if err := stop(); err != nil {
			t.Error(err)
		}
	})
}
