package discordtest

// Who may do what where, computed as Discord does.
// https://docs.discord.com/developers/topics/permissions

import "strconv"

// Permission is a set of things that somebody may do.
type Permission int64

// Permissions.
const (
	Administrator         Permission = 1 << 3
	ViewChannel           Permission = 1 << 10
	SendMessages          Permission = 1 << 11
	ManageMessages        Permission = 1 << 13
	EmbedLinks            Permission = 1 << 14
	AttachFiles           Permission = 1 << 15
	ReadMessageHistory    Permission = 1 << 16
	MentionEveryone       Permission = 1 << 17
	UseApplicationCommand Permission = 1 << 31
	ManageThreads         Permission = 1 << 34
	CreatePublicThreads   Permission = 1 << 35
	SendMessagesInThreads Permission = 1 << 38
)

// usual is what everybody may do in a new guild.
const usual = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadMessageHistory | MentionEveryone |
	UseApplicationCommand | CreatePublicThreads | SendMessagesInThreads

const everything = ^Permission(0)

func (p Permission) has(wanted Permission) bool { return p&wanted == wanted }

func (p Permission) String() string { return strconv.FormatInt(int64(p), 10) }

// Overwrite allows or denies something in one channel, to the role or the member of that id.
type Overwrite struct {
	ID          string
	Member      bool // the id is a member's
	Allow, Deny Permission
}

// may says what the member may do in the channel; in a thread, what counts in the channel it belongs to. The caller holds
// the mutex, as for all that follows.
func (s *Server) may(user string, c *channel) Permission {
	if c.with != "" {
		return everything
	}
	if m, known := s.guild.members[user]; !known || m.Outside {
		return 0
	}
	if c.thread != nil {
		c = s.channels[c.thread.Parent]
	}
	may := s.inGuild(user)
	if may.has(Administrator) {
		return everything
	}
	may = overwritten(may, c.Overwrites, func(o Overwrite) bool { return !o.Member && o.ID == Guild })
	may = overwritten(may, c.Overwrites, func(o Overwrite) bool { return !o.Member && o.ID != Guild && s.hasRole(user, o.ID) })
	may = overwritten(may, c.Overwrites, func(o Overwrite) bool { return o.Member && o.ID == user })
	if !may.has(ViewChannel) {
		return 0
	}
	return may
}

// overwritten applies overwrites of one level together: what any of them denies, then what any of them allows.
func overwritten(may Permission, all []Overwrite, these func(Overwrite) bool) Permission {
	var allow, deny Permission
	for _, o := range all {
		if these(o) {
			allow, deny = allow|o.Allow, deny|o.Deny
		}
	}
	return may&^deny | allow
}

// inGuild is what the member's roles allow.
func (s *Server) inGuild(user string) Permission {
	may := s.guild.roles[Guild].Permissions
	for _, id := range s.guild.members[user].Roles {
		may |= s.guild.roles[id].Permissions
	}
	return may
}
