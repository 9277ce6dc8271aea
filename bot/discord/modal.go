package discord

// Modals: what a button asks to be typed, and what was.

import (
	"context"
	"strings"

	"syncbot/bot/chat/chars"
	"syncbot/workflow"
)

// Limits of a modal: https://docs.discord.com/developers/components/reference#text-input.
const (
	modalTitle = 45
	maxTyped   = 4000
)

// inputID is the custom_id of what is typed for a button.
const inputID = "typed"

// What a modal says that comes back without what it asks for.
const nothingTyped = "Nothing was typed, so nothing was pressed."

// form is a modal: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal.
type form struct {
	CustomID   string  `json:"custom_id"`
	Title      string  `json:"title"`
	Components []label `json:"components"`
}

// label is what stands above an input: https://docs.discord.com/developers/components/reference#label.
type label struct {
	Type        int    `json:"type"`
	Label       string `json:"label"`
	Description string `json:"description,omitempty"`
	Component   input  `json:"component"`
}

// input is where something is typed.
type input struct {
	Type        int    `json:"type"`
	CustomID    string `json:"custom_id"`
	Style       int    `json:"style"`
	Value       string `json:"value,omitempty"`
	Placeholder string `json:"placeholder,omitempty"`
	Required    bool   `json:"required"`
	MaxLength   int    `json:"max_length"`
}

// Types of components, and styles of inputs.
const (
	labelType     = 18
	textInputType = 4
	oneLine       = 1
	severalLines  = 2
)

// question is what a modal asks for a kind of input, and what helps to answer.
type question struct{ label, hint, example string }

var questions = map[workflow.Input]question{
	workflow.InputTime: {"When?", "A time of day, today.", "10:20 am"},
	workflow.InputText: {"Lines of the event log", "At most 4,000 characters; the entries for the number are enough.", ""},
	workflow.InputName: {"Which one?", "Its name, or how it begins.", "Northside Autos"},
}

// inputForm asks for what a button with an Input needs.
func inputForm(customID string, a workflow.Action) form {
	q := questions[a.Input]
	in := input{CustomID: inputID, Style: oneLine, Placeholder: q.example, Required: true}
	if a.Input == workflow.InputText {
		in.Style = severalLines
	}
	return form{CustomID: customID, Title: titleOf(a.Label), Components: []label{ask(q.label, q.hint, in)}}
}

// titleOf is the words on a button as a modal's title.
func titleOf(words string) string {
	if chars.IsBlank(words) {
		return "Sync status"
	}
	return chars.Cut(strings.TrimSpace(words), modalTitle)
}

// ask asks for one thing in a modal.
func ask(words, hint string, in input) label {
	in.Type, in.MaxLength = textInputType, maxTyped
	if words == "" {
		words = "What?"
	}
	return label{Type: labelType, Label: words, Description: hint, Component: in}
}

// component is a part of a message or of a modal that came back: a row, a button, a label with an input in it, or an input.
type component struct {
	CustomID   string      `json:"custom_id"`
	Label      string      `json:"label"`
	Value      string      `json:"value"`
	Component  *component  `json:"component"`
	Components []component `json:"components"`
}

// filled is what was typed into the input with that custom_id.
func filled(all []component, customID string) string {
	for _, c := range all {
		if c.CustomID == customID {
			return c.Value
		}
		inner := c.Components
		if c.Component != nil {
			inner = append(inner, *c.Component)
		}
		if typed := filled(inner, customID); typed != "" {
			return typed
		}
	}
	return ""
}

// submitted answers a modal that was filled in.
func (r *run) submitted(ctx context.Context, d deed, i interaction) reaction {
	if i.Data.CustomID == askID {
		return r.asked(ctx, d, i)
	}
	choice, mentions, err := r.choiceIn(ctx, i)
	typed := filled(i.Data.Components, inputID)
	switch {
	case err != nil:
		return r.telling(ctx, says(err.Error()))
	case strings.TrimSpace(typed) == "":
		return r.telling(ctx, says(nothingTyped))
	}
	return r.choose(ctx, d, i, choosing(choice, mentions, typed))
}
