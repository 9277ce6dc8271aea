package main

// What the doctor says of Discord.

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/chat/checkup"
	"syncbot/bot/discord/discordtest"
)

func TestDoctorForDiscord(t *testing.T) {
	g := newGuest(t)
	role := g.discord.AddRole(discordtest.Role{Name: "mechanics"})
	g.set = append(g.set, "SYNCBOT_MAY_ASK=discord:"+role, "SYNCBOT_ADMINS=discord:"+g.mei)
	out, got := g.doctor(t)
	if got != 0 {
		t.Errorf("exit status %d", got)
	}
	for _, line := range []string{
		"ok         settings: Nothing is wrong with them.",
		"ok         .env: It holds secrets, and not everybody on this machine can read it.",
		"ok         clock: It agrees with Discord's.",
		"ok         Discord bot token: The bot is @syncbot.",
		"ok         Discord app: The token belongs to the app syncbot of DISCORD_APPLICATION_ID.",
		"ok         intents: None of the privileged ones is needed, and none is on.",
		"ok         server " + discordtest.Guild + ": The bot is on ",
		"ok         channel " + g.channel + ": The bot can work in #support on ",
		"ok         commands on " + discordtest.Guild + ": None is registered yet; serve does so when it starts.",
		"ok         person or role " + role + ": It is the role mechanics on ",
		"ok         person or role " + g.mei + ": It is mei on ",
		"\nAll is well.",
	} {
		if !strings.Contains(out, line) {
			t.Errorf("it does not say %q:\n%s", line, out)
		}
	}
	if strings.Contains(out, discordtest.BotToken) || strings.Contains(out, "Slack") {
		t.Errorf("a token is shown, or Slack is looked for:\n%s", out)
	}
}

func TestDoctorWhereSomethingIsWrongInDiscord(t *testing.T) {
	g := newGuest(t)
	g.discord.Permit(g.channel, 0, discordtest.EmbedLinks|discordtest.CreatePublicThreads)
	forum := g.discord.AddChannel(discordtest.Channel{Name: "questions", Kind: discordtest.Forum})
	g.set = append(g.set, "SYNCBOT_LEADS=discord:"+forum)
	out, got := g.doctor(t)
	for _, line := range []string{
		"wrong      channel " + g.channel + ": In #support on The guild the bot lacks: Create Public Threads, Embed Links.\n           #support › Edit Channel",
		"wrong      channel " + forum + ": #questions is a forum",
		"\n2 things are wrong.\n",
	} {
		if got != statusNotWell || !strings.Contains(out, line) {
			t.Errorf("exit status %d, and it does not say %q:\n%s", got, line, out)
		}
	}
	g.discord.Break(discordtest.BotToken)
	out, _ = g.doctor(t, "--json")
	var answer struct{ Checks []checked }
	if err := json.Unmarshal([]byte(out), &answer); err != nil {
		t.Fatal(err)
	}
	if c := find(t, answer.Checks, "Discord bot token"); c.State != checkup.Wrong || c.Says != "Discord does not know this token." || c.Remedy == "" {
		t.Errorf("%+v", c)
	}
}

func TestDoctorWhileTheBotServesDiscord(t *testing.T) {
	g := newGuest(t)
	g.serving(t)
	until(t, g.connected)
	until(t, func() error {
		out, got := g.doctor(t)
		if got != 0 || !strings.Contains(out, "\nok         running bot, discord: Connected since ") || !strings.Contains(out, ": Discord has them as they are.") {
			return errors.New(out)
		}
		return nil
	})
}

// With signed requests the doctor knows whether Discord has the bot's address.
func TestDoctorForDiscordsSignedRequests(t *testing.T) {
	g := newGuest(t)
	ready := g.overHTTP(t)
	out, got := g.doctor(t)
	if got != 0 || !strings.Contains(out, "ok         interactions endpoint: The app names no address yet.") || !strings.Contains(out, "ok         address for signed requests: ") {
		t.Errorf("before it runs: exit status %d:\n%s", got, out)
	}
	g.serving(t)
	until(t, ready)
	until(t, func() error {
		out, got := g.doctor(t)
		for _, line := range []string{
			"ok         public key: It is the key of this app.", "ok         interactions endpoint: Discord sends what people do to http://127.0.0.1:",
			"ok         running bot, discord: Taking Discord's requests at ",
		} {
			if got != 0 || !strings.Contains(out, line) {
				return errors.New(out)
			}
		}
		return nil
	})
}

// The address is looked at for the service that uses it, and for none it is said why.
func TestDoctorLooksAtTheAddress(t *testing.T) {
	const app, bot = slackAppToken("xapp-1"), slackBotToken("xoxb-1")
	slackHTTP := config{SlackBot: bot, SigningSecret: "abc"}
	discordHTTP := config{DiscordBot: "a.b.c", PublicKey: discordtest.PublicKey}
	for name, c := range map[string]struct {
		config config
		want   string // how it begins; empty: nothing is said
	}{
		"Slack":            {slackHTTP, "127.0.0.1:0 is free. Whether the signing secret"},
		"Discord":          {discordHTTP, "127.0.0.1:0 is free."},
		"both":             {config{SlackBot: bot, SigningSecret: "abc", PublicKey: discordtest.PublicKey, DiscordBot: "a.b.c"}, ""},
		"Socket Mode":      {config{SlackBot: bot, SlackApp: app}, "SYNCBOT_LISTEN is not used: with SLACK_APP_TOKEN set, the bot connects to Slack by Socket Mode."},
		"the gateway":      {config{DiscordBot: "a.b.c"}, "SYNCBOT_LISTEN is not used: without DISCORD_PUBLIC_KEY the bot connects to Discord's gateway."},
		"both connections": {config{SlackApp: app, DiscordBot: "a.b.c"}, "SYNCBOT_LISTEN is not used: with SLACK_APP_TOKEN set, the bot connects to Slack by Socket Mode; without"},
		"no service":       {config{}, ""},
	} {
		c.config.Listen = "127.0.0.1:0"
		found := c.config.examineAddress(t.Context(), false)
		switch {
		case c.want == "" && len(found) == 0:
		case len(found) != 1 || !strings.HasPrefix(found[0].Says, c.want) || found[0].State != checkup.OK:
			t.Errorf("%s: %+v, want %q", name, found, c.want)
		}
	}
}

// Which channels, people and roles of Discord the settings name: each once, and nothing of another service.
func TestWhatTheSettingsNameInDiscord(t *testing.T) {
	c, err := readConfig([]string{
		twoWorkshops, "SYNCBOT_CHANNELS=discord:6=northside,discord:5=bayview,slack:C1=bayview", "SYNCBOT_LEADS=discord:5",
		"SYNCBOT_ADMINS=discord:8,slack:S2", "SYNCBOT_MAY_ASK=slack:S1,discord:7", "SYNCBOT_MAY_SYNC=discord:8,console:9",
	}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	p := c.discordPatient(true)
	if diff := cmp.Diff([]string{"5", "6"}, p.Channels); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"7", "8"}, p.Listed); diff != "" {
		t.Error(diff)
	}
	if p.Lead != "5" || !p.Runs {
		t.Errorf("%+v", p)
	}
}
