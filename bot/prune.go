package bot

// Forgetting what is no longer needed.

import (
	"context"
	"time"
)

const pruneEvery = time.Hour

// prune lets the store forget what its retention allows, now and every hour until ctx ends.
func (b *Bot) prune(ctx context.Context) {
	tick := time.NewTicker(pruneEvery)
	defer tick.Stop()
	for ctx.Err() == nil {
		if err := b.cfg.Store.Prune(ctx, b.now()); err != nil && ctx.Err() == nil {
			b.cfg.Log.WithError(err).Error("could not prune the store; trying again in an hour")
		}
		select {
		case <-ctx.Done():
		case <-tick.C:
		}
	}
}
