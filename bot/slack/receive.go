package slack

// What Slack delivers, by either door, and what comes of it.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// delivery is one thing that somebody did: one of its fields is set, beside at.
type delivery struct {
	at          time.Time // when it came in, by the bot's clock
	command     *slack.SlashCommand
	interaction *slack.InteractionCallback
	event       *event
}

// event is what the bot reads of an event: that of slack-go is read with all blocks of a message, of which one that is strange
// would lose the event.
type event struct {
	ID    string `json:"event_id"`
	Type  string `json:"type"` // of what is delivered: event_callback, or url_verification with a Challenge
	Proof string `json:"challenge"`
	Event struct {
		Type        string          `json:"type"`
		Subtype     string          `json:"subtype"`
		User        string          `json:"user"`
		Bot         string          `json:"bot_id"`
		Text        string          `json:"text"`
		Message     string          `json:"ts"`
		Thread      string          `json:"thread_ts"`
		Edited      json.RawMessage `json:"edited"`
		Channel     string          `json:"channel"`
		ChannelType string          `json:"channel_type"`
		Tab         string          `json:"tab"`
	} `json:"event"`
}

// decode reads a payload; kind is that of an envelope of Socket Mode. The error quotes nothing of it.
func decode(kind string, payload []byte) (d delivery, err error) {
	switch kind {
	case socketmode.RequestTypeSlashCommands:
		err = json.Unmarshal(payload, &d.command)
	case socketmode.RequestTypeInteractive:
		err = json.Unmarshal(payload, &d.interaction)
	case socketmode.RequestTypeEventsAPI:
		err = json.Unmarshal(payload, &d.event)
	}
	if err != nil || d == (delivery{}) {
		return delivery{}, fmt.Errorf("a payload of the kind %.40q makes no sense", kind)
	}
	return d, nil
}

// decodeForm reads what comes as a form: a command, or an interaction in its payload.
func decodeForm(form url.Values) (delivery, error) {
	if payload := form.Get("payload"); payload != "" {
		return decode(socketmode.RequestTypeInteractive, []byte(payload))
	}
	if form.Get("command") == "" {
		return delivery{}, errors.New("a form is neither a command nor a payload")
	}
	return delivery{command: &slack.SlashCommand{
		Command: form.Get("command"), Text: form.Get("text"), TeamID: form.Get("team_id"), ChannelID: form.Get("channel_id"),
		UserID: form.Get("user_id"), ResponseURL: form.Get("response_url"), TriggerID: form.Get("trigger_id"),
	}}, nil
}

// receive does what a delivery asks for, up to what Slack is answered with. after is the rest, which nobody waits for.
// With an error nothing is acknowledged: it was not taken in, and an event is delivered again.
func (in *intake) receive(ctx context.Context, d delivery) (answer any, after func(context.Context), err error) {
	switch {
	case d.command != nil:
		answer, after = in.command(ctx, d.at, d.command)
	case d.event != nil:
		after, err = in.happened(ctx, d.at, d.event)
	case d.interaction != nil:
		answer, after = in.interaction(ctx, d.at, d.interaction)
	}
	return answer, after, err
}

func (in *intake) interaction(ctx context.Context, at time.Time, c *slack.InteractionCallback) (answer any, after func(context.Context)) {
	switch c.Type {
	case slack.InteractionTypeBlockActions:
		return nil, in.pressed(ctx, at, c)
	case slack.InteractionTypeViewSubmission:
		return in.submitted(ctx, at, c)
	case slack.InteractionTypeMessageAction:
		return nil, in.shortcut(at, c)
	}
	return nil, nil
}
