// Package discord is the bot in Discord: the gateway or signed requests come in, embeds go out.
package discord

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"net"
	"net/http"
	"regexp"
	"time"

	"github.com/sirupsen/logrus"

	"syncbot/bot/chat"
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
