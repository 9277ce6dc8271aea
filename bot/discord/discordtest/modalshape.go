package discordtest

// What a modal may look like: labels with one input each, or rows of one input, which Discord still takes.
// https://docs.discord.com/developers/components/reference#label and #text-input

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
	Hint        string // below the label
	Placeholder string
	Value       string // what stands there at first
	Paragraph   bool   // more than one line
	Required    bool
	Min, Max    int // how long what is written may be

	labelled bool // it stands in a label, not in a row
}

const (
	maxModalTitle  = 45
	maxInputLabel  = 45
	maxPlaceholder = 100
	maxHint        = 100
	maxInput       = 4000

	typeInput      = 4
	typeLabel      = 18
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

// modalPart is what stands below another in a modal: a label, or a row.
type modalPart struct {
	Type        int          `json:"type"`
	Inputs      []modalInput `json:"components"`  // of a row
	Label       string       `json:"label"`       // of a label, as all that follows
	Description string       `json:"description"` //
	Component   *modalInput  `json:"component"`
}

// modalOf reads and checks the data of a response that opens a modal.
func modalOf(data json.RawMessage) (Modal, error) {
	var given struct {
		Title    string      `json:"title"`
		CustomID string      `json:"custom_id"`
		Parts    []modalPart `json:"components"`
	}
	if err := strictly(data, &given); err != nil {
		return Modal{}, err
	}
	m := Modal{Title: given.Title, CustomID: given.CustomID}
	var f form
	f.filled("title", m.Title, maxModalTitle)
	f.filled("custom_id", m.CustomID, maxCustomID)
	f.count("components", len(given.Parts), 1, maxRows)
	ids := map[string]bool{}
	for i, part := range given.Parts {
		m.Inputs = append(m.Inputs, part.inputs(&f, fmt.Sprintf("components.%d", i), ids)...)
	}
	return m, f.err()
}

// inputs are those of the part, of which it notes what is wrong.
func (p modalPart) inputs(f *form, at string, ids map[string]bool) []Input {
	switch {
	case p.Type == typeLabel && p.Component != nil && p.Component.Label == "":
		f.atMost(at+".description", p.Description, maxHint)
		p.Component.Label = p.Label
		p.Component.check(f, at+".component", ids)
		shown := p.Component.shown()
		shown.Hint, shown.labelled = p.Description, true
		return []Input{shown}
	case p.Type != typeRow:
		f.bad(at+".type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1, 18).")
		return nil
	}
	f.count(at+".components", len(p.Inputs), 1, 1)
	var all []Input
	for _, in := range p.Inputs {
		in.check(f, at+".components.0", ids)
		all = append(all, in.shown())
	}
	return all
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
