package bot

// One fix for all: what one person reports as done renews every case that waits for the same.

import (
	"context"
	"errors"
	"fmt"

	"syncbot/bot/chat"
	"syncbot/storage"
	"syncbot/workflow"
)

// renewOthers lets the press count for the other open cases of the account that wait for the same fix, and names their
// documents. Each commits by itself, under a key of its own made from the request's, before the case that was pressed: a crash
// in between repeats the request, and the keys make the repetition harmless.
func (b *Bot) renewOthers(ctx context.Context, r chat.Request, c workflow.Case, p workflow.Pressed) ([]workflow.Document, error) {
	if p.Action != workflow.Fixed && p.Action != workflow.Processed || p.Turn != 0 && p.Turn != c.Turn {
		return nil, nil
	}
	cases, err := b.Cases(ctx, c.Workshop)
	if err != nil {
		return nil, err
	}
	var also []workflow.Document
	for _, o := range workflow.ByAge(cases) {
		if o.ID == c.ID {
			continue
		}
		renewed, err := b.renew(ctx, r.Key+"/"+string(o.ID), c, p, o.Ref())
		if err != nil {
			return nil, err
		}
		if renewed {
			also = append(also, o.Doc)
		}
	}
	return also, nil
}

// renew lets the press on c happen to another case, in its own turn, and says whether it has, now or under the same key before.
func (b *Bot) renew(ctx context.Context, key string, c workflow.Case, p workflow.Pressed, other workflow.CaseRef) (bool, error) {
	if _, err := b.cfg.Store.Seen(ctx, key); !errors.Is(err, storage.ErrNotFound) {
		return err == nil, err
	}
	for range maxDecides {
		o, err := b.getCase(ctx, other)
		if err != nil || !b.cfg.Machine.RenewedBy(c, o, p.Action) {
			return false, err
		}
		p.Turn, p.Via = o.Turn, c.Doc
		d, err := b.decide(ctx, o, p)
		if err != nil {
			return false, err
		}
		err = b.commit(ctx, d.into(storage.Commit{Key: key, At: p.Time(), Event: p}))
		if !errors.Is(err, storage.ErrConflict) {
			if errors.Is(err, storage.ErrSeen) { // by the same request, which was handled at the same time
				err = nil
			}
			return err == nil, err
		}
	}
	return false, fmt.Errorf("case %s: %w, %d times", other.ID, storage.ErrConflict, maxDecides)
}
