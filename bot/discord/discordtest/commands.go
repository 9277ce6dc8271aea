package discordtest

// The app's commands: how they are registered, and what Discord makes of what was left out.
// https://docs.discord.com/developers/interactions/application-commands

import (
	"encoding/json"
	"maps"
	"net/http"
	"reflect"
	"slices"
)

// maxCreates is how many commands may be made in a day.
const maxCreates = 200

// commands are what is registered: in each guild, and under the empty name globally.
type commands struct {
	registered map[string][]*command
	writes     int
	created    int
}

// command is one command as it is registered.
type command struct {
	commandBody
	ID      string
	Version string
	given   object // as it was given, for what is given back
}

func newCommands() commands { return commands{registered: map[string][]*command{}} }

// CommandWrites says how often the app has registered its commands.
func (s *Server) CommandWrites() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.commands.writes
}

// RegisteredCommands are the names of the commands that are registered in the guild; globally where it is empty.
func (s *Server) RegisteredCommands(guild string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var names []string
	for _, c := range s.commands.registered[guild] {
		names = append(names, c.Name)
	}
	slices.Sort(names)
	return names
}

// of are the commands that are registered in the guild, as Discord gives them back; globally where it is empty. The caller
// holds the mutex, as for all that follows.
func (c commands) of(guild string) []object {
	wire := []object{}
	for _, one := range c.registered[guild] {
		wire = append(wire, one.wire(guild))
	}
	return wire
}

func (s *Server) getCommands(c *request) (any, error) {
	if err := s.admitCommands(c); err != nil {
		return nil, err
	}
	return s.commands.of(c.value("guild")), nil
}

// putCommands puts new commands in the place of all there were.
func (s *Server) putCommands(c *request) (any, error) {
	if err := s.admitCommands(c); err != nil {
		return nil, err
	}
	var bodies []commandBody
	if err := strictly(c.Body, &bodies); err != nil {
		return nil, err
	}
	var f form
	checkCommands(&f, bodies)
	if err := f.err(); err != nil {
		return nil, err
	}
	var given []object
	_ = json.Unmarshal(c.Body, &given)
	guild := c.value("guild")
	old := s.commands.registered[guild]
	var fresh []*command
	for n, body := range bodies {
		fresh = append(fresh, s.register(old, body, given[n]))
	}
	if s.commands.created > maxCreates {
		return nil, refuse(http.StatusTooManyRequests, codeTooManyCommands, "Max number of daily application command creates has been reached (200)")
	}
	s.commands.registered[guild] = fresh
	s.commands.writes++
	return s.commands.of(guild), nil
}

func (s *Server) admitCommands(c *request) error {
	if c.value("app") != AppID {
		return missingAccess
	}
	if guild := c.value("guild"); guild != "" && guild != Guild {
		return missingAccess
	}
	return nil
}

// register makes a command; one that was there keeps its id, and one that is as it was its version.
func (s *Server) register(old []*command, body commandBody, given object) *command {
	fresh := &command{commandBody: body, given: given}
	for _, c := range old {
		if c.Name == body.Name && c.Type == body.Type {
			fresh.ID, fresh.Version = c.ID, c.Version
			if !reflect.DeepEqual(c.given, given) {
				fresh.Version = s.nextID()
			}
			return fresh
		}
	}
	s.commands.created++
	fresh.ID, fresh.Version = s.nextID(), s.nextID()
	return fresh
}

// wire is a command as Discord gives it back: nulls left out, defaults put in.
func (c *command) wire(guild string) object {
	w := object{
		"type": c.Type, "nsfw": false, "default_member_permissions": nil, "dm_permission": true, "contexts": nil,
		"integration_types": []int{0}, "name_localizations": nil, "description_localizations": nil, "description": "",
	}
	for key, v := range c.given {
		if v != nil {
			w[key] = v
		}
	}
	if len(c.Contexts) > 0 {
		w["dm_permission"] = slices.Contains(c.Contexts, 1)
	}
	if c.Type == commandSlash && len(c.Options) > 0 {
		w["options"] = optionsWire(c.given["options"])
	} else {
		delete(w, "options")
	}
	maps.Copy(w, object{"id": c.ID, "application_id": AppID, "version": c.Version, "type": c.Type})
	if guild != "" {
		w["guild_id"] = guild
	}
	return w
}

// optionsWire leaves out what Discord leaves out: nulls, empty lists, and what is false.
func optionsWire(given any) []object {
	all, _ := given.([]any)
	wire := []object{}
	for _, v := range all {
		o := maps.Clone(v.(object))
		maps.DeleteFunc(o, func(_ string, v any) bool {
			list, isList := v.([]any)
			return v == nil || v == false || isList && len(list) == 0
		})
		if inside, ok := o["options"]; ok {
			o["options"] = optionsWire(inside)
		}
		wire = append(wire, o)
	}
	return wire
}
