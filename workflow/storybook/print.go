package storybook

// Pages for people and for programs.

import (
	"encoding/json"
	"strings"

	"syncbot/workflow"
)

// String is the page for people: its name, the situation, the message, and the buttons as they are drawn, links with ↗.
func (p Page) String() string {
	mention := ""
	if p.Mention {
		mention = " Whoever must act is named."
	}
	text := p.Name + "\n" + p.When + mention + "\n\n  " + strings.ReplaceAll(p.Note.Words().Text(), "\n", "\n  ") + "\n"
	actions := p.Note.Actions()
	drawn := workflow.Buttons(actions)
	if len(drawn) > 0 {
		text += "\n  " + labels(drawn) + "\n"
	}
	if i := len(drawn) - 1; i >= 0 && drawn[i].ID == workflow.More {
		text += "  More: " + labels(actions[i:]) + "\n"
	}
	return text
}

func labels(actions []workflow.Action) string {
	var all []string
	for _, a := range actions {
		label := a.Label
		if a.IsLink() {
			label += " ↗"
		}
		all = append(all, "["+label+"]")
	}
	return strings.Join(all, " ")
}

// MarshalJSON is the page for programs: a field stays as it is. Its buttons are all actions, those behind More too.
func (p Page) MarshalJSON() ([]byte, error) {
	note, err := workflow.MarshalNote(p.Note)
	if err != nil {
		return nil, err
	}
	buttons := p.Note.Actions()
	if buttons == nil {
		buttons = []workflow.Action{}
	}
	return json.Marshal(struct {
		Name    string            `json:"name"`
		When    string            `json:"when"`
		Mention bool              `json:"mention"`
		Text    string            `json:"text"`
		Buttons []workflow.Action `json:"buttons"`
		Note    json.RawMessage   `json:"note"`
	}{p.Name, p.When, p.Mention, p.Note.Words().Text(), buttons, note})
}
