package discord

// The commands, as Discord is told of them. Discord allows no options beside subcommands, so there are two with a slash: one for the
// question that people come with, one for all else. https://docs.discord.com/developers/interactions/application-commands

import "syncbot/workflow"

// The names of the commands.
const (
	commandStatus  = "syncstatus"
	commandSync    = "sync"
	commandMessage = "Check sync status" // in the menu of a message
)

// The names of the options.
const (
	optionNumber   = "number"
	optionKind     = "kind"
	optionWorkshop = "workshop"
	optionSystem   = "system"
	optionUntil    = "until"
	optionTo       = "to"
	optionText     = "text"
	optionTopic    = "topic"
)

// The types of commands and options.
const (
	slashCommand   = 1
	messageCommand = 3

	subcommand   = 1
	stringOption = 3
	userOption   = 6
)

const (
	longestNumbers = 100  // characters; several numbers may be typed
	longestText    = 4000 // characters of a message of the event log
	mayWrite       = "2048"
)

// commandForm is a command as Discord has it.
// https://docs.discord.com/developers/interactions/application-commands#application-command-object
type commandForm struct {
	Type        int          `json:"type"`
	Name        string       `json:"name"`
	Description string       `json:"description,omitempty"`
	Options     []optionForm `json:"options,omitempty"`
	Permissions string       `json:"default_member_permissions"` // who may use it, unless the people of a server say otherwise
	Contexts    []int        `json:"contexts,omitempty"`
	Installs    []int        `json:"integration_types,omitempty"`
}

// optionForm is an option of a command, or a subcommand.
type optionForm struct {
	Type         int          `json:"type"`
	Name         string       `json:"name"`
	Description  string       `json:"description"`
	Required     bool         `json:"required,omitempty"`
	Autocomplete bool         `json:"autocomplete,omitempty"`
	MaxLength    int          `json:"max_length,omitempty"`
	Choices      []choiceForm `json:"choices,omitempty"`
	Options      []optionForm `json:"options,omitempty"`
}

// choiceForm is one of the values that an option may have.
type choiceForm struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// commands are all of them. A server of its own has them without contexts and installs, which Discord keeps of global ones only.
func commands(global bool) []commandForm {
	all := []commandForm{
		{
			Type: slashCommand, Name: commandStatus,
			Description: "Find out why a document hasn't synced, and follow it until it has",
			Options: []optionForm{
				required(numbers("Its number, such as INV-123; up to ten, with commas between")),
				choice(optionKind, "What it is; left out: an invoice", kinds),
				workshop(), choice(optionSystem, "Where it syncs to, if this channel serves workshops on several", systems),
			},
		},
		{
			Type: slashCommand, Name: commandSync,
			Description: "See what is being followed, and say what to do about it",
			Options:     subcommands(),
		},
		{Type: messageCommand, Name: commandMessage},
	}
	for i := range all {
		all[i].Permissions = mayWrite
		if global {
			all[i].Contexts, all[i].Installs = []int{inServer, aloneWithBot}, []int{forServers}
		}
	}
	return all
}

// Where global commands can be used, and for whom an app is installed that has them.
const (
	inServer     = 0
	aloneWithBot = 1
	forServers   = 0
)

// subcommands are those of /sync. In a case's thread the number may be left out.
func subcommands() []optionForm {
	number := numbers("The document's number; in its thread it may be left out")
	return []optionForm{
		sub(workflow.VerbCheck, "Look now, without waiting for the hour", number, workshop()),
		sub(workflow.VerbList, "See what is being followed", workshop()),
		sub(workflow.VerbStatus, "See where a document stands", number, workshop()),
		sub(workflow.VerbAgain, "It's fixed: sync once more", number, workshop()),
		sub(workflow.VerbSnooze, "Be reminded later", number, text(optionUntil, "Until when, such as tomorrow or 2pm"), workshop()),
		sub(workflow.VerbStop, "Stop following a document", number, workshop()),
		sub(workflow.VerbTake, "Look after a document yourself", number, workshop()),
		sub(workflow.VerbGive, "Let somebody else look after a document",
			optionForm{Type: userOption, Name: optionTo, Description: "Who", Required: true}, number, workshop()),
		sub(workflow.VerbExplain, "See what an error message means", required(limited(text(optionText, "The message, word for word"), longestText))),
		sub(workflow.VerbHelp, "See what the bot can do, and what people ask", text(optionTopic, "What about; left out: all of it")),
	}
}

func sub(verb workflow.Verb, description string, options ...optionForm) optionForm {
	return optionForm{Type: subcommand, Name: string(verb), Description: description, Options: options}
}

func text(name, description string) optionForm {
	return optionForm{Type: stringOption, Name: name, Description: description}
}

// numbers is completed from the cases that the channel knows.
func numbers(description string) optionForm {
	o := limited(text(optionNumber, description), longestNumbers)
	o.Autocomplete = true
	return o
}

// workshop is completed from those that the channel serves.
func workshop() optionForm {
	o := limited(text(optionWorkshop, "Which workshop, if this channel serves several"), longestNumbers)
	o.Autocomplete = true
	return o
}

func required(o optionForm) optionForm {
	o.Required = true
	return o
}

func limited(o optionForm, length int) optionForm {
	o.MaxLength = length
	return o
}

func choice(name, description string, choices []choiceForm) optionForm {
	o := text(name, description)
	o.Choices = choices
	return o
}

// kinds and systems are in the words that [workflow.ParseCommand] knows.
var (
	kinds = []choiceForm{
		{"Invoice", "invoice"}, {"Payment", "payment"}, {"Supplier invoice", "supplier"}, {"Credit", "credit"},
	}
	systems = []choiceForm{{"Xero", "xero"}, {"MYOB", "myob"}, {"QuickBooks", "quickbooks"}}
)
