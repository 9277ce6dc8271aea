package discord

// What Discord delivers, by either door, and what comes of it.

import (
	"context"
	"encoding/json"
	"time"
)

// event takes what the gateway delivers. It waits for nothing.
func (r *run) event(at time.Time, kind string, raw json.RawMessage) {
	switch kind {
	case "INTERACTION_CREATE":
		r.Begin(func(ctx context.Context) { r.interacted(ctx, at, raw) })
	case "MESSAGE_CREATE":
		r.Begin(func(ctx context.Context) { r.wrote(ctx, at, raw) })
	}
}

// interacted takes an interaction in and answers it by a call of its own. One that is delivered again, once the connection is
// resumed, was answered before.
func (r *run) interacted(ctx context.Context, at time.Time, raw []byte) {
	came := time.Now()
	i, err := interactionOf(raw)
	switch {
	case err != nil:
		r.log().WithError(err).Warn("Discord sent something that I can't read")
		return
	case i.Type == isPing, !r.answered.Add(keyOf(i.ID)):
		return
	}
	receive := func(ctx context.Context) (any, func(context.Context), error) {
		return r.react(ctx, at, came, i), nil, nil
	}
	r.Take(ctx, receive, func(answer any, err error) { r.acknowledge(ctx, i, came, r.reactionOr(ctx, i, answer, err)) })
}

// react does what an interaction asks for, up to what Discord is answered with, which takes no longer than decideBy.
func (r *run) react(ctx context.Context, at, came time.Time, i interaction) reaction {
	ctx, cancel := context.WithDeadline(ctx, came.Add(decideBy))
	defer cancel()
	d, err := r.deedOf(ctx, at, i)
	switch {
	case i.odd, d.by.ID == "":
		r.log().Warnf("an interaction of type %d was read only in part", i.Type)
		return r.refusing(ctx, i, says(unreadable))
	case !r.serves(d.guild):
		return r.refusing(ctx, i, says(notHere))
	case err != nil:
		r.log().WithError(err).Warn("a deed was refused: nobody could say where it was done")
		return r.refusing(ctx, i, saysUndone(unknownPlace))
	}
	return r.reactionTo(ctx, d, i)
}

func (r *run) reactionTo(ctx context.Context, d deed, i interaction) reaction {
	switch {
	case i.Type == isCommand && i.Data.Type == messageCommand:
		return r.messageCommand(i)
	case i.Type == isCommand && i.Data.Type == slashCommand:
		return r.command(ctx, d, i)
	case i.Type == isPress:
		return r.pressed(ctx, d, i)
	case i.Type == isAutocomplete:
		return r.suggest(ctx, d, i)
	case i.Type == isSubmission:
		return r.submitted(ctx, d, i)
	}
	r.log().Warnf("an interaction of type %d is nothing that I offer", i.Type)
	return r.telling(ctx, says(unreadable))
}
