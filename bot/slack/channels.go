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

// askChannels asks Slack which channels the person is in. It shows the private ones only as far as the bot is in them too.
// A person whom Slack does not show is in none.
func (s *Slack) askChannels(ctx context.Context, user string) ([]workflow.Ref, error) {
	var all []workflow.Ref
	ask := slack.GetConversationsForUserParameters{
		UserID: user, Types: []string{"public_channel", "private_channel"}, Limit: channelPage, ExcludeArchived: true,
	}
	for range channelPages {
		var page []slack.Channel
		err := s.call(ctx, tier3("users.conversations"), func() (err error) {
			page, ask.Cursor, err = s.api.GetConversationsForUserContext(ctx, &ask)
			return err
		})
		if outcome.IsRefused(err) {
			s.log().WithError(err).Error("Slack does not say which channels a person is in")
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		for _, c := range page {
			all = append(all, workflow.Ref(c.ID))
		}
		if ask.Cursor == "" {
			break
		}
	}
	return all, nil
}
