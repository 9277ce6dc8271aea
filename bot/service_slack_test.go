package bot_test

// Slack as the people round the bot see it: the faithful fake, which each process of the bot reaches by the real client.

import (
	"cmp"
	"context"
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
	"syncbot/bot/chat/chattest/pipe"
	"syncbot/bot/slack"
	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

// door is how Slack reaches the bot.
type door string

const (
	bySockets door = "sockets"
	bySigned  door = "signed requests"
)

// doors are both of them.
var doors = []door{bySockets, bySigned}

const (
	general = "C1"
	// latest is how long after a call something of it can still happen on Slack.
	latest = 20 * time.Second
)

// slackService is a workspace in which Priya and Mei are in #general with the bot.
type slackService struct {
	t *testing.T
	*slacktest.Server
	door  door
	now   func() time.Time // the bot's clock
	again func() bool      // whether a deed is delivered once more, byte for byte; nil: never
	known bool             // Slack knows where to send signed requests

	mu      sync.Mutex
	spoil   func(slacktest.Call) slacktest.Fault // chooses the fault of a call; nil: none
	last    time.Time                            // the last call
	deaths  int
	said    map[string]chat.Message // what the bot has posted or shown last, by key
	pipe    *pipe.Pipe              // where the newest process takes signed requests
	seen    []chattest.Record       // as of at
	at      time.Time
	offline bool         // Slack does not reach the bot
	bot     *slack.Slack // of the newest process
}

// newSlackWorld is a world whose people ask in Slack.
func newSlackWorld(t *testing.T, road workflow.Road, by door) *world {
	w := emptyWorld(t, road)
	s := &slackService{
		t: t, Server: slacktest.New(), door: by, now: w.clock.now, said: map[string]chat.Message{}, pipe: pipe.New(),
	}
	_ = s.pipe.Close() // nobody takes anything before there is a process
	t.Cleanup(s.Close)
	for _, u := range []workflow.User{priya, mei} {
		s.AddUser(slacktest.User{ID: string(u.ID), Name: u.Name})
	}
	s.AddChannel(slacktest.Channel{ID: general, Name: "general", Members: []string{string(priya.ID), string(mei.ID), slacktest.BotUser}})
	s.EscapeCommands()
	s.OnCall(s.called)
	w.kind, w.near, w.slack = chattest.Searchable, s, s
	return w
}

// onSlack is the setting of worlds whose people ask in Slack.
func onSlack(by door) setting {
	return func(t *testing.T, road workflow.Road) *world { return newSlackWorld(t, road, by) }
}

// called counts a call and chooses its fault.
func (s *slackService) called(c slacktest.Call) slacktest.Fault {
	s.mu.Lock()
	spoil := s.spoil
	s.last = time.Now()
	s.mu.Unlock()
	if spoil == nil {
		return slacktest.Fault{}
	}
	return spoil(c)
}

// status is what the newest process says of its way to Slack.
func (s *slackService) status() chat.Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.bot.Status()
}

// spoilt lets decide choose the faults from now on.
func (s *slackService) spoilt(decide func(slacktest.Call) slacktest.Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
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
	s.mu.Lock()
	s.bot = bot
	s.mu.Unlock()
	return connection{&mortalChat{noted{bot, s}, f, s.dying}, l.cut, l.cut}
}

// listener takes the signed requests for a new process.
func (s *slackService) listener(l *line) net.Listener {
	p := pipe.New()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pipe = p
	return mortalListener{p, l}
}

// dying spoils the last call of a process. What it posts is lost or lands late; what it shows lands late.
func (s *slackService) dying(op chattest.Op) {
	s.mu.Lock()
	s.deaths++
	s.last = time.Now()
	late := slacktest.LandAfter(time.Duration(s.deaths*3%10) * time.Second)
	s.mu.Unlock()
	switch op {
	case chattest.OpPost:
		s.Next("chat.postMessage", late)
	case chattest.OpShow:
		s.Next("chat.update", slacktest.LandAfter(10*time.Second))
	}
}

// noted is Slack as the bot speaks to it, which notes what is said under which key.
type noted struct {
	*slack.Slack
	service *slackService
}

func (n noted) Post(ctx context.Context, m chat.Message) (chat.Posted, error) {
	n.service.note(m)
	return n.Slack.Post(ctx, m)
}

func (n noted) Show(ctx context.Context, r workflow.Ref, m chat.Message) error {
	n.service.note(m)
	return n.Slack.Show(ctx, r, m)
}

func (s *slackService) note(m chat.Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m.Key != "" {
		s.said[m.Key] = m
	}
}

// messages are drawn anew only where something can have happened since.
func (s *slackService) messages() []chattest.Record {
	s.mu.Lock()
	last, at, seen := s.last, s.at, s.seen
	s.mu.Unlock()
	if at.After(last.Add(latest)) {
		return slices.Clone(seen)
	}
	seen, at = nil, time.Now()
	for _, channel := range []string{general, s.DirectChannel(string(priya.ID)), s.DirectChannel(string(mei.ID))} {
		for _, m := range s.Messages(channel) {
			if m.By == slacktest.BotUser {
				seen = append(seen, s.record(m))
			}
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen, s.at = seen, at
	return slices.Clone(seen)
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
	s.mu.Lock()
	defer s.mu.Unlock()
	r.Message = s.said[r.Key]
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
