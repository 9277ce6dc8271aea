package slack

// Modals that were filled in: the form, whose submission is a command, or what a button asked for.

import (
	"context"
	"strings"
	"time"

	"github.com/slack-go/slack"
)

// submitted does what was filled in. The answer takes the modal's place.
func (in *intake) submitted(ctx context.Context, at time.Time, c *slack.InteractionCallback) (answer any, after func(context.Context)) {
	m, err := metaOf(c.View)
	if err != nil {
		in.log().WithError(err).Warn("a modal was submitted in vain")
		return nil, nil
	}
	d := in.doneIn(m, at, c)
	v := in.decideFilled(ctx, d, m, c.View)
	m.Action, m.Value = "", ""
	view := in.pen(ctx, d).answerView(v.answer, v.mentions, m.String())
	return slack.NewUpdateViewSubmissionResponse(&view), func(ctx context.Context) { in.renewHome(ctx, d) }
}

// nothingTyped answers a modal that came back empty.
const nothingTyped = "Nothing was typed, so nothing was pressed."

// decideFilled lets the bot decide on what was filled in.
func (in *intake) decideFilled(ctx context.Context, d deed, m meta, filled slack.View) verdict {
	if command, is := askedIn(filled); is {
		return in.decide(ctx, d, saying(command))
	}
	choice, mentions, err := decodeButton(m.Action, m.Value)
	typed := typedIn(filled)
	switch {
	case err != nil:
		return says(err.Error())
	case strings.TrimSpace(typed) == "":
		return says(nothingTyped)
	}
	d.mentions = mentions
	return in.decide(ctx, d, choosing(choice, typed))
}
