package discordtest

// Messages over REST: posting, editing, taking away, reading.
// https://docs.discord.com/developers/resources/message

import (
	"net/http"
	"slices"
	"time"
)

// nonceLife is how long a nonce protects from a second message.
const nonceLife = 3 * time.Minute

// nonce is what must be the same for a message to be the same.
type nonce struct{ by, text string }

// posted is the message that a nonce stands for.
type posted struct {
	message *Message
	at      time.Time
}

func (s *Server) postMessage(c *request) (any, error) {
	ch, err := s.at(c.value("channel"))
	if err != nil {
		return nil, err
	}
	said, err := contentOf(c.Body)
	if err != nil {
		return nil, err
	}
	if err := s.admitPost(ch, said); err != nil {
		return nil, err
	}
	if said.enforced && said.nonce != "" {
		if m := s.repeated(said.nonce); m != nil {
			return s.withNonce(m), nil
		}
	}
	m := s.post(ch, said)
	s.publish("MESSAGE_CREATE", s.withNonce(m))
	return s.withNonce(m), nil
}

// admitPost refuses what the bot may not put down there. The caller holds the mutex, as for all that follows.
func (s *Server) admitPost(ch *channel, said content) error {
	may := s.may(BotUser, ch)
	switch {
	case ch.Kind == Forum:
		return refuse(http.StatusBadRequest, codeNotHere, "Cannot send messages in a non-text channel")
	case ch.with != "" && s.guild.closed[ch.with]:
		return refuse(http.StatusForbidden, codeClosedDirect, "Cannot send messages to this user")
	case ch.thread == nil && !may.has(SendMessages), ch.thread != nil && !may.has(SendMessagesInThreads):
		return missingPermissions
	case len(said.embeds) > 0 && !may.has(EmbedLinks):
		return missingPermissions
	case ch.thread != nil && ch.thread.Locked && !may.has(ManageThreads):
		return refuse(http.StatusBadRequest, codeThreadLocked, "Thread is locked")
	case said.empty():
		return refuse(http.StatusBadRequest, codeEmpty, "Cannot send an empty message")
	case said.answers != "" && ch.find(said.answers) == nil:
		return one("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
	}
	return nil
}

// post puts down what the bot says. It wakes a thread.
func (s *Server) post(ch *channel, said content) *Message {
	if ch.thread != nil {
		ch.thread.Archived = false
	}
	m := s.land(ch, &Message{
		By: BotUser, Content: said.text, Embeds: said.embeds, Components: said.rows, Nonce: said.nonce, Answers: said.answers,
		flags: said.flags &^ flagEphemeral, Mentions: s.pinged(BotUser, ch, said.text, said.allowed),
	})
	if said.answers != "" && said.allowed.replied {
		m.Mentions = append(m.Mentions, ch.find(said.answers).By)
	}
	if said.nonce != "" {
		s.nonces[nonce{BotUser, said.nonce}] = posted{m, m.At}
	}
	return m
}

// repeated is the message that was posted with the nonce in the past few minutes, or nil.
func (s *Server) repeated(text string) *Message {
	before, known := s.nonces[nonce{BotUser, text}]
	if !known || time.Since(before.at) >= nonceLife {
		return nil
	}
	return before.message
}

// withNonce is the message as it comes back to whoever posted it; who reads it later gets no nonce.
func (s *Server) withNonce(m *Message) object {
	w := s.messageWire(m)
	if m.Nonce != "" {
		w["nonce"] = m.Nonce
	}
	return w
}

func (s *Server) editMessage(c *request) (any, error) {
	ch, m, err := s.messageAt(c)
	if err != nil {
		return nil, err
	}
	said, err := contentOf(c.Body)
	switch {
	case err != nil:
		return nil, err
	case m.By != BotUser || m.kind != 0:
		return nil, refuse(http.StatusForbidden, codeNotMine, "Cannot edit a message authored by another user")
	case ch.thread != nil && ch.thread.Archived:
		return nil, archived
	case len(said.embeds) > 0 && !s.may(BotUser, ch).has(EmbedLinks):
		return nil, missingPermissions
	case m.after(said).empty():
		return nil, refuse(http.StatusBadRequest, codeEmpty, "Cannot send an empty message")
	}
	s.revise(m, said)
	return s.messageWire(m), nil
}

// after is what would stand there after an edit.
func (m *Message) after(said content) content {
	then := content{text: m.Content, embeds: m.Embeds, rows: m.Components}
	if said.has["content"] {
		then.text = said.text
	}
	if said.has["embeds"] {
		then.embeds = said.embeds
	}
	if said.has["components"] {
		then.rows = said.rows
	}
	return then
}

func (s *Server) deleteMessage(c *request) (any, error) {
	ch, m, err := s.messageAt(c)
	switch {
	case err != nil:
		return nil, err
	case ch.thread != nil && ch.thread.Archived:
		return nil, archived
	case m.By != BotUser && !s.may(BotUser, ch).has(ManageMessages):
		return nil, missingPermissions
	}
	s.drop(m)
	s.publish("MESSAGE_DELETE", object{"id": m.ID, "channel_id": ch.ID})
	return nil, nil
}

func (s *Server) getMessage(c *request) (any, error) {
	ch, m, err := s.messageAt(c)
	switch {
	case err != nil:
		return nil, err
	case !s.may(BotUser, ch).has(ReadMessageHistory):
		return nil, missingPermissions
	}
	return s.read(m), nil
}

// messageAt finds the channel and the message of a path.
func (s *Server) messageAt(c *request) (*channel, *Message, error) {
	ch, err := s.at(c.value("channel"))
	if err != nil {
		return nil, nil, err
	}
	m := ch.find(c.value("message"))
	if m == nil {
		return nil, nil, unknownMessage
	}
	return ch, m, nil
}

// How many messages are read at once.
const (
	defaultPage = 50
	maxPage     = 100
)

// listMessages reads a channel, newest first: what comes next after, next before, or around a message.
func (s *Server) listMessages(c *request) (any, error) {
	ch, err := s.at(c.value("channel"))
	if err != nil {
		return nil, err
	}
	limit, err := c.whole("limit", defaultPage)
	if err != nil {
		return nil, err
	}
	if limit < 1 || limit > maxPage {
		return nil, one("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.")
	}
	found := []object{}
	if !s.may(BotUser, ch).has(ReadMessageHistory) {
		return found, nil
	}
	for _, m := range page(ch.public(), c.Query.Get, limit) {
		found = append(found, s.read(m))
	}
	slices.Reverse(found)
	return found, nil
}

// public are the messages that everybody in the channel sees, oldest first.
func (c *channel) public() []*Message {
	var all []*Message
	for _, m := range c.messages {
		if m.Only == "" {
			all = append(all, m)
		}
	}
	return all
}

// page cuts what is asked for out of messages that stand oldest first.
func page(all []*Message, asked func(string) string, limit int) []*Message {
	first := func(id string) int { // of those that are not before the id
		n := slices.IndexFunc(all, func(m *Message) bool { return number(m.ID) >= number(id) })
		if n < 0 {
			return len(all)
		}
		return n
	}
	around, before, after := asked("around"), asked("before"), asked("after")
	switch {
	case around != "":
		n := first(around)
		return all[max(0, n-limit/2):min(len(all), n+(limit+1)/2)]
	case before != "":
		all = all[:first(before)]
	case after != "":
		n := slices.IndexFunc(all, func(m *Message) bool { return number(m.ID) > number(after) })
		if n < 0 {
			return nil
		}
		return all[n:min(len(all), n+limit)]
	}
	return all[max(0, len(all)-limit):]
}
