package discord

// Threads of cases: a thread is begun with its first post, on the root message, whose id it has, and put away when the case ends.

import (
	"context"
	"strings"

	"syncbot/bot/chat/pace"
	"syncbot/workflow"
)

const (
	// longestName is how long a thread's name may be: https://docs.discord.com/developers/resources/channel.
	longestName = 100
	// archiveAfter is the longest silence, in minutes, after which Discord may put a thread away by itself.
	archiveAfter = 10_080
)

// threadName is the number of what the note is about.
func threadName(n workflow.Note) string {
	first, _, _ := strings.Cut(textOf(n.Words().Lines()[0]), " · ")
	return plain(first, longestName)
}

// begin begins the thread of a message. That it has one already is as good. An error is never in doubt: it may be begun twice.
func (d *Discord) begin(ctx context.Context, on spot, name string) error {
	c := call{
		method: "POST", path: "/channels/" + on.channel + "/messages/" + on.thread + "/threads", turn: pace.Turn{Patience: patience},
		body: struct {
			Name    string `json:"name"`
			Archive int    `json:"auto_archive_duration"`
		}{name, archiveAfter},
	}
	err := d.call(ctx, c, nil)
	if hasCode(err, codeThreadBegun) {
		return nil
	}
	return certainly(err)
}

// putAway archives a thread that the bot has begun. That it could not is no more than untidy.
func (d *Discord) putAway(ctx context.Context, thread string) {
	me, err := d.whoAmI(ctx)
	if err != nil {
		return
	}
	t, err := d.channelInfo(ctx, thread)
	if err == nil && t.Owner == me.ID {
		err = d.archive(ctx, thread)
	}
	if err != nil && !hasCode(err, codeUnknownChannel) && !hasCode(err, codeThreadArchived) {
		d.log().WithError(err).WithField("thread", thread).Warn("a thread of a case that has ended could not be put away")
	}
}

// archive puts a thread away.
func (d *Discord) archive(ctx context.Context, thread string) error {
	return d.change(ctx, thread, map[string]bool{"archived": true})
}

// wake fetches a thread back.
func (d *Discord) wake(ctx context.Context, thread string) error {
	return certainly(d.change(ctx, thread, map[string]bool{"archived": false}))
}

func (d *Discord) change(ctx context.Context, channel string, to map[string]bool) error {
	return d.call(ctx, call{method: "PATCH", path: "/channels/" + channel, body: to}, nil)
}
