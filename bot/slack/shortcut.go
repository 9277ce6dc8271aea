package slack

// The message shortcut "Check sync status".

import (
	"context"
	"time"

	"github.com/slack-go/slack"

	"syncbot/workflow"
)

// shortcutCallback is the shortcut's callback_id; the manifest names it so.
const shortcutCallback = "check_sync_status"

// shortcut opens the form with the numbers that stand in the message.
func (in *intake) shortcut(at time.Time, c *slack.InteractionCallback) (after func(context.Context)) {
	if c.CallbackID != shortcutCallback {
		return nil
	}
	d := in.newDeed(at, c.TriggerID, c.User.ID)
	d.place = placeOf(c.Channel.ID, threadOf(c.Message.Timestamp, c.Message.ThreadTimestamp))
	d.url, d.given = c.ResponseURL, at
	open := func(ctx context.Context) error {
		return in.openForm(ctx, d, c.TriggerID, workflow.NumbersIn(readable(c.Message)))
	}
	return in.asking(d, open, in.tell(d, says("Slack didn't open the form. Choose the shortcut again, or type /syncstatus and the number.")))
}

// readable is what people read in the message: its text, or where the blocks of an app say more, what stands beside them.
func readable(m slack.Message) string {
	text := m.Text
	for _, a := range m.Attachments {
		text += "\n" + a.Pretext + "\n" + a.Title + "\n" + a.Text
	}
	return unescape(text, func(_, label string) string { return label })
}
