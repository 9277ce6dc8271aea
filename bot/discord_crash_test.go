package bot_test

// The whole story in Discord, by the real client, killed at every boundary.

import "testing"

// Each call is one door's, unless -everywhere is given.
func TestNothingIsLostOrDoubledOnDiscordWhereverTheProcessIsKilled(t *testing.T) {
	for _, s := range stories {
		s.every = max(s.every, len(discordDoors))
		for i, by := range discordDoors {
			t.Run(s.name+"/"+string(by), func(t *testing.T) {
				t.Parallel()
				s.killEverywhere(t, onDiscord(by), i)
			})
		}
	}
}
