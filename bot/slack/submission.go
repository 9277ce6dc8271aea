package slack

// Modals that were filled in: the form, whose submission is a command, or what a button asked for.

import (
	"context"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"syncbot/bot/chat/chars"
	"syncbot/workflow"
)

// What a modal says that comes back without what it asks for.
const (
	nothingTyped = "Nothing was typed, so nothing was pressed."
	noNumber     = "Type the number of an invoice or a payment, such as INV-123."
)

// submitted does what was filled in. The answer takes the modal's place; a form whose numbers cannot be read stays open, with
// what was typed, and says so.
func (in *listening) submitted(ctx context.Context, at time.Time, c *interaction) (answer any, after func(context.Context)) {
	m, err := metaOf(c.View)
	d := in.doneIn(m, at, c)
	if err != nil {
		in.log().WithError(err).Warn("a modal was submitted in vain")
		return nil, in.tell(d, says(unreadable))
	}
	if wrong := misread(c.View); wrong != "" {
		return slack.NewErrorsViewSubmissionResponse(map[string]string{numbersID: wrong}), nil
	}
	v := in.decideFilled(ctx, d, m, c.View)
	m.Action, m.Value = "", ""
	view := in.pen(ctx, d).answerView(v.answer, v.mentions, m.String())
	return slack.NewUpdateViewSubmissionResponse(&view), func(ctx context.Context) { in.renewHome(d) }
}

// misread says why what a form was given is no command; empty where it is one, and for other modals.
func misread(filled seenView) string {
	if filled.Callback != askCallback {
		return ""
	}
	command := askedIn(filled)
	if command == "" {
		return noNumber
	}
	if _, err := workflow.ParseCommand(command); err != nil {
		return chars.Cut(chars.Visible(wordless.Replace(err.Error())), maxSection)
	}
	return ""
}

// decideFilled lets the bot decide on what was filled in.
func (in *listening) decideFilled(ctx context.Context, d deed, m meta, filled seenView) verdict {
	if filled.Callback == askCallback {
		return in.decide(ctx, d, saying(askedIn(filled)))
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
