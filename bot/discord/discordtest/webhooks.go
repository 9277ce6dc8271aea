package discordtest

// What an app says with the token of an interaction after the first answer: edits of it, and more messages.
// https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages

import "net/http"

func (s *Server) followUp(c *request) (any, error) {
	i, err := s.answeredBy(c)
	if err != nil {
		return nil, err
	}
	said, err := contentOf(c.Body)
	switch {
	case err != nil:
		return nil, err
	case said.empty():
		return nil, refuse(http.StatusBadRequest, codeEmpty, "Cannot send an empty message")
	case i.original != nil && i.original.waiting: // the first is the answer that was to come
		s.revise(i.original, said)
		return s.messageWire(i.original), nil
	}
	m, err := s.reply(i, said)
	if err != nil {
		return nil, err
	}
	i.followed = append(i.followed, m)
	return s.messageWire(m), nil
}

func (s *Server) getReply(c *request) (any, error) {
	m, err := s.replyAt(c)
	if err != nil {
		return nil, err
	}
	return s.messageWire(m), nil
}

func (s *Server) editReply(c *request) (any, error) {
	m, err := s.replyAt(c)
	if err != nil {
		return nil, err
	}
	said, err := contentOf(c.Body)
	switch {
	case err != nil:
		return nil, err
	case m.after(said).empty():
		return nil, refuse(http.StatusBadRequest, codeEmpty, "Cannot send an empty message")
	}
	s.revise(m, said)
	return s.messageWire(m), nil
}

func (s *Server) deleteReply(c *request) (any, error) {
	m, err := s.replyAt(c)
	if err != nil {
		return nil, err
	}
	s.drop(m)
	return nil, nil
}

// replyAt finds a message that answers an interaction; @original is the first. The caller holds the mutex.
func (s *Server) replyAt(c *request) (*Message, error) {
	i, err := s.answeredBy(c)
	if err != nil {
		return nil, err
	}
	id := c.value("message")
	for _, m := range append(i.followed, i.original) {
		if m != nil && s.stands(m) && (m.ID == id || m == i.original && id == "@original") {
			return m, nil
		}
	}
	return nil, unknownMessage
}

// stands says whether nobody has taken the message away.
func (s *Server) stands(m *Message) bool {
	c := s.channels[m.home()]
	if c == nil {
		return false
	}
	for _, other := range c.messages {
		if other == m {
			return true
		}
	}
	return false
}
