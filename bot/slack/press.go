package slack

// Presses: of buttons under messages and answers, in modals, and in App Home.

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"syncbot/workflow"
)

// press is a button that somebody pressed.
type press struct {
	deed
	meta    meta   // what the modal remembers in which it stands, or that it opens
	modal   string // the id of the modal in which it stands
	trigger string // opens a modal, for three seconds
}

// pressed takes a press. A button that asks for something opens a modal for it at once, whose submission is the deed.
func (in *listening) pressed(ctx context.Context, at time.Time, c *interaction) (after func(context.Context)) {
	if len(c.Actions) == 0 {
		return nil
	}
	a := c.Actions[0]
	value := cmp.Or(a.Value, a.Option.Value)
	choice, mentions, err := decodeButton(a.ID, value)
	if choice.Action.IsLink() {
		return nil
	}
	p, errWhere := in.where(at, c)
	if errWhere != nil {
		in.log().WithError(errWhere).Warn("a press was not understood")
		return in.tell(p.deed, says(unreadable))
	}
	p.mentions = mentions
	p.joins = choice.Command == "" && choice.Action.ID == workflow.Follow
	switch {
	case err != nil:
		return in.tellPress(p, says(err.Error()))
	case choice.Action.Input != "":
		p.meta.Action, p.meta.Value = a.ID, value
		return in.askFor(p, drawing{}.inputView(a.Label.Text, choice.Action.Input, p.meta.String()))
	}
	return in.tellPress(p, in.decide(ctx, p.deed, choosing(choice, "")))
}

// where finds out where the button stands.
func (in *listening) where(at time.Time, c *interaction) (press, error) {
	p := press{deed: in.newDeed(at, c.Trigger, c.User.ID), trigger: c.Trigger}
	switch {
	case c.View.Type == slack.VTModal:
		m, err := metaOf(c.View)
		p.deed, p.meta, p.modal = in.doneIn(m, at, c), m, c.View.ID
		return p, err
	case c.View.Type == slack.VTHomeTab:
		p.place, p.alone = placeOf("", ""), true
	case c.Container.Channel != "":
		p.place = placeOf(c.Container.Channel, threadOf(c.Container.Message, c.Container.Thread))
		p.url, p.given = c.URL, at
	default:
		return p, fmt.Errorf("it came from a container of the kind %.40q", c.Container.Type)
	}
	p.meta = p.deed.meta()
	return p, nil
}

// askFor shows a modal that asks for what the button needs.
func (in *listening) askFor(p press, v slack.ModalViewRequest) (after func(context.Context)) {
	show := func(ctx context.Context) error { return in.show(ctx, p, v) }
	return in.asking(p.deed, show, in.tell(p.deed, says("Slack didn't open the form for that. Press the button again.")))
}

// show opens a modal, or changes the one in which the button stands.
func (in *listening) show(ctx context.Context, p press, v slack.ModalViewRequest) error {
	if p.modal != "" {
		return in.update(ctx, p.modal, v)
	}
	return in.open(ctx, p.trigger, v)
}

// tellPress answers a press: where a modal or App Home is in front of the person in a modal, else beside the message.
func (in *listening) tellPress(p press, v verdict) (after func(context.Context)) {
	if p.modal == "" && !p.alone {
		return in.tell(p.deed, v)
	}
	return func(ctx context.Context) {
		if !in.answered.Add(v.key(p.deed)) {
			return
		}
		if in.show(ctx, p, in.pen(ctx, p.deed).answerView(v.answer, v.mentions, p.meta.String())) != nil {
			in.answered.Forget(v.key(p.deed))
			in.tell(p.deed, v)(ctx)
		}
		in.renewHome(p.deed)
	}
}
