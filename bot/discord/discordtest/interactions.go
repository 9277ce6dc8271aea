package discordtest

// Interactions: what must be known of a deed to answer it, and for how long.
// https://docs.discord.com/developers/interactions/receiving-and-responding

import (
	"fmt"
	"net/http"
	"time"
)

// How long an interaction waits for its first answer, and how long its token is good.
const (
	answerTime = 3 * time.Second
	tokenLife  = 15 * time.Minute
)

// Types of interactions.
const (
	interactionCommand  = 2
	interactionPress    = 3
	interactionComplete = 4
	interactionSubmit   = 5
)

// interaction is what an answer to a deed needs to know.
type interaction struct {
	id, token string
	kind      int
	by        string   // who did it
	channel   string   // where: a channel, a thread, direct messages
	about     *Message // the message whose button was pressed, or that a modal came from; nil otherwise
	began     time.Time
	answered  bool
	original  *Message // what @original is; nil where there is none
	followed  []*Message
}

// interactions are all there have been, by token.
type interactions map[string]*interaction

// beginInteraction makes an interaction; of what is given, kind, by, channel and about count. The caller holds the mutex, as for all that follows.
func (s *Server) beginInteraction(i interaction) *interaction {
	i.id = s.nextID()
	i.token, i.began = fmt.Sprintf("aW50ZXJhY3Rpb24.%s.%x", i.id, number(i.id)*7919), time.Now()
	s.interactions[i.token] = &i
	return &i
}

// waiting finds the interaction that a callback is for.
func (s *Server) waiting(id, token string) (*interaction, error) {
	i := s.interactions[token]
	switch {
	case i == nil || i.id != id:
		return nil, refuse(http.StatusNotFound, codeUnknownInteraction, "Unknown interaction")
	case i.answered:
		return nil, refuse(http.StatusBadRequest, codeAcknowledged, "Interaction has already been acknowledged.")
	case time.Since(i.began) >= answerTime:
		return nil, refuse(http.StatusNotFound, codeUnknownInteraction, "Unknown interaction")
	}
	return i, nil
}

// answeredBy finds the interaction that a call of a webhook is for.
func (s *Server) answeredBy(c *request) (*interaction, error) {
	i := s.interactions[c.value("token")]
	switch {
	case i == nil || c.value("app") != AppID || !i.answered:
		return nil, refuse(http.StatusNotFound, codeUnknownWebhook, "Unknown Webhook")
	case time.Since(i.began) >= tokenLife:
		return nil, refuse(http.StatusUnauthorized, codeWebhookToken, "Invalid Webhook Token")
	}
	return i, nil
}
