package bot

// One reading of an account's event log serves all its open cases.

import (
	"context"
	"errors"

	"syncbot/storage"
	"syncbot/workflow"
)

// share gives a reading to the other open cases of from's account that it says something about. Each commits by itself,
// under a key made of cause, before the one that it was read for: a crash in between repeats the reading,
// and the keys make the repetition harmless. A case that cannot be served is only logged: it reads the log in its own time.
func (b *Bot) share(ctx context.Context, cause string, from workflow.CaseRef, r workflow.Reading) {
	if len(r.Entries) == 0 {
		return
	}
	numbers := make(map[string]bool, len(r.Entries))
	for _, e := range r.Entries {
		numbers[numberKey(e.Number)] = true
	}
	cases, err := b.Cases(ctx, from.Workshop)
	if err != nil {
		b.cfg.Log.WithError(err).Error("cannot share a reading of the event log")
		return
	}
	for _, c := range workflow.ByAge(cases) {
		if c.ID != from.ID && numbers[numberKey(c.Doc.Number)] {
			b.shareWith(ctx, cause, c, r)
		}
	}
}

// numberKey is equal for numbers that match.
func numberKey(number string) string {
	return workflow.Document{Kind: workflow.Invoice, Number: number}.Key()
}

func (b *Bot) shareWith(ctx context.Context, cause string, c workflow.Case, r workflow.Reading) {
	read := workflow.LogRead{At: b.at(), Reading: r.About(c.Doc)}
	_, err := b.apply(ctx, caseOf(c.Ref()), storage.Commit{Key: cause + "/" + string(c.ID), At: read.Time(), Event: read})
	if err != nil && !errors.Is(err, storage.ErrSeen) {
		b.cfg.Log.WithError(err).WithField(fieldRecord, c.ID).Error("cannot share a reading of the event log")
	}
}
