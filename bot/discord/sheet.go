package discord

// Embeds, and how much of them Discord takes. A sheet gathers the embeds of a message and keeps to the limits: what has no room is
// left out and counted.

import (
	"cmp"
	"strings"

	"github.com/bwmarrin/discordgo"

	"syncbot/bot/chat/chars"
	"syncbot/workflow"
)

// The limits of Discord, in characters as package chars counts them:
// https://docs.discord.com/developers/resources/message#embed-object-embed-limits and
// https://docs.discord.com/developers/components/reference#button.
const (
	maxContent     = 2000
	maxTitle       = 256 // also of a field's name
	maxDescription = 4096
	maxFields      = 25
	maxValue       = 1024
	maxAll         = 6000 // over all embeds
	maxEmbeds      = 10

	maxButtons  = 25 // five rows of five
	inRow       = 5
	maxCustomID = 100
	maxLabel    = 80
	maxURL      = 512
)

// sheet is what is drawn so far, and how much more may be.
type sheet struct {
	embeds []*discordgo.MessageEmbed
	room   int  // characters over all embeds
	full   bool // the first that had no room has come: all after it is left out
	lost   int  // lines that had no room
}

// newSheet begins with an embed without words.
func newSheet(room int) *sheet {
	return &sheet{embeds: []*discordgo.MessageEmbed{{}}, room: room}
}

func (p *sheet) last() *discordgo.MessageEmbed { return p.embeds[len(p.embeds)-1] }

// title is the line in large letters of the first embed.
func (p *sheet) title(text string) {
	p.embeds[0].Title = text
	p.room -= chars.Length(text)
}

// describe fills the description of the last embed, and those of more embeds where it is too long.
func (p *sheet) describe(blocks []block) {
	for len(blocks) > 0 && !p.full {
		var text string
		text, blocks = fill(blocks, min(maxDescription, p.room))
		p.last().Description = text
		p.room -= chars.Length(text)
		p.full = text == "" || len(blocks) > 0 && !p.turn("", blocks)
	}
	for _, b := range blocks {
		p.lost += len(b.lines)
	}
}

// turn begins another embed for the blocks, where there is room for some of them.
func (p *sheet) turn(title string, blocks []block) bool {
	some, _ := fill(blocks, min(maxDescription, p.room-chars.Length(title)))
	if len(p.embeds) >= maxEmbeds || some == "" {
		return false
	}
	p.embeds = append(p.embeds, &discordgo.MessageEmbed{Title: title, Color: p.embeds[0].Color})
	p.room -= chars.Length(title)
	return true
}

// field puts the blocks under a name: in a field, or in an embed of their own where that is too small.
func (p *sheet) field(name string, blocks []block) {
	value, rest := fill(blocks, maxValue)
	if strings.TrimSpace(value) == "" && len(rest) == 0 {
		value = gap
	}
	title := name
	name = cmp.Or(name, gap)
	size := chars.Length(name) + chars.Length(value)
	if !p.full && len(rest) == 0 && len(p.last().Fields) < maxFields && size <= p.room {
		p.last().Fields = append(p.last().Fields, &discordgo.MessageEmbedField{Name: name, Value: value})
		p.room -= size
		return
	}
	p.full = p.full || !p.turn(title, blocks)
	p.describe(blocks)
}

// fill is as much of the blocks as so many characters hold, and what is left.
func fill(blocks []block, most int) (text string, rest []block) {
	var b strings.Builder
	size := 0
	for i, next := range blocks {
		taken, used := next.within(most - size)
		if taken > 0 {
			if b.Len() > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(block{next.kind, next.lines[:taken]}.text())
			size += used
		}
		if taken < len(next.lines) {
			return b.String(), append([]block{{next.kind, next.lines[taken:]}}, blocks[i+1:]...)
		}
	}
	return b.String(), nil
}

// within is how many lines of the block fit into the room, and how much of it they take, with what parts them from others.
func (b block) within(room int) (lines, size int) {
	if b.kind != workflow.Said {
		size = chars.Length(fence) + chars.Length(fence) + 1
	}
	for _, line := range b.lines {
		more := chars.Length(line) + 1
		if size+more > room {
			return lines, size
		}
		lines, size = lines+1, size+more
	}
	return lines, size
}

const fence = "```\n"

func (b block) text() string {
	text := strings.Join(b.lines, "\n")
	if b.kind != workflow.Said {
		return fence + text + "\n```"
	}
	return text
}
