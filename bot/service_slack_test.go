package bot_test

// Slack as the people round the bot see it: the faithful fake, which each process of the bot reaches by the real client.

import (
	"cmp"
	"encoding/json"
	"net"
	"net/http"
	"regexp"
	"slices"
	"sync"
	"testing"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/chat/chattest"
	"syncbot/bot/slack"
	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

const (
	bySockets door = "sockets"
	bySigned  door = "signed requests"
)

// doors are those of Slack.
var doors = []door{bySockets, bySigned}

const general = "C1"

// slackService is a workspace in which Priya and Mei are in #general with the bot.
type slackService struct {
	*slacktest.Server
	*wired
	known bool // Slack knows where to send signed requests

	spoiling sync.Mutex
	spoil    func(slacktest.Call) slacktest.Fault // chooses the fault of a call; nil: none
}

// newSlackWorld is a world whose people ask in Slack.
func newSlackWorld(t *testing.T, road workflow.Road, by door) *world {
	w := emptyWorld(t, road)
	s := &slackService{Server: slacktest.New(), wired: newWired(t, by, w.clock.now)}
	t.Cleanup(s.Close)
	for _, u := range []workflow.User{priya, mei} {
		s.AddUser(slacktest.User{ID: string(u.ID), Name: u.Name})
	}
	s.AddChannel(slacktest.Channel{ID: general, Name: "general", Members: []string{string(priya.ID), string(mei.ID), slacktest.BotUser}})
	s.EscapeCommands()
	s.OnCall(s.called)
	w.kind, w.near = chattest.Searchable, s
	return w
}

// onSlack is the setting of worlds whose people ask in Slack.
func onSlack(by door) setting {
	return func(t *testing.T, road workflow.Road) *world { return newSlackWorld(t, road, by) }
}

// called counts a call and chooses its fault.
func (s *slackService) called(c slacktest.Call) slacktest.Fault {
	s.calls()
	s.spoiling.Lock()
	spoil := s.spoil
	s.spoiling.Unlock()
	if spoil == nil {
		return slacktest.Fault{}
	}
	return spoil(c)
}

// spoilt lets decide choose the faults from now on.
func (s *slackService) spoilt(decide func(slacktest.Call) slacktest.Fault) {
	s.spoiling.Lock()
	defer s.spoiling.Unlock()
	s.spoil = decide
}

func (s *slackService) connect(f *fuse) connection {
	l := &line{dial: s.Dial, open: map[net.Conn]bool{}}
	o := slack.Options{
		BotToken: slacktest.BotToken, AppToken: slacktest.AppToken, APIURL: s.URL(), Dial: l.Dial,
		Client: &http.Client{Transport: &http.Transport{DialContext: l.Dial, MaxIdleConnsPerHost: 16}}, Now: s.now, Log: quiet(),
	}
	if s.door == bySigned {
		o.AppToken, o.SigningSecret, o.Listener = "", slacktest.SigningSecret, s.listener(l)
	}
	bot, err := slack.New(o)
	if err != nil {
		panic(err) // the options are constants
	}
	return s.connected(bot, l, f, s.dying)
}

// dying spoils the last call of a process. What it posts is lost or lands late; what it shows lands late.
func (s *slackService) dying(op chattest.Op) {
	late := s.dies()
	switch op {
	case chattest.OpPost:
		s.Next("chat.postMessage", slacktest.LandAfter(late))
	case chattest.OpShow:
		s.Next("chat.update", slacktest.LandAfter(10*time.Second))
	}
}

func (s *slackService) messages() []chattest.Record {
	return s.drawn(func() []chattest.Record {
		var all []chattest.Record
		for _, channel := range []string{general, s.DirectChannel(string(priya.ID)), s.DirectChannel(string(mei.ID))} {
			for _, m := range s.Messages(channel) {
				if m.By == slacktest.BotUser {
					all = append(all, s.record(m))
				}
			}
		}
		return all
	})
}

// record is a message as the tests of the bot know it.
func (s *slackService) record(m slacktest.Message) chattest.Record {
	r := chattest.Record{Channel: workflow.Ref(m.Channel), Key: keyOf(m), At: m.At}
	for _, text := range append(slices.Clone(m.Was), m.Reads) {
		r.Texts = append(r.Texts, addressed.ReplaceAllString(text, ""))
	}
	r.Ref, r.Thread, r.Text = workflow.Ref(m.TS), workflow.Ref(m.Thread), r.Texts[len(r.Texts)-1]
	r.Posted = chat.Posted{Ref: r.Ref, Thread: cmp.Or(r.Thread, r.Ref)}
	for _, who := range slices.Compact(slices.Sorted(slices.Values(m.Notified))) {
		r.Mentions = append(r.Mentions, workflow.UserID(who))
	}
	for _, b := range m.Buttons() {
		if b.URL == "" {
			r.Buttons = append(r.Buttons, b.Label)
		}
	}
	r.Message = s.saidUnder(r.Key)
	return r
}

// addressed is the mention before the words.
var addressed = regexp.MustCompile(`^@\S+ `)

// keyOf is the key that the bot keeps in the metadata.
func keyOf(m slacktest.Message) string {
	var is struct {
		Payload struct{ Key string } `json:"event_payload"`
	}
	_ = json.Unmarshal(m.Metadata, &is) // a message without has none
	return is.Payload.Key
}
