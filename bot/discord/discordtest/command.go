package discordtest

// Somebody types a slash command.

import (
	"fmt"
	"slices"
	"strings"
)

// Types of commands.
const (
	commandSlash   = 1
	commandMessage = 3
)

// Command is by typing a slash command into the channel, or into a thread: "syncstatus", or "sync check" for one with
// subcommands, and what goes into its options. An option for people, roles or channels takes an id, one for attachments a
// File. It returns when the app has acknowledged, at the latest after three seconds. An error is what the person reads instead.
func (s *Server) Command(by, channel, name string, options map[string]any) error {
	_, err := s.do(func() (*deed, error) {
		c, err := s.whereFor(by, channel)
		if err != nil {
			return nil, err
		}
		t, err := s.typing(by, c, name, options)
		if err != nil {
			return nil, err
		}
		if err := t.complete(); err != nil {
			return nil, err
		}
		about, err := t.about()
		if err != nil {
			return nil, err
		}
		return s.deed(interaction{kind: interactionCommand, by: by, channel: channel}, c, about), nil
	})
	return err
}

// usable is a command that somebody may use, and the guild that it is registered in; empty: globally.
type usable struct {
	*command
	guild string
}

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
	for _, word := range words[1:] {
		i := slices.IndexFunc(t.among, func(o optionBody) bool { return o.Name == word && o.nests() })
		if i < 0 {
			return nil, fmt.Errorf("/%s has no subcommand %q", words[0], word)
		}
		t.path, t.among = append(t.path, t.among[i]), t.among[i].Options
	}
	if slices.ContainsFunc(t.among, optionBody.nests) {
		return nil, fmt.Errorf("/%s wants a subcommand", strings.Join(words, " "))
	}
	for given := range values {
		if !slices.ContainsFunc(t.among, func(o optionBody) bool { return o.Name == given }) {
			return nil, fmt.Errorf("/%s has no option %q", strings.Join(words, " "), given)
		}
	}
	return t, nil
}

// usable finds the command, where the person may use it there: one of the guild comes before a global one.
func (s *Server) usable(by string, c *channel, kind int, name string) (usable, error) {
	if err := c.awake(); err != nil {
		return usable{}, err
	}
	for _, guild := range []string{Guild, ""} {
		for _, one := range s.commands.registered[guild] {
			u := usable{one, guild}
			if one.Type != kind || one.Name != name || !u.offeredIn(c) {
				continue
			}
			if !s.mayUse(by, c, one) {
				return usable{}, fmt.Errorf("%s does not have permission to use %q", by, name)
			}
			return u, nil
		}
	}
	return usable{}, fmt.Errorf("there is no command %q", name)
}

// offeredIn says whether people are offered the command there.
func (u usable) offeredIn(c *channel) bool {
	context := contextGuild
	if c.with != "" {
		context = contextDirect
	}
	if u.guild != "" {
		return context == contextGuild
	}
	return len(u.Contexts) == 0 || slices.Contains(u.Contexts, context)
}

// mayUse says whether the person has the permissions that the command wants by default.
func (s *Server) mayUse(by string, c *channel, a *command) bool {
	if c.with != "" {
		return true
	}
	has := s.may(by, c)
	switch {
	case has.has(Administrator):
		return true
	case !has.has(UseApplicationCommand):
		return false
	case a.Permissions == nil:
		return true
	}
	wants := number(*a.Permissions)
	return wants != 0 && has.has(Permission(wants))
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

// place tells where the command is registered.
func (u usable) place(about object) {
	if u.guild != "" {
		about["guild_id"] = u.guild
	}
}
