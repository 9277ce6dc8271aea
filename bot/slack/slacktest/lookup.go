package slacktest

// Methods that say who and what there is.

import (
	"net/url"
	"time"
)

func (s *Server) authTest(url.Values) (object, error) {
	return object{
		"url": "https://team.slack.com/", "team": "Team", "user": BotName, "team_id": TeamID, "user_id": BotUser, "bot_id": BotID,
	}, nil
}

func (s *Server) conversationInfo(args url.Values) (object, error) {
	c, err := s.at(args.Get("channel"))
	if err != nil {
		return nil, err
	}
	if err := s.app.allow(c.family() + ":read"); err != nil {
		return nil, err
	}
	shared := false
	for _, m := range c.Members {
		shared = shared || s.members.users[m].External
	}
	info := object{
		"id": c.ID, "name": c.Name, "is_channel": !c.Private && c.with == "", "is_group": c.Private, "is_im": c.with != "",
		"is_private": c.Private || c.with != "", "is_archived": c.Archived, "is_member": c.has(BotUser),
		"is_ext_shared": shared, "is_shared": shared, "num_members": len(c.Members),
	}
	if c.with != "" {
		info["user"] = c.with
	}
	return object{"channel": info}, nil
}

func (s *Server) conversationOpen(args url.Values) (object, error) {
	u, known := s.members.users[args.Get("users")]
	switch {
	case !known:
		return nil, refuse("user_not_found")
	case u.Bot:
		return nil, refuse("cannot_dm_bot")
	case u.Deleted:
		return nil, refuse("user_disabled")
	}
	return object{"channel": object{"id": s.direct(u.ID).ID}}, nil
}

func (s *Server) userInfo(args url.Values) (object, error) {
	u, known := s.members.users[args.Get("user")]
	if !known {
		return nil, refuse("user_not_found")
	}
	profile := object{"real_name": u.RealName, "display_name": u.Name}
	if s.app.scopes["users:read.email"] {
		profile["email"] = u.Email
	}
	_, offset := time.Now().In(zone(u.TZ)).Zone()
	return object{"user": object{
		"id": u.ID, "team_id": u.team(), "name": u.Name, "deleted": u.Deleted, "real_name": u.RealName, "profile": profile,
		"tz": u.TZ, "tz_offset": offset, "is_admin": u.Admin, "is_owner": false, "is_bot": u.Bot,
		"is_restricted": u.Guest || u.Single, "is_ultra_restricted": u.Single, "is_stranger": u.External,
	}}, nil
}

// team is the workspace that the user belongs to.
func (u User) team() string {
	if u.External {
		return u.Team
	}
	return TeamID
}

func zone(name string) *time.Location {
	if l, err := time.LoadLocation(name); err == nil {
		return l
	}
	return time.UTC
}

func (s *Server) groupUsers(args url.Values) (object, error) {
	g, known := s.members.groups[args.Get("usergroup")]
	if !known {
		return nil, refuse("no_such_subteam")
	}
	return object{"users": append([]string{}, g.Users...)}, nil
}
