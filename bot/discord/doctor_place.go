package discord

// Whether the bot can work in its channels.

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// knownChannel is a channel as the doctor knows it (https://docs.discord.com/developers/resources/channel#channel-object).
type knownChannel struct {
	channelInfo
	Overwrites []overwrite `json:"permission_overwrites"`
}

const (
	copyChannel     = "Copy the id again: right-click the channel › Copy Channel ID. Or take it out of SYNCBOT_CHANNELS and SYNCBOT_LEADS."
	nameAnotherKind = "Name a text channel or a forum in SYNCBOT_CHANNELS and SYNCBOT_LEADS instead."
)

// channels looks at each channel.
func (x *examination) channels(ctx context.Context) {
	for _, id := range x.patient.Channels {
		check := "channel " + id
		var c knownChannel
		if err := x.ask(ctx, "/channels/"+id, &c); err != nil {
			x.failed(check, err, channelProblems)
			continue
		}
		c.ID = id
		x.channel(ctx, check, c)
	}
}

// What Discord says of channels.
var channelProblems = map[int]problem{
	codeUnknownChannel: {"There is no such channel.", copyChannel},
	codeMissingAccess: {
		"The bot may not see this channel: it lacks View Channels there, or is not on its server.",
		"Edit Channel › Permissions: let the bot's role view it. If the bot is not on the server: " + openInvite,
	},
}

// channel judges one that the bot can see.
func (x *examination) channel(ctx context.Context, check string, c knownChannel) {
	if p, unfit := c.unfit(x.patient.Lead == c.ID); unfit {
		x.wrong(check, p)
		return
	}
	if len(x.options.Guilds) > 0 && !slices.Contains(x.options.Guilds, c.Guild) {
		x.wrong(check, problem{
			fmt.Sprintf("#%s is on the server %s, which DISCORD_GUILD_ID does not name.", c.Name, c.Guild), "Add the server to DISCORD_GUILD_ID, or take the channel out of the settings.",
		})
		return
	}
	g := x.guild(ctx, c.Guild)
	if g.err != nil {
		x.failed(check, g.err, nil)
		return
	}
	if lacks := c.lacks(permissionsIn(x.self, g.mine, g.allows, c.Overwrites)); len(lacks) > 0 {
		x.wrong(check, problem{
			fmt.Sprintf("In #%s on %s the bot lacks: %s.", c.Name, g.Name, strings.Join(lacks, ", ")),
			fmt.Sprintf("#%s › Edit Channel › Permissions: allow them for the bot's role. Where they lack in every channel: open the link that syncbot discord invite prints again.", c.Name),
		})
		return
	}
	x.ok(check, "The bot can work in #%s on %s.", c.Name, g.Name)
}

// unfit says why a channel can't be one of the settings, whatever the bot may do there.
func (c knownChannel) unfit(leads bool) (problem, bool) {
	switch discordgo.ChannelType(c.Kind) {
	case discordgo.ChannelTypeGuildText, discordgo.ChannelTypeGuildNews:
		return problem{}, false
	case discordgo.ChannelTypeGuildForum, discordgo.ChannelTypeGuildMedia:
		return problem{
			fmt.Sprintf("#%s is a forum, in which there are posts only, so no case can be handed on there.", c.Name), "Name a text channel in SYNCBOT_LEADS.",
		}, leads
	case discordgo.ChannelTypeGuildVoice, discordgo.ChannelTypeGuildStageVoice:
		return problem{fmt.Sprintf("#%s is a voice channel, in which there are no threads.", c.Name), nameAnotherKind}, true
	case discordgo.ChannelTypeGuildCategory:
		return problem{fmt.Sprintf("%s is a category, not a channel.", c.Name), "Name its channels, each with its own id."}, true
	case discordgo.ChannelTypeDM:
		return problem{"It is somebody's direct messages with the bot.", nameAnotherKind}, true
	}
	if c.isThread() {
		return problem{
			fmt.Sprintf("“%s” is a thread or a post, and its channel stands for it.", c.Name), "Name the channel that it belongs to: right-click that one › Copy Channel ID.",
		}, true
	}
	return problem{fmt.Sprintf("#%s is a channel of a kind in which the bot can't work.", c.Name), nameAnotherKind}, true
}

// lacks names the permissions that are missing in the channel, where one may do so much.
func (c knownChannel) lacks(may uint64) []string {
	kind := discordgo.ChannelType(c.Kind)
	forum := kind == discordgo.ChannelTypeGuildForum || kind == discordgo.ChannelTypeGuildMedia
	var names []string
	for _, p := range permissions {
		if may&p.bit == 0 && (p.posts || !forum) {
			names = append(names, p.Name)
		}
	}
	return names
}
