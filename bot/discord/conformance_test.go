package discord

// The conformance suite, through the real client against the fake: by the gateway and by signed requests in virtual time, and by
// the gateway over loopback.

import (
	"cmp"
	"context"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"syncbot/bot/chat/chattest"
	"syncbot/bot/chat/chattest/pipe"
	"syncbot/bot/discord/discordtest"
	"syncbot/workflow"
)

func TestKeepsThePromises(t *testing.T) {
	t.Run("gateway", func(t *testing.T) { chattest.RunVirtual(t, byGateway) })
	t.Run("signed requests", func(t *testing.T) { chattest.RunVirtual(t, bySignedRequests) })
}

func TestKeepsThePromisesOverLoopback(t *testing.T) {
	if testing.Short() {
		t.Skip("in real time")
	}
	chattest.Run(t, overLoopback)
}

func byGateway(t *testing.T) chattest.Service {
	r := newRig(t)
	return r.service(func() bool { return r.Gateways() > 0 && r.hasCommands() })
}

func overLoopback(t *testing.T) chattest.Service {
	transport := &http.Transport{}
	r := newRig(t)
	r.Loopback()
	r.bot = r.newBot(func(o *Options) { o.Client, o.Dial = &http.Client{Transport: transport}, nil })
	t.Cleanup(transport.CloseIdleConnections)
	return r.service(func() bool { return r.Gateways() > 0 && r.hasCommands() })
}

// botAddress is where Discord sends signed requests in these tests.
const botAddress = "http://bot.test/discord/interactions"

func bySignedRequests(t *testing.T) chattest.Service {
	door := pipe.New()
	transport := &http.Transport{DialContext: door.Dial}
	r := newRig(t, signed, func(o *Options) { o.Listener = door })
	t.Cleanup(func() { transport.CloseIdleConnections(); _ = door.Close() })
	client := &http.Client{Transport: transport}
	return r.service(func() bool { return r.hasCommands() && r.DeliverOverHTTP(botAddress, client) == nil })
}

func (r *rig) hasCommands() bool { return r.bot.state.hasCommands() }

// people are those in the guild, as the suite moves them.
type people struct {
	*rig
	listens func() bool // the bot can be reached
	ctx     context.Context
	owned   *sync.WaitGroup // their deeds
}

// service is the guild as the suite sees it.
func (r *rig) service(listens func() bool) chattest.Service {
	r.AddMember(discordtest.Member{ID: "22222222222222222", Name: "bystander"})
	ctx, cancel := context.WithCancel(context.Background())
	p := people{r, listens, ctx, &sync.WaitGroup{}}
	r.t.Cleanup(func() { cancel(); p.owned.Wait() })
	return chattest.Service{
		Platform: r.bot, User: workflow.User{ID: workflow.UserID(r.kim), Name: "kim"},
		Place: placeOf(r.support, ""), Closed: placeOf(r.closed, ""),
		Ask: p.ask, Press: p.press, Read: p.read,
		Delete:   func(ref workflow.Ref) { r.Delete(r.support, string(ref)) },
		Harmless: p.harmless,
	}
}

// ask types the suite's commands into the option that takes them as they are.
func (p people) ask(text string) chattest.Delivery {
	return p.do(func() bool {
		return p.Command(p.kim, p.support, "syncstatus", map[string]any{"number": text}) == nil
	})
}

func (p people) press(ref workflow.Ref, label, typed string) chattest.Delivery {
	return p.do(func() bool {
		if p.Press(p.kim, p.standsIn(ref), string(ref), label) != nil {
			return false
		}
		return typed == "" || p.Submit(p.kim, map[string]string{inputID: typed}) == nil
	})
}

// standsIn is the channel, as Discord counts threads among them, in which the message stands.
func (p people) standsIn(ref workflow.Ref) string {
	for _, m := range p.all() {
		if m.ID == string(ref) {
			return cmp.Or(m.Thread, m.Channel)
		}
	}
	return p.support
}

// do lets kim do something once the bot can be reached. deed says whether it was acknowledged. Nothing is delivered again by the
// suite: the bot answers that by itself, without its handler.
func (p people) do(deed func() bool) chattest.Delivery {
	acknowledged := make(chan struct{})
	p.owned.Go(func() {
		if p.await(p.listens) && deed() {
			close(acknowledged)
		}
	})
	return chattest.Delivery{Acknowledged: acknowledged}
}

// await waits until it is so, or the test is over.
func (p people) await(so func() bool) bool {
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for !so() {
		select {
		case <-tick.C:
		case <-p.ctx.Done():
			return false
		}
	}
	return true
}

// all are the messages that kim can read, oldest first.
func (p people) all() []discordtest.Message {
	all := slices.Concat(p.Messages(p.support), p.Messages(p.DirectChannel(p.kim)), p.Ephemerals(p.kim))
	for _, m := range p.Messages(p.support) {
		all = append(all, p.Thread(m.ID)...)
	}
	slices.SortStableFunc(all, func(a, b discordtest.Message) int { return a.At.Compare(b.At) })
	return all
}

func (p people) read() []chattest.Shown {
	var shown []chattest.Shown
	for _, m := range p.all() {
		shown = append(shown, p.see(m))
	}
	return shown
}

func (p people) see(m discordtest.Message) chattest.Shown {
	s := chattest.Shown{Ref: workflow.Ref(m.ID), Thread: workflow.Ref(m.Thread), Text: m.Reads, Only: workflow.UserID(m.Only)}
	if m.Channel != p.support {
		s.Only = workflow.UserID(p.kim)
	}
	for _, u := range m.Mentions {
		s.Mentions = append(s.Mentions, workflow.UserID(u))
	}
	for _, b := range m.Buttons() {
		if b.URL == "" {
			s.Buttons = append(s.Buttons, b.Label)
		} else {
			s.Links = append(s.Links, b.Label)
		}
	}
	return s
}

// literally are the words of the suite's hostile text: the fake reads Discord's marks and formats, so they stand there only if
// nothing was made of them.
var literally = []string{
	"@everyone @here", "<@80351110224678912> <@!80351110224678912> <@&165511591545143296>", "[Xero](", "*bold* **bold** _it_ ~no~ ~~no~~ ||hidden||",
	"`code` ```block```", ":smile: <:a:1> <t:1:R>", "> quote", "# head", "- item", "-# small",
}

// aLink is an address that Discord makes a link of.
var aLink = regexp.MustCompile(`https?://[^\s]`)

// harmless fails the test if Discord makes something of the hostile text in the message.
func (p people) harmless(t *testing.T, s chattest.Shown) {
	t.Helper()
	read := strings.ReplaceAll(s.Text, gap, "")
	for _, words := range literally {
		if !strings.Contains(read, words) {
			t.Errorf("%q is read as something else: %q", words, read)
		}
	}
	if found := aLink.FindAllString(s.Text, -1); len(found) > 0 {
		t.Errorf("Discord makes links of %q", found)
	}
}
