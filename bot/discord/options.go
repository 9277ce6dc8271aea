package discord

// Options of slash commands, as they come in.

import (
	"encoding/json"
	"strings"
)

// option is a subcommand, or what was typed for an option:
// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-application-command-interaction-data-option-structure.
type option struct {
	Name    string          `json:"name"`
	Type    int             `json:"type"`
	Value   json.RawMessage `json:"value"`
	Options []option        `json:"options"`
	Focused bool            `json:"focused"` // it is being typed
}

// text is the value as it was typed, in one line.
func (o option) text() string {
	var s string
	if json.Unmarshal(o.Value, &s) != nil {
		s = string(o.Value) // a number, or nothing that could be typed
	}
	return strings.TrimSpace(s)
}

// typed are the options of a command that were given, by their names.
type typed map[string]string

// typedIn gives the subcommand as a verb, empty where the command has none, and what was given to it.
func typedIn(d data) (verb string, given typed) {
	options := d.Options
	if len(options) > 0 && options[0].Type == subcommand {
		verb, options = options[0].Name, options[0].Options
	}
	given = typed{}
	for _, o := range options {
		given[o.Name] = o.text()
	}
	return verb, given
}

// focused is the option that is being typed.
func focused(options []option) (option, bool) {
	for _, o := range options {
		if o.Focused {
			return o, true
		}
		if found, is := focused(o.Options); is {
			return found, true
		}
	}
	return option{}, false
}

// after is the words with what was given for an option; nothing where nothing was.
func (t typed) after(words, name string) string {
	switch value := t[name]; {
	case value == "":
		return ""
	case words == "":
		return value
	default:
		return words + " " + value
	}
}

// sentence puts what there is of the parts in a row.
func sentence(parts ...string) string {
	var all []string
	for _, p := range parts {
		if p != "" {
			all = append(all, p)
		}
	}
	return strings.Join(all, " ")
}
