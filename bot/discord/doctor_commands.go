package discord

// Whether Discord has the commands as this version of the bot defines them. Only serve registers them.

import (
	"context"
	"encoding/json"
)

// commands looks wherever serve registers them.
func (x *examination) commands(ctx context.Context) {
	if len(x.options.Guilds) == 0 {
		x.commandsIn(ctx, "commands", "")
		return
	}
	for _, id := range x.options.Guilds {
		if x.known[id].err == nil { // else its server was not found, which is said already
			x.commandsIn(ctx, "commands on "+id, id)
		}
	}
}

func (x *examination) commandsIn(ctx context.Context, check, guild string) {
	var has json.RawMessage
	if err := x.ask(ctx, commandsPath(x.options.ApplicationID, guild), &has); err != nil {
		x.failed(check, err, map[int]problem{codeMissingAccess: {"The app may have no commands on this server.", openInvite}})
		return
	}
	var some []json.RawMessage
	registered := json.Unmarshal(has, &some) == nil && len(some) > 0
	switch {
	case sameCommands(has, commands(guild == ""), guild == ""):
		x.ok(check, "Discord has them as they are.")
	case x.patient.Runs:
		x.wrong(check, problem{"Discord has others than this version of the bot.", "Start syncbot serve again, with the program of this version."})
	case registered:
		x.ok(check, "Discord has those of another version; serve registers this one's when it starts.")
	default:
		x.ok(check, "None is registered yet; serve does so when it starts.")
	}
}
