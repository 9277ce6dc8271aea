package discord

// Channels, and threads and forum posts, which Discord counts among them.

import (
	"cmp"
	"context"
	"fmt"

	"github.com/bwmarrin/discordgo"

	"syncbot/bot/outcome"
	"syncbot/workflow"
)

// channelInfo is what does not change of a channel or a thread.
type channelInfo struct {
	ID     string `json:"id"`
	Guild  string `json:"guild_id"`  // empty: direct messages
	Parent string `json:"parent_id"` // of a thread: the channel; of a channel: its category
	Name   string `json:"name"`
	Owner  string `json:"owner_id"` // of a thread: who began it
	Kind   int    `json:"type"`
}

// channelInfo asks Discord once about a channel. An error is never in doubt.
func (d *Discord) channelInfo(ctx context.Context, id string) (channelInfo, error) {
	if c, is := d.channels.get(id); is {
		return c, nil
	}
	if !snowflake.MatchString(id) {
		return channelInfo{}, outcome.Refused(fmt.Errorf("%q is no channel of Discord", id))
	}
	var c channelInfo
	if err := d.call(ctx, call{method: "GET", path: "/channels/" + id}, &c); err != nil {
		return channelInfo{}, certainly(err)
	}
	c.ID = cmp.Or(c.ID, id)
	d.channels.keep(id, c)
	return c, nil
}

// isDirect says whether nobody but one person and the bot reads it.
func (c channelInfo) isDirect() bool { return discordgo.ChannelType(c.Kind) == discordgo.ChannelTypeDM }

func (c channelInfo) isThread() bool {
	switch discordgo.ChannelType(c.Kind) {
	case discordgo.ChannelTypeGuildNewsThread, discordgo.ChannelTypeGuildPublicThread, discordgo.ChannelTypeGuildPrivateThread:
		return true
	}
	return false
}

// place is the channel as a place: of a thread that is its channel and itself.
func (c channelInfo) place() workflow.Place {
	if c.isThread() {
		return placeOf(c.Parent, c.ID)
	}
	return placeOf(c.ID, "")
}
