package slack

// What the bot token must allow, each with its reason: the manifest asks for exactly these, doctor looks for them, and the
// README lists them. Which call needs which scope: https://docs.slack.dev/reference/methods.

import (
	"slices"
	"strings"
)

// Scope is something that an app's bot token allows.
type Scope struct {
	Name   string
	Reason string // what the bot does with it, in the words of the README
}

var botScopes = []Scope{
	{"app_mentions:read", "hears `@syncbot 641` in channels, and in threads, where slash commands do not work"},
	{"channels:history", "finds its own messages again in public channels, so that none is said twice"},
	{"channels:read", "knows which public channels it is in, and which of them the reader of App Home is in"},
	{"chat:write", "posts, edits, and answers where nobody else reads it"},
	{"commands", "offers `/syncstatus` and the message shortcut *Check sync status*"},
	{"groups:history", "finds its own messages again in private channels"},
	{"groups:read", "knows which private channels it is in, and which of them the reader of App Home is in"},
	{"im:history", "hears what is written to it alone, and finds its own messages again there"},
	{"im:write", "writes to a person alone, where a channel is gone or a list of reminders is for one person"},
	{"users:read", "learns people's names, and who is a guest"},
}

var groupScope = Scope{"usergroups:read", "learns who is in the user groups of the settings; only where they name one"}

// Scopes are those that the bot token needs, in alphabetical order. Where the settings name user groups there is one more.
func Scopes(groups []string) []Scope {
	all := slices.Clone(botScopes)
	if len(groups) > 0 {
		all = append(all, groupScope)
	}
	slices.SortFunc(all, func(a, b Scope) int { return strings.Compare(a.Name, b.Name) })
	return all
}
