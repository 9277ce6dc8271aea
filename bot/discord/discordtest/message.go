package discordtest

// Messages: how they lie in a channel, and how REST and events show them.

import (
	"encoding/json"
	"slices"
	"time"
)

// Message is one message as it stands: in a channel, in a thread, or as what only one person sees.
type Message struct {
	ID          string
	Channel     string // the channel; of what stands in a thread that which the thread belongs to
	Thread      string // the thread it stands in; empty for what stands in the channel itself
	By          string // id of the user
	Only        string // id of the one person who sees it, where it is ephemeral
	At          time.Time
	Content     string
	Embeds      []Embed
	Components  []Row
	Attachments []Attachment
	Answers     string   // the message that it is a reply to, if any
	Nonce       string   // as it was posted with
	Mentions    []string // who was pinged when it landed: ids of users and roles, everyone, here; an edit pings nobody
	Edits       int
	Was         []string        // what people read there before, oldest first
	Reads       string          // what people read there now
	Raw         json.RawMessage // as REST shows it

	edited  time.Time
	kind    int  // 0; else Discord itself put it there
	flags   int  // as they were given
	waiting bool // the app has said that the answer will come
}

// Kinds of messages that Discord itself puts down.
const (
	threadBegun   = 18 // in the channel, where a thread was begun without a message
	threadStarter = 21 // in a thread, for the message it began with
)

// Flags of messages.
const (
	flagHasThread = 1 << 5
	flagEphemeral = 1 << 6
	flagLoading   = 1 << 7
)

// Embed is one embed of a message.
type Embed struct {
	Title       string  `json:"title,omitempty"`
	Description string  `json:"description,omitempty"`
	URL         string  `json:"url,omitempty"`
	Timestamp   string  `json:"timestamp,omitempty"`
	Color       int     `json:"color,omitempty"`
	Footer      *Footer `json:"footer,omitempty"`
	Author      *Author `json:"author,omitempty"`
	Fields      []Field `json:"fields,omitempty"`
}

// Footer is the small print of an embed.
type Footer struct {
	Text string `json:"text"`
}

// Author is the line above the title of an embed.
type Author struct {
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

// Field is one field of an embed.
type Field struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline"`
}

// Row is a row of buttons.
type Row struct {
	Type    int      `json:"type"`
	Buttons []Button `json:"components"`
}

// Button is what can be pressed under a message.
type Button struct {
	Type     int             `json:"type"`
	Style    int             `json:"style"`
	Label    string          `json:"label,omitempty"`
	Emoji    json.RawMessage `json:"emoji,omitempty"`
	CustomID string          `json:"custom_id,omitempty"`
	URL      string          `json:"url,omitempty"`
	Disabled bool            `json:"disabled,omitempty"`
}

// Buttons are what can be pressed under the message, in the order they stand there.
func (m Message) Buttons() []Button {
	var all []Button
	for _, r := range m.Components {
		all = append(all, r.Buttons...)
	}
	return all
}

// land puts the message down. The caller holds the mutex, as for all that follows.
func (s *Server) land(c *channel, m *Message) *Message {
	m.ID, m.At = s.nextID(), time.Now()
	m.Channel = c.ID
	if c.thread != nil {
		m.Channel, m.Thread = c.thread.Parent, c.ID
	}
	if c.thread != nil && m.Only == "" {
		c.thread.active = m.At
	}
	c.messages = append(c.messages, m)
	return m
}

// home is the channel or thread that the message stands in.
func (m *Message) home() string {
	if m.Thread != "" {
		return m.Thread
	}
	return m.Channel
}

// find gives the message with that id that everybody in the channel sees, or nil.
func (c *channel) find(id string) *Message {
	for _, m := range c.messages {
		if m.ID == id && m.Only == "" {
			return m
		}
	}
	return nil
}

// drop takes the message away.
func (s *Server) drop(m *Message) {
	if c := s.channels[m.home()]; c != nil {
		c.messages = slices.DeleteFunc(c.messages, func(other *Message) bool { return other == m })
	}
}

// revise makes the content what stands there, as far as it says anything, and tells the app.
func (s *Server) revise(m *Message, said content) {
	m.Was = append(m.Was, s.shown(m))
	if said.has["content"] {
		m.Content = said.text
	}
	if said.has["embeds"] {
		m.Embeds = said.embeds
	}
	if said.has["components"] {
		m.Components = said.rows
	}
	m.Edits, m.edited = m.Edits+1, time.Now()
	if m.waiting { // it is the answer itself, not an edit
		m.waiting, m.Was, m.Edits = false, nil, 0
	}
	if m.Only == "" {
		s.publish("MESSAGE_UPDATE", s.messageWire(m))
	}
}

// messageWire is the message as REST and events show it to somebody who may read all of it.
func (s *Server) messageWire(m *Message) object {
	w := object{
		"id": m.ID, "channel_id": m.home(), "type": m.kind, "author": s.userWire(m.By), "content": m.Content,
		"timestamp": stamp(m.At), "edited_timestamp": nil, "tts": false, "pinned": false, "flags": m.flags,
		"embeds": embedsWire(m.Embeds), "components": append([]Row{}, m.Components...), "attachments": append([]Attachment{}, m.Attachments...),
		"mention_everyone": slices.Contains(m.Mentions, "everyone") || slices.Contains(m.Mentions, "here"),
		"mentions":         []object{}, "mention_roles": []string{},
	}
	for _, id := range m.Mentions {
		if _, user := s.guild.members[id]; user {
			w["mentions"] = append(w["mentions"].([]object), s.userWire(id))
		} else if _, role := s.guild.roles[id]; role {
			w["mention_roles"] = append(w["mention_roles"].([]string), id)
		}
	}
	if m.Edits > 0 {
		w["edited_timestamp"] = stamp(m.edited)
	}
	s.tellMore(m, w)
	return w
}

// tellMore adds what only some messages have.
func (s *Server) tellMore(m *Message, w object) {
	if m.By == BotUser && m.Only != "" {
		w["flags"] = m.flags | flagEphemeral
	}
	if m.waiting {
		w["flags"] = w["flags"].(int) | flagLoading
	}
	if m.By == BotUser {
		w["application_id"] = AppID
	}
	if m.Answers != "" {
		w["message_reference"] = object{"type": 0, "channel_id": m.home(), "guild_id": Guild, "message_id": m.Answers}
	}
	if m.kind == threadStarter {
		w["message_reference"] = object{"type": 0, "channel_id": m.Channel, "guild_id": Guild, "message_id": m.Thread}
	}
	if t := s.channels[m.ID]; t != nil && m.Thread == "" {
		w["thread"], w["flags"] = s.channelWire(t), w["flags"].(int)|flagHasThread
	}
}

// read is the message as REST shows it to the bot, which has no intent for the content of what does not concern it.
// https://docs.discord.com/developers/events/gateway#message-content-intent
func (s *Server) read(m *Message) object {
	w := s.messageWire(m)
	c := s.channels[m.home()]
	if m.By != BotUser && !slices.Contains(m.Mentions, BotUser) && (c == nil || c.with == "") {
		w["content"], w["embeds"], w["components"], w["attachments"] = "", []any{}, []any{}, []any{}
	}
	return w
}

func embedsWire(embeds []Embed) []object {
	wire := []object{}
	for _, e := range embeds {
		raw, _ := json.Marshal(e)
		var o object
		_ = json.Unmarshal(raw, &o)
		o["type"] = "rich"
		wire = append(wire, o)
	}
	return wire
}

// stamp writes a time as Discord does.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000+00:00") }
