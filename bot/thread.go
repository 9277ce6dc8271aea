package bot

// Commands in a case's own thread: they need not name its number.

import (
	"context"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// onThread handles a command about one case that names none: in a thread, that is the thread's.
func (b *Bot) onThread(ctx context.Context, r chat.Request, cmd workflow.Command) (workflow.Answer, error) {
	if r.Place.Thread == "" {
		return says(cmd.WhichOne().Error()), nil
	}
	cases, err := b.Cases(ctx, "")
	if err != nil {
		return workflow.Answer{}, err
	}
	for _, c := range cases {
		if c.Thread == r.Place.Thread && c.Place.Platform == r.Place.Platform && c.Place.Channel == r.Place.Channel {
			return b.toCase(ctx, r, cmd, c)
		}
	}
	return says("I'm not following anything in this thread. " + cmd.WhichOne().Error()), nil
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
