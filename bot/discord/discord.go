// Package discord is the bot in Discord: the gateway or signed requests come in, embeds go out.
//
// Discord keeps a message's key for two minutes; later a message that may have been posted is found again by the key in its
// footer. Nothing here tries a post twice; the bot's outbox does.
//
// Where things are: in comes listen.go (the doors: gateway.go with relay.go, or signed.go), then receive.go and one file a kind
// of deed (command, press, modal, message_command, written, autocomplete), which decide.go hands to the bot's core and answer.go
// acknowledges; standing.go knows what somebody who writes to the bot alone may see. Out go post.go with thread.go and find.go,
// reply.go and direct.go for one person's eyes; all calls go through rest.go, by transport.go, in their turn (bucket.go) and
// under the brake (brake.go); classify.go says what Discord's errors mean. What is said is drawn by draw.go and its like,
// escape.go and button.go, on the paper of sheet.go. For operators there are status.go, register.go and doctor.go.
package discord

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"net"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/sirupsen/logrus"

	"syncbot/bot/chat"
	"syncbot/bot/chat/health"
	"syncbot/bot/chat/pace"
	"syncbot/bot/chat/web"
	"syncbot/workflow"
)

// platformName is the platform's name in places, keys and lanes.
const platformName = "discord"

// Options say which app the bot is and how it reaches Discord. BotToken and ApplicationID must be set, and PublicKey with a Listener.
type Options struct {
	BotToken      string   // what the bot may do
	ApplicationID string   // the app's id
	PublicKey     string   // in hex; proves that a request comes from Discord; empty: the gateway is used
	APIURL        string   // base of the API, ending in "/"; empty: Discord's own, https://discord.com/api/
	Guilds        []string // ids of the guilds that are served, in which the commands are registered; empty: all, globally
	Channels      []string // ids of the channels that the settings name: those of whoever writes to the bot alone

	Client   *http.Client                                                      // reaches the API and attachments; nil: one with time-outs
	Dial     func(ctx context.Context, network, addr string) (net.Conn, error) // opens the connections of the gateway; nil: the network's
	Listener net.Listener                                                      // takes in signed requests; the Discord closes it when Listen ends
	Reopen   func(ctx context.Context) (net.Listener, error)                   // another, where the Listener was lost; nil: at the same address

	Suggest chat.Suggest // fills autocomplete; nil: it stays empty

	Now func() time.Time   // the bot's clock; nil: time.Now
	Log logrus.FieldLogger // nil: logrus.StandardLogger
}

// Discord is a [chat.Platform]. Its methods may be called by many goroutines, but for Listen, which only one may run.
type Discord struct {
	options  Options
	api      *discordgo.Session // makes calls; its gateway is never opened
	pace     pace.Pace
	brake    brake
	health   health.Health
	state    *state
	self     atomic.Pointer[self] // nil until Discord has said who the bot is
	channels known[channelInfo]   // of channels and threads
	direct   known[string]        // the channels of direct messages, by the ids of the people

	homes atomic.Pointer[[]string] // the guilds of the channels of the settings; nil: not known, or not needed
}

const (
	// callTimeout bounds one call of the API where no context does so earlier.
	callTimeout = 30 * time.Second
	// defaultAPI is where Discord's API is: https://docs.discord.com/developers/reference#http-api.
	defaultAPI = "https://discord.com/api/"
	// keyLife is how long Discord keeps a nonce: "the past few minutes" (https://docs.discord.com/developers/resources/message#create-message).
	keyLife = 2 * time.Minute
)

// New makes the platform; nothing is called before its methods are. The error says what is missing.
func New(o Options) (*Discord, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	if o.APIURL == "" {
		o.APIURL = defaultAPI
	}
	if !strings.HasSuffix(o.APIURL, "/") {
		o.APIURL += "/"
	}
	o.Client = web.Client(o.Client, callTimeout)
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = logrus.StandardLogger()
	}
	api, err := o.session()
	if err != nil {
		return nil, err
	}
	return &Discord{options: o, api: api, health: health.Health{API: "Discord's API"}, state: newState(o.Now)}, nil
}

// Name is "discord".
func (d *Discord) Name() string { return platformName }

// Traits are those of Discord: it keeps keys for some minutes, and its messages can be searched for theirs.
func (d *Discord) Traits() chat.Traits { return chat.Traits{HonoursKeys: keyLife, Findable: true} }

func (d *Discord) log() logrus.FieldLogger { return d.options.Log.WithField("lane", platformName) }

var snowflake = regexp.MustCompile(`^[0-9]{1,20}$`)

func (o Options) check() error {
	switch {
	case o.BotToken == "":
		return errors.New("Discord needs the token of the bot")
	case !snowflake.MatchString(o.ApplicationID):
		return errors.New("Discord needs the application id, which is a number")
	case o.PublicKey == "":
		return nil
	case o.Listener == nil:
		return errors.New("Discord needs an address at which it can reach the bot, beside the public key")
	}
	key, err := hex.DecodeString(o.PublicKey)
	if err != nil || len(key) != ed25519.PublicKeySize {
		return errors.New("the public key is not 64 characters of 0-9 and a-f")
	}
	return nil
}

// placeOf is a place in Discord. Of a thread or a forum post the channel is that which it belongs to.
func placeOf(channel, thread string) workflow.Place {
	return workflow.Place{Platform: platformName, Channel: workflow.Ref(channel), Thread: workflow.Ref(thread)}
}
