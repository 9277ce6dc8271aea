package discord

// Find: looking for a message by the key in its footer.

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/outcome"
	"syncbot/workflow"
)

const (
	// findSlack is how far Discord's clock may be from the bot's.
	findSlack = time.Minute
	// findLimit and findPages bound a search: messages a page, the most that Discord gives, and pages.
	findLimit, findPages = 100, 40
	// epoch is the first millisecond of Discord's ids: https://docs.discord.com/developers/reference#snowflakes.
	epoch = 1420070400000
)

// Find reads the thread of the message, or the channel, from since on. A private reply can never be found.
func (d *Discord) Find(ctx context.Context, m chat.Message, since time.Time) (chat.Posted, bool, error) {
	if m.To == workflow.ToReply {
		return chat.Posted{}, false, outcome.Refused(errors.New("a private reply cannot be looked for"))
	}
	to, err := d.spotOf(ctx, m)
	if err != nil {
		return chat.Posted{}, false, err
	}
	p, found, err := d.search(ctx, to, m.Key, since)
	if to.thread == "" || !hasCode(err, codeUnknownChannel) {
		return p, found, err
	}
	if m.To == workflow.ToRoot { // without its thread it stands in the channel
		return d.search(ctx, spot{channel: to.channel}, m.Key, since)
	}
	return chat.Posted{}, false, nil // the thread has not begun yet, or is gone
}

// search looks for the message with the key in the place, and knows whether it could see it there.
func (d *Discord) search(ctx context.Context, at spot, key string, since time.Time) (chat.Posted, bool, error) {
	me, err := d.whoAmI(ctx)
	if err != nil {
		return chat.Posted{}, false, err
	}
	p, found, err := d.scan(ctx, at, me, key, since)
	if err == nil && !found {
		err = d.sees(ctx, at, key)
	}
	return p, found, err
}

// sees refuses where messages stand and none can be read: to a bot without Read Message History Discord shows an empty channel
// (https://docs.discord.com/developers/resources/message#get-channel-messages).
func (d *Discord) sees(ctx context.Context, at spot, key string) error {
	newest, err := d.read(ctx, at, "limit=1", key)
	if err != nil || len(newest) > 0 {
		return err
	}
	var channel struct {
		Last string `json:"last_message_id"`
	}
	err = d.call(ctx, call{method: "GET", path: "/channels/" + at.at()}, &channel)
	if err == nil && channel.Last != "" {
		return outcome.Refused(errors.New("no message there can be read: give the bot Read Message History"))
	}
	return certainly(err)
}

// scan reads the place from the oldest on.
func (d *Discord) scan(ctx context.Context, at spot, me self, key string, since time.Time) (chat.Posted, bool, error) {
	after := idAt(since.Add(-findSlack))
	for range findPages {
		page, err := d.read(ctx, at, fmt.Sprintf("limit=%d&after=%s", findLimit, after), key)
		if err != nil {
			return chat.Posted{}, false, err
		}
		for _, said := range page {
			if said.Author.ID == me.ID && said.hasKey(key) {
				return at.posted(said.ID), true, nil
			}
			after = later(after, said.ID)
		}
		if len(page) < findLimit {
			return chat.Posted{}, false, nil
		}
	}
	return chat.Posted{}, false, outcome.Refused(fmt.Errorf("more than %d messages were posted there since", findLimit*findPages))
}

// stood is a message that is read back. It may be anybody's, so only what matters is read of it.
type stood struct {
	ID     string `json:"id"`
	Author struct {
		ID string `json:"id"`
	} `json:"author"`
	Embeds []struct {
		Footer struct {
			Text string `json:"text"`
		} `json:"footer"`
	} `json:"embeds"`
}

// read reads one page of messages.
func (d *Discord) read(ctx context.Context, at spot, query, key string) ([]stood, error) {
	var page []stood
	err := d.call(ctx, call{method: "GET", path: "/channels/" + at.at() + "/messages?" + query, turn: reading().Keeping(key)}, &page)
	return page, certainly(err)
}

func (s stood) hasKey(key string) bool {
	for _, e := range s.Embeds {
		if e.Footer.Text == signature+key || strings.HasSuffix(e.Footer.Text, "\n"+signature+key) {
			return true
		}
	}
	return false
}

// idAt is the first id of that millisecond.
func idAt(t time.Time) string { return strconv.FormatInt(max(t.UnixMilli()-epoch, 0)<<22, 10) }

// later is the later of two ids: they are numbers without zeros before them.
func later(a, b string) string {
	if len(b) > len(a) || len(b) == len(a) && b > a {
		return b
	}
	return a
}
