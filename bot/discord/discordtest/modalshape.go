package discordtest

// What a modal may look like.
// https://docs.discord.com/developers/components/reference#text-input

import (
	"encoding/json"
	"fmt"
)

// Modal is a form as somebody has it before them.
type Modal struct {
	Title    string
	CustomID string
	Inputs   []Input
}

// Input is one field of a Modal.
type Input struct {
	CustomID    string
	Label       string
	Placeholder string
	Value       string // what stands there at first
	Paragraph   bool   // more than one line
	Required    bool
	Min, Max    int // how long what is written may be
}

const (
	maxModalTitle  = 45
	maxInputLabel  = 45
	maxPlaceholder = 100
	maxInput       = 4000

	typeInput      = 4
	styleShort     = 1
	styleParagraph = 2
)

// modalInput is an input as the app sends it.
type modalInput struct {
	Type        int    `json:"type"`
	CustomID    string `json:"custom_id"`
	Label       string `json:"label"`
	Style       int    `json:"style"`
	Min         *int   `json:"min_length"`
	Max         *int   `json:"max_length"`
	Required    *bool  `json:"required"`
	Placeholder string `json:"placeholder"`
	Value       string `json:"value"`
}

// modalOf reads and checks the data of a response that opens a modal: rows of one input each.
func modalOf(data json.RawMessage) (Modal, error) {
	var given struct {
		Title    string `json:"title"`
		CustomID string `json:"custom_id"`
		Rows     []struct {
			Type   int          `json:"type"`
			Inputs []modalInput `json:"components"`
		} `json:"components"`
	}
	if err := strictly(data, &given); err != nil {
		return Modal{}, err
	}
	m := Modal{Title: given.Title, CustomID: given.CustomID}
	var f form
	f.filled("title", m.Title, maxModalTitle)
	f.filled("custom_id", m.CustomID, maxCustomID)
	f.count("components", len(given.Rows), 1, maxRows)
	ids := map[string]bool{}
	for i, row := range given.Rows {
		at := fmt.Sprintf("components.%d", i)
		if row.Type != typeRow {
			f.bad(at+".type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1,).")
		}
		f.count(at+".components", len(row.Inputs), 1, 1)
		for _, in := range row.Inputs {
			in.check(&f, at+".components.0", ids)
			m.Inputs = append(m.Inputs, in.shown())
		}
	}
	return m, f.err()
}

// check notes what is wrong with the input.
func (in modalInput) check(f *form, at string, ids map[string]bool) {
	if in.Type != typeInput {
		f.bad(at+".type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (4,).")
	}
	if in.Style != styleShort && in.Style != styleParagraph {
		f.bad(at+".style", "BASE_TYPE_CHOICES", "Value must be one of {1, 2}.")
	}
	f.filled(at+".custom_id", in.CustomID, maxCustomID)
	f.filled(at+".label", in.Label, maxInputLabel)
	f.atMost(at+".placeholder", in.Placeholder, maxPlaceholder)
	shown := in.shown()
	if shown.Min < 0 || shown.Min > maxInput {
		f.bad(at+".min_length", "NUMBER_TYPE_MAX", "int value should be between 0 and 4000.")
	}
	if shown.Max < 1 || shown.Max > maxInput || shown.Max < shown.Min {
		f.bad(at+".max_length", "NUMBER_TYPE_MAX", "int value should be between 1 and 4000, and not below min_length.")
	}
	f.atMost(at+".value", in.Value, shown.Max)
	if ids[in.CustomID] {
		f.bad(at+".custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
	}
	ids[in.CustomID] = true
}

func (in modalInput) shown() Input {
	shown := Input{
		CustomID: in.CustomID, Label: in.Label, Placeholder: in.Placeholder, Value: in.Value,
		Paragraph: in.Style == styleParagraph, Required: in.Required == nil || *in.Required, Max: maxInput,
	}
	if in.Min != nil {
		shown.Min = *in.Min
	}
	if in.Max != nil {
		shown.Max = *in.Max
	}
	return shown
}
