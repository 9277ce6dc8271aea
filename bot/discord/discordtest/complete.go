package discordtest

// Somebody types into an option that the app completes.

import (
	"encoding/json"
	"fmt"
)

// Choice is what the app offers for an option.
type Choice struct {
	Name  string `json:"name"`
	Value any    `json:"value"` // a string, or a number
}

// Complete is what the app offers while somebody types a command: the options so far, and the name of the one they are at. It
// returns when the app has answered, at the latest after three seconds.
func (s *Server) Complete(by, channel, name string, options map[string]any, focused string) ([]Choice, error) {
	answer, err := s.do(func() (*deed, error) {
		c, err := s.whereFor(by, channel)
		if err != nil {
			return nil, err
		}
		t, err := s.typing(by, c, name, options)
		if err != nil {
			return nil, err
		}
		if err := t.focus(focused); err != nil {
			return nil, err
		}
		about, err := t.about()
		if err != nil {
			return nil, err
		}
		return s.deed(interaction{kind: interactionComplete, by: by, channel: channel}, c, about), nil
	})
	if err != nil {
		return nil, fmt.Errorf("loading options failed: %w", err)
	}
	return choicesOf(dataOf(answer))
}

const (
	maxChoices = 25
	maxChoice  = 100 // of its name, and of a value that is text
)

// choicesOf reads and checks the data of a response that completes an option.
func choicesOf(data json.RawMessage) ([]Choice, error) {
	var given struct {
		Choices *[]Choice `json:"choices"`
	}
	if err := strictly(data, &given); err != nil {
		return nil, err
	}
	if given.Choices == nil {
		return nil, one("choices", "BASE_TYPE_REQUIRED", "This field is required")
	}
	var f form
	f.count("choices", len(*given.Choices), 0, maxChoices)
	for n, c := range *given.Choices {
		at := fmt.Sprintf("choices.%d", n)
		f.filled(at+".name", c.Name, maxChoice)
		switch v := c.Value.(type) {
		case string:
			f.filled(at+".value", v, maxChoice)
		case float64:
		default:
			f.bad(at+".value", "BASE_TYPE_REQUIRED", "This field is required")
		}
	}
	return *given.Choices, f.err()
}
