package slack

// Channels: which a person is in.

import (
	"context"
	"time"

	"github.com/slack-go/slack"

	"syncbot/bot/outcome"
	"syncbot/workflow"
)

const (
	freshChannels = time.Minute
	channelPage   = 200 // https://docs.slack.dev/reference/methods/users.conversations: no more than that is recommended
	channelPages  = 10
)

// channels are those that a person is in.
type channels struct {
	in     []workflow.Ref
	hidden bool // Slack does not say which
}

// askChannels asks Slack which channels the person is in. It shows the private ones only as far as the bot is in them too.
func (s *Slack) askChannels(ctx context.Context, user string) (channels, error) {
	var all channels
	ask := slack.GetConversationsForUserParameters{
		UserID: user, Types: []string{"public_channel", "private_channel"}, Limit: channelPage, ExcludeArchived: true,
	}
	for range channelPages {
		var page []slack.Channel
		err := s.call(ctx, atOnce("users.conversations"), func() (err error) {
			page, ask.Cursor, err = s.api.GetConversationsForUserContext(ctx, &ask)
			return err
		})
		if outcome.IsRefused(err) {
			s.log().WithError(err).Error("Slack does not say which channels a person is in")
			return channels{hidden: true}, nil
		}
		if err != nil {
			return channels{}, err
		}
		for _, c := range page {
			all.in = append(all.in, workflow.Ref(c.ID))
		}
		if ask.Cursor == "" {
			break
		}
	}
	return all, nil
}
