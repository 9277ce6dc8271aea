package slack

// App Home where Slack keeps something from the bot: the person's direct messages, or their channels.

import (
	"context"
	"strings"
	"testing"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

// Whose cases a page shows, and who may press, depends on the platform. It needs no direct messages.
func TestAppHomeWithoutDirectMessages(t *testing.T) {
	for name, fault := range map[string]slacktest.Fault{"refused": slacktest.TooMany(time.Minute), "slow": slacktest.Slow(20 * time.Second)} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				r.bot = r.newBot(homely)
				e := &ear{}
				e.offers()
				r.listening(e)
				r.OnCall(func(c slacktest.Call) slacktest.Fault {
					if c.Method == "conversations.open" {
						return fault
					}
					return slacktest.Fault{}
				})
				r.do(r.OpenHome(r.kim))
				settle()
				if page, _ := r.Home(r.kim); !strings.Contains(r.Reads(page), "Waiting for kim on slack") {
					t.Fatalf("App Home reads %q", r.Reads(page))
				}
				r.do(r.PressHome(r.kim, "Check now"))
				settle()
				if got := e.last(t); got.Place != placeOf("", "") || !got.Private || len(got.Channels) != 2 {
					t.Errorf("heard %+v", got)
				}
				r.modalReads(r.kim, "Pressed.")
			})
		})
	}
}

// Where nobody can say which channels a person is in, the page does not say that nothing is followed there.
func TestAppHomeOfUnknownChannels(t *testing.T) {
	own := chat.Standing{Case: caseC, Turn: 4, Note: plainNote{words: "641 · Waiting"}, Mine: true}
	for _, c := range []struct {
		name     string
		page     chat.Home
		fault    slacktest.Fault
		has, not string
	}{
		{"one's own", chat.Home{Text: workflow.Followed(1), Cases: []chat.Standing{own}}, slacktest.Refuse("missing_scope"), "1 document followed\n" + unseenChannels, "Nothing"},
		{"none of one's own", chat.Home{Text: workflow.Followed(0)}, slacktest.Refuse("missing_scope"), unseenChannels, "Nothing"},
		{"Slack is in trouble", chat.Home{Text: workflow.Followed(0)}, slacktest.HTTPError(500), unseenChannels, "Nothing"},
		{"may not look", chat.Home{Text: "I answer members here."}, slacktest.Refuse("missing_scope"), "I answer members", unseenChannels},
		{"all is well", chat.Home{Text: workflow.Followed(0)}, slacktest.Fault{}, "Nothing is being followed", unseenChannels},
	} {
		t.Run(c.name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				r.bot = r.newBot(func(o *Options) {
					o.Home = func(context.Context, chat.Request) (chat.Home, error) { return c.page, nil }
				})
				r.listening(&ear{})
				r.Next("users.conversations", c.fault)
				r.do(r.OpenHome(r.kim))
				settle()
				page, _ := r.Home(r.kim)
				if reads := r.Reads(page); !strings.Contains(reads, c.has) || strings.Contains(reads, c.not) {
					t.Errorf("App Home reads %q, want %q and not %q", reads, c.has, c.not)
				}
			})
		})
	}
}
