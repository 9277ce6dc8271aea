package slack

// What a button carries: action_id says which action, value everything that its press needs. A bot that has forgotten
// everything can still answer it.

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"syncbot/bot/chat/chars"
	"syncbot/workflow"
)

// carried is the value of a button. Its names are short, for there is room for 2000 characters, and stay for ever: old
// messages keep their buttons.
type carried struct {
	Workshop workflow.WorkshopID `json:"w,omitempty"`
	Case     workflow.CaseID     `json:"c,omitempty"`
	Turn     int                 `json:"t,omitempty"`
	Text     string              `json:"x,omitempty"`
	Command  string              `json:"m,omitempty"`
	Input    workflow.Input      `json:"i,omitempty"`
	Mentions []workflow.User     `json:"u,omitempty"`
}

// What stands before the colon in an action_id where it is no action.
const (
	commanding = "command"
	tooLong    = "too-long"
)

// Errors of decodeButton.
const (
	errTooLong    workflow.Misread = "That was too long for a button. Type it as a command, with the workshop after \"at\"."
	errUnreadable workflow.Misread = "I can't read that button any more. Ask again with /syncstatus and the number."
)

// encodeButton says what a button for the choice carries; mentions are those of the deed that it answers. Equal buttons are
// equal, others differ in their action_id. What is longer than a button holds decodes to a sentence that says so.
func encodeButton(c workflow.Choice, mentions []workflow.User) (actionID, value string) {
	name := string(c.Action.ID)
	v := carried{c.Case.Workshop, c.Case.ID, c.Turn, c.Text, c.Command, c.Action.Input, mentions}
	switch {
	case c.Action.IsLink():
		return stamped(name, strings.Join([]string{c.Action.Label, c.Action.URL, string(c.Action.Message.Ref), v.encoded()}, "\x00")), ""
	case c.Command != "":
		name, v.Text = commanding, ""
	}
	value = v.encoded()
	if chars.Length(value) > maxValue {
		v.Mentions = named(mentions, c.Command+c.Text)
		value = v.encoded()
	}
	id := stamped(name, value+"\x00"+c.Action.Label)
	if chars.Length(value) > maxValue || chars.Length(id) > maxID {
		return stamped(tooLong, id), ""
	}
	return id, value
}

func (v carried) encoded() string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // strings and a number always have a form
	}
	return string(b)
}

// stamped makes an action_id that differs with what it is for: Slack refuses two equal ones in a block.
func stamped(name, about string) string {
	sum := sha256.Sum256([]byte(about))
	return name + ":" + hex.EncodeToString(sum[:6])
}

// named are those of the people that the text names.
func named(people []workflow.User, text string) []workflow.User {
	var all []workflow.User
	for _, u := range people {
		if strings.Contains(text, "@"+u.Name) {
			all = append(all, u)
		}
	}
	return all
}

// decodeButton takes a pressed button apart. The choice has neither the words on it nor an address. The error is a sentence
// for the person who pressed.
func decodeButton(actionID, value string) (c workflow.Choice, mentions []workflow.User, err error) {
	i := strings.LastIndex(actionID, ":")
	if i <= 0 {
		return c, nil, errUnreadable
	}
	name := actionID[:i]
	if name == tooLong {
		return c, nil, errTooLong
	}
	if name != commanding {
		c.Action.ID = workflow.ActionID(name)
	}
	if c.Action.IsLink() {
		return c, nil, nil
	}
	var v carried
	if err := json.Unmarshal([]byte(value), &v); err != nil || (name == commanding) != (v.Command != "") {
		return workflow.Choice{}, nil, errUnreadable
	}
	c.Action.Input, c.Command, c.Turn, c.Text = v.Input, v.Command, v.Turn, v.Text
	c.Case = workflow.CaseRef{Workshop: v.Workshop, ID: v.Case}
	return c, v.Mentions, nil
}
