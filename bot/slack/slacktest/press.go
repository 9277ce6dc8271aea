package slacktest

// Somebody presses a button, or uses a shortcut on a message.

import (
	"encoding/json"
	"fmt"
)

// Press is by pressing the button with that label under the message, or choosing the option of a menu there. What only
// somebody else sees cannot be pressed. It returns when the app has acknowledged, at the latest after three seconds.
// A button that opens a link tells the app too, as Slack does.
func (s *Server) Press(by, channel, ts, label string) error {
	s.mu.Lock()
	m, u, err := s.visible(by, channel, ts)
	if err != nil {
		s.mu.Unlock()
		return err
	}
	b, err := labelled(m.Buttons(), label)
	if err != nil {
		s.mu.Unlock()
		return err
	}
	payload := s.interaction("block_actions", u)
	container := object{"type": "message", "message_ts": m.TS, "channel_id": channel, "is_ephemeral": m.Only != ""}
	if m.Thread != "" {
		container["thread_ts"] = m.Thread
	}
	if m.Only == "" {
		payload["message"] = s.wire(m, false)
	}
	payload["container"], payload["channel"] = container, s.channels[channel].brief()
	payload["actions"], payload["state"] = []object{b.action()}, object{"values": object{}}
	payload["response_url"] = s.replyURL(&reply{by: by, channel: channel, about: m})
	s.mu.Unlock()
	_, err = s.dispatch(s.envelope(KindInteractive, payload))
	return err
}

// PressNewest is a press of the button with that label under the newest message that has one and that by sees, in the
// channel or among its own answers.
func (s *Server) PressNewest(by, channel, label string) error {
	s.mu.Lock()
	ts := ""
	if c := s.channels[channel]; c != nil {
		for _, m := range c.messages {
			if _, err := labelled(m.Buttons(), label); err == nil && (m.Only == "" || m.Only == by) {
				ts = m.TS
			}
		}
	}
	s.mu.Unlock()
	if ts == "" {
		return fmt.Errorf("nothing in %q has a button %q for %s", channel, label, by)
	}
	return s.Press(by, channel, ts, label)
}

// Shortcut is by choosing a shortcut of the app on a message.
func (s *Server) Shortcut(by, channel, ts, callback string) error {
	s.mu.Lock()
	m, u, err := s.visible(by, channel, ts)
	if err == nil {
		err = s.app.allow("commands")
	}
	if err != nil {
		s.mu.Unlock()
		return err
	}
	payload := s.interaction("message_action", u)
	payload["callback_id"], payload["action_ts"], payload["message_ts"] = callback, stamp(), m.TS
	payload["channel"], payload["message"] = s.channels[channel].brief(), s.wire(m, false)
	payload["response_url"] = s.replyURL(&reply{by: by, channel: channel})
	s.mu.Unlock()
	_, err = s.dispatch(s.envelope(KindInteractive, payload))
	return err
}

// visible finds a message that the person can see. The caller holds the mutex, as for all that follows.
func (s *Server) visible(by, channel, ts string) (*Message, User, error) {
	u, known := s.members.users[by]
	c := s.channels[channel]
	if known && c != nil && s.sees(by, c) {
		for _, m := range c.messages {
			if m.TS == ts && (m.Only == "" || m.Only == by) {
				return m, u, nil
			}
		}
	}
	return nil, u, fmt.Errorf("%s sees no message %s in %q", by, ts, channel)
}

func labelled(all []Button, label string) (Button, error) {
	var labels []string
	for _, b := range all {
		if b.Label == label {
			return b, nil
		}
		labels = append(labels, b.Label)
	}
	return Button{}, fmt.Errorf("there is no button %q, only %q", label, labels)
}

// interaction is what every interaction tells.
func (s *Server) interaction(kind string, u User) object {
	return object{
		"type": kind, "token": "old", "api_app_id": AppID, "team": object{"id": TeamID, "domain": "team"},
		"user":       object{"id": u.ID, "username": u.Name, "name": u.Name, "team_id": u.team()},
		"trigger_id": s.trigger(u.ID), "enterprise": json.RawMessage("null"), "is_enterprise_install": false,
	}
}

func (c *channel) brief() object { return object{"id": c.ID, "name": c.told()} }
