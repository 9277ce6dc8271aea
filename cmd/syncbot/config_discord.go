package main

// The settings for Discord. No fault shows a value: it may be a secret, though a wrong one.

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Where people find what goes into a setting.
const (
	discordTokenIs  = "the bot's token (discord.com/developers/applications › your app › Bot › Reset Token)"
	applicationIDIs = "the Application ID, a number of 17 to 20 digits (discord.com/developers/applications › your app › General Information)"
	publicKeyIs     = "the Public Key, 64 characters of 0-9 and a-f (discord.com/developers/applications › your app › General Information)"
	guildIDIs       = "the server's id, a number of 17 to 20 digits (User Settings › Advanced › Developer Mode, then right-click the server › Copy Server ID)"
)

// The kinds of values. Their UnmarshalText errors go on from the setting's name to a sentence.
type (
	discordToken  string
	applicationID string
	guildIDs      []string
	publicKey     string // in hex
	discordAPI    string // base of the API, with a slash at its end
)

// What Discord's values look like (https://docs.discord.com/developers/reference#snowflakes).
var (
	discordTokenShape = regexp.MustCompile(`^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$`)
	snowflakeShape    = regexp.MustCompile(`^[0-9]{17,20}$`)
	publicKeyShape    = regexp.MustCompile(`^[0-9a-fA-F]{64}$`)
	clientSecretShape = regexp.MustCompile(`^[A-Za-z0-9_-]{32}$`)
)

func (t *discordToken) UnmarshalText(b []byte) error {
	*t = ""
	if !discordTokenShape.Match(b) {
		return fmt.Errorf("%s; copy %s", whatIsOfDiscord(b), discordTokenIs)
	}
	*t = discordToken(b)
	return nil
}

func (a *applicationID) UnmarshalText(b []byte) error {
	*a = ""
	if !snowflakeShape.Match(b) {
		return fmt.Errorf("%s; copy %s", whatIsOfDiscord(b), applicationIDIs)
	}
	*a = applicationID(b)
	return nil
}

func (k *publicKey) UnmarshalText(b []byte) error {
	*k = ""
	if !publicKeyShape.Match(b) {
		return fmt.Errorf("%s; copy %s", whatIsOfDiscord(b), publicKeyIs)
	}
	*k = publicKey(strings.ToLower(string(b)))
	return nil
}

func (g *guildIDs) UnmarshalText(b []byte) error {
	*g = nil
	return eachItem(b, func(item string) error {
		switch {
		case !snowflakeShape.MatchString(item):
			return fmt.Errorf("%s; copy %s", whatIsOfDiscord([]byte(item)), guildIDIs)
		case slices.Contains(*g, item):
			return errors.New("names a server twice; keep one")
		}
		*g = append(*g, item)
		return nil
	})
}

func (a *discordAPI) UnmarshalText(b []byte) error {
	base, err := readAPIBase(b, "https://discord.com/api/")
	*a = discordAPI(base)
	return err
}

// whatIsOfDiscord says what was put where another value belongs, by how it looks.
func whatIsOfDiscord(value []byte) string {
	switch {
	case strings.HasPrefix(string(value), "Bot "):
		return `begins with "Bot ", which the bot puts before the token itself`
	case discordTokenShape.Match(value):
		return "holds a token"
	case publicKeyShape.Match(value):
		return "holds a public key"
	case snowflakeShape.Match(value):
		return "holds an id"
	case clientSecretShape.Match(value):
		return "holds what looks like the client secret, which the bot doesn't need"
	default:
		return "does not look like one"
	}
}

// discordSettings are those that say which app the bot is. One of them shows that Discord is meant.
var discordSettings = []string{"DISCORD_BOT_TOKEN", "DISCORD_APPLICATION_ID", "DISCORD_PUBLIC_KEY", "DISCORD_GUILD_ID"}

// meansDiscord says whether Discord is to be served, so far as somebody tried to set it.
func (c config) meansDiscord(faults error) bool {
	return c.DiscordBot != "" || c.ApplicationID != "" || c.PublicKey != "" || len(c.Guilds) > 0 ||
		slices.ContainsFunc(discordSettings, func(name string) bool { return named([]error{faults}, name) })
}

// discordOverHTTP says whether Discord is to send signed requests. Without a public key the bot connects to its gateway.
func (c config) discordOverHTTP() bool { return c.PublicKey != "" }

// discordLacks says what a bot in Discord needs beside what is set. Faults that name it already are not repeated.
func (c config) discordLacks(faults error) error {
	if !c.meansDiscord(faults) {
		return nil
	}
	faulty := func(name string) bool { return named([]error{faults}, name) }
	var lacks []error
	if c.DiscordBot == "" && !faulty("DISCORD_BOT_TOKEN") {
		lacks = append(lacks, errors.New("DISCORD_BOT_TOKEN is missing beside the other settings for Discord; copy "+discordTokenIs))
	}
	if c.ApplicationID == "" && !faulty("DISCORD_APPLICATION_ID") {
		lacks = append(lacks, errors.New("DISCORD_APPLICATION_ID is missing beside the other settings for Discord; copy "+applicationIDIs))
	}
	if !faulty("DISCORD_GUILD_ID") && !faulty("SYNCBOT_CHANNELS") {
		lacks = append(lacks, c.discordServesNothing())
	}
	if !faulty("SYNCBOT_MAY_ASK") && !faulty("SYNCBOT_MAY_SYNC") && !faulty("SYNCBOT_ADMINS") {
		lacks = append(lacks, c.nobodyAsks("discord", "Discord", "discord:1234567890123456789=the mechanics"))
	}
	if c.discordOverHTTP() && !faulty("SYNCBOT_LISTEN") {
		lacks = append(lacks, c.discordLacksDoor())
	}
	return errors.Join(lacks...)
}

// discordServesNothing says that the settings let nobody in Discord ask, or everybody who invites the bot.
func (c config) discordServesNothing() error {
	if len(c.Channels) > 0 {
		return c.servesNothing("discord", "Discord", "discord:1234567890123456789=northside")
	}
	if len(c.Guilds) == 0 {
		return errors.New("DISCORD_GUILD_ID is missing, and SYNCBOT_CHANNELS too: whoever invites the bot to a server could read about every workshop; set the first to " + guildIDIs +
			", or the second to the channels that are served")
	}
	return nil
}

// discordLacksDoor says why Discord's signed requests could not be taken in.
func (c config) discordLacksDoor() error {
	switch {
	case c.Listen == "":
		return errors.New("SYNCBOT_LISTEN is missing beside DISCORD_PUBLIC_KEY; write the address to take in Discord's requests at, " +
			"such as :8080, or leave DISCORD_PUBLIC_KEY out: then the bot connects to Discord itself, and needs none")
	case c.slackOverHTTP():
		return errors.New("SYNCBOT_LISTEN can't be shared: SLACK_SIGNING_SECRET and DISCORD_PUBLIC_KEY both ask for it; " +
			"set SLACK_APP_TOKEN, so that Slack needs no address, or leave DISCORD_PUBLIC_KEY out, so that Discord needs none")
	}
	return nil
}
