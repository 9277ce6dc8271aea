package slacktest

// Who is in the workspace, and where.

import (
	"fmt"
	"slices"
	"strings"
)

// User is somebody whom the workspace knows.
type User struct {
	ID       string // U1, U2 … where it is empty
	Name     string // what is typed after @
	RealName string // as Name where it is empty
	TZ       string // UTC where it is empty
	Email    string
	Admin    bool
	Guest    bool   // of several channels
	Single   bool   // a guest of one channel
	External bool   // of another workspace, here through Slack Connect
	Team     string // of an external user, T0OTHER where it is empty
	Bot      bool
	Deleted  bool
}

// Channel is a channel of the workspace.
type Channel struct {
	ID       string // C1, C2 … where it is empty
	Name     string
	Private  bool
	Archived bool
	Members  []string // ids of users; BotUser for the app
}

// Group is a user group.
type Group struct {
	ID     string // S1, S2 … where it is empty
	Handle string
	Users  []string
}

type directory struct {
	users  map[string]User
	groups map[string]Group
}

type channel struct {
	Channel
	with      string // of a direct message: the other person
	last      int64  // the latest ts, in microseconds
	messages  []*Message
	scheduled map[int64]int // how many messages, by the five minutes in which they are due
}

func newDirectory() directory {
	return directory{
		users:  map[string]User{BotUser: {ID: BotUser, Name: BotName, RealName: BotName, TZ: "UTC", Bot: true}},
		groups: map[string]Group{},
	}
}

// AddUser puts a user into the workspace, or another in the place of one with the same id. It returns the id.
func (s *Server) AddUser(u User) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	u.ID = s.name(u.ID, "U")
	if u.RealName == "" {
		u.RealName = u.Name
	}
	if u.TZ == "" {
		u.TZ = "UTC"
	}
	if u.External && u.Team == "" {
		u.Team = "T0OTHER"
	}
	s.members.users[u.ID] = u
	return u.ID
}

// AddChannel puts a channel into the workspace and returns its id.
func (s *Server) AddChannel(c Channel) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.ID, c.Members = s.name(c.ID, "C"), slices.Clone(c.Members)
	s.channels[c.ID] = &channel{Channel: c}
	return c.ID
}

// AddGroup puts a user group into the workspace, or another in the place of one with the same id. It returns the id.
func (s *Server) AddGroup(g Group) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	g.ID = s.name(g.ID, "S")
	s.members.groups[g.ID] = g
	return g.ID
}

// Join makes the user a member of the channel. BotUser is the app.
func (s *Server) Join(channel, user string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if ch := s.channels[channel]; ch != nil && !ch.has(user) {
		ch.Members = append(ch.Members, user)
	}
}

// Leave ends Join.
func (s *Server) Leave(channel, user string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if ch := s.channels[channel]; ch != nil {
		ch.Members = slices.DeleteFunc(ch.Members, func(m string) bool { return m == user })
	}
}

// Archive closes the channel for everybody.
func (s *Server) Archive(channel string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if ch := s.channels[channel]; ch != nil {
		ch.Archived = true
	}
}

// name gives an id of that letter, unless there is one. The caller holds the mutex, as for all that follows.
func (s *Server) name(id, letter string) string {
	if id == "" {
		s.serial++
		id = fmt.Sprintf("%s%d", letter, s.serial)
	}
	if !strings.HasPrefix(id, letter) || strings.ToUpper(id) != id {
		panic(fmt.Sprintf("slacktest: Slack has no id %q here, they look like %s0AB1", id, letter))
	}
	return id
}

func (c *channel) has(user string) bool { return slices.Contains(c.Members, user) }

// family is what the scopes of the conversation begin with.
func (c *channel) family() string {
	switch {
	case c.with != "":
		return "im"
	case c.Private:
		return "groups"
	}
	return "channels"
}

// sees says whether the user can read the channel.
func (s *Server) sees(user string, c *channel) bool {
	u := s.members.users[user]
	return c.has(user) || !c.Private && c.with == "" && !u.Guest && !u.Single && !u.External
}

// direct gives the direct messages of the app and the user, from the first use on.
func (s *Server) direct(user string) *channel {
	for _, c := range s.channels {
		if c.with == user {
			return c
		}
	}
	c := &channel{Channel: Channel{ID: s.name("", "D"), Members: []string{user, BotUser}}, with: user}
	s.channels[c.ID] = c
	return c
}

// at finds a channel that the app can know of.
func (s *Server) at(id string) (*channel, error) {
	c := s.channels[id]
	if c == nil || c.Private && !c.has(BotUser) {
		return nil, refuse("channel_not_found")
	}
	return c, nil
}
