package main

// The hands of the demo: what people would do in Workshop Software, done in the sandbox when they say that they have.

import (
	"context"

	"syncbot/bot/chat"
	"syncbot/bot/workshop/sandbox"
	"syncbot/storage"
	"syncbot/workflow"
)

// practice is the console, with hands that reach into the sandbox.
type practice struct {
	chat.Platform
	sandbox *sandbox.Sandbox
	store   storage.Store
}

// Listen passes requests on, after the sandbox has seen to what they say was done.
func (p *practice) Listen(ctx context.Context, h chat.Handler) error {
	return p.Platform.Listen(ctx, func(ctx context.Context, r chat.Request) (workflow.Answer, error) {
		if r.Text == "report" {
			return workflow.Answer{Text: practiceHeading + " · The event report, to paste from:\n" + p.sandbox.EventReport(demoHome)}, nil
		}
		if r.Press != nil {
			if err := p.handle(ctx, *r.Press); err != nil {
				return workflow.Answer{Text: practiceHeading + " · Workshop Software says: " + err.Error() + "."}, nil
			}
		}
		return h(ctx, r)
	})
}

// handle does what the press says that a person has done.
func (p *practice) handle(ctx context.Context, press chat.Press) error {
	record, err := p.store.Get(ctx, storage.CaseKey(press.Case))
	if err != nil {
		return err
	}
	c := record.Body.(workflow.Case)
	if c.Turn != press.Turn {
		return nil // a button of an earlier round does nothing
	}
	switch press.Action {
	case workflow.PressedSync, workflow.PressedEarlier:
		return p.sandbox.PressSync(c.Workshop)
	case workflow.Fixed, workflow.DoneSyncAgain, workflow.Processed, workflow.SyncAgain:
		return p.sandbox.Mend(c.Workshop, c.Doc)
	default:
		return nil
	}
}
