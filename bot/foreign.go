package bot

// The door: whatever comes from outside loses what the core could take for its own marks (see workflow.Foreign). Settings come
// from whoever runs the bot and are not foreign.

import (
	"slices"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// foreignRequest is what a person says, and what the chat service says of people.
func foreignRequest(r chat.Request) chat.Request {
	r.Text, r.By.Name = workflow.Foreign(r.Text), workflow.Foreign(r.By.Name)
	r.Mentions = slices.Clone(r.Mentions)
	for i := range r.Mentions {
		r.Mentions[i].Name = workflow.Foreign(r.Mentions[i].Name)
	}
	if r.Press != nil {
		press := *r.Press
		press.Text = workflow.Foreign(press.Text)
		r.Press = &press
	}
	return r
}

// foreignReading is what the event log says.
func foreignReading(r workflow.Reading) workflow.Reading {
	r.Entries = slices.Clone(r.Entries)
	for i := range r.Entries {
		e := &r.Entries[i]
		e.Number, e.Message = workflow.Foreign(e.Number), workflow.Foreign(e.Message)
	}
	return r
}

// foreignReason is why something did not work, as Workshop Software says.
func foreignReason(r workflow.Reason) workflow.Reason {
	r.Text = workflow.Foreign(r.Text)
	return r
}

// foreignLook is what the books say.
func foreignLook(l workflow.BooksLook) workflow.BooksLook {
	l.Number, l.Reason, l.URL = workflow.Foreign(l.Number), workflow.Foreign(l.Reason), workflow.Foreign(l.URL)
	return l
}
