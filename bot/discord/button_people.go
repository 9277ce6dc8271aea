package discord

// People in a command that a button carries: by their ids, since a name may be long, and change.

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"syncbot/workflow"
)

// aMark is a person in text, as Discord writes it: https://docs.discord.com/developers/reference#message-formatting.
var aMark = regexp.MustCompile(`<@!?([0-9]{1,20})>`)

// marked is text in which each of the people stands as <@ID> instead of @Name.
func marked(text string, people []workflow.User) string {
	longest := slices.Clone(people)
	slices.SortStableFunc(longest, func(a, b workflow.User) int { return cmp.Compare(len(b.Name), len(a.Name)) })
	for _, u := range longest {
		if isUser(u.ID) && u.Name != "" {
			text = strings.ReplaceAll(text, "@"+u.Name, "<@"+string(u.ID)+">")
		}
	}
	return text
}

// marksIn are the ids of the people that stand in text as <@ID>, in its order, each once.
func marksIn(text string) []workflow.UserID {
	var all []workflow.UserID
	for _, found := range aMark.FindAllStringSubmatch(text, -1) {
		if id := workflow.UserID(found[1]); !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	return all
}

// unmarked is text in which each of the people stands as @Name instead of <@ID>; others stay as they are.
func unmarked(text string, people []workflow.User) string {
	return aMark.ReplaceAllStringFunc(text, func(mark string) string {
		id := workflow.UserID(aMark.FindStringSubmatch(mark)[1])
		if i := slices.IndexFunc(people, func(u workflow.User) bool { return u.ID == id }); i >= 0 {
			return "@" + people[i].Name
		}
		return mark
	})
}
