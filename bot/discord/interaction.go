package discord

// Interactions, with only the fields that matter: discordgo's are lost as a whole, or come half-filled, where one field is strange.

import (
	"context"
	"encoding/json"
	"errors"

	"syncbot/workflow"
)

// kind is what an interaction is:
// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type.
type kind int

const (
	isPing         kind = 1
	isCommand      kind = 2
	isPress        kind = 3
	isAutocomplete kind = 4
	isSubmission   kind = 5
)

// interaction is something that somebody did, and waits for an answer to.
type interaction struct {
	ID      string      `json:"id"`
	App     string      `json:"application_id"`
	Token   string      `json:"token"`
	Type    kind        `json:"type"`
	Guild   string      `json:"guild_id"` // empty: it was done alone with the bot
	Channel string      `json:"channel_id"`
	Where   seenChannel `json:"channel"`
	Member  member      `json:"member"` // in a guild
	User    user        `json:"user"`   // alone with the bot
	Message seenMessage `json:"message"`
	Data    data        `json:"data"`

	odd bool // a field is not what it should be; the others stand
}

// seenChannel is where something was done. Of a thread it says what it belongs to.
type seenChannel struct {
	ID     string `json:"id"`
	Kind   int    `json:"type"`
	Parent string `json:"parent_id"`
}

// data is what was typed, pressed or filled in, by the interaction's kind.
type data struct {
	Name     string   `json:"name"` // of a command
	Type     int      `json:"type"` // of a command: what it is used on
	Options  []option `json:"options"`
	Target   string   `json:"target_id"` // the message that a message command was used on
	Resolved resolved `json:"resolved"`

	CustomID   string      `json:"custom_id"` // of a button or a modal
	Components []component `json:"components"`
}

// resolved are the things that options and targets name by their ids.
type resolved struct {
	Users    map[string]user        `json:"users"`
	Members  map[string]member      `json:"members"`
	Messages map[string]seenMessage `json:"messages"`
}

// seenMessage is a message that something was done to.
type seenMessage struct {
	ID      string      `json:"id"`
	Content string      `json:"content"`
	Embeds  []seenEmbed `json:"embeds"`

	Components []component `json:"components"`
}

type seenEmbed struct {
	Title       string `json:"title"`
	Description string `json:"description"`
	Fields      []struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	} `json:"fields"`
	Footer struct {
		Text string `json:"text"`
	} `json:"footer"`
}

// errNothing says that something can't even be answered. It quotes nothing of it.
var errNothing = errors.New("an interaction says neither which one it is nor how to answer it")

// interactionOf reads an interaction. Where only a field is strange the others stand, and it is odd.
func interactionOf(raw []byte) (interaction, error) {
	var i interaction
	err := json.Unmarshal(raw, &i)
	var strange *json.UnmarshalTypeError
	i.odd = errors.As(err, &strange)
	switch {
	case err != nil && !i.odd:
		return interaction{}, errNothing
	case i.Type == isPing:
		return i, nil
	case !snowflake.MatchString(i.ID) || i.Token == "":
		return interaction{}, errNothing
	}
	return i, nil
}

// who did it; the zero user where it doesn't say.
func (i interaction) who() user {
	if i.Member.User.ID != "" {
		return i.Member.User
	}
	return i.User
}

// placeIn is where it was done. Discord is asked only where the interaction does not say what a thread belongs to.
func (r *run) placeIn(ctx context.Context, i interaction) (workflow.Place, error) {
	where := channelInfo{ID: i.Where.ID, Parent: i.Where.Parent, Kind: i.Where.Kind}
	if where.ID != "" && (where.Parent != "" || !where.isThread()) {
		return where.place(), nil
	}
	if i.Channel == "" {
		return workflow.Place{}, errors.New("an interaction came from nowhere")
	}
	where, err := r.channelInfo(ctx, i.Channel)
	return where.place(), err
}
