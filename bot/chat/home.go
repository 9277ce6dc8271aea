package chat

// A person's own page, on services that have one.

import (
	"context"
	"time"

	"syncbot/workflow"
)

// Home is what a person's own page shows.
type Home struct {
	Text  workflow.Words // one line above the cases: how many there are, or why none are shown
	Cases []Standing     // the person's own first, then those of the channels that the person is in; each by its due time
}

// Standing is an open case as it stands. Its note is that of the root message, with the same actions.
type Standing struct {
	Case workflow.CaseRef
	Turn int
	Note workflow.Note
	Root workflow.MessageRef // the root message; the zero MessageRef where it was not posted yet
	Mine bool                // the person owns it
	Due  time.Time           // when the bot looks next or asks again, in the zone of its messages; zero: it does not
}

// ShowHome says what the page of r.By shows. r is made as for a Private deed, without Key, Text and Press. It commits nothing.
type ShowHome func(ctx context.Context, r Request) (Home, error)
