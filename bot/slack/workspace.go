package slack

// The workspace, and the bot's own place in it.

import (
	"context"
	"time"

	"github.com/slack-go/slack"

	"syncbot/bot/chat/intake"
	"syncbot/bot/chat/pace"
	"syncbot/bot/outcome"
)

// workspace is what Slack says about the bot token.
type workspace struct {
	Team     string // its id
	TeamName string // as people read it
	URL      string // with a slash at its end: links to messages begin with it
	BotUser  string // the bot's own user
	Bot      string // the bot's id as the writer of messages
	BotName  string // as people type it after @
}

// workspace asks who the bot is; once Slack has answered, it is not asked again. An error is never in doubt.
func (s *Slack) workspace(ctx context.Context) (workspace, error) {
	if w := s.known.Load(); w != nil {
		return *w, nil
	}
	var me *slack.AuthTestResponse
	err := s.call(ctx, atOnce("auth.test"), func() (err error) {
		me, err = s.api.AuthTestContext(ctx)
		return err
	})
	if err != nil {
		return workspace{}, certainly(err)
	}
	w := workspace{Team: me.TeamID, TeamName: me.Team, URL: me.URL, BotUser: me.UserID, Bot: me.BotID, BotName: me.User}
	s.known.Store(&w)
	return w, nil
}

// askAgain is the pause between two questions who the bot is.
const askAgain = 10 * time.Second

// introduce asks who the bot is until Slack has said so or ctx ends: before anybody does something, who would wait for it.
// Once the first connection stands, too, it tells the log.
func (in *listening) introduce(ctx context.Context) {
	for {
		asking, cancel := context.WithTimeout(ctx, intake.AskTimeout)
		w, err := in.workspace(asking)
		cancel()
		if err == nil {
			in.announce(ctx, w)
			return
		}
		later, _ := outcome.IsLater(err)
		if !pace.Pause(ctx, max(later, askAgain)) {
			return
		}
	}
}

// announce waits for the first connection of Socket Mode, and says who is connected to what.
func (in *listening) announce(ctx context.Context, w workspace) {
	select {
	case <-in.reached:
		in.log().Infof("connected to Slack as @%s in %s", w.BotName, w.TeamName)
	case <-ctx.Done():
	}
}

// drawing is what is needed to draw. An error is never in doubt.
func (s *Slack) drawing(ctx context.Context) (drawing, error) {
	w, err := s.workspace(ctx)
	return drawing{bot: w.BotName, url: w.URL}, err
}
