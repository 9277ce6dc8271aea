package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"syncbot/bot/discord/discordtest"
)

// guest is a bot that is set up well on a server in Discord, on practice data.
type guest struct {
	discord *discordtest.Server
	channel string
	mei     string
	patient
}

func newGuest(t *testing.T) guest {
	s := discordtest.New()
	t.Cleanup(s.Close)
	g := guest{discord: s, channel: s.AddChannel(discordtest.Channel{Name: "support"}), mei: s.AddMember(discordtest.Member{Name: "mei"})}
	g.store = filepath.Join(t.TempDir(), "state", "syncbot.db")
	g.set = []string{
		"SYNCBOT_WORKSHOP=sandbox", "SYNCBOT_STORE=bolt:" + g.store, "SYNCBOT_CHANNELS=discord:" + g.channel + "=northside", "SYNCBOT_LOG_LEVEL=error",
		"DISCORD_BOT_TOKEN=" + discordtest.BotToken, "DISCORD_APPLICATION_ID=" + discordtest.AppID, "DISCORD_GUILD_ID=" + discordtest.Guild, "DISCORD_API_URL=" + s.Loopback(),
	}
	return g
}

// connected says that the bot has not come yet, or has no commands.
func (g guest) connected() error {
	if g.discord.Gateways() == 0 || len(g.discord.RegisteredCommands(discordtest.Guild)) == 0 {
		return discordtest.ErrNobody
	}
	return nil
}

// reads says that none of the messages has the words.
func reads(messages []discordtest.Message, words string) error {
	for _, m := range messages {
		if strings.Contains(m.Reads, words) {
			return nil
		}
	}
	return fmt.Errorf("nobody said %s", words)
}

// What serve makes of its settings answers in Discord through both doors, and completes what is typed.
func TestServeInDiscord(t *testing.T) {
	for _, door := range []string{"gateway", "signed requests"} {
		t.Run(door, func(t *testing.T) {
			g := newGuest(t)
			ready := g.connected
			if door == "signed requests" {
				ready = g.overHTTP(t)
			}
			g.serving(t)
			until(t, ready)
			if err := g.discord.Command(g.mei, g.channel, "syncstatus", map[string]any{"number": "INV-123"}); err != nil {
				t.Fatal(err)
			}
			until(t, func() error { return reads(g.discord.Messages(g.channel), "INV-123") })
			until(t, func() error { return reads(g.discord.Ephemerals(g.mei), "INV-123") })
			choices, err := g.discord.Complete(g.mei, g.channel, "syncstatus", map[string]any{"number": "12"}, "number")
			if err != nil || len(choices) == 0 || !strings.Contains(choices[0].Name, "123") {
				t.Errorf("while 12 is typed: %v, %v", choices, err)
			}
		})
	}
}

// overHTTP changes the settings to signed requests. The result says whether the bot's address has proved itself.
func (g *guest) overHTTP(t *testing.T) (ready func() error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	g.set = append(g.set, "DISCORD_PUBLIC_KEY="+discordtest.PublicKey, "SYNCBOT_LISTEN="+address)
	return func() error {
		if len(g.discord.RegisteredCommands(discordtest.Guild)) == 0 {
			return discordtest.ErrNobody
		}
		return g.discord.DeliverOverHTTP("http://"+address+"/discord/interactions", nil)
	}
}

// One bot serves both services, from one store: what is followed in one is known in the other.
func TestServeInBoth(t *testing.T) {
	g, p := newGuest(t), newPatient(t)
	for _, s := range p.set {
		if strings.HasPrefix(s, "SLACK_") {
			g.set = append(g.set, s)
		}
	}
	g.set[2] = "SYNCBOT_CHANNELS=slack:C0123=northside,discord:" + g.channel + "=northside"
	p.slack.Join("C0123", p.somebody())
	g.serving(t)
	until(t, g.connected)
	until(t, func() error {
		if p.slack.Sockets() == 0 {
			return errors.New("nobody has come to Slack")
		}
		return nil
	})
	if err := p.slack.Command("U1", "C0123", "/syncstatus INV-123"); err != nil {
		t.Fatal(err)
	}
	until(t, func() error { return said(p.slack.Messages("C0123"), "INV-123") })
	if err := g.discord.Command(g.mei, g.channel, "syncstatus", map[string]any{"number": "123"}); err != nil {
		t.Fatal(err)
	}
	until(t, func() error {
		for _, m := range g.discord.Ephemerals(g.mei) {
			if slices.ContainsFunc(m.Buttons(), func(b discordtest.Button) bool { return b.Label == "Tell me here too" }) {
				return nil
			}
		}
		return errors.New("nobody is offered to be told in Discord, too:\n" + g.discord.String())
	})
}

// An address that is taken is said before anything is served.
func TestServeInDiscordWhereTheAddressIsTaken(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := taken.Close(); err != nil {
			t.Error(err)
		}
	}()
	c := config{DiscordBot: "a.b.c", ApplicationID: discordtest.AppID, PublicKey: discordtest.PublicKey, Listen: listenAddress(taken.Addr().String())}
	_, err = c.chatServices(t.Context(), parts{}, answers{})
	if err == nil || !strings.HasPrefix(err.Error(), "SYNCBOT_LISTEN can't be used: ") || !strings.HasSuffix(err.Error(), "; choose a free port of this machine") {
		t.Error(err)
	}
}

// Whoever starts the bot reads that it is connected, and no secret.
func TestServeSaysThatDiscordIsReached(t *testing.T) {
	g := newGuest(t)
	g.set[3] = "SYNCBOT_LOG_LEVEL=info"
	path := logTo(t)
	g.serving(t)
	until(t, func() error {
		text, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(text), "connected to Discord as syncbot, commands in 1 server") {
			return fmt.Errorf("nobody reads that it is connected, %v:\n%s", err, text)
		}
		if strings.Contains(string(text), discordtest.BotToken) {
			t.Errorf("the token is shown:\n%s", text)
		}
		return nil
	})
}
