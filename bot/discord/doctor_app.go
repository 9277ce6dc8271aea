package discord

// Whether the token is accepted, and whether its app is the one of the settings and is set up for them.

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// Where people find things.
const (
	portal       = "discord.com/developers/applications › your app › "
	takeToken    = "Copy the bot's token into DISCORD_BOT_TOKEN: " + portal + "Bot › Reset Token."
	copyAppID    = "Copy the Application ID into DISCORD_APPLICATION_ID: " + portal + "General Information."
	copyKey      = "Copy the Public Key into DISCORD_PUBLIC_KEY: " + portal + "General Information."
	endpointIsAt = portal + "General Information › Interactions Endpoint URL"
)

// token says whether the token is accepted (https://docs.discord.com/developers/resources/user#get-current-user).
func (x *examination) token(ctx context.Context) bool {
	const check = "Discord bot token"
	var who struct {
		ID   string `json:"id"`
		Name string `json:"username"`
		Bot  bool   `json:"bot"`
	}
	if err := x.ask(ctx, "/users/@me", &who); err != nil {
		x.failed(check, err, map[int]problem{0: {"Discord does not know this token.", takeToken}})
		return false
	}
	if !who.Bot {
		x.wrong(check, problem{fmt.Sprintf("It is the token of a person, %s, not of a bot.", who.Name), takeToken})
		return false
	}
	x.self = who.ID
	x.ok(check, "The bot is @%s.", who.Name)
	return true
}

// appInfo is what Discord says of the token's app (https://docs.discord.com/developers/resources/application#application-object).
type appInfo struct {
	ID        string  `json:"id"`
	Name      string  `json:"name"`
	Public    *bool   `json:"bot_public"`
	VerifyKey string  `json:"verify_key"`
	Endpoint  *string `json:"interactions_endpoint_url"`
	Flags     uint64  `json:"flags"`
	CodeGrant bool    `json:"bot_require_code_grant"`
}

func (x *examination) app(ctx context.Context) {
	const check = "Discord app"
	var a appInfo
	if err := x.ask(ctx, "/applications/@me", &a); err != nil {
		x.failed(check, err, nil)
		return
	}
	if a.ID != x.options.ApplicationID {
		x.wrong(check, problem{fmt.Sprintf("DISCORD_APPLICATION_ID is another app's: the token belongs to %s, whose id is %s.", a.Name, a.ID), copyAppID})
	} else {
		x.ok(check, "The token belongs to the app %s of DISCORD_APPLICATION_ID.", a.Name)
	}
	x.installing(a)
	x.door(a)
	x.intents(a)
}

// installing says who may invite the bot. Strangers would get nothing from it.
func (x *examination) installing(a appInfo) {
	if a.Public != nil && *a.Public {
		x.advise("public bot", problem{
			"Anybody may invite the bot to a server of theirs. It would serve nothing there.",
			"To leave that to yourself: " + portal + "Installation › Install Link: None; then Bot › Public Bot off.",
		})
	}
	if a.CodeGrant {
		x.advise("invitation", problem{
			"Nobody can invite the bot: the app asks for a code grant, which a bot alone can't take.", portal + "Bot › Requires OAuth2 Code Grant off.",
		})
	}
}

// door says whether Discord sends what people do to where the bot takes it in: at an address, or over the gateway, never both
// (https://docs.discord.com/developers/interactions/receiving-and-responding#receiving-an-interaction).
func (x *examination) door(a appInfo) {
	const check = "interactions endpoint"
	overHTTP, set := x.options.PublicKey != "", a.Endpoint != nil && *a.Endpoint != ""
	if overHTTP && !strings.EqualFold(a.VerifyKey, x.options.PublicKey) {
		x.wrong("public key", problem{"DISCORD_PUBLIC_KEY is not the key of this app, so all that Discord sends would be refused.", copyKey})
	} else if overHTTP {
		x.ok("public key", "It is the key of this app.")
	}
	enter := problem{
		"The app names no address, so Discord sends nothing to the bot.",
		"While syncbot serve runs, enter the public address that leads to it, which ends in /discord/interactions: " + endpointIsAt + ".",
	}
	switch {
	case overHTTP && set:
		x.ok(check, "Discord sends what people do to %s.", *a.Endpoint)
	case overHTTP && x.patient.Runs:
		x.wrong(check, enter)
	case overHTTP:
		enter.says = "The app names no address yet."
		x.advise(check, enter)
	case set:
		x.wrong(check, problem{
			fmt.Sprintf("Discord sends commands and presses to %s, and so none to this bot, which connects to the gateway.", *a.Endpoint),
			"Empty " + endpointIsAt + ". Or take in signed requests there: set DISCORD_PUBLIC_KEY and SYNCBOT_LISTEN.",
		})
	}
}

// The app's flags for privileged intents: those of apps on many servers, and of others
// (https://docs.discord.com/developers/resources/application#application-object-application-flags).
var privileged = []struct {
	name string
	bits uint64
}{
	{"Presence Intent", 1<<12 | 1<<13},
	{"Server Members Intent", 1<<14 | 1<<15},
	{"Message Content Intent", 1<<18 | 1<<19},
}

func (x *examination) intents(a appInfo) {
	const check = "intents"
	var on []string
	for _, p := range privileged {
		if a.Flags&p.bits != 0 {
			on = append(on, p.name)
		}
	}
	if len(on) == 0 {
		x.ok(check, "None of the privileged ones is needed, and none is on.")
		return
	}
	x.advise(check, problem{
		fmt.Sprintf("Not needed: %s.", strings.Join(on, ", ")),
		"You may switch off what no other use of the app needs: " + portal + "Bot › Privileged Gateway Intents.",
	})
}

// sessions says whether Discord would open the gateway. An app may begin so many sessions a day
// (https://docs.discord.com/developers/events/gateway#session-start-limit-object).
func (x *examination) sessions(ctx context.Context) {
	const check = "Discord gateway"
	var g struct {
		Limit struct {
			Total     int `json:"total"`
			Remaining int `json:"remaining"`
			Reset     int `json:"reset_after"` // milliseconds
		} `json:"session_start_limit"`
	}
	if x.options.PublicKey != "" {
		return
	}
	if err := x.ask(ctx, "/gateway/bot", &g); err != nil {
		x.failed(check, err, nil)
		return
	}
	if g.Limit.Total > 0 && g.Limit.Remaining == 0 {
		again := x.options.Now().Add(time.Duration(g.Limit.Reset) * time.Millisecond)
		x.wrong(check, problem{
			fmt.Sprintf("The day's %d sessions are used up, and a bot that is started now can't connect before %s.", g.Limit.Total, again.Format("Mon 2 Jan, 3:04 pm")),
			"See what starts the bot again and again: its log says why it ended.",
		})
		return
	}
	x.ok(check, "Discord would open it; %d of the day's %d sessions are left.", g.Limit.Remaining, g.Limit.Total)
}
