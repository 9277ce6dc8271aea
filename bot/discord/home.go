package discord

// Which servers are served: those of the settings; where none are set, those of the channels that the settings name. Anybody may
// invite a public bot anywhere.

import (
	"context"
	"slices"

	"syncbot/bot/outcome"
)

// serves says whether what is done in the guild is the bot's to answer. Of no guild is what is done alone with the bot. Until the
// guilds of the channels are known, only the channels themselves say what may be asked where.
func (d *Discord) serves(guild string) bool {
	if guild == "" || len(d.options.Guilds) > 0 {
		return guild == "" || slices.Contains(d.options.Guilds, guild)
	}
	homes := d.homes.Load()
	return homes == nil || slices.Contains(*homes, guild)
}

// learnHomes finds out which guilds the channels of the settings are in, where no guilds are set. As long as one can't be seen, the
// bot may still be invited to its guild, and nothing is known.
func (d *Discord) learnHomes(ctx context.Context) error {
	if len(d.options.Guilds) > 0 || len(d.options.Channels) == 0 {
		return nil
	}
	var homes []string
	for _, id := range d.options.Channels {
		c, err := d.channelInfo(ctx, id)
		switch {
		case outcome.IsRefused(err):
			return nil
		case err != nil:
			return err
		}
		homes = append(homes, c.Guild)
	}
	d.homes.Store(&homes)
	return nil
}
