package slack

// Direct messages.

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"syncbot/bot/outcome"
)

// freshDirects is how long a deed goes by what was asked for an earlier one. The channel never changes; the Memo is there so that
// a question that takes longer than one deed may wait goes on for the next.
const freshDirects = 24 * time.Hour

// isDirect says whether the channel is the direct messages of the bot and one person.
func isDirect(channel string) bool { return strings.HasPrefix(channel, "D") }

// directChannel gives the channel in which the bot and the user write to each other. An error is never in doubt.
func (s *Slack) directChannel(ctx context.Context, user string) (string, error) {
	if user == "" {
		return "", outcome.Refused(errors.New("nobody is named to write to"))
	}
	if c, known := s.direct.Load(user); known {
		return c.(string), nil
	}
	var channel *slack.Channel
	err := s.call(ctx, tier3("conversations.open").Keeping(user), func() (err error) {
		channel, _, _, err = s.api.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{user}})
		if err == nil && (channel == nil || channel.ID == "") {
			err = errors.New("the answer names no channel")
		}
		return err
	})
	if err != nil {
		return "", certainly(err)
	}
	s.direct.Store(user, channel.ID)
	return channel.ID, nil
}
