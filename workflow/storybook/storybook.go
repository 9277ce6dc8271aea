// Package storybook shows everything that the bot says: every note in every state that reads differently, each with the
// situation in which it is said. Its words are reviewed here, in testdata, and its limits hold for every page.
package storybook

import (
	"slices"

	"syncbot/workflow"
)

// Page is one note in one state.
type Page struct {
	Name    string // stable, a group and a state: "findings/one-error"
	When    string // one sentence: in which situation it is said
	Mention bool   // whoever must act is named before it
	Note    workflow.Note
}

// Whether a page's note names whoever must act.
const (
	quiet  = false
	naming = true
)

// Pages are all pages, group by group, in the order in which a case meets them.
func Pages() []Page {
	return slices.Concat(
		opened(), starting(), pressing(), waiting(), looked(),
		findings(), findingsElsewhere(), findingsOfSystems(), newerErrors(),
		reading(), notThere(), nothingComes(), notConfirmed(), couldNotTell(), notProcessed(), notStarted(), notSettled(),
		standing(), reminders(), owners(), escalations(),
		synced(), ended(),
	)
}
