package discord

// Messages as embeds: above the embed who must act, the number and the state, which is what notifications show; in it the number
// and the state in large letters, then the words, each error by itself, then the buttons. Whatever the note says, what is drawn
// keeps to the limits of Discord.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"syncbot/bot/chat"
	"syncbot/bot/chat/chars"
	"syncbot/workflow"
)

// content is what a message says.
type content struct {
	Content    string                           `json:"content"`
	Embeds     []*discordgo.MessageEmbed        `json:"embeds"`
	Components []discordgo.ActionsRow           `json:"components"`
	Allowed    discordgo.MessageAllowedMentions `json:"allowed_mentions"`
	Flags      discordgo.MessageFlags           `json:"flags,omitempty"`
}

// drawing is what must be known of Discord to draw.
type drawing struct {
	guilds  map[workflow.Ref]string // the server of a channel or a thread; what is missing is only named where a link leads there
	wording wording                 // of answers; nil: it stays as it is
}

// spare is room for the footer, which may have 2048 characters and never has so many.
const spare = 500

// message draws m.
func (p drawing) message(m chat.Message) content {
	c := p.drawn(m)
	c.Content = chars.Cut(notice(m), maxContent)
	c.Allowed = allowed(m.Mention)
	return c
}

// drawn is the message: without the button ShowMore where all that it shows is drawn.
func (p drawing) drawn(m chat.Message) content {
	w, whole := wordsOf(m.Note)
	if whole {
		actions := slices.DeleteFunc(slices.Clone(m.Actions()), func(a workflow.Action) bool { return a.ID == workflow.ShowMore })
		under := p.actions(m, actions)
		if s := above(under, m, w); s.lost == 0 {
			return s.over(under, m.Key)
		}
	}
	under := p.actions(m, m.Actions())
	return above(under, m, w).over(under, m.Key)
}

// wordsOf are the words of a note that are drawn. whole says that nothing is left for the action ShowMore.
func wordsOf(n workflow.Note) (w workflow.Words, whole bool) {
	if n, ok := n.(workflow.Detailed); ok {
		return n.Details()
	}
	return n.Words(), false
}

// actions is the row under a message.
func (p drawing) actions(m chat.Message, actions []workflow.Action) row {
	var all []workflow.Choice
	for _, a := range actions {
		all = append(all, workflow.Choice{Action: a, Case: m.Case, Turn: m.Turn})
	}
	return p.row(all, nil).colour()
}

// above draws what stands above the row.
func above(under row, m chat.Message, w workflow.Words) *sheet {
	s := newSheet(maxAll - spare - under.size())
	s.embeds[0].Color = colourOf(m.Note)
	lines := w.Lines()
	if title, ok := headline(lines[0]); ok {
		s.title(title)
		lines = lines[1:]
	} else {
		lines[0] = leading(lines[0])
	}
	if m.Again {
		lines = slices.Concat(line("(I may have said this before.)"), lines)
	}
	s.words(lines, added(m))
	return s
}

// added is what only Discord can say, below the note's words.
func added(m chat.Message) [][]workflow.Span {
	switch m.Note.(type) {
	case workflow.UnpostableNote:
		return line("To let me in, allow me View Channel, Send Messages and Embed Links in the channel's permissions. In a forum, ask in one of its posts.")
	}
	if m.Next.IsZero() {
		return nil
	}
	return [][]workflow.Span{{{Text: "Next look "}, {Kind: countdown, At: m.Next}, {Text: "."}}}
}

// countdown is a time that Discord counts down to: "in 59 minutes".
const countdown workflow.SpanKind = 'R'

func line(text string) [][]workflow.Span { return [][]workflow.Span{{{Text: text}}} }

// headline is the line in large letters, where Discord shows no time in the reader's zone.
func headline(line []workflow.Span) (string, bool) {
	for _, s := range line {
		if formats[s.Kind] != "" || kindOf(s) != workflow.Said {
			return "", false
		}
	}
	title := flat(escaped(textOf(line)))
	return title, !chars.IsBlank(title) && chars.Length(title) <= maxTitle
}

// leading is a first line that is no title, with the number and the state bold: what stands before its first time or colon.
func leading(line []workflow.Span) []workflow.Span {
	if len(line) == 0 || line[0].Kind != workflow.Said {
		return line
	}
	first, rest, _ := strings.Cut(line[0].Text, ": ")
	lead := []workflow.Span{{Kind: workflow.Menu, Text: first}}
	if first != line[0].Text {
		lead = append(lead, workflow.Span{Text: ": " + rest})
	}
	return slices.Concat(lead, line[1:])
}

// notice is what stands above the embed: the heading, then who must act, the number and the state.
func notice(m chat.Message) string {
	first := textOf(m.Note.Words().Lines()[0])
	if lead, _, found := strings.Cut(first, ": "); found {
		first = lead
	}
	line := mention(m.Mention, m.Name) + flat(escaped(plain(first, maxTitle)))
	if m.Heading != "" {
		return flat(escaped(plain(m.Heading, maxTitle))) + "\n" + line
	}
	return line
}

// mention names whoever must act. What is no id of Discord's pings nobody.
func mention(id workflow.UserID, name string) string {
	switch {
	case isUser(id):
		return "<@" + string(id) + "> "
	case id != "" && name != "":
		return bold("@"+chars.Cut(name, maxTitle)) + " "
	}
	return ""
}

func isUser(id workflow.UserID) bool { return snowflake.MatchString(string(id)) }

// allowed lets nobody be pinged but the person.
func allowed(id workflow.UserID) discordgo.MessageAllowedMentions {
	a := discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}
	if isUser(id) {
		a.Users = []string{string(id)}
	}
	return a
}

// over is what was drawn over the row, with the message's key in its footer.
func (s *sheet) over(under row, key string) content {
	s.footer(key, under)
	return content{Embeds: s.embeds, Components: under.rows(), Allowed: allowed("")}
}

// footer says in small print what leads elsewhere and what had no room. It ends with the key, by which Find knows the message.
func (s *sheet) footer(key string, r row) {
	small := r.asides()
	switch {
	case s.lost == 1:
		small = append(small, "1 more line has no room here.")
	case s.lost > 1:
		small = append(small, fmt.Sprintf("%d more lines have no room here.", s.lost))
	}
	if key != "" {
		small = append(small, signature+key)
	}
	if len(small) > 0 {
		s.last().Footer = &discordgo.MessageEmbedFooter{Text: strings.Join(small, "\n")}
	}
}

// signature stands before the key in a footer.
const signature = "syncbot · "
