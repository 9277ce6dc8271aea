package discordtest

// The first answer to an interaction.
// https://docs.discord.com/developers/interactions/receiving-and-responding#responding-to-an-interaction

import (
	"encoding/json"
	"fmt"
)

// Types of callbacks.
const (
	callbackMessage  = 4
	callbackLater    = 5
	callbackNothing  = 6 // the message that was pressed stays as it is, or changes later
	callbackUpdate   = 7
	callbackComplete = 8
	callbackModal    = 9
)

func (s *Server) takeCallback(c *request) (any, error) {
	i, err := s.callback(c.value("id"), c.value("token"), c.Body)
	if err != nil || c.Query.Get("with_response") != "true" {
		return nil, err
	}
	told := object{"id": i.id, "type": i.kind, "response_message_loading": false, "response_message_ephemeral": false}
	answer := object{"interaction": told}
	if m := i.original; m != nil {
		told["response_message_id"], told["response_message_loading"] = m.ID, m.waiting
		told["response_message_ephemeral"] = m.Only != ""
		answer["resource"] = object{"type": typeOf(c.Body), "message": s.messageWire(m)}
	}
	return answer, nil
}

func typeOf(body json.RawMessage) int {
	var b struct {
		Type int `json:"type"`
	}
	_ = json.Unmarshal(body, &b)
	return b.Type
}

// callback takes the first answer to an interaction, by whatever way it came: it checks it, puts it down, and hands it to
// the deed that waits. The caller holds the mutex, as for all that follows.
func (s *Server) callback(id, token string, body json.RawMessage) (*interaction, error) {
	i, err := s.waiting(id, token)
	if err != nil {
		return nil, err
	}
	var b struct {
		Type int     `json:"type"`
		Data rawJSON `json:"data"`
	}
	if err := strictly(body, &b); err != nil {
		return nil, err
	}
	if !i.takes(b.Type) {
		return nil, one("type", "INTERACTION_TYPE_INVALID", fmt.Sprintf("An interaction of type %d takes no callback of type %d.", i.kind, b.Type))
	}
	if b.Data == nil {
		b.Data = rawJSON("{}")
	}
	if err := s.put(i, b.Type, json.RawMessage(b.Data)); err != nil {
		return nil, err
	}
	if err := s.respond(id, token, body); err != nil {
		return nil, err
	}
	i.answered = true
	return i, nil
}

// takes says whether the interaction can be answered so.
func (i *interaction) takes(kind int) bool {
	switch kind {
	case callbackMessage, callbackLater:
		return i.kind != interactionComplete
	case callbackNothing, callbackUpdate:
		return i.about != nil && i.kind != interactionComplete
	case callbackComplete:
		return i.kind == interactionComplete
	case callbackModal:
		return i.kind == interactionCommand || i.kind == interactionPress
	}
	return false
}

// put makes of an answer what people see.
func (s *Server) put(i *interaction, kind int, data json.RawMessage) error {
	switch kind {
	case callbackComplete, callbackModal: // which the deed looks at
		return nil
	case callbackNothing:
		i.original = i.about
		return nil
	}
	said, err := contentOf(data)
	if err != nil {
		return inData(err)
	}
	switch {
	case kind == callbackUpdate:
		i.original = i.about
		s.revise(i.about, said)
		return nil
	case kind == callbackMessage && said.empty():
		return one("data", "MESSAGE_EMPTY", "Cannot send an empty message")
	}
	i.original, err = s.reply(i, said)
	if err == nil {
		i.original.waiting = kind == callbackLater
	}
	return err
}

// inData says that what is wrong stands in the data of a callback.
func inData(err error) error {
	no, ok := err.(refusal)
	if ok && no.errors != nil {
		no.errors = object{"data": no.errors}
		return no
	}
	return err
}

// reply puts down a message that answers an interaction, for everybody there or for whoever it answers.
func (s *Server) reply(i *interaction, said content) (*Message, error) {
	ch := s.channels[i.channel]
	if ch == nil {
		return nil, unknownChannel
	}
	m := &Message{
		By: BotUser, Content: said.text, Embeds: said.embeds, Components: said.rows, flags: said.flags,
		Mentions: s.pinged(BotUser, ch, said.text, said.allowed),
	}
	if said.flags&flagEphemeral != 0 {
		m.Only = i.by
	}
	s.land(ch, m)
	if m.Only == "" {
		s.publish("MESSAGE_CREATE", s.messageWire(m))
	}
	return m, nil
}
