package discord

// What was typed, out of what Discord makes of it.

import (
	"regexp"
	"strings"

	"syncbot/workflow"
)

// mark is what Discord makes of a mention, an emoji or a time: https://docs.discord.com/developers/reference#message-formatting.
var mark = regexp.MustCompile(`<(@&|@!?|#|a?:|/|t:|id:)([^<>\s]+(?: [^<>]*)?)>`)

// plain is what was typed, without the mentions of the bot, and the people whom it mentions, in its order. Each is called by the
// name that people read.
func (m written) plain(me string) (text string, people []workflow.User) {
	text = mark.ReplaceAllStringFunc(m.Content, func(found string) string {
		part := mark.FindStringSubmatch(found)
		switch kind, id := part[1], part[2]; kind {
		case "@", "@!":
			if id == me {
				return " "
			}
			who := m.named(id)
			people = append(people, who)
			return "@" + who.Name
		case "@&":
			return "@role"
		case "#":
			return "#channel"
		case "/":
			name, _, _ := strings.Cut(id, ":")
			return "/" + name
		}
		return " "
	})
	return strings.TrimSpace(fences.Replace(text)), people
}

// fences are what people put round lines that they paste.
var fences = strings.NewReplacer("```", "\n")

// named is somebody whom the message mentions.
func (m written) named(id string) workflow.User {
	for _, u := range m.Mentions {
		if u.ID == id {
			return u.user.named(u.Member.Nick)
		}
	}
	return user{ID: id}.named("")
}
