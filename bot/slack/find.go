package slack

// Find: looking for a message by the key in its metadata.

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"syncbot/bot/chat"
	"syncbot/bot/outcome"
	"syncbot/workflow"
)

const (
	// keyEvent and keyField are what a message's key is called in its metadata, which every app of the workspace can read.
	keyEvent = "syncbot_message"
	keyField = "key"

	// findSlack is how far Slack's clock may be from the bot's.
	findSlack = time.Minute
	// findLimit and findPages bound a search: messages a page, and pages. So many pages can be read at once (tier3), or a
	// search would not end before its caller gives up.
	findLimit, findPages = 500, 8
)

// keyOf is the message's key as metadata.
func keyOf(m chat.Message) slack.MsgOption {
	return slack.MsgOptionMetadata(slack.SlackMetadata{EventType: keyEvent, EventPayload: map[string]any{keyField: m.Key}})
}

// search is what is looked for where.
type search struct {
	key   string
	at    spot
	since time.Time // zero: ever
}

// stretch is one page of a conversation.
type stretch struct {
	messages []slack.Message
	next     string // the cursor of the next one; empty: there is none
}

// Find reads the thread of the message, or the channel, from since on. A private reply can never be found.
func (s *Slack) Find(ctx context.Context, m chat.Message, since time.Time) (chat.Posted, bool, error) {
	if m.To == workflow.ToReply {
		return chat.Posted{}, false, outcome.Refused(errors.New("a private reply cannot be looked for"))
	}
	me, err := s.workspace(ctx)
	if err != nil {
		return chat.Posted{}, false, err
	}
	at, err := s.spotOf(ctx, m)
	if err != nil {
		return chat.Posted{}, false, err
	}
	cursor := ""
	for range findPages {
		p, err := s.read(ctx, search{m.Key, at, since}, cursor)
		if err != nil {
			return chat.Posted{}, false, err
		}
		for _, found := range p.messages {
			if me.wrote(found) && hasKey(found, m.Key) {
				return postedAt(found), true, nil
			}
		}
		if cursor = p.next; cursor == "" {
			return chat.Posted{}, false, nil
		}
	}
	return chat.Posted{}, false, outcome.Refused(fmt.Errorf("more than %d messages were posted there since", findLimit*findPages))
}

// read reads one page of the thread or the channel.
func (s *Slack) read(ctx context.Context, of search, cursor string) (stretch, error) {
	if of.at.thread != "" {
		return s.readThread(ctx, of, cursor)
	}
	return s.readChannel(ctx, of, cursor)
}

// oldest is where a search begins.
func (f search) oldest() string {
	if f.since.IsZero() {
		return ""
	}
	return timestamp(f.since.Add(-findSlack))
}

func (s *Slack) readThread(ctx context.Context, of search, cursor string) (stretch, error) {
	ask := slack.GetConversationRepliesParameters{
		ChannelID: of.at.channel, Timestamp: of.at.thread, Oldest: of.oldest(), Cursor: cursor, Limit: findLimit, IncludeAllMetadata: true,
	}
	var p stretch
	err := s.call(ctx, tier3("conversations.replies").Keeping(of.key), func() (err error) {
		p.messages, _, p.next, err = s.reader.GetConversationRepliesContext(ctx, &ask)
		return err
	})
	return p, err
}

func (s *Slack) readChannel(ctx context.Context, of search, cursor string) (stretch, error) {
	ask := slack.GetConversationHistoryParameters{
		ChannelID: of.at.channel, Oldest: of.oldest(), Cursor: cursor, Limit: findLimit, IncludeAllMetadata: true,
	}
	var p stretch
	err := s.call(ctx, tier3("conversations.history").Keeping(of.key), func() error {
		h, err := s.reader.GetConversationHistoryContext(ctx, &ask)
		if err == nil {
			p = stretch{h.Messages, h.ResponseMetaData.NextCursor}
		}
		return err
	})
	return p, err
}

// wrote says whether the message is the bot's own. Any app can write the same metadata.
func (w workspace) wrote(m slack.Message) bool {
	return m.User != "" && m.User == w.BotUser || m.BotID != "" && m.BotID == w.Bot
}

func hasKey(m slack.Message, key string) bool {
	return m.Metadata.EventType == keyEvent && m.Metadata.EventPayload[keyField] == key
}

// postedAt is where a message stands that was found.
func postedAt(m slack.Message) chat.Posted {
	p := chat.Posted{Ref: workflow.Ref(m.Timestamp), Thread: workflow.Ref(m.Timestamp)}
	if m.ThreadTimestamp != "" {
		p.Thread = workflow.Ref(m.ThreadTimestamp)
	}
	return p
}

// timestamp is a time as Slack names messages.
func timestamp(t time.Time) string { return fmt.Sprintf("%d.%06d", t.Unix(), t.Nanosecond()/1000) }
