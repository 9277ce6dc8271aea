package discordtest

// What people do: each deed is an interaction, or a message.

import "encoding/json"

// deeds is what the server knows of what people are doing.
type deeds struct {
	log      []Delivery
	last     *deed
	endpoint endpoint
	waiting  map[string]*deed   // for an acknowledgement, by token
	modals   map[string]*opened // by the person who has it before them
	loseAcks int
}

func newDeeds() deeds { return deeds{waiting: map[string]*deed{}, modals: map[string]*opened{}} }

// do begins a deed, brings it to the app and returns the response.
func (s *Server) do(begin func() (*deed, error)) (json.RawMessage, error) {
	s.mu.Lock()
	d, err := begin()
	s.mu.Unlock()
	if err != nil {
		return nil, err
	}
	return s.deliver(d)
}
