package discordtest

// Whom a message pings: those whom its content names and its allowed_mentions let it ping. Embeds ping nobody.
// https://docs.discord.com/developers/resources/message#allowed-mentions-object

import (
	"encoding/json"
	"regexp"
	"slices"
)

// Kinds of mentions, as allowed_mentions names them.
const (
	mentionsUsers    = "users"
	mentionsRoles    = "roles"
	mentionsEveryone = "everyone"
)

// maxAllowed is how many users, and how many roles, allowed_mentions may list.
const maxAllowed = 100

// allowed says whom a message may ping.
type allowed struct {
	anybody bool // nothing was said about it
	parse   []string
	users   []string
	roles   []string
	replied bool // the author of the message that it is a reply to
}

func allowedOf(raw json.RawMessage, f *form) allowed {
	var given struct {
		Parse   *[]string `json:"parse"`
		Users   []string  `json:"users"`
		Roles   []string  `json:"roles"`
		Replied bool      `json:"replied_user"`
	}
	if len(raw) == 0 || string(raw) == "null" {
		return allowed{anybody: true, replied: true}
	}
	if json.Unmarshal(raw, &given) != nil {
		f.bad("allowed_mentions", "MODEL_TYPE_CONVERTIBLE", "Not a well formed object.")
		return allowed{}
	}
	a := allowed{users: given.Users, roles: given.Roles, replied: given.Replied}
	if given.Parse == nil {
		a.anybody = len(a.users) == 0 && len(a.roles) == 0
		return a
	}
	a.parse = *given.Parse
	a.check(f)
	return a
}

func (a allowed) check(f *form) {
	for _, kind := range a.parse {
		if kind != mentionsUsers && kind != mentionsRoles && kind != mentionsEveryone {
			f.bad("allowed_mentions.parse", "BASE_TYPE_CHOICES", "Value must be one of {'everyone', 'roles', 'users'}.")
		}
	}
	f.count("allowed_mentions.users", len(a.users), 0, maxAllowed)
	f.count("allowed_mentions.roles", len(a.roles), 0, maxAllowed)
	for kind, listed := range map[string][]string{mentionsUsers: a.users, mentionsRoles: a.roles} {
		if len(listed) > 0 && slices.Contains(a.parse, kind) {
			f.bad("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", "parse:['"+kind+"'] and "+kind+" are mutually exclusive.")
		}
	}
}

// lets says whether the message may ping who is of that kind.
func (a allowed) lets(kind, id string) bool {
	switch {
	case a.anybody, slices.Contains(a.parse, kind):
		return true
	case kind == mentionsUsers:
		return slices.Contains(a.users, id)
	case kind == mentionsRoles:
		return slices.Contains(a.roles, id)
	}
	return false
}

var pings = regexp.MustCompile(`<@(&|!?)([0-9]+)>|@(everyone|here)`)

// pinged are whom the text pings when somebody writes it there, in the order of their ids. The caller holds the mutex.
func (s *Server) pinged(by string, c *channel, text string, a allowed) []string {
	all := s.may(by, c).has(MentionEveryone)
	var found []string
	for _, mark := range pings.FindAllStringSubmatch(text, -1) {
		sign, id, everybody := mark[1], mark[2], mark[3]
		role, isRole := s.guild.roles[id]
		_, isUser := s.guild.members[id]
		switch {
		case everybody != "" && all && a.lets(mentionsEveryone, ""):
			found = append(found, everybody)
		case sign == "&" && isRole && (all || role.Mentionable) && a.lets(mentionsRoles, id):
			found = append(found, id)
		case sign != "&" && isUser && a.lets(mentionsUsers, id):
			found = append(found, id)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}
