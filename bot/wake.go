package bot

// Deadlines that have come.

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"syncbot/storage"
	"syncbot/workflow"
)

// performWake tells a record that its deadline has come. A wake that cannot be committed is given back after a while,
// so that one broken record does not keep the lane busy.
func (b *Bot) performWake(ctx context.Context, w storage.Work) {
	err := b.tryWake(ctx, w)
	switch {
	case err == nil, errors.Is(err, storage.ErrClosed):
		return
	case errors.Is(err, storage.ErrConflict): // decided meanwhile; if it is still due, it comes again
	case ctx.Err() == nil:
		b.workLog(w).WithError(err).Error("cannot wake; trying again later")
		sleep(ctx, maxNap)
	}
	b.cfg.Store.Release(w)
}

// tryWake commits the wake. An error says that nothing was committed.
func (b *Bot) tryWake(ctx context.Context, w storage.Work) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic while waking: %v\n%s", p, debug.Stack())
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, commitTimeout)
	defer cancel()
	record, err := b.cfg.Store.Get(ctx, w.Record)
	if err != nil {
		return err
	}
	now := b.now()
	if record.WakeAt.IsZero() || record.WakeAt.After(now) {
		return storage.ErrConflict // it was moved after it was claimed
	}
	woke := workflow.Woke{At: workflow.At{At: now}, Began: b.began}
	d, err := b.decide(ctx, record.Body, woke)
	if err != nil {
		return err
	}
	if !d.changed {
		return errors.New("the wake changed nothing, although it was due")
	}
	return b.commit(ctx, d.into(storage.Commit{At: now, Event: woke}))
}
