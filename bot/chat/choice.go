package chat

// Pressing a choice of an answer.

import (
	"strings"

	"syncbot/workflow"
)

// Choosing is the request of somebody who pressed a choice of an answer. The platform makes r as for any deed, with a Key
// and a Reply of its own, in the place and with the Mentions of the deed that was answered; each press is another deed.
// typed is what the choice's Input asked for: where nothing was typed, nothing was pressed. Every choice can be pressed,
// often and late; but one whose Action.IsLink only leads there, as in a message.
func (r Request) Choosing(c workflow.Choice, typed string) Request {
	asks := c.Action.Input != ""
	if c.Command != "" {
		r.Text = c.Command
		if asks {
			r.Text += " " + strings.TrimSpace(typed)
		}
		return r
	}
	r.Press = &Press{Case: c.Case, Action: c.Action.ID, Turn: c.Turn, Text: c.Text}
	if asks {
		r.Press.Text = typed
	}
	return r
}
