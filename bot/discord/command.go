package discord

// Slash commands, in the words of typed commands.

import (
	"context"
	"errors"

	"syncbot/workflow"
)

// command answers a slash command.
func (r *run) command(ctx context.Context, d deed, i interaction) reaction {
	text, mentions, err := commandIn(i.Data)
	if err != nil {
		r.log().WithError(err).Warn("a command was not understood")
		return r.telling(ctx, says(unreadable))
	}
	return r.telling(ctx, r.decide(ctx, d, havingTyped(text, mentions)))
}

// errNoCommand says that nobody knows a command. It may be one of an earlier definition, which Discord still shows.
var errNoCommand = errors.New("a command is none of mine")

// commandIn is the typed command that a slash command stands for: "payment 641 at northside in myob", "give 641 to @Mei Chen".
func commandIn(d data) (text string, mentions []workflow.User, err error) {
	verb, given := typedIn(d)
	switch {
	case d.Name == commandStatus && verb == "":
		return sentence(given[optionKind], given[optionNumber], given.after("at", optionWorkshop), given.after("in", optionSystem)), nil, nil
	case d.Name == commandSync:
		return spoken(verb, given, d.Resolved)
	}
	return "", nil, errNoCommand
}

// spoken is a subcommand of /sync. In a case's thread the number may be left out.
func spoken(verb string, given typed, named resolved) (text string, mentions []workflow.User, err error) {
	number, where := given[optionNumber], given.after("at", optionWorkshop)
	switch workflow.Verb(verb) {
	case workflow.VerbCheck, workflow.VerbStatus, workflow.VerbAgain, workflow.VerbStop, workflow.VerbTake:
		return sentence(verb, number, where), nil, nil
	case workflow.VerbList:
		return sentence(verb, where), nil, nil
	case workflow.VerbSnooze:
		return sentence(verb, number, where, given[optionUntil]), nil, nil
	case workflow.VerbGive:
		to := named.person(given[optionTo])
		return sentence(verb, number, "to @"+to.Name, where), named.owners(to), nil
	case workflow.VerbExplain:
		return sentence(verb, given[optionText]), nil, nil
	case workflow.VerbHelp:
		return sentence(verb, given[optionTopic]), nil, nil
	}
	return "", nil, errNoCommand
}

// owners are the person alone, where it is one of the guild's: nobody else can be asked to do something.
func (named resolved) owners(u workflow.User) []workflow.User {
	if _, here := named.Members[string(u.ID)]; !here || named.Users[string(u.ID)].Bot {
		return nil
	}
	return []workflow.User{u}
}

// person is the one with that id, as a command can name them.
func (named resolved) person(id string) workflow.User {
	u := named.Users[id]
	u.ID = id
	return u.named(named.Members[id].Nick)
}
