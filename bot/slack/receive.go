package slack

// What Slack delivers, by either door, and what comes of it.

import (
	"cmp"
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
	interaction *interaction
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
		d.interaction, err = interactionOf(payload)
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

// take works on a delivery. acknowledge says what the person is to read, or why there is no acknowledgement.
func (in *listening) take(ctx context.Context, d delivery, acknowledge func(answer any, err error)) {
	in.Take(ctx, func(ctx context.Context) (any, func(context.Context), error) { return in.receive(ctx, d) }, acknowledge)
}

// receive does what a delivery asks for, up to what Slack is answered with. after is the rest, which nobody waits for.
// With an error nothing is acknowledged: it was not taken in, and an event is delivered again.
func (in *listening) receive(ctx context.Context, d delivery) (answer any, after func(context.Context), err error) {
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

func (in *listening) interaction(ctx context.Context, at time.Time, c *interaction) (answer any, after func(context.Context)) {
	switch {
	case !deeds[c.Type]:
		return nil, nil
	case c.odd, c.Trigger == "": // without it one could not be told from another
		in.log().Warnf("a %.40q was read only in part", c.Type)
		return nil, in.unread(at, c)
	case c.Type == slack.InteractionTypeBlockActions:
		return nil, in.pressed(ctx, at, c)
	case c.Type == slack.InteractionTypeViewSubmission:
		return in.submitted(ctx, at, c)
	}
	return nil, in.shortcut(at, c)
}

// deeds are the interactions that somebody waits for an answer to.
var deeds = map[slack.InteractionType]bool{
	slack.InteractionTypeBlockActions: true, slack.InteractionTypeViewSubmission: true, slack.InteractionTypeMessageAction: true,
}

// unread answers what could not be read, as far as it says who did it and where. What has no id is taken for something new.
func (in *listening) unread(at time.Time, c *interaction) (after func(context.Context)) {
	d := in.newDeed(at, cmp.Or(c.Trigger, at.String()), c.User.ID)
	d.place, d.url, d.given = placeOf(c.Channel.ID, ""), c.URL, at
	return in.tell(d, says(unreadable))
}
