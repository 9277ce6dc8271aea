package bot

// Asking Workshop Software and the books.

import (
	"context"
	"errors"

	"syncbot/bot/outcome"
	"syncbot/bot/workshop"
	"syncbot/storage"
	"syncbot/workflow"
)

// forceSync starts a sync, under a key that never starts a second one.
func (b *Bot) forceSync(ctx context.Context, a workflow.Account, e workflow.ForceSync) result {
	calling, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	id, err := b.cfg.Gateway.ForceSync(calling, workshop.Account{Workshop: a.Workshop, System: a.System}, e.Key)
	after, later := outcome.IsLater(err)
	var busy *workshop.Busy
	switch {
	case err == nil:
		return done(workflow.SyncForced{At: b.at(), Key: e.Key, ID: id})
	case errors.As(err, &busy):
		return done(workflow.SyncBusy{At: b.at(), Key: e.Key, Running: busy.Started, ID: busy.ID})
	case outcome.IsRefused(err):
		return done(workflow.ForceFailed{At: b.at(), Key: e.Key, Reason: reasonOf(err, workflow.Declined), Final: true})
	case later:
		return done(workflow.ForceFailed{At: b.at(), Key: e.Key, Reason: reasonOf(err, workflow.Unreachable), After: after})
	case ctx.Err() != nil:
		return result{}
	}
	return done(workflow.ForceFailed{At: b.at(), Key: e.Key, Reason: reasonOf(err, workflow.Unreachable)})
}

// readLog reads the event log for the case and serves the account's other open cases with it.
func (b *Bot) readLog(ctx context.Context, w storage.Work, c workflow.Case, e workflow.ReadLog) result {
	a := workshop.Account{Workshop: c.Workshop, System: b.systemAt(c.Workshop)}
	status := b.status(ctx, w, a, c.Doc)
	calling, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	reading, err := b.cfg.Gateway.ReadLog(calling, a, e.Since)
	if err != nil {
		if ctx.Err() != nil {
			return result{}
		}
		b.workLog(w).WithError(err).Warn("could not read the event log")
		return done(workflow.LogUnreadable{At: b.at(), Reason: reasonOf(err, workflow.Unreachable)})
	}
	reading = foreignReading(reading)
	b.share(ctx, string(w.Effect.ID), c.Ref(), reading)
	return done(workflow.LogRead{At: b.at(), Reading: reading.About(c.Doc), Status: status, Asked: true})
}

// status is what Workshop Software says of the document; empty if it does not say. The log counts without it.
func (b *Bot) status(ctx context.Context, w storage.Work, a workshop.Account, d workflow.Document) workflow.DocumentStatus {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	status, err := b.cfg.Gateway.Status(ctx, a, d)
	if err != nil {
		b.workLog(w).WithError(err).Debug("no status of the document")
		return ""
	}
	return status
}

// reasonOf is what people read about an error of the gateway; code is for one that carries no reason of its own.
func reasonOf(err error, code workflow.ReasonCode) workflow.Reason {
	var f *workshop.Failure
	switch {
	case errors.As(err, &f):
		return foreignReason(f.Reason)
	case code == workflow.Declined:
		return workflow.Reason{Code: code, Text: "Workshop Software refused it"}
	default:
		return workflow.Reason{Code: code, Text: "Workshop Software didn't answer"}
	}
}

// lookUp looks into the accounting system.
func (b *Bot) lookUp(ctx context.Context, c workflow.Case) result {
	calling, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	look := b.cfg.Books.LookUp(calling, c.Workshop, c.Doc)
	if look.Verdict == workflow.BooksUnknown && ctx.Err() != nil {
		return result{} // it only says that the bot is stopping
	}
	return done(workflow.LookedUp{At: b.at(), Look: foreignLook(look)})
}
