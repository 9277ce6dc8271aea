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
// a message that is stuck, and a sync could be forced meanwhile that nobody wants any more. What the case says of errors is held
// against what others have said: of two that find the same at one moment, the account's revision lets one see the other.
func (b *Bot) withAccount(ctx context.Context, old, c workflow.Case, effects []workflow.Effect) (decision, error) {
	unwant := slices.Index(effects, workflow.Effect(workflow.UnwantSync{}))
	if unwant < 0 && !b.cfg.Machine.SharesCauses(old, c, effects) {
		return decidedCase(c, effects), nil
	}
	body, err := b.body(ctx, b.accountOf(c.Workshop))
	if err != nil {
		return decision{}, err
	}
	stored := body.(workflow.Account)
	account, owed := stored, []workflow.Effect(nil)
	if unwant >= 0 {
		effects = slices.Delete(effects, unwant, unwant+1)
		account, owed = b.cfg.Machine.StepAccount(account, workflow.SyncUnwanted{At: b.at(), Case: c.ID})
	}
	standing, err := b.explaining(ctx, account, c.ID)
	if err != nil {
		return decision{}, err
	}
	shared := b.cfg.Machine.ShareCauses(c, effects, account, standing, b.now())
	account, owed = shared.Account, append(owed, shared.Owed...)
	d := decidedCase(shared.Case, shared.Effects)
	if account.Rev != stored.Rev {
		account.Rev = stored.Rev + 1 // one commit, one revision
		beside := decided(storage.AccountRecord(account), storage.Inside, owed, true)
		d.also, d.effects = []storage.Record{beside.record}, append(d.effects, beside.effects...)
	}
	return d, nil
}

// explaining are the account's cases that explain an error, but for one.
func (b *Bot) explaining(ctx context.Context, a workflow.Account, but workflow.CaseID) ([]workflow.Case, error) {
	var all []workflow.Case
	for _, e := range a.Explained {
		if e.Case == but || slices.ContainsFunc(all, func(c workflow.Case) bool { return c.ID == e.Case }) {
			continue
		}
		c, err := b.getCase(ctx, workflow.CaseRef{Workshop: a.Workshop, ID: e.Case})
		switch {
		case err == nil:
			all = append(all, c)
		case !errors.Is(err, storage.ErrNotFound):
			return nil, err
		}
	}
	return all, nil
}

// decidedCase is a step of the case that changed it.
func decidedCase(c workflow.Case, effects []workflow.Effect) decision {
	return decided(storage.CaseRecord(c), storage.Lane(c.Place.Platform), effects, true)
}
