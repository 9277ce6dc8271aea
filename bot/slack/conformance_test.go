package slack

// The conformance suite, through the real client against the fake: by Socket Mode and by signed requests in virtual time, and
// by Socket Mode over loopback.

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"syncbot/bot/chat/chattest"
	"syncbot/bot/chat/chattest/pipe"
	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

func TestKeepsThePromises(t *testing.T) {
	t.Run("Socket Mode", func(t *testing.T) { chattest.RunVirtual(t, bySocket) })
	t.Run("signed requests", func(t *testing.T) { chattest.RunVirtual(t, bySignedRequests) })
}

func TestKeepsThePromisesOverLoopback(t *testing.T) {
	if testing.Short() {
		t.Skip("one message a second in real time")
	}
	chattest.Run(t, overLoopback)
}

func bySocket(t *testing.T) chattest.Service {
	r := newRig(t)
	return r.service(func() bool { return r.Sockets() > 0 })
}

func overLoopback(t *testing.T) chattest.Service {
	transport := &http.Transport{}
	r := newRig(t)
	r.Loopback()
	r.bot = r.newBot(func(o *Options) { o.Client, o.Dial = &http.Client{Transport: transport}, nil })
	t.Cleanup(transport.CloseIdleConnections)
	return r.service(func() bool { return r.Sockets() > 0 })
}

func bySignedRequests(t *testing.T) chattest.Service {
	p := pipe.New()
	transport := &http.Transport{DialContext: p.Dial}
	r := newRig(t, func(o *Options) { o.AppToken, o.Dial, o.Listener = "", nil, p })
	t.Cleanup(func() { transport.CloseIdleConnections(); _ = p.Close() })
	const address = "http://bot.test" + eventsPath
	to := slacktest.Endpoints{Commands: address, Interactivity: address, Events: address, Client: &http.Client{Transport: transport}}
	return r.service(func() bool { return r.DeliverOverHTTP(to) == nil })
}

// people are those in the workspace, as the suite moves them.
type people struct {
	*rig
	listens func() bool // the bot can be reached
	ctx     context.Context
	owned   *sync.WaitGroup // their deeds
}

// service is the workspace as the suite sees it, with those whom hostile text would ping.
func (r *rig) service(listens func() bool) chattest.Service {
	r.AddUser(slacktest.User{ID: "U024BE7LH", Name: "bystander"})
	r.AddGroup(slacktest.Group{ID: "SAZ94GDB8", Handle: "everybody", Users: []string{r.lee}})
	ctx, cancel := context.WithCancel(context.Background())
	p := people{r, listens, ctx, &sync.WaitGroup{}}
	r.t.Cleanup(func() { cancel(); p.owned.Wait() })
	return chattest.Service{
		Platform: r.bot, User: workflow.User{ID: workflow.UserID(r.kim), Name: "kim"},
		Place:  workflow.Place{Platform: platformName, Channel: workflow.Ref(r.support)},
		Closed: workflow.Place{Platform: platformName, Channel: workflow.Ref(r.closed)},
		Ask:    p.ask, Press: p.press, Read: p.read,
		Delete: func(ref workflow.Ref) { r.Delete(r.support, string(ref)) },
		Harmless: func(t *testing.T, s chattest.Shown) {
			if found := p.marks(s.Ref); len(found) > 0 {
				t.Errorf("Slack makes something of %q", found)
			}
		},
	}
}

func (p people) ask(text string) chattest.Delivery {
	d := p.do(func() bool { return p.Command(p.kim, p.support, "/syncstatus "+text) == nil })
	d.Again = nil // the suite asks for it after another deed, and the fake sends only the last one again
	return d
}

// press is done when kim reads the answer, which comes after the acknowledgement.
func (p people) press(ref workflow.Ref, label, typed string) chattest.Delivery {
	return p.do(func() bool {
		before := len(p.Ephemerals(p.kim))
		if p.Press(p.kim, p.support, string(ref), label) != nil {
			return false
		}
		if typed == "" {
			return p.await(func() bool { return len(p.Ephemerals(p.kim)) > before })
		}
		opened := p.await(func() bool { _, open := p.Modal(p.kim); return open })
		return opened && p.Submit(p.kim, map[string]string{inputID: typed}) == nil && p.CloseModal(p.kim) == nil
	})
}

// do lets kim do something once the bot can be reached. deed says whether it was acknowledged.
func (p people) do(deed func() bool) chattest.Delivery {
	acknowledged := make(chan struct{})
	p.owned.Go(func() {
		if p.await(p.listens) && deed() {
			close(acknowledged)
		}
	})
	return chattest.Delivery{Acknowledged: acknowledged, Again: func() chattest.Delivery {
		return p.do(func() bool { return p.Again() == nil })
	}}
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

func (p people) read() []chattest.Shown {
	all := slices.Concat(p.Messages(p.support), p.Messages(p.DirectChannel(p.kim)), p.Ephemerals(p.kim))
	slices.SortStableFunc(all, func(a, b slacktest.Message) int { return strings.Compare(a.TS, b.TS) })
	var shown []chattest.Shown
	for _, m := range all {
		shown = append(shown, p.see(m))
	}
	return shown
}

func (p people) see(m slacktest.Message) chattest.Shown {
	s := chattest.Shown{Ref: workflow.Ref(m.TS), Thread: workflow.Ref(m.Thread), Text: m.Reads, Only: workflow.UserID(m.Only)}
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

// What Slack would make something of: a mark, or a format round words of the suite's hostile text.
var (
	slackMark   = regexp.MustCompile(`<[^>]*>`)
	slackFormat = regexp.MustCompile("\\*bold\\*|_it_|~no~|`code`|```block```|:smile:|(?m:^> quote)")
)

// marks are what Slack makes something of in the message at ref, but for times.
func (p people) marks(ref workflow.Ref) []string {
	var found []string
	for _, m := range p.Messages(p.support) {
		if m.TS != string(ref) {
			continue
		}
		found = append(found, slackMark.FindAllString(m.Text, -1)...)
		for _, text := range mrkdwnIn(m.Blocks) {
			found = append(found, slackMark.FindAllString(text, -1)...)
			found = append(found, slackFormat.FindAllString(text, -1)...)
		}
	}
	return slices.DeleteFunc(found, func(s string) bool { return strings.HasPrefix(s, "<!date^") })
}

// mrkdwnIn are the texts in the blocks in which Slack reads marks.
func mrkdwnIn(blocks json.RawMessage) []string {
	var all []string
	var look func(any)
	look = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				look(e)
			}
		case map[string]any:
			if kind := v["type"]; kind == "mrkdwn" || kind == "markdown" {
				all = append(all, fmt.Sprint(v["text"]))
			}
			look(slices.Collect(maps.Values(v)))
		}
	}
	var parsed any
	_ = json.Unmarshal(blocks, &parsed) // Slack took them
	look(parsed)
	return all
}
