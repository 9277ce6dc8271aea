package slack

// Handing a deed to the bot, and saying what it answers.

import (
	"context"
	"errors"

	"syncbot/bot/chat"
	"syncbot/bot/outcome"
	"syncbot/workflow"
)

// What is said where nothing was taken in.
const (
	unknownPerson = "I couldn't look you up in Slack, so nothing was done. Try again in a moment."
	hiddenPerson  = "Slack doesn't show me who you are, so nothing was done, and trying again won't help. Ask whoever runs me."
	unreadable    = "I couldn't read that, so nothing was done. Type /syncstatus and the number instead."
	notTakenIn    = "I couldn't take that in. Try again in a moment."
)

// verdict is the bot's answer to a deed.
type verdict struct {
	answer   workflow.Answer
	mentions []workflow.User // of the deed; they go with what can be chosen under the answer
	failed   error           // the handler's: nothing was promised, and the answer says so
	undone   bool            // the deed was not handed on; delivered again, it may be
}

// key is under which the answer to the deed is said once. That nothing was done must not stand for the answer to what is done
// when the deed is delivered again.
func (v verdict) key(d deed) string {
	if v.undone {
		return d.key() + " undone"
	}
	return d.key()
}

func says(sentence string) verdict {
	return verdict{answer: workflow.Answer{Text: workflow.Words(sentence)}}
}

// decide lets the bot decide on a deed. what makes the request what it is: a press, or nothing more than the command.
func (in *listening) decide(ctx context.Context, d deed, what func(chat.Request) chat.Request) verdict {
	r, err := in.request(ctx, d)
	if errors.Is(err, errAway) {
		return says(in.inviteMe(ctx, d))
	}
	if err != nil {
		in.log().WithError(err).Warn("a deed was refused: nobody could say whose it is")
		v := says(unmet(err))
		v.undone = true
		return v
	}
	r = what(r)
	a, err := in.handle(ctx, r)
	if err != nil {
		v := says(notTakenIn)
		v.failed = err
		return v
	}
	return verdict{answer: a, mentions: r.Mentions}
}

// unmet says what to do where nobody can say who somebody is.
func unmet(err error) string {
	if outcome.IsRefused(err) {
		return hiddenPerson
	}
	return unknownPerson
}

// asCommand is what the deed's text says.
func asCommand(r chat.Request) chat.Request { return r }

// saying is a command that was not typed as one.
func saying(command string) func(chat.Request) chat.Request {
	return func(r chat.Request) chat.Request {
		r.Text = command
		return r
	}
}

// choosing is a press of the choice, with what was typed.
func choosing(c workflow.Choice, typed string) func(chat.Request) chat.Request {
	return func(r chat.Request) chat.Request { return r.Choosing(c, typed) }
}

// said draws what is answered in a message.
func (in *listening) said(ctx context.Context, d deed, v verdict) content {
	pen := in.pen(ctx, d)
	pen.advice = in.advice(d, pen.bot)
	return pen.answer(v.answer, v.mentions)
}

// pen is the drawing. Where Slack does not say in time who the bot is, links to messages are only named.
func (in *listening) pen(ctx context.Context, d deed) drawing {
	ctx, cancel := d.looking(ctx)
	defer cancel()
	pen, err := in.drawing(ctx)
	if err != nil {
		return drawing{}
	}
	return pen
}

// tell says the verdict to the person alone, once: what is delivered again was answered before.
func (in *listening) tell(d deed, v verdict) func(context.Context) {
	return func(ctx context.Context) {
		c := in.said(ctx, d, v)
		if c.text == "" || !in.answered.Add(v.key(d)) {
			return
		}
		if err := in.reply(ctx, d.reply(), c); err != nil {
			in.answered.Forget(v.key(d))
			in.log().WithError(err).Warn("an answer did not reach the person who acted")
		}
	}
}
