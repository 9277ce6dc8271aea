package discordtest

// Somebody uses a command of the app on a message, from its menu.

// MessageCommand is by choosing the command in the menu of the message. It returns when the app has acknowledged, at the latest
// after three seconds. An error is what the person reads instead.
func (s *Server) MessageCommand(by, channel, message, name string) error {
	_, err := s.do(func() (*deed, error) {
		c, m, err := s.visible(by, channel, message)
		if err != nil {
			return nil, err
		}
		found, err := s.usable(by, c, commandMessage, name)
		if err != nil {
			return nil, err
		}
		about := object{
			"id": found.ID, "name": found.Name, "type": commandMessage, "target_id": m.ID,
			"resolved": object{"messages": object{m.ID: s.messageWire(m)}},
		}
		found.place(about)
		return s.deed(interaction{kind: interactionCommand, by: by, channel: channel}, c, about), nil
	})
	return err
}
