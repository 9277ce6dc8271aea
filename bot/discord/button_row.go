package discord

// Buttons as they are drawn, five in a row.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"syncbot/bot/chat"
	"syncbot/bot/chat/chars"
	"syncbot/workflow"
)

// row is what stands under a message: buttons, links as link buttons, and what has no place on a button.
type row struct {
	buttons   []discordgo.Button
	likeliest workflow.ActionID // of the first button
	notes     []string          // for the footer: what is too long for a button
	elsewhere []workflow.Action // links that lead nowhere from here
	lost      int               // buttons that had no room
}

// done are the actions by which somebody says that what was asked for is done. Where one of them is the likeliest it is the
// coloured button. What may be either way, such as "No entry", gets no colour: it must not lead; nor does a stop.
var done = []workflow.ActionID{workflow.Fixed, workflow.DoneSyncAgain, workflow.Processed, workflow.PressedSync}

// row draws the choices, the likeliest first; mentions are those of the deed that they answer.
func (p drawing) row(choices []workflow.Choice, mentions []workflow.User) row {
	var r row
	seen := map[string]bool{}
	for _, c := range choices {
		b, drawn := p.button(c, mentions, &r)
		switch id := b.CustomID + b.URL; {
		case !drawn:
			r.elsewhere = append(r.elsewhere, c.Action)
		case seen[id]: // Discord refuses two equal ones
		case len(r.buttons) == maxButtons:
			r.lost++
		default:
			seen[id] = true
			r.buttons = append(r.buttons, b)
		}
	}
	if len(choices) > 0 {
		r.likeliest = choices[0].Action.ID
	}
	return r
}

// colour makes the first button the coloured one, where its choice says that something is done.
func (r row) colour() row {
	if len(r.buttons) > 0 && slices.Contains(done, r.likeliest) {
		r.buttons[0].Style = discordgo.SuccessButton
	}
	return r
}

// button draws one choice. A link that leads nowhere from here is not drawn.
func (p drawing) button(c workflow.Choice, mentions []workflow.User, r *row) (b discordgo.Button, drawn bool) {
	b = discordgo.Button{Label: plain(c.Action.Label, maxLabel), Style: discordgo.SecondaryButton}
	if !c.Action.IsLink() {
		b.CustomID = r.carry(c, mentions)
		return b, true
	}
	b.Style, b.URL = discordgo.LinkButton, c.Action.URL
	if c.Action.ID == workflow.OpenMessage {
		b.URL = p.addressOf(c.Action.Message)
	}
	return b, isAddress(b.URL)
}

// addressOf is the address of a message; empty where it is another platform's, or where its server is not known.
func (p drawing) addressOf(m workflow.MessageRef) string {
	channel := channelOf(m.Place)
	guild := p.guilds[channel]
	if m.Place.Platform != platformName || guild == "" || !snowflake.MatchString(string(m.Ref)) {
		return ""
	}
	return "https://discord.com/channels/" + guild + "/" + string(channel) + "/" + string(m.Ref)
}

// channelOf is where the messages of a place stand: its thread, which Discord counts among the channels, if it has one.
func channelOf(p workflow.Place) workflow.Ref {
	if p.Thread != "" {
		return p.Thread
	}
	return p.Channel
}

// rows are the buttons as Discord takes them. No rows take away those that stand there.
func (r row) rows() []discordgo.ActionsRow {
	all := []discordgo.ActionsRow{}
	for some := range slices.Chunk(r.buttons, inRow) {
		var components []discordgo.MessageComponent
		for _, b := range some {
			components = append(components, b)
		}
		all = append(all, discordgo.ActionsRow{Components: components})
	}
	return all
}

// asides are the small print of the row, a line each.
func (r row) asides() []string {
	all := slices.Clone(r.notes)
	if len(r.elsewhere) > 0 {
		all = append(all, plain(chat.Elsewhere(r.elsewhere), maxTitle))
	}
	if r.lost > 0 {
		all = append(all, fmt.Sprintf("Buttons without room here: %d", r.lost))
	}
	return all
}

// size is how many characters the notes in the footer take.
func (r row) size() int { return chars.Length(strings.Join(r.notes, "\n")) }
