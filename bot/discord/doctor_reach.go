package discord

// Whether Discord is reached, and whether the clocks agree.

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"syncbot/bot/chat/checkup"
)

// reach says whether Discord answers at all. It asks what needs no token (https://docs.discord.com/developers/events/gateway#get-gateway).
func (x *examination) reach(ctx context.Context) bool {
	const check = "Discord"
	service := x.service()
	a, err := x.get(ctx, "/gateway", "")
	switch {
	case err != nil:
		says, remedy := service.Unreached(err)
		x.wrong(check, problem{says, remedy})
	case a.status >= http.StatusInternalServerError:
		x.wrong(check, problem{
			fmt.Sprintf("%s answers HTTP %d.", service.Where, a.status), "Try again later; https://discordstatus.com says how Discord is.",
		})
	case a.status == http.StatusForbidden || a.status == http.StatusTooManyRequests:
		x.wrong(check, problem{
			fmt.Sprintf("%s refuses this machine's address (HTTP %d).", service.Where, a.status),
			"Discord shuts an address out for a while after many refused requests. Stop what else sends them from here, and try again in an hour.",
		})
	case !likeDiscord(a):
		x.wrong(check, problem{
			fmt.Sprintf("%s answers, but not as Discord does (HTTP %d).", service.Where, a.status),
			"If DISCORD_API_URL is set, it must be the base of the API, such as https://discord.com/api/. Otherwise a proxy may stand between.",
		})
	default:
		x.ok(check, "%s answers.", service.Where)
		x.findings = append(x.findings, service.Clock(x.options.Now(), a.header.Get("Date")))
		return true
	}
	return false
}

// service is Discord as the checks speak of it.
func (x *examination) service() checkup.Service {
	where := x.options.APIURL
	if u, err := url.Parse(where); err == nil {
		where = u.Host
	}
	return checkup.Service{
		Name: "Discord", Where: where, Within: perCheck, Outward: "HTTPS and WebSockets out to discord.com and what ends in .discord.gg",
	}
}

// likeDiscord says whether an answer names a gateway.
func likeDiscord(a heard) bool {
	var g struct {
		URL string `json:"url"`
	}
	return a.status == http.StatusOK && json.Unmarshal(a.body, &g) == nil && g.URL != ""
}
