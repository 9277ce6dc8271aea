package main

// The hands of practice data: what people would do in Workshop Software, done in the sandbox when they say that they have.

import (
	"context"
	"errors"
	"fmt"

	"syncbot/bot/chat"
	"syncbot/bot/workshop"
	"syncbot/bot/workshop/sandbox"
	"syncbot/storage"
	"syncbot/workflow"
)

// practice is a chat service, with hands that reach into the sandbox.
type practice struct {
	chat.Platform
	sandbox *sandbox.Sandbox
	store   storage.Store
	served  []workflow.WorkshopID // whose event reports can be printed
}

// Listen passes requests on, after the sandbox has seen to what they say was done.
func (p *practice) Listen(ctx context.Context, h chat.Handler) error {
	return p.Platform.Listen(ctx, func(ctx context.Context, r chat.Request) (workflow.Answer, error) {
		if r.Text == "report" {
			return p.reports(), nil
		}
		if r.Press != nil {
			c, err := p.caseOf(ctx, *r.Press)
			if err != nil {
				return workflow.Answer{}, err
			}
			if err := p.handle(c, *r.Press); err != nil {
				return workflow.Answer{Text: workflow.Words(practiceHeading + " · Workshop Software says: " + err.Error() + ".")}, nil
			}
		}
		return h(ctx, r)
	})
}

// reports prints the event report of each workshop, to paste from.
func (p *practice) reports() workflow.Answer {
	text := practiceHeading + " · The event report, to paste from:"
	for _, w := range p.served {
		text += "\n" + p.sandbox.EventReport(w)
	}
	return workflow.Answer{Text: workflow.Words(text)}
}

// caseOf is the case that was pressed on; the zero Case where it is not kept any more, of which the bot knows what to say.
func (p *practice) caseOf(ctx context.Context, press chat.Press) (workflow.Case, error) {
	record, err := p.store.Get(ctx, storage.CaseKey(press.Case))
	switch {
	case errors.Is(err, storage.ErrNotFound):
		return workflow.Case{}, nil
	case err != nil:
		return workflow.Case{}, err
	}
	return record.Body.(workflow.Case), nil
}

// handle does what the press says that a person has done.
func (p *practice) handle(c workflow.Case, press chat.Press) error {
	if c.Phase == "" || c.Turn != press.Turn {
		return nil // a button of an earlier round does nothing
	}
	switch press.Action {
	case workflow.PressedSync, workflow.PressedEarlier:
		return p.pressSync(c.Workshop)
	case workflow.Fixed, workflow.DoneSyncAgain, workflow.Processed, workflow.SyncAgain:
		return p.mend(c)
	default:
		return nil
	}
}

// mend does what the case asks for: the accounting system is authorised, or the document repaired. One repair serves all
// that wait for the same.
func (p *practice) mend(c workflow.Case) error {
	if c.Verdict == workflow.SyncNotStarted || c.Verdict == workflow.NothingSyncs {
		return p.sandbox.Authorise(c.Workshop)
	}
	return p.sandbox.Mend(c.Workshop, c.Doc)
}

// pressSync presses sync. Where that is refused for want of authorisation, somebody sees to it at once: on the people road
// nothing else would.
func (p *practice) pressSync(w workflow.WorkshopID) error {
	err := p.sandbox.PressSync(w)
	var failure *workshop.Failure
	if !errors.As(err, &failure) || failure.Reason.Code != workflow.NotAuthorised {
		return err
	}
	if err := p.sandbox.Authorise(w); err != nil {
		return err
	}
	return fmt.Errorf("%w. Here somebody authorises it at once, so press once more", err)
}
