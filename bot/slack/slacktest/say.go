package slacktest

// Somebody writes: in a channel, in a thread, to the app.

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Say is by writing in the channel, or in the thread that begins with the message thread. Names after @ are who they name.
// It returns the ts of what was written, at once; the app hears of it where it is mentioned, if it is in the channel.
func (s *Server) Say(by, channel, thread, text string) (string, error) {
	s.mu.Lock()
	c, u, err := s.doer(by, channel)
	if err == nil {
		err = c.takesReplies(thread)
	}
	if err != nil {
		s.mu.Unlock()
		return "", err
	}
	m := s.land(c, &Message{Thread: thread, By: by, Text: s.linked(escape.Replace(text), "<@%[1]s>", "<!subteam^%[1]s>")})
	event := s.eventOf(m, u)
	mentioned, direct := slices.Contains(m.Mentions, BotUser) && c.has(BotUser), c.with != ""
	s.mu.Unlock()
	switch {
	case direct:
		event["type"], event["channel_type"] = "message", "im"
		s.publish(event, "im:history")
	case mentioned:
		event["type"] = "app_mention"
		s.publish(event, "app_mentions:read")
	}
	return m.TS, nil
}

// Direct is by writing to the app alone. It returns the channel and the ts of what was written.
func (s *Server) Direct(by, text string) (channel, ts string, err error) {
	s.mu.Lock()
	if _, known := s.members.users[by]; !known {
		s.mu.Unlock()
		return "", "", fmt.Errorf("there is no user %q", by)
	}
	channel = s.direct(by).ID
	s.mu.Unlock()
	ts, err = s.Say(by, channel, "", text)
	return channel, ts, err
}

// DirectChannel is where the app and the user write to each other.
func (s *Server) DirectChannel(user string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.direct(user).ID
}

// Delete is somebody taking a message away, whoever wrote it. It says whether there was one.
func (s *Server) Delete(channel, ts string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.channels[channel]; c != nil && c.find(ts) != nil {
		s.drop(c.find(ts))
		return true
	}
	return false
}

// eventOf is the message as an event tells it. The caller holds the mutex.
func (s *Server) eventOf(m *Message, u User) object {
	event := object{
		"channel": m.Channel, "user": m.By, "text": m.Text, "ts": m.TS, "event_ts": m.TS, "team": u.team(),
		"client_msg_id": "client-" + strings.ReplaceAll(m.TS, ".", "-"),
	}
	if m.Thread != "" {
		event["thread_ts"] = m.Thread
	}
	if u.External {
		event["user_team"], event["source_team"] = u.team(), u.team()
	}
	return event
}

// stamp is now as Slack writes times of deeds.
func stamp() string {
	now := time.Now().UnixMicro()
	return fmt.Sprintf("%d.%06d", now/1e6, now%1e6)
}
