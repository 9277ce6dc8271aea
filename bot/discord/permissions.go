package discord

// What somebody may do in a channel, as Discord reckons it: https://docs.discord.com/developers/topics/permissions#permission-overwrites.

import (
	"slices"
	"strconv"
)

// everything is what owners and administrators may do.
const everything = ^uint64(0)

// bits are permissions, as Discord writes them: a number in a string.
type bits uint64

// UnmarshalText reads them.
func (b *bits) UnmarshalText(text []byte) error {
	n, err := strconv.ParseUint(string(text), 10, 64)
	*b = bits(n)
	return err
}

// guildRoles is what a guild's roles are allowed.
type guildRoles struct {
	ID    string `json:"id"` // also that of the role that everybody has
	Owner string `json:"owner_id"`
	Roles []struct {
		ID          string `json:"id"`
		Permissions bits   `json:"permissions"`
	} `json:"roles"`
}

// overwrite is what a channel allows or denies one role or person beside that.
type overwrite struct {
	ID    string `json:"id"` // of the role or the person
	Allow bits   `json:"allow"`
	Deny  bits   `json:"deny"`
}

// permissionsIn is what the person with those roles may do in a channel of the guild, with the channel's overwrites. Where they can't
// see it that is nothing.
func permissionsIn(person string, roles []string, g guildRoles, channel []overwrite) uint64 {
	may := g.allow(roles)
	if person == g.Owner || may&administrator != 0 {
		return everything
	}
	may = overwritten(may, channel, func(id string) bool { return id == g.ID })
	may = overwritten(may, channel, func(id string) bool { return id != g.ID && slices.Contains(roles, id) })
	may = overwritten(may, channel, func(id string) bool { return id == person })
	if may&viewChannel == 0 {
		return 0
	}
	return may
}

// allow is what the guild allows those roles, and everybody.
func (g guildRoles) allow(roles []string) uint64 {
	var may uint64
	for _, r := range g.Roles {
		if r.ID == g.ID || slices.Contains(roles, r.ID) {
			may |= uint64(r.Permissions)
		}
	}
	return may
}

// overwritten applies the overwrites of some: first all that they deny, then all that they allow.
func overwritten(may uint64, channel []overwrite, of func(id string) bool) uint64 {
	var deny, allow uint64
	for _, o := range channel {
		if of(o.ID) {
			deny |= uint64(o.Deny)
			allow |= uint64(o.Allow)
		}
	}
	return may&^deny | allow
}
