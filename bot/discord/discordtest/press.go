package discordtest

// Somebody presses a button.

import "fmt"

// Press is by pressing the button with that label under the message: one in the channel or thread, or an answer that only they
// see. It returns when the app has acknowledged, at the latest after three seconds. A button that opens a link, or is grey, does
// nothing. In an archived thread buttons can be pressed.
func (s *Server) Press(by, channel, message, label string) error {
	_, err := s.do(func() (*deed, error) {
		c, m, err := s.visible(by, channel, message)
		if err != nil {
			return nil, err
		}
		b, err := labelled(m.Buttons(), label)
		if err != nil {
			return nil, err
		}
		about := object{"component_type": typeButton, "custom_id": b.CustomID, "id": 2}
		return s.deed(interaction{kind: interactionPress, by: by, channel: channel, about: m}, c, about), nil
	})
	return err
}

// PressNewest is a press of the button with that label under the newest message there that has one and that by sees.
func (s *Server) PressNewest(by, channel, label string) error {
	s.mu.Lock()
	message := ""
	if c := s.channels[channel]; c != nil {
		for _, m := range s.seenIn(by, c) {
			if _, err := labelled(m.Buttons(), label); err == nil {
				message = m.ID
			}
		}
	}
	s.mu.Unlock()
	if message == "" {
		return fmt.Errorf("nothing in %q has a button %q for %s", channel, label, by)
	}
	return s.Press(by, channel, message, label)
}

// visible finds a message that the person sees. The caller holds the mutex, as for all that follows.
func (s *Server) visible(by, channel, message string) (*channel, *Message, error) {
	c, err := s.whereFor(by, channel)
	if err != nil {
		return nil, nil, err
	}
	for _, m := range s.seenIn(by, c) {
		if m.ID == message {
			return c, m, nil
		}
	}
	return nil, nil, fmt.Errorf("%s sees no message %s in %q", by, message, channel)
}

// seenIn are the messages that the person sees there.
func (s *Server) seenIn(by string, c *channel) []*Message {
	var all []*Message
	for _, m := range c.messages {
		if m.Only == "" || m.Only == by {
			all = append(all, m)
		}
	}
	return all
}

func labelled(all []Button, label string) (Button, error) {
	var labels []string
	for _, b := range all {
		switch {
		case b.Label != label:
			labels = append(labels, b.Label)
		case b.Style == styleLink:
			return b, fmt.Errorf("the button %q opens %s", label, b.URL)
		case b.Disabled:
			return b, fmt.Errorf("the button %q can not be pressed", label)
		default:
			return b, nil
		}
	}
	return Button{}, fmt.Errorf("there is no button %q, only %q", label, labels)
}
