package bot

// What a case's decision changes in its account, in the same commit.

import (
	"context"
	"errors"
	"slices"

	"syncbot/storage"
	"syncbot/workflow"
)

// withAccount makes the decision of a case's step. A wish is withdrawn with it: in the outbox the withdrawal could stand behind
// a message that is stuck, and a sync could be forced meanwhile that nobody wants any more.
func (b *Bot) withAccount(ctx context.Context, c workflow.Case, effects []workflow.Effect) (decision, error) {
	i := slices.Index(effects, workflow.Effect(workflow.UnwantSync{}))
	if i < 0 {
		return decidedCase(c, effects), nil
	}
	d := decidedCase(c, slices.Delete(effects, i, i+1))
	body, err := b.body(ctx, b.accountOf(c.Workshop))
	if err != nil {
		return d, err
	}
	account, err := b.decide(ctx, body, workflow.SyncUnwanted{At: b.at(), Case: c.ID})
	if account.changed {
		d.also = append(d.also, account.record)
		d.effects = append(d.effects, account.effects...)
	}
	return d, err
}

// decidedCase is a step of the case that changed it.
func decidedCase(c workflow.Case, effects []workflow.Effect) decision {
	return decided(storage.CaseRecord(c), storage.Lane(c.Place.Platform), effects, true)
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
