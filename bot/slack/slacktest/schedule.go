package slacktest

// chat.scheduleMessage: what is posted later, by Slack.

import (
	"fmt"
	"net/url"
	"strconv"
	"time"
)

const (
	farthest    = 120 * 24 * time.Hour
	perFiveMins = 30 // scheduled messages of a channel
)

// schedule posts the message at its time, unless it has metadata: then it never appears, which is a known fault of Slack.
func (s *Server) schedule(args url.Values) (object, error) {
	c, err := s.writable(args.Get("channel"))
	if err != nil {
		return nil, err
	}
	said, err := read(args)
	if err != nil {
		return nil, err
	}
	unix, _ := strconv.ParseInt(args.Get("post_at"), 10, 64)
	wait := time.Until(time.Unix(unix, 0))
	switch {
	case wait <= 0:
		return nil, refuse("time_in_past")
	case wait > farthest:
		return nil, refuse("time_too_far")
	case c.scheduled[unix/300] == perFiveMins:
		return nil, refuse("restricted_too_many")
	}
	if c.scheduled == nil {
		c.scheduled = map[int64]int{}
	}
	c.scheduled[unix/300]++
	if said.metadata == nil {
		s.After(wait, func() { s.postScheduled(c, said, args.Get("thread_ts")) })
	}
	s.serial++
	return object{"channel": c.ID, "scheduled_message_id": fmt.Sprintf("Q%d", s.serial), "post_at": unix}, nil
}

func (s *Server) postScheduled(c *channel, said content, thread string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.land(c, &Message{Thread: thread, By: BotUser, Text: cut(said.text, maxText), Blocks: said.blocks, Unfurls: said.unfurls})
}
