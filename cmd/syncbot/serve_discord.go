package main

// The bot in Discord, made from the settings.

import (
	"cmp"
	"context"
	"slices"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/discord"
)

// discordListed are the ids of the people and roles in Discord that the settings name, each once. Their ids look alike.
func (c config) discordListed() []string {
	var ids []string
	for _, l := range slices.Concat(c.Admins, c.MayAsk, c.MaySync) {
		if l.Platform == "discord" {
			ids = append(ids, l.ID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// discordOptions are those that the settings alone decide.
func (c config) discordOptions() discord.Options {
	zone := cmp.Or(c.Timezone.Location, time.Local) // none where its setting has a fault
	return discord.Options{
		BotToken: string(c.DiscordBot), ApplicationID: string(c.ApplicationID), PublicKey: string(c.PublicKey), APIURL: string(c.DiscordAPI),
		Guilds: c.Guilds, Channels: c.channelsOn("discord"), Now: func() time.Time { return time.Now().In(zone) },
	}
}

// discordPatient is what the doctor is to know beside the options.
func (c config) discordPatient(runs bool) discord.Patient {
	p := discord.Patient{Channels: c.channelsOn("discord"), Listed: c.discordListed(), Runs: runs}
	if c.Leads.Platform == "discord" {
		p.Lead = string(c.Leads.Channel)
	}
	return p
}

// discord makes the bot in Discord. Where Discord sends signed requests, their address is taken at once.
func (c config) discord(ctx context.Context, p parts, suggest chat.Suggest) (*discord.Discord, error) {
	o := c.discordOptions()
	o.Suggest, o.Log = suggest, p.log
	if c.discordOverHTTP() {
		l, err := c.takeAddress(ctx)
		if err != nil {
			return nil, err
		}
		o.Listener = l
	}
	return discord.New(o)
}
