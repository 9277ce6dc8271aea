package slack

// Whether the bot is in its channels, and whether the user groups are there.

import (
	"context"
	"fmt"
	"strings"

	"github.com/slack-go/slack"
)

// channels looks at each channel.
func (x *examination) channels(ctx context.Context, ids []string) {
	for _, id := range ids {
		check := "channel " + id
		if strings.HasPrefix(id, "D") {
			x.ok(check, "It is somebody's direct messages with the bot, which it need not join.")
			continue
		}
		c, err := x.channel(ctx, id)
		switch {
		case err != nil:
			x.failed(check, err, map[string]problem{"channel_not_found": x.unknownChannel()})
		case c.IsArchived:
			x.wrong(check, problem{
				fmt.Sprintf("#%s is archived.", c.Name), "Unarchive it, or take it out of SYNCBOT_CHANNELS and SYNCBOT_LEADS.",
			})
		case !c.IsMember:
			x.wrong(check, problem{
				fmt.Sprintf("The bot is not in #%s.", c.Name), fmt.Sprintf("In #%s, type: /invite @%s", c.Name, x.bot),
			})
		default:
			x.ok(check, "The bot is in #%s.", c.Name)
		}
	}
}

func (x *examination) channel(ctx context.Context, id string) (*slack.Channel, error) {
	ctx, cancel := context.WithTimeout(ctx, perCheck)
	defer cancel()
	return x.api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: id})
}

// unknownChannel is the problem of a channel that the bot can't see. Slack says the same of private channels without the bot.
func (x *examination) unknownChannel() problem {
	return problem{
		"The bot sees no such channel in this workspace.",
		fmt.Sprintf("If it is private, type there: /invite @%s. Otherwise copy its id again: click the channel's name › About; it stands at the bottom.", x.bot),
	}
}

// groups looks at each user group of the settings.
func (x *examination) groups(ctx context.Context) {
	for _, id := range x.options.Groups {
		check := "user group " + id
		members, err := x.members(ctx, id)
		switch {
		case err != nil:
			x.failed(check, err, groupProblems)
		case len(members) == 0:
			x.wrong(check, problem{"Nobody is in it.", "Put people into it in Slack, or take it out of the settings."})
		default:
			x.ok(check, "It has %d members.", len(members))
		}
	}
}

func (x *examination) members(ctx context.Context, id string) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, perCheck)
	defer cancel()
	return x.api.GetUserGroupMembersContext(ctx, id)
}

// What Slack says of user groups (https://docs.slack.dev/reference/methods/usergroups.users.list).
var groupProblems = map[string]problem{
	"no_such_subteam": {
		"There is no such user group in this workspace.",
		"Copy its id again, the part that begins with S in the address of the group's page, or take it out of the settings.",
	},
	"plan_upgrade_required": {
		"The workspace's plan has no user groups.", "Name persons in the settings instead: slack:U0123=Priya.",
	},
}
