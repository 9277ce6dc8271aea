package bot

// Wishes for a sync whose cases have moved on.

import (
	"context"
	"errors"

	"syncbot/storage"
	"syncbot/workflow"
)

// withoutGhosts withdraws the wishes of cases that no longer have them: a case may have been stopped in the moment in which
// its wish was on the way to the account. It returns the account as it is then.
func (b *Bot) withoutGhosts(ctx context.Context, a workflow.Account) (workflow.Account, error) {
	account := subject{key: storage.AccountKey(a.Workshop, a.System)}
	for _, wish := range a.Wishes {
		c, err := b.getCase(ctx, workflow.CaseRef{Workshop: a.Workshop, ID: wish.Case})
		if err == nil && b.cfg.Machine.Wants(c, workflow.WantSync{Since: wish.Since}, b.now()) {
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
