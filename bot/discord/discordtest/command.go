package discordtest

// Somebody types a slash command.

import (
	"fmt"
	"slices"
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

// usable finds the command, where the person may use it there: one of the guild comes before a global one.
func (s *Server) usable(by string, c *channel, kind int, name string) (usable, error) {
	if err := c.takesCommands(); err != nil {
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

// place tells where the command is registered.
func (u usable) place(about object) {
	if u.guild != "" {
		about["guild_id"] = u.guild
	}
}
