package workflow

// Answer is what the person who acted reads at once, and nobody else. Text is empty where nobody acted.
type Answer struct {
	Text    Words    `json:"text"`
	Choices []Choice `json:"choices,omitempty"`
}

// Choice is something that the reader of an answer can press. It comes back as the typed command Command, or, where that
// is empty, as a press of Action on Case and Turn with Text as what was typed. Only a choice with an Action.Input asks for
// more to be typed; a link never comes back. A choice that is pressed late or twice is answered like any press.
type Choice struct {
	Action  Action  `json:"action"` // its Label is exactly the words on the button; without an ID where Command is set
	Command string  `json:"command,omitempty"`
	Case    CaseRef `json:"case,omitzero"`
	Turn    int     `json:"turn,omitempty"`
	Text    string  `json:"text,omitempty"`
}
