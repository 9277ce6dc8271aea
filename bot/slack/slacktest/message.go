package slacktest

// Messages: how they lie in a channel, and how the Web API shows them.

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Message is one message as it stands, in a channel or as what only one person sees.
type Message struct {
	Channel   string
	TS        string // unique in its channel
	Thread    string // the ts of the message that begins the thread; empty for what stands in the channel itself
	Broadcast bool   // a reply that stands in the channel too
	By        string // id of the user
	Only      string // id of the one person who sees it, where it is ephemeral
	At        time.Time
	Text      string          // what notifications and screen readers get where there are blocks
	Blocks    json.RawMessage // nil where there are none
	Metadata  json.RawMessage // nil where there is none
	Unfurls   bool            // links may be unfolded
	Mentions  []string        // whom what stands there now mentions: ids of users and groups, here, channel, everyone
	Notified  []string        // whom it mentioned when it landed: an edit notifies nobody
	Edits     int
	Was       []string // what people read there before, oldest first
	Reads     string   // what people read there now: names for mentions, labels in brackets for buttons

}

// nextTS gives a ts that the channel never had.
func (c *channel) nextTS(now time.Time) string {
	c.last = max(now.UnixMicro(), c.last+1)
	return fmt.Sprintf("%d.%06d", c.last/1e6, c.last%1e6)
}

// find gives the message with that ts that everybody in the channel sees, or nil.
func (c *channel) find(ts string) *Message {
	for _, m := range c.messages {
		if m.TS == ts && m.Only == "" {
			return m
		}
	}
	return nil
}

// land puts the message down.
func (s *Server) land(c *channel, m *Message) *Message {
	now := time.Now()
	m.Channel, m.TS, m.At = c.ID, c.nextTS(now), now
	m.Mentions = s.mentions(m)
	m.Notified = m.Mentions
	c.messages = append(c.messages, m)
	return m
}

// content is what a post, an edit or an answer says.
type content struct {
	text     string
	blocks   json.RawMessage
	metadata json.RawMessage
	unfurls  bool
}

// revise makes the content what stands there.
func (s *Server) revise(m *Message, c content) {
	m.Was = append(m.Was, s.shown(m))
	m.Text, m.Blocks, m.Metadata = c.text, c.blocks, c.metadata
	m.Mentions = s.mentions(m)
	m.Edits++
}

// drop takes the message away.
func (s *Server) drop(m *Message) {
	c := s.channels[m.Channel]
	c.messages = slices.DeleteFunc(c.messages, func(other *Message) bool { return other == m })
}

// wire is the message as the Web API and events show it.
func (s *Server) wire(m *Message, withMetadata bool) object {
	w := object{"type": "message", "user": m.By, "ts": m.TS, "text": m.Text, "team": TeamID}
	if m.By == BotUser {
		w["bot_id"], w["app_id"] = BotID, AppID
	}
	if m.Blocks != nil {
		w["blocks"] = m.Blocks
	}
	if m.Metadata != nil && withMetadata {
		w["metadata"] = m.Metadata
	}
	if m.Edits > 0 && m.Blocks == nil {
		w["edited"] = object{"user": m.By, "ts": m.TS}
	}
	if m.Thread != "" {
		w["thread_ts"] = m.Thread
	}
	if m.Broadcast {
		w["subtype"] = "thread_broadcast"
	}
	if replies := s.channels[m.Channel].repliesTo(m.TS); m.Thread == "" && len(replies) > 0 {
		w["thread_ts"], w["reply_count"], w["latest_reply"] = m.TS, len(replies), replies[len(replies)-1].TS
	}
	return w
}

func (c *channel) repliesTo(ts string) []*Message {
	var replies []*Message
	for _, m := range c.messages {
		if m.Thread == ts && m.Only == "" {
			replies = append(replies, m)
		}
	}
	return replies
}

func permalink(m *Message) string {
	link := fmt.Sprintf("https://team.slack.com/archives/%s/p%s", m.Channel, strings.ReplaceAll(m.TS, ".", ""))
	if m.Thread != "" {
		link += "?thread_ts=" + m.Thread + "&cid=" + m.Channel
	}
	return link
}
