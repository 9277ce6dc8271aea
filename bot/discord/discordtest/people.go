package discordtest

// Who is in the guild, and which channels it has.

import (
	"fmt"
	"maps"
	"slices"
)

// Member is somebody in the guild.
type Member struct {
	ID      string // made where it is empty
	Name    string // what is typed after @
	Global  string // the name that is shown; empty: none
	Nick    string // the name that is shown in this guild; empty: none
	Roles   []string
	Outside bool // uses Discord, but is no member of the guild
}

// Role is a role of the guild.
type Role struct {
	ID          string // made where it is empty
	Name        string
	Permissions Permission
	Mentionable bool // anybody may ping it
}

// Kind says what a channel is.
type Kind int

// Kinds of channels.
const (
	Text         Kind = 0
	Direct       Kind = 1
	News         Kind = 5
	NewsThread   Kind = 10
	PublicThread Kind = 11
	Forum        Kind = 15
)

// Channel is a channel of the guild.
type Channel struct {
	ID         string // made where it is empty
	Name       string
	Kind       Kind // Text, News or Forum
	Hidden     bool // the bot does not see it
	Allow      Permission
	Deny       Permission // to the bot, as Allow
	Overwrites []Overwrite
}

type guild struct {
	members map[string]Member
	roles   map[string]Role
	closed  map[string]bool // who takes no direct messages
}

// channel is a channel, a thread, or the direct messages of the bot and somebody.
type channel struct {
	Channel
	with     string  // of direct messages: the person
	thread   *Thread // nil where it is none
	messages []*Message
}

// botRole is the role that the bot's invitation made.
const botRole = "1100000000000000004"

func newGuild() guild {
	return guild{
		members: map[string]Member{BotUser: {ID: BotUser, Name: BotName, Roles: []string{botRole}}},
		roles: map[string]Role{
			Guild:   {ID: Guild, Name: "@everyone", Permissions: usual},
			botRole: {ID: botRole, Name: BotName},
		},
		closed: map[string]bool{},
	}
}

// AddMember puts somebody into the guild, or another in the place of one with the same id. It returns the id.
func (s *Server) AddMember(m Member) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	m.ID, m.Roles = s.named(m.ID), slices.Clone(m.Roles)
	s.guild.members[m.ID] = m
	return m.ID
}

// AddRole puts a role into the guild, or another in the place of one with the same id: Guild is that of everybody. It
// returns the id.
func (s *Server) AddRole(r Role) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	r.ID = s.named(r.ID)
	s.guild.roles[r.ID] = r
	return r.ID
}

// AddChannel puts a channel into the guild and returns its id.
func (s *Server) AddChannel(c Channel) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.ID, c.Overwrites = s.named(c.ID), slices.Clone(c.Overwrites)
	if c.Hidden {
		c.Deny |= ViewChannel
	}
	c.Overwrites = append(c.Overwrites, Overwrite{ID: BotUser, Member: true, Allow: c.Allow, Deny: c.Deny})
	s.channels[c.ID] = &channel{Channel: c}
	return c.ID
}

// Permit changes what the bot may do in the channel, beside what its roles say.
func (s *Server) Permit(channel string, allow, deny Permission) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.known(channel)
	c.Overwrites = slices.DeleteFunc(c.Overwrites, func(o Overwrite) bool { return o.ID == BotUser })
	c.Overwrites = append(c.Overwrites, Overwrite{ID: BotUser, Member: true, Allow: allow, Deny: deny})
}

// DeleteChannel takes a channel or a thread away, with all that stands there.
func (s *Server) DeleteChannel(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.channels, id)
	maps.DeleteFunc(s.channels, func(_ string, c *channel) bool { return c.thread != nil && c.thread.Parent == id })
}

// CloseDirect lets somebody take no direct messages any more.
func (s *Server) CloseDirect(user string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.guild.closed[user] = true
}

// known finds a channel that a test names. The caller holds the mutex, as for all that follows.
func (s *Server) known(id string) *channel {
	c := s.channels[id]
	if c == nil {
		panic(fmt.Sprintf("discordtest: there is no channel %q", id))
	}
	return c
}

// at finds a channel that the bot asks for.
func (s *Server) at(id string) (*channel, error) {
	c := s.channels[id]
	switch {
	case c == nil:
		return nil, unknownChannel
	case !s.may(BotUser, c).has(ViewChannel):
		return nil, missingAccess
	}
	c.settle()
	return c, nil
}

// direct gives the direct messages of the bot and somebody, from the first use on.
func (s *Server) direct(user string) *channel {
	for _, c := range s.channels {
		if c.with == user {
			return c
		}
	}
	c := &channel{Channel: Channel{ID: s.nextID(), Kind: Direct}, with: user}
	s.channels[c.ID] = c
	return c
}

func (s *Server) hasRole(user, role string) bool {
	return slices.Contains(s.guild.members[user].Roles, role)
}

// shownName is how people read somebody's name in the guild.
func (m Member) shownName() string {
	switch {
	case m.Nick != "":
		return m.Nick
	case m.Global != "":
		return m.Global
	}
	return m.Name
}
