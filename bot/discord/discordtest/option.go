package discordtest

// The options of a command: what they take, and what the app is told of it.
// https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-type

import (
	"errors"
	"fmt"
	"math"
)

// Types of options.
const (
	optionSubcommand = 1
	optionGroup      = 2
	optionString     = 3
	optionInteger    = 4
	optionBoolean    = 5
	optionUser       = 6
	optionChannel    = 7
	optionRole       = 8
	optionNumber     = 10
	optionAttachment = 11

	longestOption = 6000
)

// takes says what the person reads where the option does not take the value.
func (o optionBody) takes(given any) error {
	if len(o.Choices) > 0 {
		return o.offers(given)
	}
	switch v := given.(type) {
	case string:
		return o.takesText(v)
	case int:
		return o.takesNumber(float64(v), optionInteger)
	case float64:
		return o.takesNumber(v, optionNumber)
	case bool:
		return o.wants(optionBoolean)
	case File:
		return o.wants(optionAttachment)
	}
	return fmt.Errorf("cannot be %T", given)
}

// offers says whether the value is among the choices.
func (o optionBody) offers(given any) error {
	for _, c := range o.Choices {
		if fmt.Sprint(c.Value) == fmt.Sprint(given) {
			return nil
		}
	}
	return fmt.Errorf("%q is not among the choices", fmt.Sprint(given))
}

func (o optionBody) takesText(text string) error {
	switch o.Type {
	case optionUser, optionChannel, optionRole:
		return nil
	case optionString:
	default:
		return errors.New("takes no text")
	}
	shortest, longest := 1, longestOption
	if o.MinLength != nil {
		shortest = max(shortest, *o.MinLength)
	}
	if o.MaxLength != nil {
		longest = *o.MaxLength
	}
	if n := length(text); n < shortest || n > longest {
		return fmt.Errorf("must be between %d and %d in length", shortest, longest)
	}
	return nil
}

func (o optionBody) takesNumber(n float64, kind int) error {
	if o.Type != kind && o.Type != optionNumber || o.Type == optionInteger && n != math.Trunc(n) {
		return errors.New("takes no such number")
	}
	return nil
}

func (o optionBody) wants(kind int) error {
	if o.Type != kind {
		return fmt.Errorf("takes no value of type %d", kind)
	}
	return nil
}

// resolution is what the app is told about the ids in an interaction.
type resolution struct {
	s     *Server
	by    string
	in    *channel
	found map[string]object
}

// add tells about one thing.
func (r *resolution) add(what, id string, thing any) {
	if r.found == nil {
		r.found = map[string]object{}
	}
	if r.found[what] == nil {
		r.found[what] = object{}
	}
	r.found[what][id] = thing
}

// value gives the value as the app is told it, and tells about what it stands for.
func (r *resolution) value(o optionBody, given any) (any, error) {
	id, _ := given.(string)
	switch o.Type {
	case optionUser:
		return id, r.user(id)
	case optionRole:
		return id, r.role(id)
	case optionChannel:
		return id, r.channel(id)
	case optionAttachment:
		file, _ := given.(File)
		kept := r.s.keep(r.in, file)
		r.add("attachments", kept.ID, kept)
		return kept.ID, nil
	}
	return given, nil
}

func (r *resolution) user(id string) error {
	if _, known := r.s.guild.members[id]; !known {
		return fmt.Errorf("there is no user %q", id)
	}
	r.add("users", id, r.s.userWire(id))
	if r.in.with == "" && !r.s.guild.members[id].Outside {
		member := r.s.memberIn(id, r.in)
		for _, name := range []string{"user", "deaf", "mute"} {
			delete(member, name)
		}
		r.add("members", id, member)
	}
	return nil
}

func (r *resolution) role(id string) error {
	for _, role := range r.s.rolesWire() {
		if role["id"] == id {
			r.add("roles", id, role)
			return nil
		}
	}
	return fmt.Errorf("there is no role %q", id)
}

func (r *resolution) channel(id string) error {
	c, err := r.s.whereFor(r.by, id)
	if err != nil {
		return err
	}
	r.add("channels", id, r.s.channelIn(c, r.by))
	return nil
}
