package discordtest

// Somebody writes: in a channel, in a thread, to the bot alone.

import "fmt"

// kindReply is the type of a message that replies to another.
const kindReply = 19

// Say is by writing in the channel or thread, or to the bot alone in their DirectChannel; <@id> mentions somebody. It returns
// the id of the message, at once. The app hears of it, and reads it where it is mentioned, or alone with by. It panics where
// by can not write there.
func (s *Server) Say(by, channel, text string, files ...File) string {
	return s.say(by, channel, "", text, files)
}

// Reply is Say as a reply to a message there. That mentions whoever wrote it.
func (s *Server) Reply(by, channel, message, text string, files ...File) string {
	return s.say(by, channel, message, text, files)
}

func (s *Server) say(by, channel, to, text string, files []File) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.writable(by, channel)
	if err != nil {
		panic(fmt.Sprintf("discordtest: %v", err))
	}
	m := &Message{By: by, Content: text, Answers: to, Mentions: s.pinged(by, c, text, allowed{anybody: true})}
	if to != "" {
		m.Mentions = append(m.Mentions, c.find(to).By)
	}
	for _, f := range files {
		m.Attachments = append(m.Attachments, s.keep(c, f))
	}
	if c.thread != nil {
		c.thread.Archived = false
	}
	s.land(c, m)
	s.publish("MESSAGE_CREATE", s.written(m, c))
	return m.ID
}

// written is the message as its event tells it: with who wrote it, and who is mentioned, as members.
// https://docs.discord.com/developers/events/gateway-events#message-create
func (s *Server) written(m *Message, c *channel) object {
	event := s.read(m)
	if m.Answers != "" {
		event["type"] = kindReply
	}
	if c.with != "" {
		return event
	}
	event["member"] = s.partialMember(m.By)
	for _, user := range event["mentions"].([]object) {
		user["member"] = s.partialMember(user["id"].(string))
	}
	return event
}

// partialMember is a member beside a user that is told anyway.
func (s *Server) partialMember(id string) object {
	w := s.memberWire(id)
	delete(w, "user")
	return w
}

// writable finds where the person may write.
func (s *Server) writable(by, id string) (*channel, error) {
	c, err := s.whereFor(by, id)
	if err != nil {
		return nil, err
	}
	may := s.may(by, c)
	switch {
	case c.Kind == Forum:
		return nil, fmt.Errorf("nobody can write in the forum %q, but in its posts", c.Name)
	case c.thread == nil && !may.has(SendMessages), c.thread != nil && !may.has(SendMessagesInThreads):
		return nil, fmt.Errorf("%s may not write in %q", by, id)
	case c.thread != nil && c.thread.Locked && !may.has(ManageThreads):
		return nil, fmt.Errorf("the thread %q is locked", id)
	}
	return c, nil
}
