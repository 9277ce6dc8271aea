package discord

// Where the gateway is: the address that Discord gave for going on with a session, or else the one that it gives to anybody, with
// how often the bot may begin a session.

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/bwmarrin/discordgo"

	"syncbot/bot/chat/pace"
)

// askTimeout bounds a question to the API.
const askTimeout = 20 * time.Second

// gatewayAnswer is what Discord says of its gateway.
// https://docs.discord.com/developers/events/gateway#get-gateway-bot
type gatewayAnswer struct {
	URL   string     `json:"url"`
	Limit startLimit `json:"session_start_limit"`
}

// address is where the next connection goes. Where it is to begin a session, it waits until that may be.
func (g *gateway) address(ctx context.Context) (string, error) {
	resumes := g.session != nil
	if resumes && g.session.address != "" && !g.detour {
		return g.session.address, nil
	}
	answer, err := g.run.askGateway(ctx)
	if err != nil {
		g.detour = false
		return "", err
	}
	if resumes {
		return answer.URL, nil
	}
	if wait := g.identify.wait(answer.Limit, time.Now()); !g.mayBegin(ctx, wait) {
		return "", ctx.Err()
	}
	return answer.URL, nil
}

// mayBegin waits until a session may be begun. It reports whether ctx still runs.
func (g *gateway) mayBegin(ctx context.Context, wait time.Duration) bool {
	if wait > startsApart {
		until := g.run.state.clock(g.run.options.Now().Add(wait))
		g.warn(trouble{sentence: "The bot has begun too many sessions at Discord. It begins the next at " + until + "."}, wait)
	}
	return pace.Pause(ctx, wait)
}

// askGateway asks where the gateway is. Its errors are those of call.
func (d *Discord) askGateway(ctx context.Context) (gatewayAnswer, error) {
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	var answer gatewayAnswer
	err := d.call(ctx, call{method: http.MethodGet, path: "/gateway/bot"}, &answer)
	return answer, err
}

// dialled is an address of the gateway as it is dialled.
func dialled(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "wss" && u.Scheme != "ws" {
		return "", errors.New("Discord gave an address of its gateway that is none")
	}
	if u.Path == "" {
		u.Path = "/"
	}
	u.RawQuery = url.Values{"v": {discordgo.APIVersion}, "encoding": {"json"}}.Encode()
	return u.String(), nil
}
