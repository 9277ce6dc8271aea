package slack

// The slash command.

import (
	"context"
	"strings"
	"time"

	"github.com/slack-go/slack"
)

// spoken is the answer to a command, as its acknowledgement carries it.
type spoken struct {
	Type   string        `json:"response_type"`
	Text   string        `json:"text"`
	Blocks []slack.Block `json:"blocks,omitempty"`
}

// command answers in the acknowledgement. One without words is acknowledged at once, and opens the form.
func (in *listening) command(ctx context.Context, at time.Time, c *slack.SlashCommand) (answer any, after func(context.Context)) {
	d := in.newDeed(at, c.TriggerID, c.UserID)
	d.place, d.text, d.url, d.given = placeOf(c.ChannelID, ""), c.Text, c.ResponseURL, at
	if strings.TrimSpace(c.Text) == "" {
		return nil, in.asking(d, func(ctx context.Context) error { return in.openForm(ctx, d, c.TriggerID, nil) }, in.hint(d))
	}
	said := in.said(ctx, d, in.decide(ctx, d, asCommand))
	if said.text == "" {
		return nil, nil
	}
	return spoken{slack.ResponseTypeEphemeral, said.text, said.blocks}, nil
}

// hint says what can be typed, where no form opened.
func (in *listening) hint(d deed) func(context.Context) {
	return func(ctx context.Context) {
		d.look = time.Now().Add(in.patience(d.user))
		in.tell(d, in.decide(ctx, d, asCommand))(ctx)
	}
}
