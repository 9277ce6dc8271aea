package bot_test

// The whole story in Slack, by the real client, killed at every boundary.

import (
	"testing"
)

// Each call is one door's, unless -everywhere is given.
func TestNothingIsLostOrDoubledOnSlackWhereverTheProcessIsKilled(t *testing.T) {
	for _, s := range stories {
		s.every = max(s.every, len(doors))
		for i, by := range doors {
			t.Run(s.name+"/"+string(by), func(t *testing.T) {
				t.Parallel()
				s.killEverywhere(t, onSlack(by), i)
			})
		}
	}
}
