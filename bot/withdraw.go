package bot

// Withdrawing a wish for a sync.

import (
	"context"
	"errors"
	"slices"

	"syncbot/storage"
	"syncbot/workflow"
)

// withdrawing puts the withdrawal of a wish into the commit that decides it. In the outbox it could stand behind a message
// that is stuck, and a sync could be forced meanwhile that nobody wants any more.
func (b *Bot) withdrawing(ctx context.Context, d decision) (decision, error) {
	i := slices.IndexFunc(d.effects, func(e storage.Effect) bool { return e.Effect == workflow.UnwantSync{} })
	if i < 0 {
		return d, nil
	}
	d.effects = slices.Delete(d.effects, i, i+1)
	c := d.record.Body.(workflow.Case)
	body, err := b.body(ctx, b.accountOf(c.Workshop))
	if err != nil {
		return d, err
	}
	account := b.step(body, workflow.SyncUnwanted{At: b.at(), Case: c.ID})
	if account.changed {
		d.also = append(d.also, account.record)
		d.effects = append(d.effects, account.effects...)
	}
	return d, nil
}

// withoutGhosts withdraws the wishes of cases that no longer have them: a case may have been stopped in the moment in which
// its wish was on the way to the account. It returns the account as it is then.
func (b *Bot) withoutGhosts(ctx context.Context, a workflow.Account) (workflow.Account, error) {
	account := subject{key: storage.AccountKey(a.Workshop, a.System)}
	for _, wish := range a.Wishes {
		c, err := b.getCase(ctx, workflow.CaseRef{Workshop: a.Workshop, ID: wish.Case})
		if err == nil && b.cfg.Machine.Wants(c, workflow.WantSync{Since: wish.Since}) {
			continue
		}
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			return a, err
		}
		gone := workflow.SyncUnwanted{At: b.at(), Case: wish.Case}
		if _, err := b.apply(ctx, account, storage.Commit{At: gone.Time(), Event: gone}); err != nil {
			return a, err
		}
	}
	body, err := b.body(ctx, account)
	if err != nil {
		return a, err
	}
	return body.(workflow.Account), nil
}
