package slacktest

// Response URLs: five uses in half an hour, of which each answers one deed.

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

// How often and how long a response URL may be used.
const (
	replyUses = 5
	replyLife = 30 * time.Minute
)

// reply is what an answer to a deed needs to know.
type reply struct {
	by      string
	channel string
	about   *Message // the message whose button was pressed; nil for a command
	left    int
	until   time.Time
}

// replyURL makes a response URL. The caller holds the mutex.
func (s *Server) replyURL(r *reply) string {
	s.serial++
	id := fmt.Sprintf("reply-%d", s.serial)
	r.left, r.until = replyUses, time.Now().Add(replyLife)
	s.replies[id] = r
	return s.Base() + "/response/" + id
}

func (s *Server) serveReply(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	args, err := flatten(body)
	if err != nil {
		http.Error(w, "invalid_payload", http.StatusBadRequest)
		return
	}
	fault := s.begin(ResponseURL, args)
	s.spoil(w, r, fault, exchange{func() (object, error) { return nil, s.use(r.PathValue("id"), args) }, s.respondReply})
}

// respondReply writes what a response URL answers: ok, or JSON with a status that says no.
func (s *Server) respondReply(w http.ResponseWriter, _ object, err error) {
	var fast tooFast
	switch {
	case err == nil:
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "ok")
	case errors.As(err, &fast):
		s.respond(w, nil, err)
	default:
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		_, _ = fmt.Fprintf(w, `{"ok":false,"error":%q}`, err)
	}
}

// use answers by the response URL.
func (s *Server) use(id string, args url.Values) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.replies[id]
	switch {
	case r == nil || time.Now().After(r.until):
		return refuse("expired_url")
	case r.left == 0:
		return refuse("used_url")
	}
	r.left--
	return s.answer(r, args)
}

// answer puts down, changes or takes away what the app answers to a deed.
func (s *Server) answer(r *reply, args url.Values) error {
	if truth(args, "delete_original") && r.about != nil {
		s.drop(r.about)
		return nil
	}
	args.Del("metadata") // a response URL knows none, but clients send it
	said, err := read(args)
	if err != nil {
		return err
	}
	if truth(args, "replace_original") && r.about != nil {
		said.metadata = r.about.Metadata // which stays
		s.revise(r.about, said)
		return nil
	}
	m := &Message{By: BotUser, Text: cut(said.text, maxText), Blocks: said.blocks, Thread: args.Get("thread_ts")}
	if args.Get("response_type") != "in_channel" {
		m.Only = r.by
	}
	s.land(s.channels[r.channel], m)
	return nil
}
