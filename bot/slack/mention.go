package slack

// Events: what people write to the bot, and App Home.

import (
	"context"
	"strings"
	"time"
)

// newWords are the subtypes of what people have just written, beside a plain message:
// https://docs.slack.dev/reference/events/message#subtypes. The others are news of what was written before, or of the channel.
var newWords = map[string]bool{"": true, "file_share": true, "me_message": true, "thread_broadcast": true}

// happened takes an event. What the bot itself wrote, what other bots write, and edits are nobody's commands.
func (in *listening) happened(ctx context.Context, at time.Time, e *event) (after func(context.Context), err error) {
	told := e.Event
	switch {
	case told.Type == "app_home_opened" && told.Tab == "home":
		return func(context.Context) { in.publishHome(told.User) }, nil
	case told.Bot != "" || !newWords[told.Subtype] || told.Edited != nil:
		return nil, nil
	case told.Type == "app_mention" && !isDirect(told.Channel), told.Type == "message" && told.ChannelType == "im":
		return in.written(ctx, at, e)
	}
	return nil, nil
}

// written is a command that was written to the bot. An error of the handler is Slack's to hear: it delivers again.
func (in *listening) written(ctx context.Context, at time.Time, e *event) (after func(context.Context), err error) {
	d := in.newDeed(at, e.ID, e.Event.User)
	d.place = placeOf(e.Event.Channel, threadOf(e.Event.Message, e.Event.Thread))
	if isDirect(e.Event.Channel) {
		in.direct.Store(d.user, e.Event.Channel)
	}
	d.text = in.withoutBot(ctx, d, e.Event.Text)
	v := in.decide(ctx, d, asCommand)
	if v.failed != nil {
		return nil, v.failed
	}
	return in.tell(d, v), nil
}

// withoutBot is the text without the first mention of the bot.
func (in *listening) withoutBot(ctx context.Context, d deed, text string) string {
	ctx, cancel := d.looking(ctx)
	defer cancel()
	w, err := in.workspace(ctx)
	if err != nil {
		return text // it will not be handed on: nobody can say either who wrote it
	}
	for _, at := range aMark.FindAllStringSubmatchIndex(text, -1) {
		if text[at[2]:at[3]] == "@" && text[at[4]:at[5]] == w.BotUser {
			return strings.TrimSpace(strings.TrimSpace(text[:at[0]]) + " " + strings.TrimSpace(text[at[1]:]))
		}
	}
	return text
}
