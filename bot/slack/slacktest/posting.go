package slacktest

// chat.*: posting, editing, and links to messages.

import (
	"net/url"
)

func (s *Server) postMessage(args url.Values) (object, error) {
	c, err := s.writable(args.Get("channel"))
	if err != nil {
		return nil, err
	}
	if err := s.pace.message(c.ID); err != nil {
		return nil, err
	}
	said, err := read(args)
	if err != nil {
		return nil, err
	}
	thread := args.Get("thread_ts")
	if err := c.takesReplies(thread); err != nil {
		return nil, err
	}
	m := s.land(c, &Message{
		Thread: thread, Broadcast: thread != "" && truth(args, "reply_broadcast"), By: BotUser,
		Text: cut(said.text, maxText), Blocks: said.blocks, Metadata: said.metadata, Unfurls: said.unfurls,
	})
	answer := object{"channel": c.ID, "ts": m.TS, "message": s.wire(m, true)}
	if m.Text != said.text {
		answer["warning"] = "message_truncated"
	}
	return answer, nil
}

// writable finds the conversation that the app wants to post to: its id, or the id of a person.
func (s *Server) writable(id string) (*channel, error) {
	if u, ok := s.members.users[id]; ok {
		if u.Bot {
			return nil, refuse("channel_not_found")
		}
		return s.direct(id), nil
	}
	c, err := s.at(id)
	switch {
	case err != nil:
		return nil, err
	case c.Archived:
		return nil, refuse("is_archived")
	case !c.has(BotUser) && !s.app.scopes[ScopePublic]:
		return nil, refuse("not_in_channel")
	}
	return c, nil
}

// takesReplies refuses a thread that is none.
func (c *channel) takesReplies(ts string) error {
	if ts == "" {
		return nil
	}
	begins := c.find(ts)
	switch {
	case begins == nil:
		return refuse("thread_not_found")
	case begins.Thread != "":
		return refuse("cannot_reply_to_message")
	}
	return nil
}

func (s *Server) postEphemeral(args url.Values) (object, error) {
	c, err := s.at(args.Get("channel"))
	user := args.Get("user")
	switch {
	case err != nil:
		return nil, err
	case c.Archived:
		return nil, refuse("is_archived")
	case !c.has(BotUser):
		return nil, refuse("not_in_channel")
	case !c.has(user):
		return nil, refuse("user_not_in_channel")
	}
	said, err := read(args)
	if err != nil {
		return nil, err
	}
	if err := c.takesReplies(args.Get("thread_ts")); err != nil {
		return nil, err
	}
	m := s.land(c, &Message{
		Thread: args.Get("thread_ts"), By: BotUser, Only: user, Text: cut(said.text, maxText), Blocks: said.blocks,
	})
	return object{"message_ts": m.TS}, nil
}

// update edits a message. Blocks stay where nothing is said about them and no text comes in their place; metadata stays
// where nothing is said about it.
func (s *Server) update(args url.Values) (object, error) {
	c, err := s.at(args.Get("channel"))
	if err != nil {
		return nil, err
	}
	m := c.find(args.Get("ts"))
	switch {
	case c.Archived:
		return nil, refuse("is_archived")
	case m == nil:
		return nil, refuse("message_not_found")
	case m.By != BotUser:
		return nil, refuse("cant_update_message")
	}
	said, err := read(args)
	switch {
	case err != nil:
		return nil, err
	case length(said.text) > maxEdited:
		return nil, refuse("msg_too_long")
	}
	if !args.Has("text") && !args.Has("blocks") {
		said.text, said.blocks = m.Text, m.Blocks
	}
	if args.Get("metadata") == "" {
		said.metadata = m.Metadata
	}
	s.revise(m, said)
	return object{"channel": c.ID, "ts": m.TS, "text": m.Text, "message": s.wire(m, true)}, nil
}

func (s *Server) getPermalink(args url.Values) (object, error) {
	c, err := s.at(args.Get("channel"))
	if err != nil {
		return nil, err
	}
	m := c.find(args.Get("message_ts"))
	if m == nil {
		return nil, refuse("message_not_found")
	}
	return object{"channel": c.ID, "permalink": permalink(m)}, nil
}
