package bot

// What is open, for lists and for those who wait until nothing is left to do.

import (
	"context"

	"syncbot/storage"
	"syncbot/workflow"
)

// Cases lists the open cases of a workshop, or of all if w is empty, ordered by workshop and id.
func (b *Bot) Cases(ctx context.Context, w workflow.WorkshopID) ([]workflow.Case, error) {
	var out []workflow.Case
	page := storage.Page{Max: 500}
	for {
		records, err := b.cfg.Store.Open(ctx, storage.Filter{Kind: storage.KindCase, Workshop: w}, page)
		if err != nil {
			return nil, err
		}
		for _, r := range records {
			out = append(out, r.Body.(workflow.Case))
		}
		if len(records) < page.Max {
			return out, nil
		}
		page.After = records[len(records)-1].Key
	}
}

// Idle says whether, while Run runs, nothing is left to do until a person acts: no request is being handled, no effect
// waits or is under way, and every open case waits for a person and has no look of its own before it. Reminders may come.
func (b *Bot) Idle(ctx context.Context) (bool, error) {
	commits := b.commits.Load()
	cases, err := b.Cases(ctx, "")
	if err != nil {
		return false, err
	}
	for _, c := range cases {
		asks := c.Phase == workflow.Asking || c.Phase == workflow.Pressing
		if !asks || !c.FollowUpAt.IsZero() {
			return false, nil
		}
	}
	for _, l := range b.lanes {
		if !l.quietAt(commits) {
			return false, nil
		}
	}
	return b.handling.Load() == 0 && b.commits.Load() == commits, nil
}
