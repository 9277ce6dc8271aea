package discordtest

// IDENTIFY: who may begin a session, how often, and what it is told first.
// https://docs.discord.com/developers/events/gateway#identifying

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

const (
	identifyEvery = 5 * time.Second
	identifiesMax = 1000 // a day
	identifyDay   = 24 * time.Hour
)

// identity is the data of IDENTIFY.
type identity struct {
	Token      string          `json:"token"`
	Properties json.RawMessage `json:"properties"`
	Intents    *int            `json:"intents"`
	Shard      *[2]int         `json:"shard"`
}

// identify begins a session. It gives the code to close with, or 0.
func (s *Server) identify(l *line, data json.RawMessage) int {
	g := &s.gateway
	if l.session != nil {
		return CloseAlreadyIdentified
	}
	g.identifies++
	var who identity
	if json.Unmarshal(data, &who) != nil || len(who.Properties) == 0 {
		return CloseDecodeError
	}
	if code := s.refusesIdentity(who); code != 0 {
		return code
	}
	switch {
	case g.hasty(time.Now()):
		l.push(frame{packet: packetOf(opInvalidSession, false)})
	case len(g.identified) > identifiesMax: // Discord makes a new token then, and tells the owner
		s.broken[BotToken] = true
		return CloseAuthFailed
	case g.sentAway(l):
	default:
		s.start(l, *who.Intents)
	}
	return 0
}

// refusesIdentity gives the code that refuses an IDENTIFY, or 0.
func (s *Server) refusesIdentity(who identity) int {
	switch {
	case !s.knowsToken(who.Token):
		return CloseAuthFailed
	case who.Shard != nil && *who.Shard != [2]int{0, 1}:
		return CloseInvalidShard
	case who.Intents == nil || *who.Intents&^intentsKnown != 0:
		return CloseInvalidIntents
	case *who.Intents&intentsPrivileged != 0:
		return CloseDisallowedIntents
	}
	return 0
}

func (s *Server) knowsToken(given string) bool {
	return s.good(strings.TrimPrefix(given, "Bot "))
}

// hasty counts an IDENTIFY and says whether it comes too soon after the one before.
func (g *gateway) hasty(now time.Time) bool {
	g.forgetIdentifies(now)
	n := len(g.identified)
	g.identified = append(g.identified, now)
	return n > 0 && now.Sub(g.identified[n-1]) < identifyEvery
}

func (g *gateway) forgetIdentifies(now time.Time) {
	g.identified = slices.DeleteFunc(g.identified, func(at time.Time) bool { return now.Sub(at) >= identifyDay })
}

// sentAway sends the connection away with its first packet, where ReconnectFirst wants it.
func (g *gateway) sentAway(l *line) bool {
	if g.reconnectFirst == 0 {
		return false
	}
	g.reconnectFirst--
	l.push(frame{packet: packetOf(opReconnect, nil)})
	return true
}

// start makes the session, and tells it what there is.
func (s *Server) start(l *line, intents int) {
	g := &s.gateway
	g.begun++
	e := &session{id: fmt.Sprintf("%032x", g.begun), intents: intents, line: l}
	l.session = e
	g.sessions = append(g.sessions, e)
	e.dispatch("READY", s.ready(l, e))
	if intents&intentGuilds != 0 {
		e.dispatch("GUILD_CREATE", s.guildCreate())
	}
}

func (s *Server) ready(l *line, e *session) object {
	version := 10
	if l.version == "9" {
		version = 9
	}
	bot := s.userWire(BotUser)
	bot["verified"], bot["mfa_enabled"], bot["email"] = true, true, nil
	return object{
		"v": version, "user": bot, "session_id": e.id, "session_type": "normal", "user_settings": object{},
		"resume_gateway_url": "ws" + strings.TrimPrefix(s.Base(), "http") + resumePath,
		"guilds":             []object{{"id": Guild, "unavailable": true}}, "shard": []int{0, 1},
		"application": object{"id": AppID, "flags": 0}, "private_channels": []object{}, "relationships": []object{},
		"presences": []object{}, "guild_join_requests": []object{}, "geo_ordered_rtc_regions": []string{}, "auth": object{},
		"_trace": []string{"[\"gateway-fake\"]"},
	}
}

// guildCreate is what the bot is told of the guild: the channels and open threads that it sees.
func (s *Server) guildCreate() object {
	guild := s.guildWire()
	channels, threads := []object{}, []object{}
	for _, id := range slices.Sorted(maps.Keys(s.channels)) {
		c := s.channels[id]
		switch {
		case c.with != "" || !s.may(BotUser, c).has(ViewChannel):
		case c.thread == nil:
			channels = append(channels, s.channelWire(c))
		case !c.thread.Archived:
			threads = append(threads, s.channelWire(c))
		}
	}
	maps.Copy(guild, object{
		"channels": channels, "threads": threads, "members": []object{s.memberWire(BotUser)}, "presences": []object{},
		"joined_at": "2026-01-01T00:00:00.000000+00:00", "large": false, "unavailable": false,
		"member_count": len(s.guild.members), "voice_states": []object{}, "stage_instances": []object{},
	})
	return guild
}
