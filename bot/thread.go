package bot

// What is said in the thread of a case: commands there need not name its number, and what is no command is its event log.

import (
	"cmp"
	"context"
	"slices"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// onThread handles a command about one case that names none: in a thread with one, it is that.
func (b *Bot) onThread(ctx context.Context, r chat.Request, cmd workflow.Command) (workflow.Answer, error) {
	if r.Place.Thread == "" {
		return says(cmd.WhichOne().Error()), nil
	}
	switch cases, err := b.casesIn(ctx, r.Place); {
	case err != nil:
		return workflow.Answer{}, err
	case len(cases) == 0:
		return says("I'm not following anything in this thread. " + cmd.WhichOne().Error()), nil
	case len(cases) > 1:
		return says(cmd.WhichOne().Error()), nil
	default:
		return b.toCase(ctx, r, cmd, cases[0])
	}
}

// casesIn are the open cases whose story goes in that thread.
func (b *Bot) casesIn(ctx context.Context, p workflow.Place) ([]workflow.Case, error) {
	if p.Thread == "" {
		return nil, nil
	}
	cases, err := b.Cases(ctx, "")
	return slices.DeleteFunc(cases, func(c workflow.Case) bool {
		return c.Thread != p.Thread || c.Place.Platform != p.Platform || c.Place.Channel != p.Channel
	}), err
}

// pasted takes a file, or what is no command but reads as entries of the event log, as pasted for the thread's case. It says
// whether it was that.
func (b *Bot) pasted(ctx context.Context, r chat.Request, misread error) (answer workflow.Answer, was bool, err error) {
	if r.Attached == nil && (misread == nil || r.Place.Thread == "") {
		return workflow.Answer{}, false, nil
	}
	cases, err := b.casesIn(ctx, r.Place)
	text := cmp.Or(string(r.Attached), r.Text)
	switch {
	case err != nil:
		return workflow.Answer{}, true, err
	case r.Attached == nil && (len(cases) == 0 || !b.readable(text, cases[0])):
		return workflow.Answer{}, false, nil
	case len(cases) == 0:
		return says("I read files in the thread of a case that I follow. Send it there."), true, nil
	case len(cases) > 1:
		return says("I follow more than one number in this thread, so I can't tell whose log that is. Press the button for it under the number's message."), true, nil
	}
	pressed := workflow.Pressed{At: b.takenIn(r), By: r.By, Place: r.Place, Action: workflow.PasteLog, Turn: cases[0].Turn}
	answer, err = b.pressOn(ctx, r, cases[0], pressed, text)
	return answer, true, err
}

// readable says whether the text holds entries of an event log.
func (b *Bot) readable(text string, c workflow.Case) bool {
	_, err := b.cfg.ReadText(text, b.zone(c.Workshop), c.Doc.Number, b.now())
	return err == nil
}

// again does what the case offers to have done: a fix, or another sync. Where it offers nothing of the kind, it says how it stands.
func (b *Bot) again(ctx context.Context, r chat.Request, c workflow.Case) (workflow.Answer, error) {
	if refusal := b.mayNotOpen(r); refusal != "" {
		return says(refusal), nil
	}
	action, offered := b.cfg.Machine.Again(c)
	if !offered {
		return says("No sync to start for it now. " + b.cfg.Machine.Status(c, b.now())), nil
	}
	pressed := workflow.Pressed{At: b.takenIn(r), By: r.By, Place: r.Place, Action: action, Turn: c.Turn}
	return b.pressOn(ctx, r, c, pressed, "")
}
