package slacktest

// Somebody opens App Home.

import "fmt"

// OpenHome is by opening the app's home. The app hears of it, without anybody waiting.
func (s *Server) OpenHome(by string) error {
	s.mu.Lock()
	u, known := s.members.users[by]
	if !known {
		s.mu.Unlock()
		return fmt.Errorf("there is no user %q", by)
	}
	event := object{
		"type": "app_home_opened", "user": u.ID, "channel": s.direct(by).ID, "tab": "home", "event_ts": stamp(),
	}
	if home := s.views.homes[by]; home != nil {
		event["view"] = home.wire(nil)
	}
	s.mu.Unlock()
	s.publish(event)
	return nil
}

// PressHome is a press of a button in by's App Home.
func (s *Server) PressHome(by, label string) error {
	s.mu.Lock()
	v := s.views.homes[by]
	return s.pressView(by, label, v)
}

// pressView tells the app of a press in a view. The caller holds the mutex, which pressView gives back.
func (s *Server) pressView(by, label string, v *View) error {
	if v == nil {
		s.mu.Unlock()
		return fmt.Errorf("%s sees no such view", by)
	}
	b, err := labelled(v.Buttons(), label)
	if err != nil {
		s.mu.Unlock()
		return err
	}
	payload := s.interaction("block_actions", s.members.users[by])
	payload["container"], payload["view"] = object{"type": "view", "view_id": v.ID}, v.wire(nil)
	payload["actions"] = []object{b.action()}
	s.mu.Unlock()
	_, err = s.dispatch(s.envelope(KindInteractive, payload))
	return err
}
