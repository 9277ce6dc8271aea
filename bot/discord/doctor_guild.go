package discord

// Whether the bot is on its servers. Discord's word for a server is guild.

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

const openInvite = "Open the link that syncbot discord invite prints, and choose the server."

// knownGuild is a guild as the doctor knows it.
type knownGuild struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Roles []struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	} `json:"roles"`

	allows guildRoles
	mine   []string // the bot's roles there
	err    error    // why it is not known
}

// role is the name of a role.
func (g knownGuild) role(id string) (name string, ok bool) {
	for _, r := range g.Roles {
		if r.ID == id {
			return r.Name, true
		}
	}
	return "", false
}

// guildMember is somebody on a guild (https://docs.discord.com/developers/resources/guild#guild-member-object).
type guildMember struct {
	Nick  *string  `json:"nick"`
	Roles []string `json:"roles"`
	User  struct {
		Name   string  `json:"username"`
		Global *string `json:"global_name"`
	} `json:"user"`
}

// guild is what is to be known of a guild. It asks once.
func (x *examination) guild(ctx context.Context, id string) knownGuild {
	g, known := x.known[id]
	if known {
		return g
	}
	var said json.RawMessage
	if g.err = x.ask(ctx, "/guilds/"+id, &said); g.err == nil {
		g.err = errors.Join(json.Unmarshal(said, &g), json.Unmarshal(said, &g.allows))
	}
	if g.err == nil {
		var me guildMember
		me, g.err = x.member(ctx, id, x.self)
		g.mine = me.Roles
	}
	x.known[id] = g
	return g
}

func (x *examination) member(ctx context.Context, guild, user string) (m guildMember, err error) {
	err = x.ask(ctx, "/guilds/"+guild+"/members/"+user, &m)
	return m, err
}

// guilds looks at each server of the settings.
func (x *examination) guilds(ctx context.Context) {
	notThere := problem{"The bot is not on this server.", openInvite + " Or copy the server's id into DISCORD_GUILD_ID again: right-click it › Copy Server ID."}
	for _, id := range x.options.Guilds {
		check := "server " + id
		g := x.guild(ctx, id)
		if g.err != nil {
			x.failed(check, g.err, map[int]problem{codeUnknownGuild: notThere, codeMissingAccess: notThere, codeUnknownMember: notThere})
			continue
		}
		x.ok(check, "The bot is on %s.", g.Name)
	}
}

// served are the guilds that the bot is on and serves, as far as is known, in the order of their ids.
func (x *examination) served() []knownGuild {
	var all []knownGuild
	for id, g := range x.known {
		if g.err == nil && (len(x.options.Guilds) == 0 || slices.Contains(x.options.Guilds, id)) {
			all = append(all, g)
		}
	}
	slices.SortFunc(all, func(a, b knownGuild) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

// listed looks for each person and role of the settings on the servers.
func (x *examination) listed(ctx context.Context) {
	for _, id := range x.patient.Listed {
		x.personOrRole(ctx, id)
	}
}

func (x *examination) personOrRole(ctx context.Context, id string) {
	check := "person or role " + id
	served := x.served()
	if len(served) == 0 {
		x.unchecked(check, "Not checked, since no server is known on which to look.")
		return
	}
	for _, g := range served {
		if id == g.ID {
			x.wrong(check, problem{
				fmt.Sprintf("It is the id of the server %s, and of its role @everyone, which Discord names with nobody.", g.Name), "Take it out of the settings: left out, every member may ask.",
			})
			return
		}
		if name, ok := g.role(id); ok {
			x.ok(check, "It is the role %s on %s.", name, g.Name)
			return
		}
	}
	x.person(ctx, check, id)
}

func (x *examination) person(ctx context.Context, check, id string) {
	for _, g := range x.served() {
		m, err := x.member(ctx, g.ID, id)
		if err == nil {
			x.ok(check, "It is %s on %s.", m.name(), g.Name)
			return
		}
		if r, ok := notGrantedOf(err); !ok || r.code != codeUnknownMember && r.code != codeUnknownUser {
			x.failed(check, err, nil)
			return
		}
	}
	x.wrong(check, problem{
		"There is no such person and no such role on the servers.",
		"Copy the id again: right-click the person › Copy User ID, or Server Settings › Roles › ⋯ › Copy Role ID. Or take it out of the settings.",
	})
}

// name is the person's, as others on the server read it.
func (m guildMember) name() string {
	switch {
	case m.Nick != nil && *m.Nick != "":
		return *m.Nick
	case m.User.Global != nil && *m.User.Global != "":
		return *m.User.Global
	}
	return m.User.Name
}
