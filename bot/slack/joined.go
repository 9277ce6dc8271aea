package slack

// Whether the bot is in a channel in which somebody wants to be told news.

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/slack-go/slack"
)

// errAway says that the bot is not in the channel that a deed needs it in.
var errAway = errors.New("the bot is not in the channel")

// joined is errAway where Slack says in time that the bot is not in the channel; else the deed goes on. Of a private channel
// without the bot Slack says that there is none.
func (in *listening) joined(ctx context.Context, channel string) error {
	member := true
	err := in.call(ctx, atOnce("conversations.info"), func() error {
		c, err := in.api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: channel})
		var said slack.SlackErrorResponse
		if errors.As(err, &said) && said.Err == "channel_not_found" {
			member = false
			return nil
		}
		if err == nil {
			member = c.IsMember
		}
		return err
	})
	if err != nil {
		in.log().WithError(err).Warn("Slack did not say in time whether the bot is in a channel")
	}
	if !member {
		return errAway
	}
	return nil
}

// inviteMe says how the bot comes into the channel of the deed.
func (in *listening) inviteMe(ctx context.Context, d deed) string {
	name := cmp.Or(in.pen(ctx, d).bot, "syncbot") // as the manifest has it
	return fmt.Sprintf("I'm not in this channel. Type /invite @%s here, then press again.", name)
}
