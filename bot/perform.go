package bot

// Performing one piece of due work and committing what came of it.

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"syncbot/storage"
	"syncbot/workflow"
)

const (
	// callTimeout is the deadline of each call to a service.
	callTimeout = 20 * time.Second
	// commitTimeout is the deadline of each try to commit a result. It runs on after the bot was told to stop.
	commitTimeout = 5 * time.Second
)

// result is what came of an effect. The zero result commits nothing: the bot is stopping and the effect stays as it is.
type result struct {
	done  bool           // the effect leaves the outbox
	event workflow.Event // with done: what happened to the record; may be nil
	about subject        // with event: which record, if not the effect's own
	retry *storage.Retry // the effect is put off
}

func done(e workflow.Event) result { return result{done: true, event: e} }

// told is the result of an effect that only lets the event happen to another record.
func told(s subject, e workflow.Event) result { return result{done: true, event: e, about: s} }

// dropped is the result of an effect that nobody wants any more.
func dropped() result { return result{done: true} }

// perform does the work and commits its result. It returns early only when ctx has ended.
func (b *Bot) perform(ctx context.Context, w storage.Work) {
	if w.Effect == nil {
		b.performWake(ctx, w)
		return
	}
	b.settle(ctx, w, b.tryEffect(ctx, w))
}

// tryEffect performs an effect. A panic on the way leaves it in doubt.
func (b *Bot) tryEffect(ctx context.Context, w storage.Work) (r result) {
	defer func() {
		if p := recover(); p != nil {
			b.workLog(w).WithField("stack", string(debug.Stack())).Errorf("panic while performing: %v", p)
			r = b.inDoubt(w, 0)
		}
	}()
	reading, cancel := context.WithTimeout(ctx, commitTimeout)
	defer cancel()
	body, err := b.body(reading, subject{key: w.Record})
	if a, ok := body.(workflow.Account); ok && err == nil {
		body, err = b.withoutGhosts(reading, a)
	}
	var wanted bool
	if err == nil {
		w, wanted, err = b.asWanted(reading, w, body)
	}
	switch {
	case errors.Is(err, storage.ErrNotFound):
		return dropped()
	case err != nil:
		b.workLog(w).WithError(err).Error("cannot read the record; trying again later")
		return b.putOff(w, 0)
	case !wanted && b.canStillAppear(w):
		return b.waitOut(w)
	case !wanted:
		b.workLog(w).Debug("dropped: no longer wanted")
		return b.unwanted(w.Effect.Effect)
	}
	return b.do(ctx, w, body)
}

// unwanted is the result of an effect that is not performed. An account hears of its sync, so that it can want another.
func (b *Bot) unwanted(e workflow.Effect) result {
	if force, ok := e.(workflow.ForceSync); ok {
		return done(workflow.ForceDropped{At: b.at(), Key: force.Key})
	}
	return dropped()
}

// asWanted asks the core whether the effect still makes sense, and gives the work as it does.
func (b *Bot) asWanted(ctx context.Context, w storage.Work, body any) (storage.Work, bool, error) {
	switch body := body.(type) {
	case workflow.Case:
		return w, b.cfg.Machine.Wants(body, w.Effect.Effect, b.now()), nil
	case workflow.Channel:
		return b.asWantedThere(ctx, w)
	default:
		return w, b.cfg.Machine.WantsAccount(body.(workflow.Account), w.Effect.Effect), nil
	}
}

// do performs an effect of the record.
func (b *Bot) do(ctx context.Context, w storage.Work, body any) result {
	switch body := body.(type) {
	case workflow.Case:
		return b.doForCase(ctx, w, body)
	case workflow.Channel:
		return b.doForChannel(ctx, w, body)
	default:
		return b.doForAccount(ctx, w, body.(workflow.Account))
	}
}

