package discord

// What must be known of Discord before something is drawn.

import (
	"context"
	"time"

	"syncbot/workflow"
)

// penTimeout bounds what is asked before something is drawn: it must not use up the time to say it.
const penTimeout = 3 * time.Second

// pen is how messages and answers with those actions are drawn. Where Discord does not say of a channel in time which server it
// belongs to, links that lead there are only named.
func (d *Discord) pen(ctx context.Context, actions []workflow.Action) drawing {
	ctx, cancel := context.WithTimeout(ctx, penTimeout)
	defer cancel()
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
