package bot

// Open cases of chat services that are not configured any more.

import (
	"context"
	"maps"
	"slices"
)

// fieldCases is a number of cases in a log line.
const fieldCases = "cases"

// warnOfOrphans logs for each chat service that is not configured how many open cases wait for it, and of how many there is news
// for those who follow them there. Nothing else would say so: what there is to say stays in the outbox until the service is
// configured again.
func (b *Bot) warnOfOrphans(ctx context.Context) {
	cases, err := b.Cases(ctx, "")
	if err != nil {
		b.cfg.Log.WithError(err).Warn("could not look for open cases of chat services that are not configured")
		return
	}
	waiting, followed := map[string]int{}, map[string]int{}
	for _, c := range cases {
		waiting[c.Place.Platform]++
		for _, f := range c.Followers {
			followed[f.Place.Platform]++
		}
	}
	b.warnOf(waiting, "open cases belong to a chat service that is not configured; they wait until it is configured again")
	b.warnOf(followed, "open cases are followed on a chat service that is not configured; their news wait until it is configured again")
}

// warnOf logs the sentence for each chat service of the numbers of cases that is not configured.
func (b *Bot) warnOf(cases map[string]int, sentence string) {
	for _, name := range slices.Sorted(maps.Keys(cases)) {
		if b.platforms[name] == nil {
			b.cfg.Log.WithField(fieldLane, name).WithField(fieldCases, cases[name]).Warn(sentence)
		}
	}
}
