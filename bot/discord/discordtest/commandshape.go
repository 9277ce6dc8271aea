package discordtest

// What a command must look like.
// https://docs.discord.com/developers/interactions/application-commands#application-command-object

import (
	"fmt"
	"regexp"
	"strconv"
)

// commandUser is the type of a command in the menu of a person.
const commandUser = 2

const (
	maxChatCommands    = 100
	maxContextCommands = 15 // of each other type
	maxCommandName     = 32
	maxDescribing      = 100
	maxOptions         = 25
	maxCommandSize     = 8000
)

var chatName = regexp.MustCompile(`^[-_a-z0-9]{1,32}$`)

// commandBody is a command as it is registered.
type commandBody struct {
	Type             int          `json:"type"`
	Name             string       `json:"name"`
	Description      string       `json:"description"`
	Options          []optionBody `json:"options"`
	Contexts         []int        `json:"contexts"`
	IntegrationTypes []int        `json:"integration_types"`
	Permissions      *string      `json:"default_member_permissions"`
}

// optionBody is an option of a command, or a subcommand.
type optionBody struct {
	Type         int          `json:"type"`
	Name         string       `json:"name"`
	Description  string       `json:"description"`
	Required     bool         `json:"required"`
	Autocomplete bool         `json:"autocomplete"`
	Options      []optionBody `json:"options"`
	MinLength    *int         `json:"min_length"`
	MaxLength    *int         `json:"max_length"`
	Choices      []struct {
		Name  string `json:"name"`
		Value any    `json:"value"`
	} `json:"choices"`
}

func checkCommands(f *form, all []commandBody) {
	count := map[int]int{}
	seen := map[string]bool{}
	for n := range all {
		c := &all[n]
		if c.Type == 0 {
			c.Type = commandSlash
		}
		at := strconv.Itoa(n)
		c.check(f, at)
		count[c.Type]++
		if key := fmt.Sprint(c.Type, " ", c.Name); seen[key] {
			f.bad(at+".name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
		} else {
			seen[key] = true
		}
	}
	if count[commandSlash] > maxChatCommands || count[commandUser] > maxContextCommands || count[commandMessage] > maxContextCommands {
		f.bad("0", "APPLICATION_COMMANDS_TOO_MANY", "Maximum number of application commands reached")
	}
}

func (c commandBody) check(f *form, at string) {
	switch c.Type {
	case commandSlash:
		checkName(f, at+".name", c.Name)
		f.filled(at+".description", c.Description, maxDescribing)
		checkOptions(f, at, c.Options, true)
	case commandUser, commandMessage:
		f.filled(at+".name", c.Name, maxCommandName)
		if c.Description != "" || len(c.Options) > 0 {
			f.bad(at, "APPLICATION_COMMAND_INVALID", "Context menu commands cannot have a description or options")
		}
	default:
		f.bad(at+".type", "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4}.")
	}
	for _, where := range c.Contexts {
		if where < 0 || where > 2 {
			f.bad(at+".contexts", "BASE_TYPE_CHOICES", "Value must be one of {0, 1, 2}.")
		}
	}
	if c.Permissions != nil {
		if _, err := strconv.ParseUint(*c.Permissions, 10, 64); err != nil {
			f.bad(at+".default_member_permissions", "NUMBER_TYPE_COERCE", "Value is not int.")
		}
	}
	if size(c.Name, c.Description, c.Options) > maxCommandSize {
		f.bad(at, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)")
	}
}

func checkName(f *form, at, name string) {
	if !chatName.MatchString(name) {
		f.bad(at, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
	}
}

// checkOptions looks at the options of a command, or of a subcommand: subcommands stand beside nothing else, and what is
// required stands first.
func checkOptions(f *form, at string, options []optionBody, top bool) {
	f.count(at+".options", len(options), 0, maxOptions)
	names, optional, kinds := map[string]bool{}, false, map[bool]bool{}
	for n, o := range options {
		here := fmt.Sprintf("%s.options.%d", at, n)
		o.check(f, here, top)
		if names[o.Name] {
			f.bad(here+".name", "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option names must be unique")
		}
		if o.Required && optional {
			f.bad(here, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options")
		}
		names[o.Name], optional = true, optional || !o.Required
		kinds[o.nests()] = true
	}
	if len(kinds) > 1 {
		f.bad(at+".options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually exclusive to all other types")
	}
}

func (o optionBody) nests() bool { return o.Type == optionSubcommand || o.Type == optionGroup }

func (o optionBody) check(f *form, at string, top bool) {
	checkName(f, at+".name", o.Name)
	f.filled(at+".description", o.Description, maxDescribing)
	switch {
	case o.Type < optionSubcommand || o.Type > optionAttachment:
		f.bad(at+".type", "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}.")
	case o.Type == optionGroup, o.nests() && !top:
		f.bad(at+".type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "The fake knows subcommands at the top only.")
	case o.nests():
		checkOptions(f, at, o.Options, false)
	case len(o.Options) > 0:
		f.bad(at+".options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Only subcommands have options")
	}
	o.checkChoices(f, at)
	for name, n := range map[string]*int{"min_length": o.MinLength, "max_length": o.MaxLength} {
		if n != nil && (o.Type != optionString || *n < 0 || *n > longestOption || name == "max_length" && *n == 0) {
			f.bad(at+"."+name, "NUMBER_TYPE_MAX", "int value should be less than or equal to 6000.")
		}
	}
}

func (o optionBody) checkChoices(f *form, at string) {
	f.count(at+".choices", len(o.Choices), 0, maxChoices)
	if o.Autocomplete && (len(o.Choices) > 0 || o.nests() || o.Type >= optionUser) {
		f.bad(at+".autocomplete", "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", "Autocomplete cannot be set here")
	}
	for n, c := range o.Choices {
		f.filled(fmt.Sprintf("%s.choices.%d.name", at, n), c.Name, maxChoice)
		if text, ok := c.Value.(string); ok != (o.Type == optionString) || ok && length(text) > maxChoice {
			f.bad(fmt.Sprintf("%s.choices.%d.value", at, n), "APPLICATION_COMMAND_OPTIONS_CHOICE_INVALID", "Choice value is invalid")
		}
	}
}

// size is how long all names, descriptions and values of a command are together.
func size(name, description string, options []optionBody) int {
	n := length(name) + length(description)
	for _, o := range options {
		n += size(o.Name, o.Description, o.Options)
		for _, c := range o.Choices {
			n += length(c.Name) + length(fmt.Sprint(c.Value))
		}
	}
	return n
}
