package discord

// The rig of these tests: a guild, and the bot's platform in it.

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/sirupsen/logrus"
	logtest "github.com/sirupsen/logrus/hooks/test"
	"go.uber.org/goleak"

	"syncbot/bot/chat"
	"syncbot/bot/discord/discordtest"
	"syncbot/bot/outcome"
	"syncbot/workflow"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// rig is a guild with kim and lee, with #support, where the bot is, and #closed, where the bot may not write.
type rig struct {
	*discordtest.Server
	t                         *testing.T
	bot                       *Discord
	log                       *logtest.Hook
	kim, lee, support, closed string
}

// newRig makes a guild with connections in memory; change says what else the bot is told.
func newRig(t *testing.T, change ...func(*Options)) *rig {
	t.Helper()
	s := discordtest.New()
	t.Cleanup(s.Close)
	r := &rig{Server: s, t: t}
	r.kim, r.lee = s.AddMember(discordtest.Member{Name: "kim"}), s.AddMember(discordtest.Member{Name: "lee"})
	r.support = s.AddChannel(discordtest.Channel{Name: "support", Kind: discordtest.Text})
	r.closed = s.AddChannel(discordtest.Channel{Name: "closed", Kind: discordtest.Text, Deny: discordtest.SendMessages})
	r.bot = r.newBot(change...)
	return r
}

// newBot is another process of the bot.
func (r *rig) newBot(change ...func(*Options)) *Discord {
	r.t.Helper()
	var log *logrus.Logger
	log, r.log = logtest.NewNullLogger()
	o := Options{
		BotToken: discordtest.BotToken, ApplicationID: discordtest.AppID, Guilds: []string{discordtest.Guild},
		APIURL: r.URL(), Client: r.Client(), Dial: r.Dial, Log: log,
	}
	for _, c := range change {
		c(&o)
	}
	bot, err := New(o)
	if err != nil {
		r.t.Fatal(err)
	}
	return bot
}

// signed makes the bot take signed requests at the pipe instead of the gateway.
func signed(o *Options) { o.PublicKey, o.Dial = discordtest.PublicKey, nil }

// inBubble runs the test in virtual time.
func inBubble(t *testing.T, test func(t *testing.T, r *rig)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { test(t, newRig(t)) })
}

// plainNote is a note of a type that nobody knows.
type plainNote struct {
	workflow.Note
	words string
}

func (n plainNote) Words() workflow.Words      { return workflow.Words(n.words) }
func (n plainNote) Actions() []workflow.Action { return nil }

// root is a message to #support.
func (r *rig) root(key, words string) chat.Message {
	return chat.Message{
		Key: key, Place: placeOf(r.support, ""), To: workflow.ToRoot,
		Case: workflow.CaseRef{Workshop: "northside", ID: "c1"}, Turn: 1, Note: plainNote{words: words},
	}
}

// under is a message to the thread of p.
func (r *rig) under(p chat.Posted, key, words string) chat.Message {
	m := r.root(key, words)
	m.To, m.Place.Thread = workflow.ToThread, p.Thread
	return m
}

// toOwner is a message to kim alone.
func (r *rig) toOwner(key, words string) chat.Message {
	m := r.root(key, words)
	m.To, m.Person = workflow.ToOwner, workflow.UserID(r.kim)
	return m
}

// post posts a message that must stand afterwards.
func (r *rig) post(m chat.Message) chat.Posted {
	r.t.Helper()
	p, err := r.bot.Post(r.t.Context(), m)
	if err != nil {
		r.t.Fatalf("Post %s: %v", m.Key, err)
	}
	return p
}

// reads are what people read in the channel, oldest first.
func (r *rig) reads(channel string) []string {
	var all []string
	for _, m := range r.Messages(channel) {
		all = append(all, m.Reads)
	}
	return all
}

// within is a context that ends after d.
func within(t *testing.T, d time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), d)
	t.Cleanup(cancel)
	return ctx
}

// meaning names what an error tells the bot to do.
func meaning(err error) string {
	d, later := outcome.IsLater(err)
	switch {
	case err == nil:
		return "done"
	case outcome.IsRefused(err):
		return "refused"
	case later:
		return fmt.Sprintf("later %v", d)
	}
	return "in doubt"
}

// discreet fails the test if a text gives away a secret.
func discreet(t *testing.T, text string) {
	t.Helper()
	for _, s := range []string{discordtest.BotToken, "/callback", "/webhooks/", "http://"} {
		if strings.Contains(text, s) {
			t.Errorf("%q gives away %q", text, s)
		}
	}
}
