package discordtest

// Somebody fills in a modal.

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// opened is a modal that somebody has before them.
type opened struct {
	Modal
	channel string
	from    *Message // the message whose button has opened it; nil for a command
}

// Modal gives the modal that the person has before them, if there is one.
func (s *Server) Modal(by string) (Modal, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	o := s.deeds.modals[by]
	if o == nil {
		return Modal{}, false
	}
	return o.Modal, true
}

// CloseModal is by closing the modal. The app does not hear of it. It says whether there was one.
func (s *Server) CloseModal(by string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	was := s.deeds.modals[by] != nil
	delete(s.deeds.modals, by)
	return was
}

// Submit is by filling in the modal and submitting it: what goes into which input, named by its label or its custom_id. What is
// not named stays as it is. It returns when the app has acknowledged, at the latest after three seconds; where it did not, the
// modal stays. An error is what the person reads.
func (s *Server) Submit(by string, values map[string]string) error {
	var o *opened
	_, err := s.do(func() (*deed, error) {
		if o = s.deeds.modals[by]; o == nil {
			return nil, fmt.Errorf("%s has no modal before them", by)
		}
		filled, err := o.fill(values)
		if err != nil {
			return nil, err
		}
		return s.submission(by, o, filled)
	})
	if err != nil {
		return fmt.Errorf("the modal stays: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.deeds.modals[by] == o {
		delete(s.deeds.modals, by)
	}
	return nil
}

// submission makes the interaction.
func (s *Server) submission(by string, o *opened, filled []string) (*deed, error) {
	c, err := s.whereFor(by, o.channel)
	if err != nil {
		return nil, err
	}
	rows := []object{}
	for n, in := range o.Inputs {
		input := object{"type": typeInput, "id": 2*n + 2, "custom_id": in.CustomID, "value": filled[n]}
		part := object{"type": typeRow, "id": 2*n + 1, "components": []object{input}}
		if in.labelled {
			part = object{"type": typeLabel, "id": 2*n + 1, "component": input}
		}
		rows = append(rows, part)
	}
	about := object{"custom_id": o.CustomID, "components": rows}
	return s.deed(interaction{kind: interactionSubmit, by: by, channel: o.channel, about: o.from}, c, about), nil
}

// fill gives what is written in each input.
func (m Modal) fill(values map[string]string) ([]string, error) {
	left := maps.Clone(values)
	var filled []string
	for _, in := range m.Inputs {
		text := in.Value
		for _, name := range []string{in.CustomID, in.Label} {
			if given, ok := left[name]; ok {
				text = given
				delete(left, name)
			}
		}
		if err := in.takes(text); err != nil {
			return nil, err
		}
		filled = append(filled, text)
	}
	if len(left) > 0 {
		return nil, fmt.Errorf("the modal %q has no input %q", m.Title, slices.Sorted(maps.Keys(left)))
	}
	return filled, nil
}

// takes says what the person reads where the input does not take the text.
func (in Input) takes(text string) error {
	n := length(text)
	switch {
	case n == 0 && in.Required:
		return fmt.Errorf("%s: this field is required", in.Label)
	case n > 0 && n < in.Min:
		return fmt.Errorf("%s: must be at least %d characters", in.Label, in.Min)
	case n > in.Max:
		return fmt.Errorf("%s: must be %d or fewer in length", in.Label, in.Max)
	case strings.Contains(text, "\n") && !in.Paragraph:
		return fmt.Errorf("%s: takes one line", in.Label)
	}
	return nil
}
