package discord

// What must be known of Discord before something is drawn.

import (
	"context"

	"syncbot/workflow"
)

// pen is how messages and answers with those actions are drawn. Where Discord does not say of a channel in time which server it
// belongs to, links that lead there are only named.
func (d *Discord) pen(ctx context.Context, actions []workflow.Action) drawing {
	guilds := map[workflow.Ref]string{}
	for _, a := range actions {
		if a.ID != workflow.OpenMessage || a.Message.Place.Platform != platformName {
			continue
		}
		channel := channelOf(a.Message.Place)
		if c, err := d.channelInfo(ctx, string(channel)); err == nil {
			guilds[channel] = c.Guild
		}
	}
	return drawing{guilds: guilds}
}
