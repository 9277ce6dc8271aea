// Package chattest holds the suite that every chat platform passes, and a fake chat service
// that survives the death of the process that talks to it.
package chattest

import (
	"testing"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// Service is a chat service as the people in it see it. The suite acts through it and reads back through it.
// A hook that says "may be nil" is left out where the service has no such thing; its test is then skipped.
type Service struct {
	Platform chat.Platform
	Place    workflow.Place // a channel that the bot may speak in
	Closed   workflow.Place // a channel that refuses the bot for good; zero: there is none
	User     workflow.User  // who does what Ask and Press do

	// Ask lets User type a command in Place; text comes without the slash word. It returns at once.
	// It may be called as soon as Listen was: the deed waits until the platform takes it in.
	Ask func(text string) Delivery
	// Press lets User press the button with that label on the message at ref, or the choice under the answer there, and type
	// what it asks for. It returns at once.
	Press func(ref workflow.Ref, label, typed string) Delivery
	// Read gives every message as it stands now, and every answer, oldest first.
	Read func() []Shown
	// Delete takes a message away behind the bot's back. May be nil.
	Delete func(ref workflow.Ref)
	// Harmless fails t if anything in the message links, formats or pings that the note did not mean to. May be nil.
	Harmless func(t *testing.T, s Shown)
}

// Delivery is one deed of a person on its way to the bot.
type Delivery struct {
	// Acknowledged is closed when the service has been told that the bot took it in.
	Acknowledged <-chan struct{}
	// Again delivers the same deed once more, as a service does that missed the acknowledgement. May be nil.
	Again func() Delivery
}

// Shown is a message or an answer as a person sees it.
type Shown struct {
	Ref      workflow.Ref
	Thread   workflow.Ref      // the Posted.Thread that it stands under; empty: in the channel itself
	Text     string            // every word of it, without markup and mentions
	Mentions []workflow.UserID // who is pinged by it, in order
	Buttons  []string          // the labels that can be pressed, in order, choices too; links are not among them
	Links    []string          // the labels of what only leads somewhere, in order
	Only     workflow.UserID   // the one person who sees it; empty: everybody in the channel
}