func (b *Bot) doForCase(ctx context.Context, w storage.Work, c workflow.Case) result {
	switch e := w.Effect.Effect.(type) {
	case workflow.Say:
		return b.sayInCase(ctx, w, c, e)
	case workflow.Show:
		return b.show(ctx, w, c)
	case workflow.LookUp:
		return b.lookUp(ctx, c)
	case workflow.ReadLog:
		return b.readLog(ctx, w, c, e)
	case workflow.WantSync:
		return told(b.accountOf(c.Workshop), workflow.SyncWanted{At: b.at(), Case: c.ID, Since: e.Since})
	case workflow.ReportSync:
		return told(b.accountOf(c.Workshop), workflow.SyncReported{At: b.at(), Started: e.Started, By: e.By, Stated: e.Stated})
	case workflow.Inform:
		return told(channelOf(e.Place), workflow.Informed{At: b.at(), Case: c.Ref(), Turn: e.Turn, Note: e.Note})
	case workflow.Remind:
		return told(channelOf(e.Place), workflow.ReminderDue{At: b.at(), Reminder: e.Reminder})
	}
	panic(fmt.Sprintf("a case's effect of %T", w.Effect.Effect))
}

func (b *Bot) doForAccount(ctx context.Context, w storage.Work, a workflow.Account) result {
	switch e := w.Effect.Effect.(type) {
	case workflow.ForceSync:
		return b.forceSync(ctx, a, e)
	case workflow.Tell:
		return told(caseOf(workflow.CaseRef{Workshop: a.Workshop, ID: e.Case}), e.Event)
	}
	panic(fmt.Sprintf("an account's effect of %T", w.Effect.Effect))
}

// at stamps an event.
func (b *Bot) at() workflow.At { return workflow.At{At: b.now()} }

// inDoubt puts the effect off, at least for d: its try said neither yes nor no.
func (b *Bot) inDoubt(w storage.Work, d time.Duration) result {
	now := b.now()
	return result{retry: &storage.Retry{
		Effect: w.Effect.ID, NotBefore: now.Add(max(d, backOff(w.Effect.ID, w.Tries))), InDoubt: true, TriedAt: now,
	}}
}

// putOff puts the effect off for d, as much in doubt as it was: a service that says when keeps a place until then. With no d it
// is put off for the back-off.
func (b *Bot) putOff(w storage.Work, d time.Duration) result {
	now := b.now()
	if d <= 0 {
		d = backOff(w.Effect.ID, w.Tries)
	}
	return result{retry: &storage.Retry{
		Effect: w.Effect.ID, NotBefore: now.Add(max(d, firstBackOff)),
		InDoubt: w.InDoubt, TriedAt: triedAt(w, now),
	}}
}

// settle commits a result. What happened in the world must not be forgotten, so it insists until ctx ends.
func (b *Bot) settle(ctx context.Context, w storage.Work, r result) {
	for tries := 0; r.done || r.retry != nil; tries++ {
		err := b.commitResult(ctx, w, r)
		if err == nil || errors.Is(err, storage.ErrSeen) {
			return
		}
		b.workLog(w).WithError(err).Error("cannot commit the result")
		if ctx.Err() != nil || errors.Is(err, storage.ErrClosed) {
			return
		}
		sleep(ctx, backOff(w.Effect.ID, tries))
	}
}

// commitResult tries to commit a result once. It goes on when ctx has ended: a result that is known is kept.
func (b *Bot) commitResult(ctx context.Context, w storage.Work, r result) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic while deciding: %v\n%s", p, debug.Stack())
		}
	}()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), commitTimeout)
	defer cancel()
	c := storage.Commit{At: b.now(), Event: r.event, Retry: r.retry}
	if r.done {
		c.Done = w.Effect.ID
	}
	if r.event == nil {
		return b.commit(ctx, c)
	}
	about := r.about
	if about.key == (storage.Key{}) {
		about.key = w.Record
	}
	_, err = b.apply(ctx, about, c)
	if errors.Is(err, storage.ErrNotFound) { // the record is gone, so only the effect is done
		c.Event = nil
		return b.commit(ctx, c)
	}
	return err
}
