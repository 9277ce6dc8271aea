package slack

// The slash command.

import (
	"context"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"syncbot/workflow"
)

// spoken is the answer to a command, as its acknowledgement carries it.
type spoken struct {
	Type   string        `json:"response_type"`
	Text   string        `json:"text"`
	Blocks []slack.Block `json:"blocks,omitempty"`
}

// command answers in the acknowledgement. One without words is acknowledged at once, and opens the form.
func (in *intake) command(ctx context.Context, at time.Time, c *slack.SlashCommand) (answer any, after func(context.Context)) {
	d := newDeed(at, c.TriggerID, c.UserID)
	d.place, d.text, d.url, d.given = placeOf(c.ChannelID, ""), c.Text, c.ResponseURL, at
	if strings.TrimSpace(c.Text) == "" {
		return nil, in.asking(d, func(ctx context.Context) error { return in.openForm(ctx, d, c.TriggerID, nil) }, in.hint(d))
	}
	d.place = in.reachable(ctx, d)
	said := in.said(ctx, d, in.decide(ctx, d, asCommand))
	if said.text == "" {
		return nil, nil
	}
	return spoken{slack.ResponseTypeEphemeral, said.text, said.blocks}, nil
}

// hint says what can be typed, where no form opened.
func (in *intake) hint(d deed) func(context.Context) {
	return func(ctx context.Context) {
		d.look = time.Now().Add(lookTimeout)
		in.tell(d, in.decide(ctx, d, asCommand))(ctx)
	}
}

// reachable is the deed's place. Of direct messages with somebody else, where the bot can never write, it is those with the
// bot.
func (in *intake) reachable(ctx context.Context, d deed) workflow.Place {
	if !d.private() {
		return d.place
	}
	ctx, cancel := d.looking(ctx)
	defer cancel()
	own, err := in.directChannel(ctx, d.user)
	if err != nil {
		return d.place
	}
	return placeOf(own, "")
}
