package discordtest

// What the app can look up: itself, the guild, its roles, members and channels, and where the gateway is.

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"time"
)

func (s *Server) getSelf(*request) (any, error) { return s.userWire(BotUser), nil }

func (s *Server) getApplication(*request) (any, error) {
	app := object{
		"id": AppID, "name": BotName, "description": "", "bot": s.userWire(BotUser), "flags": 0, "verify_key": PublicKey,
		"bot_public": false, "bot_require_code_grant": false, "interactions_endpoint_url": nil,
	}
	if s.deeds.endpoint.url != "" {
		app["interactions_endpoint_url"] = s.deeds.endpoint.url
	}
	return app, nil
}

func (s *Server) getGateway(*request) (any, error) { return object{"url": s.gatewayURL()}, nil }

func (s *Server) getGatewayBot(*request) (any, error) {
	s.gateway.forgetIdentifies(time.Now())
	return object{"url": s.gatewayURL(), "shards": 1, "session_start_limit": object{
		"total": identifiesMax, "remaining": max(0, identifiesMax-len(s.gateway.identified)),
		"reset_after": identifyDay.Milliseconds(), "max_concurrency": 1,
	}}, nil
}

// gatewayURL is where the WebSocket is. The caller holds the mutex, as for all that follows.
func (s *Server) gatewayURL() string { return "ws" + s.Base()[len("http"):] + gatewayPath }

func (s *Server) getGuild(c *request) (any, error) {
	if c.value("guild") != Guild {
		return nil, refuse(http.StatusNotFound, codeUnknownGuild, "Unknown Guild")
	}
	return s.guildWire(), nil
}

func (s *Server) getRoles(c *request) (any, error) {
	if c.value("guild") != Guild {
		return nil, refuse(http.StatusNotFound, codeUnknownGuild, "Unknown Guild")
	}
	return s.rolesWire(), nil
}

func (s *Server) getMember(c *request) (any, error) {
	m, known := s.guild.members[c.value("user")]
	switch {
	case c.value("guild") != Guild:
		return nil, refuse(http.StatusNotFound, codeUnknownGuild, "Unknown Guild")
	case !known:
		return nil, refuse(http.StatusNotFound, codeUnknownUser, "Unknown User")
	case m.Outside:
		return nil, refuse(http.StatusNotFound, codeUnknownMember, "Unknown Member")
	}
	return s.memberWire(m.ID), nil
}

func (s *Server) getChannel(c *request) (any, error) {
	ch, err := s.at(c.value("channel"))
	if err != nil {
		return nil, err
	}
	return s.channelWire(ch), nil
}

func (s *Server) openDirect(c *request) (any, error) {
	var body struct {
		Recipient string `json:"recipient_id"`
	}
	if err := c.read(&body); err != nil {
		return nil, err
	}
	if _, known := s.guild.members[body.Recipient]; !known || body.Recipient == BotUser {
		return nil, one("recipient_id", "INVALID_RECIPIENT", "Invalid Recipient(s)")
	}
	return s.channelWire(s.direct(body.Recipient)), nil
}

// userWire is a user as REST and events show it.
func (s *Server) userWire(id string) object {
	m := s.guild.members[id]
	u := object{"id": id, "username": m.Name, "global_name": nil, "discriminator": "0", "avatar": nil, "public_flags": 0}
	if m.Global != "" {
		u["global_name"] = m.Global
	}
	if id == BotUser {
		u["bot"] = true
	}
	return u
}

// memberWire is a member as REST shows it. Events leave the user out or add more.
func (s *Server) memberWire(id string) object {
	m := s.guild.members[id]
	w := object{
		"user": s.userWire(id), "nick": nil, "avatar": nil, "roles": append([]string{}, m.Roles...), "flags": 0,
		"joined_at": "2026-01-01T00:00:00.000000+00:00", "deaf": false, "mute": false, "pending": false,
		"premium_since": nil, "communication_disabled_until": nil,
	}
	if m.Nick != "" {
		w["nick"] = m.Nick
	}
	return w
}

func (s *Server) guildWire() object {
	return object{
		"id": Guild, "name": "The guild", "owner_id": "1100000000000000005", "roles": s.rolesWire(), "emojis": []any{},
		"features": []any{}, "icon": nil, "preferred_locale": "en-US", "verification_level": 0,
	}
}

func (s *Server) rolesWire() []object {
	roles := []object{}
	for _, id := range slices.Sorted(maps.Keys(s.guild.roles)) {
		r := s.guild.roles[id]
		roles = append(roles, object{
			"id": r.ID, "name": r.Name, "permissions": r.Permissions.String(), "mentionable": r.Mentionable, "color": 0,
			"hoist": false, "position": 0, "managed": r.ID == botRole, "flags": 0,
		})
	}
	return roles
}

// channelWire is a channel, a thread or direct messages as REST and events show them.
func (s *Server) channelWire(c *channel) object {
	w := object{"id": c.ID, "type": c.Kind, "flags": 0, "last_message_id": nil}
	all := c.public()
	if len(all) > 0 {
		w["last_message_id"] = all[len(all)-1].ID
	}
	if c.with != "" {
		w["recipients"] = []object{s.userWire(c.with)}
		return w
	}
	w["guild_id"], w["name"], w["rate_limit_per_user"] = Guild, c.Name, 0
	if c.thread != nil {
		c.thread.tell(w)
		w["message_count"], w["total_message_sent"] = len(all), len(all)
		return w
	}
	w["parent_id"], w["topic"], w["position"], w["nsfw"] = nil, nil, 0, false
	w["permission_overwrites"] = overwritesWire(c.Overwrites)
	if c.Kind == Forum {
		w["available_tags"], w["default_sort_order"] = []any{}, nil
	}
	return w
}

func overwritesWire(all []Overwrite) []object {
	wire := []object{}
	for _, o := range all {
		kind := 0
		if o.Member {
			kind = 1
		}
		wire = append(wire, object{"id": o.ID, "type": kind, "allow": o.Allow.String(), "deny": o.Deny.String()})
	}
	slices.SortFunc(wire, func(a, b object) int { return cmp.Compare(a["id"].(string), b["id"].(string)) })
	return wire
}
