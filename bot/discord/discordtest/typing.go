package discordtest

// A slash command while it is typed: which it is, and what is filled in.

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// typing is a command while it is typed.
type typing struct {
	s       *Server
	command usable
	path    []optionBody // the subcommand, below its group
	among   []optionBody // what can be filled in
	values  map[string]any
	focused string
	by      string
	in      *channel
}

// typing finds the command that the person may use there.
func (s *Server) typing(by string, c *channel, name string, values map[string]any) (*typing, error) {
	words := strings.Fields(strings.TrimPrefix(name, "/"))
	if len(words) == 0 {
		return nil, fmt.Errorf("%q is no command", name)
	}
	found, err := s.usable(by, c, commandSlash, words[0])
	if err != nil {
		return nil, err
	}
	t := &typing{s: s, command: found, among: found.Options, values: values, by: by, in: c}
	if err := t.enter(words[1:]); err != nil {
		return nil, fmt.Errorf("/%s %w", strings.Join(words, " "), err)
	}
	for given := range values {
		if !slices.ContainsFunc(t.among, func(o optionBody) bool { return o.Name == given }) {
			return nil, fmt.Errorf("/%s has no option %q", strings.Join(words, " "), given)
		}
	}
	return t, nil
}

// enter goes to the subcommand.
func (t *typing) enter(words []string) error {
	for _, word := range words {
		i := slices.IndexFunc(t.among, func(o optionBody) bool { return o.Name == word && o.nests() })
		if i < 0 {
			return fmt.Errorf("has no subcommand %q", word)
		}
		t.path, t.among = append(t.path, t.among[i]), t.among[i].Options
	}
	if slices.ContainsFunc(t.among, optionBody.nests) {
		return errors.New("wants a subcommand")
	}
	return nil
}

// complete says what is wrong with a command that is sent.
func (t *typing) complete() error {
	for _, o := range t.among {
		given, ok := t.values[o.Name]
		if !ok && o.Required {
			return fmt.Errorf("%s: this option is required", o.Name)
		}
		if ok {
			if err := o.takes(given); err != nil {
				return fmt.Errorf("%s: %w", o.Name, err)
			}
		}
	}
	return nil
}

// focus says at which option the person is. What is typed elsewhere and is wrong is left out.
func (t *typing) focus(name string) error {
	i := slices.IndexFunc(t.among, func(o optionBody) bool { return o.Name == name })
	if i < 0 || !t.among[i].Autocomplete {
		return fmt.Errorf("/%s does not complete %q", t.command.Name, name)
	}
	t.focused = name
	values := map[string]any{name: ""}
	for _, o := range t.among {
		given, ok := t.values[o.Name]
		if ok && (o.Name == name || o.takes(given) == nil) {
			values[o.Name] = given
		}
	}
	t.values = values
	return nil
}

// about is the data of the interaction.
func (t *typing) about() (object, error) {
	resolved := resolution{s: t.s, by: t.by, in: t.in}
	filled := []object{}
	for _, o := range t.among {
		given, ok := t.values[o.Name]
		if !ok {
			continue
		}
		value, err := resolved.value(o, given)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", o.Name, err)
		}
		one := object{"name": o.Name, "type": o.Type, "value": value}
		if o.Name == t.focused {
			one["focused"] = true
		}
		filled = append(filled, one)
	}
	for _, step := range slices.Backward(t.path) {
		filled = []object{{"name": step.Name, "type": step.Type, "options": filled}}
	}
	about := object{"id": t.command.ID, "name": t.command.Name, "type": commandSlash}
	if len(filled) > 0 {
		about["options"] = filled
	}
	t.command.place(about)
	if resolved.found != nil {
		about["resolved"] = resolved.found
	}
	return about, nil
}
