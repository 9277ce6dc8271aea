package discord

// Handing a deed to the bot, and what it answers.

import (
	"context"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// What is said where nothing was taken in.
const (
	unknownPerson = "I couldn't look you up in Discord, so nothing was done. Try again in a moment."
	unknownPlace  = "I couldn't see where that was, so nothing was done. Try again in a moment."
	unreadable    = "I couldn't read that, so nothing was done. Type /syncstatus and the number instead."
	notTakenIn    = "I couldn't take that in. Try again in a moment."
	notHere       = "This server isn't set up for me."
)

// verdict is the bot's answer to a deed.
type verdict struct {
	answer   workflow.Answer
	mentions []workflow.User // of the deed; they go with what can be chosen under the answer
	undone   bool            // nothing was taken in; delivered again, it may be
}

func says(sentence string) verdict {
	return verdict{answer: workflow.Answer{Text: workflow.Words(sentence)}}
}

// saysUndone says why nothing was taken in.
func saysUndone(sentence string) verdict {
	v := says(sentence)
	v.undone = true
	return v
}

// making makes the request of a deed what it is: a command or a press.
type making func(chat.Request) chat.Request

// decide lets the bot decide on a deed.
func (r *run) decide(ctx context.Context, d deed, what making) verdict {
	q, err := r.request(ctx, d)
	if err != nil {
		r.log().WithError(err).Warn("a deed was refused: nobody could say what the person may")
		return saysUndone(unknownPerson)
	}
	q = what(q)
	a, err := r.handle(ctx, q)
	if err != nil {
		return saysUndone(notTakenIn)
	}
	return verdict{answer: a, mentions: q.Mentions}
}

// havingTyped is a command, with the people whom it mentions.
func havingTyped(command string, mentions []workflow.User) making {
	return func(q chat.Request) chat.Request {
		q.Text, q.Mentions = command, mentions
		return q
	}
}

// choosing is a press of the choice, with what was typed.
func choosing(c workflow.Choice, mentions []workflow.User, typed string) making {
	return func(q chat.Request) chat.Request {
		q.Mentions = mentions
		return q.Choosing(c, typed)
	}
}
