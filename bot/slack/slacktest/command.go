package slacktest

// Somebody types a slash command.

import (
	"fmt"
	"regexp"
	"strings"
)

// Command is by typing a slash command into the channel, such as "/syncstatus INV-123" or "/syncstatus give 641 @kim". It
// returns when the app has acknowledged, at the latest after three seconds; what the app answered at once is among the
// Ephemerals then. An error is what the person reads instead. There is no such thing in a thread.
func (s *Server) Command(by, channel, text string) error {
	e, r, err := s.command(by, channel, text)
	if err != nil {
		return err
	}
	answer, err := s.dispatch(e)
	if err != nil {
		return fmt.Errorf("%s failed with the error %w", strings.Fields(text)[0], err)
	}
	return s.acknowledged(r, answer)
}

// command makes the envelope of the command.
func (s *Server) command(by, channel, text string) (*envelope, *reply, error) {
	verb, rest, _ := strings.Cut(text, " ")
	if !strings.HasPrefix(verb, "/") {
		return nil, nil, fmt.Errorf("%q is no slash command", text)
	}
	s.mu.Lock()
	c, u, err := s.doer(by, channel)
	if err == nil {
		err = s.app.allow("commands")
	}
	if err != nil {
		s.mu.Unlock()
		return nil, nil, err
	}
	r := &reply{by: by, channel: channel}
	form := map[string]string{
		"token": "old", "team_id": u.team(), "team_domain": "team", "channel_id": c.ID, "channel_name": c.told(), "user_id": by,
		"user_name": u.Name, "command": verb, "text": s.typedCommand(strings.TrimSpace(rest)), "api_app_id": AppID,
		"is_enterprise_install": "false", "response_url": s.replyURL(r), "trigger_id": s.trigger(by),
	}
	s.mu.Unlock()
	e := s.envelope(KindCommand, form)
	e.form = form
	return e, r, nil
}

// acknowledged puts down what came with the acknowledgement.
func (s *Server) acknowledged(r *reply, answer []byte) error {
	if len(answer) == 0 {
		return nil
	}
	args, err := flatten(answer)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBadAnswer, err)
	}
	if args.Get("text") == "" && args.Get("blocks") == "" {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.answer(r, args); err != nil {
		return fmt.Errorf("%w: %w", ErrBadAnswer, err)
	}
	return nil
}

// doer finds who does something where. The caller holds the mutex, as for all that follows.
func (s *Server) doer(by, channel string) (*channel, User, error) {
	u, known := s.members.users[by]
	c := s.channels[channel]
	switch {
	case !known || u.Deleted:
		return nil, u, fmt.Errorf("there is no user %q", by)
	case c == nil || !c.has(by):
		return nil, u, fmt.Errorf("%s is not in channel %q", u.Name, channel)
	case c.Archived:
		return nil, u, fmt.Errorf("channel %q is archived", channel)
	}
	return c, u, nil
}

// told is the channel's name as commands tell it.
func (c *channel) told() string {
	switch {
	case c.with != "":
		return "directmessage"
	case c.Private:
		return "privategroup"
	}
	return c.Name
}

var atNames = regexp.MustCompile(`@([A-Za-z0-9._-]*[A-Za-z0-9_-])`)

// typedCommand is what was typed as it reaches the app.
func (s *Server) typedCommand(text string) string {
	text = escape.Replace(text)
	if !s.app.escapes {
		return text
	}
	return s.linked(text, "<@%[1]s|%[2]s>", "<!subteam^%[1]s|@%[2]s>")
}

// linked puts marks in the place of names that the workspace knows, made of an id and the name.
func (s *Server) linked(text, user, group string) string {
	return atNames.ReplaceAllStringFunc(text, func(at string) string {
		name := at[1:]
		switch id := s.named(name); {
		case id == "":
			return at
		case strings.HasPrefix(id, "S"):
			return fmt.Sprintf(group, id, name)
		default:
			return fmt.Sprintf(user, id, name)
		}
	})
}
