package slacktest

// users.conversations: which channels somebody is in.

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strings"
)

// familyOf is what the scopes of a type of conversation begin with.
var familyOf = map[string]string{"public_channel": "channels", "private_channel": "groups", "mpim": "mpim", "im": "im"}

// memberships gives the channels of a user, by id: of another than the app's own, what is private only where the app is too.
func (s *Server) memberships(args url.Values) (object, error) {
	user := args.Get("user")
	if user == "" {
		user = BotUser
	}
	if _, known := s.members.users[user]; !known {
		return nil, refuse("user_not_found")
	}
	wanted := map[string]bool{}
	for _, kind := range strings.Split(cmp.Or(args.Get("types"), "public_channel"), ",") {
		family, known := familyOf[kind]
		if !known {
			return nil, refuse("invalid_types")
		}
		if err := s.app.allow(family + ":read"); err != nil {
			return nil, err
		}
		wanted[family] = true
	}
	all := []object{}
	for _, id := range slices.Sorted(maps.Keys(s.channels)) {
		c := s.channels[id]
		hidden := c.family() != "channels" && !c.has(BotUser) || c.Archived && truth(args, "exclude_archived")
		if c.has(user) && wanted[c.family()] && !hidden {
			all = append(all, object{"id": id, "name": c.Name, "is_private": c.Private, "is_archived": c.Archived})
		}
	}
	p, err := pageOf(len(all), args, 100)
	if err != nil {
		return nil, err
	}
	return object{"channels": all[p.from:p.to], "response_metadata": object{"next_cursor": p.next}}, nil
}
