package slack

// Presses, submissions and shortcuts, as Slack delivers them.

import (
	"encoding/json"
	"errors"

	"github.com/slack-go/slack"
)

// interaction is what the bot reads of one: that of slack-go is read with all blocks, attachments and files of a message, of
// which one that is strange would lose the deed.
type interaction struct {
	Type     slack.InteractionType `json:"type"`
	Trigger  string                `json:"trigger_id"`
	Callback string                `json:"callback_id"` // of a shortcut
	URL      string                `json:"response_url"`
	User     withID                `json:"user"`
	Channel  withID                `json:"channel"`
	Message  seenMessage           `json:"message"`
	View     seenView              `json:"view"`
	Actions  []struct {
		ID    string `json:"action_id"`
		Label struct {
			Text string `json:"text"`
		} `json:"text"`
		stated
	} `json:"actions"`
	Container struct {
		Type    string `json:"type"`
		Channel string `json:"channel_id"`
		Message string `json:"message_ts"`
		Thread  string `json:"thread_ts"`
	} `json:"container"`

	odd bool // some of it could not be read
}

type withID struct {
	ID string `json:"id"`
}

// seenView is a modal or App Home.
type seenView struct {
	ID       string         `json:"id"`
	Type     slack.ViewType `json:"type"`
	Callback string         `json:"callback_id"`
	Meta     string         `json:"private_metadata"`
	State    struct {
		Values map[string]map[string]stated `json:"values"` // by block_id and action_id
	} `json:"state"`
}

// stated is what was typed or chosen.
type stated struct {
	Value  string `json:"value"`
	Option struct {
		Value string `json:"value"`
	} `json:"selected_option"`
}

// seenMessage is a message that somebody else may have written: whatever of it cannot be read is as if it were not there.
type seenMessage struct {
	TS          string `json:"ts"`
	Thread      string `json:"thread_ts"`
	Text        string `json:"text"`
	Blocks      any    `json:"blocks"`
	Attachments any    `json:"attachments"`
}

// UnmarshalJSON reads what it can.
func (m *seenMessage) UnmarshalJSON(b []byte) error {
	type plain seenMessage
	_ = json.Unmarshal(b, (*plain)(m)) // goes on behind what is of a strange kind
	return nil
}

// interactionOf reads a payload. One of which nobody could say who did what is an error.
func interactionOf(payload []byte) (*interaction, error) {
	var c *interaction
	err := json.Unmarshal(payload, &c)
	var strange *json.UnmarshalTypeError
	if errors.As(err, &strange) && c != nil && c.Type != "" && c.User.ID != "" {
		c.odd = true
		return c, nil
	}
	return c, err
}
