package discordtest

// What the app is told of every interaction.
// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
)

// Of a PING, and of the answer to it.
const (
	interactionPing = 1
	answerPong      = 1
)

// Where an interaction happens.
const (
	contextGuild  = 0
	contextDirect = 1
)

const (
	locale      = "en-US"
	largestFile = 10 << 20
)

// deed begins an interaction in the channel, with its data. The caller holds the mutex, as for all that follows.
func (s *Server) deed(of interaction, c *channel, about object) *deed {
	i := s.beginInteraction(of)
	payload := object{
		"id": i.id, "application_id": AppID, "type": i.kind, "data": about, "token": i.token, "version": 1,
		"channel_id": c.ID, "channel": s.channelIn(c, i.by), "app_permissions": told(s.may(BotUser, c)), "locale": locale,
		"entitlements": []object{}, "attachment_size_limit": largestFile,
	}
	if c.with == "" {
		maps.Copy(payload, object{
			"guild_id": Guild, "guild_locale": locale, "guild": object{"id": Guild, "locale": locale, "features": []string{}},
			"member": s.memberIn(i.by, c), "context": contextGuild, "authorizing_integration_owners": object{"0": Guild},
		})
	} else {
		maps.Copy(payload, object{
			"user": s.userWire(i.by), "context": contextDirect, "authorizing_integration_owners": object{"0": "0"},
		})
	}
	if i.about != nil {
		payload["message"] = s.messageWire(i.about)
	}
	return &deed{
		Delivery:    Delivery{ID: i.id, Kind: i.kind, By: i.by, Channel: i.channel, Payload: encoded(payload)},
		interaction: i, acked: make(chan json.RawMessage, 1),
	}
}

// channelIn is the channel as an interaction tells it.
func (s *Server) channelIn(c *channel, by string) object {
	w := s.channelWire(c)
	delete(w, "permission_overwrites")
	if c.with == "" {
		w["permissions"] = told(s.may(by, c))
	}
	return w
}

// memberIn is the member as an interaction tells it.
func (s *Server) memberIn(id string, c *channel) object {
	w := s.memberWire(id)
	w["permissions"], w["unusual_dm_activity_until"] = told(s.may(id, c)), nil
	return w
}

// told is a set of permissions as an interaction tells it.
func told(p Permission) string { return (p & (1<<53 - 1)).String() }

// whereFor finds the channel, the thread or the direct messages where the person is, and may do something.
func (s *Server) whereFor(by, id string) (*channel, error) {
	m, known := s.guild.members[by]
	c := s.channels[id]
	switch {
	case !known:
		return nil, fmt.Errorf("there is no user %q", by)
	case c == nil:
		return nil, fmt.Errorf("there is no channel %q", id)
	case c.with != "" && c.with != by, c.with == "" && !s.may(by, c).has(ViewChannel):
		return nil, fmt.Errorf("%s does not see the channel %q", m.Name, id)
	}
	c.settle()
	return c, nil
}

// takesCommands refuses what nobody can type a command in.
func (c *channel) takesCommands() error {
	switch {
	case c.thread != nil && c.thread.Archived:
		return errors.New("the thread is archived")
	case c.Kind == Forum:
		return errors.New("nobody can type in a forum, but in its posts")
	}
	return nil
}
