// Package slack is the bot in Slack: Socket Mode or signed requests come in, Block Kit goes out.
//
// Slack keeps no keys: a message that may have been posted is found again by the key in its metadata. Nothing here tries a
// post twice; the bot's outbox does. Slack delivers each command to one of an app's connections, so only one bot may run
// for an app.
//
// Where things are: in comes listen.go (the doors: supervise.go and socket.go, or signed.go), then receive.go and one file a
// kind of deed (command, press, submission, mention, shortcut, hometab), which ask who it is and where (person, group,
// channels, joined) and let the bot decide.go. Out go post.go and find.go, reply.go for one person's eyes, through client.go, each
// when it is its turn.go; classify.go says what Slack's errors mean. What is said is drawn by draw.go and its like, answer.go
// with advice.go, home.go and view.go, on the paper of blocks.go. For operators there are status.go, manifest.go and
// doctor.go. What any chat service needs is in the rooms below bot/chat.
package slack

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/sirupsen/logrus"
	"github.com/slack-go/slack"

	"syncbot/bot/chat"
	"syncbot/bot/chat/health"
	"syncbot/bot/chat/pace"
	"syncbot/workflow"
)

// platformName is the platform's name in places, keys and lanes.
const platformName = "slack"

// Options say which app the bot is and how it reaches Slack. BotToken must be set, and AppToken or SigningSecret with Listener.
type Options struct {
	BotToken      string // xoxb-…: what the bot may do
	AppToken      string // xapp-…, for Socket Mode; empty: Slack sends signed requests to Listener
	SigningSecret string // proves that a request comes from Slack
	APIURL        string // base of the Web API, ending in "/"; empty: Slack's own

	Connections int                                                               // of Socket Mode, 1 to 10; 0: two, which bridge the moment in which Slack refreshes one
	Client      *http.Client                                                      // reaches the Web API and response URLs; nil: one with time-outs
	Dial        func(ctx context.Context, network, addr string) (net.Conn, error) // opens the connections of Socket Mode; nil: the network's
	Listener    net.Listener                                                      // takes in signed requests; the Slack closes it when Listen ends
	Reopen      func(ctx context.Context) (net.Listener, error)                   // another, where the Listener was lost; nil: at the same address

	Groups    []string                                 // ids of the user groups that matter: Slack is asked who is in them
	Workshops func(workflow.Place) []workflow.Workshop // whose documents can be asked after in a channel, for the form; nil: the form does not ask
	Home      chat.ShowHome                            // fills App Home; nil: it stays empty

	Now func() time.Time   // the bot's clock; nil: time.Now
	Log logrus.FieldLogger // nil: logrus.StandardLogger
}

// Slack is a [chat.Platform]. Its methods may be called by many goroutines, but for Listen, which only one may run.
type Slack struct {
	options Options
	api     *slack.Client
	reader  *slack.Client // reads conversations back
	state   *state
	pace    pace.Pace
	health  health.Health
	known   atomic.Pointer[workspace] // nil until Slack has said who the bot is
	direct  sync.Map                  // the channel of direct messages by the id of the user
}

// callTimeout bounds one call of the Web API where no context does so earlier.
const callTimeout = 30 * time.Second

// New makes the platform; nothing is called before its methods are. The error says what is missing.
func New(o Options) (*Slack, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	if o.Connections == 0 {
		o.Connections = 2
	}
	o.Client = webClient(o.Client)
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = logrus.StandardLogger()
	}
	return &Slack{
		options: o, api: o.client(o.Client), reader: o.client(bareReading{o.Client}), state: newState(o.Now),
		health: health.Health{API: "the Web API"},
	}, nil
}

func (o Options) check() error {
	switch {
	case o.BotToken == "":
		return errors.New("Slack needs a bot token, which begins with xoxb-")
	case o.AppToken == "" && o.Listener == nil:
		return errors.New("Slack needs an app token, which begins with xapp-, or an address at which it can reach the bot")
	case o.AppToken == "" && o.SigningSecret == "":
		return errors.New("Slack needs the signing secret of the app, or nobody could tell whose requests come in")
	case o.Connections < 0 || o.Connections > maxConnections:
		return fmt.Errorf("Slack allows an app 1 to %d connections, not %d", maxConnections, o.Connections)
	}
	return nil
}

// doer makes calls, as [http.Client] does.
type doer interface {
	Do(*http.Request) (*http.Response, error)
}

// client makes a client of the Web API that goes through c. It retries nothing.
func (o Options) client(c doer) *slack.Client {
	with := []slack.Option{slack.OptionHTTPClient(c), slack.OptionAppLevelToken(o.AppToken)}
	if o.APIURL != "" {
		with = append(with, slack.OptionAPIURL(o.APIURL))
	}
	return slack.New(o.BotToken, with...)
}

// Name is "slack".
func (s *Slack) Name() string { return platformName }

// Traits are those of Slack: it keeps no keys, and its messages can be searched for theirs.
func (s *Slack) Traits() chat.Traits { return chat.Traits{Findable: true} }
