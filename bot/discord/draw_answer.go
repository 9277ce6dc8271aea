package discord

// Answers: what only the person who acted reads, with everything that can be chosen under it.

import (
	"github.com/bwmarrin/discordgo"

	"syncbot/bot/chat/chars"
	"syncbot/workflow"
)

// answer draws a; mentions are those of the deed that it answers. The zero content stands for an answer that says nothing.
func (p drawing) answer(a workflow.Answer, mentions []workflow.User) content {
	if a.Text == "" && len(a.Choices) == 0 {
		return content{}
	}
	a.Text = workflow.Words(chars.Blankless(string(a.Text))) // Discord may refuse an embed without words
	under := p.row(a.Choices, mentions)
	s := newSheet(maxAll - spare - under.size())
	s.embeds[0].Color = grey
	s.words(p.wording.followed(a.Text.Lines()), nil)
	c := s.over(under, "")
	c.Flags = discordgo.MessageFlagsEphemeral
	return c
}
