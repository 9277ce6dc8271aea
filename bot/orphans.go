package bot

// Open cases of chat services that are not configured any more.

import (
	"context"
	"maps"
	"slices"
)

// fieldCases is a number of cases in a log line.
const fieldCases = "cases"

// warnOfOrphans logs for each chat service that is not configured how many open cases wait for it. Nothing else would
// say so: what they have to say stays in the outbox until the service is configured again.
func (b *Bot) warnOfOrphans(ctx context.Context) {
	cases, err := b.Cases(ctx, "")
	if err != nil {
		b.cfg.Log.WithError(err).Warn("could not look for open cases of chat services that are not configured")
		return
	}
	waiting := map[string]int{}
	for _, c := range cases {
		if b.platforms[c.Place.Platform] == nil {
			waiting[c.Place.Platform]++
		}
	}
	for _, name := range slices.Sorted(maps.Keys(waiting)) {
		b.cfg.Log.WithField(fieldLane, name).WithField(fieldCases, waiting[name]).
			Warn("open cases belong to a chat service that is not configured; they wait until it is configured again")
	}
}
