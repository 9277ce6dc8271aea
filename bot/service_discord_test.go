package bot_test

// Discord as the people round the bot see it: the faithful fake, which each process of the bot reaches by the real client.

import (
	"cmp"
	"context"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/chat/chattest"
	"syncbot/bot/discord"
	"syncbot/bot/discord/discordtest"
	"syncbot/workflow"
)

const (
	byGateway  door = "gateway"
	byEndpoint door = "endpoint"
)

// discordDoors are those of Discord.
var discordDoors = []door{byGateway, byEndpoint}

// discordService is a guild in which Priya and Mei are in #general with the bot.
type discordService struct {
	*discordtest.Server
	*wired
	general string
	ids     map[workflow.UserID]string // what people are called there, by their usual ids
	known   bool                       // Discord knows where to send signed requests
	suggest chat.Suggest               // of the newest process

	spoiling sync.Mutex
	spoil    func(discordtest.Call) discordtest.Fault // chooses the fault of a call; nil: none
}

// newDiscordWorld is a world whose people ask in Discord.
func newDiscordWorld(t *testing.T, road workflow.Road, by door) *world {
	w := emptyWorld(t, road)
	s := &discordService{Server: discordtest.New(), wired: newWired(t, by, w.clock.now), ids: map[workflow.UserID]string{}}
	s.suggest = func(ctx context.Context, r chat.Request, about chat.Field, typed string, most int) ([]chat.Suggestion, error) {
		return w.running.Load().bot.Suggest(ctx, r, about, typed, most)
	}
	t.Cleanup(s.Close)
	for _, u := range []workflow.User{priya, mei} {
		s.ids[u.ID] = s.AddMember(discordtest.Member{Name: strings.ToLower(u.Name), Nick: u.Name})
	}
	s.general = s.AddChannel(discordtest.Channel{Name: "general"})
	s.Spoil(s.called)
	w.kind, w.near = chattest.Searchable, s
	return w
}

// onDiscord is the setting of worlds whose people ask in Discord.
func onDiscord(by door) setting {
	return func(t *testing.T, road workflow.Road) *world { return newDiscordWorld(t, road, by) }
}

// called counts a call and chooses its fault.
func (s *discordService) called(c discordtest.Call) discordtest.Fault {
	s.calls()
	s.spoiling.Lock()
	spoil := s.spoil
	s.spoiling.Unlock()
	if spoil == nil {
		return discordtest.Fault{}
	}
	return spoil(c)
}

// spoilt lets decide choose the faults from now on.
func (s *discordService) spoilt(decide func(discordtest.Call) discordtest.Fault) {
	s.spoiling.Lock()
	defer s.spoiling.Unlock()
	s.spoil = decide
}

func (s *discordService) connect(f *fuse) connection {
	l := &line{dial: s.Dial, open: map[net.Conn]bool{}}
	o := discord.Options{
		BotToken: discordtest.BotToken, ApplicationID: discordtest.AppID, Guilds: []string{discordtest.Guild}, APIURL: s.URL(), Dial: l.Dial,
		Client: &http.Client{Transport: &http.Transport{DialContext: l.Dial, MaxIdleConnsPerHost: 16}}, Suggest: s.suggest, Now: s.now, Log: quiet(),
	}
	if s.door == byEndpoint {
		o.PublicKey, o.Listener = discordtest.PublicKey, s.listener(l)
	}
	bot, err := discord.New(o)
	if err != nil {
		panic(err) // the options are constants
	}
	return s.connected(bot, l, f, s.dying)
}

// dying spoils the last call of a process. What it posts is lost or lands late; what it shows lands late.
func (s *discordService) dying(op chattest.Op) {
	late := s.dies()
	switch op {
	case chattest.OpPost:
		s.NextOf("POST /channels/{channel}/messages", discordtest.LandAfter(late))
	case chattest.OpShow:
		s.NextOf("PATCH /channels/{channel}/messages/{message}", discordtest.LandAfter(10*time.Second))
	}
}

func (s *discordService) messages() []chattest.Record {
	return s.drawn(func() []chattest.Record {
		var all []chattest.Record
		add := func(found []discordtest.Message) {
			for _, m := range found {
				if m.By == discordtest.BotUser && m.Only == "" && len(m.Embeds) > 0 {
					all = append(all, s.record(m))
				}
			}
		}
		roots := s.Messages(s.general)
		add(roots)
		for _, m := range roots {
			add(s.Thread(m.ID))
		}
		for _, id := range s.ids {
			add(s.Messages(s.DirectChannel(id)))
		}
		return inOrder(all)
	})
}

// record is a message as the tests of the bot know it.
func (s *discordService) record(m discordtest.Message) chattest.Record {
	r := chattest.Record{Channel: workflow.Ref(m.Channel), Key: keyIn(m), At: m.At}
	for _, text := range append(m.Was, m.Reads) {
		text = strings.ReplaceAll(addressed.ReplaceAllString(text, ""), "What it means\n", "What it means: ") // the name of a field
		r.Texts = append(r.Texts, text)
	}
	r.Ref, r.Thread, r.Text = workflow.Ref(m.ID), workflow.Ref(m.Thread), r.Texts[len(r.Texts)-1]
	r.Posted = chat.Posted{Ref: r.Ref, Thread: cmp.Or(r.Thread, r.Ref)}
	for _, who := range m.Mentions {
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

// keyIn is the key that the bot keeps in the footer.
func keyIn(m discordtest.Message) string {
	footer := m.Embeds[len(m.Embeds)-1].Footer
	if footer == nil {
		return ""
	}
	return footer.Text[strings.LastIndex(footer.Text, " ")+1:]
}
