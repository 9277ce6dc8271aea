package emulate

// What Priya does, brought to the program as Slack brings it: emulate has neither commands nor buttons.

import (
	"encoding/json"
	"net/url"
	"time"

	"github.com/slack-go/slack"
)

// command is Priya typing /syncstatus.
func (p *priya) command(text string) {
	p.t.Helper()
	p.form(url.Values{
		"command": {"/syncstatus"}, "text": {text}, "team_id": {"T000000001"}, "channel_id": {p.channel}, "channel_name": {"support"}, "user_id": {p.id},
		"user_name": {"priya"}, "api_app_id": {"A1"}, "response_url": {p.responseURL()}, "trigger_id": {p.trigger()},
	})
}

// press is Priya pressing the button with the label under a message. It gives what was sent, to send it again.
func (p *priya) press(m slack.Message, label string) url.Values {
	p.t.Helper()
	b := button(m, label)
	if b == nil {
		p.t.Fatalf("no button %q under %q", label, m.Text)
	}
	payload := p.interaction("block_actions", m)
	payload["container"] = map[string]any{"type": "message", "message_ts": m.Timestamp, "thread_ts": m.ThreadTimestamp, "channel_id": p.channel}
	payload["actions"] = []any{map[string]any{"type": "button", "action_id": b.ActionID, "block_id": "b", "value": b.Value, "text": b.Text}}
	return p.interact(payload)
}

// shortcut is Priya choosing "Check sync status" on a message.
func (p *priya) shortcut(m slack.Message) {
	p.t.Helper()
	payload := p.interaction("message_action", m)
	payload["callback_id"], payload["message_ts"] = "check_sync_status", m.Timestamp
	p.interact(payload)
}

func (p *priya) interaction(kind string, m slack.Message) map[string]any {
	return map[string]any{
		"type": kind, "team": map[string]any{"id": "T000000001", "domain": "northside"}, "user": map[string]any{"id": p.id, "name": "priya", "team_id": "T000000001"},
		"api_app_id": "A1", "trigger_id": p.trigger(), "response_url": p.responseURL(), "channel": map[string]any{"id": p.channel, "name": "support"}, "message": m,
	}
}

func (p *priya) interact(payload map[string]any) url.Values {
	p.t.Helper()
	raw, err := json.Marshal(payload)
	if err != nil {
		p.t.Fatal(err)
	}
	form := url.Values{"payload": {string(raw)}}
	p.form(form)
	return form
}

// event is something that Slack tells of, such as a mention.
func (p *priya) event(event map[string]any) {
	p.t.Helper()
	event["user"], event["channel"] = p.id, p.channel
	raw, err := json.Marshal(map[string]any{
		"type": "event_callback", "team_id": "T000000001", "api_app_id": "A1", "event_id": "Ev" + p.next(), "event_time": time.Now().Unix(), "event": event,
	})
	if err != nil {
		p.t.Fatal(err)
	}
	p.send("application/json", raw)
}

// button is the one with the label under a message, or nil.
func button(m slack.Message, label string) *slack.ButtonBlockElement {
	for _, block := range m.Blocks.BlockSet {
		row, is := block.(*slack.ActionBlock)
		if !is {
			continue
		}
		for _, e := range row.Elements.ElementSet {
			if b, is := e.(*slack.ButtonBlockElement); is && b.Text.Text == label {
				return b
			}
		}
	}
	return nil
}
