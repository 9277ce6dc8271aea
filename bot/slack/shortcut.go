package slack

// The message shortcut "Check sync status".

import (
	"context"
	"time"

	"syncbot/workflow"
)

// shortcutCallback is the shortcut's callback_id; the manifest names it so.
const shortcutCallback = "check_sync_status"

// shortcut opens the form with the numbers that stand in the message.
func (in *listening) shortcut(at time.Time, c *interaction) (after func(context.Context)) {
	if c.Callback != shortcutCallback {
		return nil
	}
	d := in.newDeed(at, c.Trigger, c.User.ID)
	d.place = placeOf(c.Channel.ID, threadOf(c.Message.TS, c.Message.Thread))
	d.url, d.given = c.URL, at
	open := func(ctx context.Context) error {
		return in.openForm(ctx, d, c.Trigger, workflow.NumbersIn(readable(c.Message)))
	}
	return in.asking(d, open, in.tell(d, says("Slack didn't open the form. Choose the shortcut again, or type /syncstatus and the number.")))
}
