package discord

// People, as interactions, messages and guilds name them.

import (
	"cmp"
	"strings"

	"syncbot/workflow"
)

// user is somebody on Discord: https://docs.discord.com/developers/resources/user#user-object.
type user struct {
	ID       string `json:"id"`
	Username string `json:"username"`
	Global   string `json:"global_name"`
	Bot      bool   `json:"bot"`
}

// member is somebody in a guild: https://docs.discord.com/developers/resources/guild#guild-member-object. In some places the
// user is left out.
type member struct {
	User  user     `json:"user"`
	Nick  string   `json:"nick"`
	Roles []string `json:"roles"`
}

// called is the person by the name that others read: the nick of the guild, else the person's own.
func (u user) called(nick string) workflow.User {
	return workflow.User{ID: workflow.UserID(u.ID), Name: cmp.Or(nick, u.Global, u.Username, u.ID)}
}

// named is the person as a command can name them: a name that holds a word of the commands' own would be cut there.
func (u user) named(nick string) workflow.User {
	who := u.called(nick)
	words := strings.Fields(who.Name)
	for _, w := range words {
		if strings.EqualFold(w, "at") || strings.EqualFold(w, "in") {
			who.Name = cmp.Or(u.Username, u.ID)
			return who
		}
	}
	who.Name = cmp.Or(strings.Join(words, " "), u.Username, u.ID)
	return who
}
