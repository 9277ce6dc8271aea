// Package slack is the bot in Slack: Socket Mode or signed requests come in, Block Kit goes out.
//
// Slack keeps no keys: a message that may have been posted is found again by the key in its metadata. Nothing here tries a
// post twice; the bot's outbox does. Slack delivers each command to one of an app's connections, so only one bot may run
// for an app.
package slack

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"github.com/sirupsen/logrus"
	"github.com/slack-go/slack"

	"syncbot/bot/chat"
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

	Connections int                                                               // of Socket Mode, 1 to 10; 0: two, so that nothing falls into the gap when Slack refreshes one
	Client      *http.Client                                                      // reaches the Web API and response URLs; nil: one with time-outs
	Dial        func(ctx context.Context, network, addr string) (net.Conn, error) // opens the connections of Socket Mode; nil: the network's
	Listener    net.Listener                                                      // takes in signed requests; the Slack closes it when Listen ends

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
}

// New makes the platform; nothing is called before its methods are. The error says what is missing.
func New(o Options) (*Slack, error) {
	if o.BotToken == "" {
		return nil, errors.New("Slack needs a bot token")
	}
	return &Slack{options: o, api: slack.New(o.BotToken)}, nil
}

// Name is "slack".
func (s *Slack) Name() string { return platformName }

// Traits are those of Slack: it keeps no keys, and its messages can be searched for theirs.
func (s *Slack) Traits() chat.Traits { return chat.Traits{Findable: true} }
