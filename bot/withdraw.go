package bot

// Withdrawing a wish for a sync.

import (
	"context"
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
	body, err := b.body(ctx, storage.AccountKey(c.Workshop, b.systemAt(c.Workshop)))
	if err != nil {
		return d, err
	}
	account := b.decide(body, workflow.SyncUnwanted{At: b.at(), Case: c.ID})
	if account.changed {
		d.also = append(d.also, account.record)
		d.effects = append(d.effects, account.effects...)
	}
	return d, nil
}
