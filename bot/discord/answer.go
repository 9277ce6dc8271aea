package discord

// Answers to interactions: what only the person who acted reads.

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"syncbot/bot/chat/pace"
	"syncbot/workflow"
)

// acknowledgeBy is how long after an interaction Discord takes an answer:
// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback.
const acknowledgeBy = 3 * time.Second

// Types of answers:
// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type.
const (
	tells    = 4 // a message
	suggests = 8
	asks     = 9 // a modal
)

// reaction is the answer to an interaction, as Discord takes it by either door.
type reaction struct {
	Type int `json:"type"`
	Data any `json:"data,omitempty"`

	undone bool // nothing was taken in; delivered again, it may be
}

// asking opens a modal.
func asking(f form) reaction { return reaction{Type: asks, Data: f} }

// telling says the verdict to the person alone.
func (r *run) telling(ctx context.Context, v verdict) reaction {
	if silent(v.answer) {
		v.answer.Text = "Done."
	}
	return reaction{Type: tells, Data: r.said(ctx, v, bySlash), undone: v.undone}
}

// refusing says why nothing is done. Who types a command hears it when it is sent.
func (r *run) refusing(ctx context.Context, i interaction, v verdict) reaction {
	if i.Type == isAutocomplete {
		return suggesting(nil)
	}
	return r.telling(ctx, v)
}

// said draws the answer; how says how commands are typed where it is read.
func (r *run) said(ctx context.Context, v verdict, how wording) content {
	ctx, cancel := context.WithTimeout(ctx, lookTimeout)
	defer cancel()
	var actions []workflow.Action
	for _, c := range v.answer.Choices {
		actions = append(actions, c.Action)
	}
	pen := r.pen(ctx, actions)
	pen.wording = how
	return pen.answer(v.answer, v.mentions)
}

// reactionOr is the answer, or that there is none.
func (r *run) reactionOr(ctx context.Context, i interaction, answer any, err error) reaction {
	if said, ok := answer.(reaction); ok && err == nil {
		return said
	}
	return r.refusing(ctx, i, saysUndone(notTakenIn))
}

// acknowledge answers an interaction of the gateway.
func (r *run) acknowledge(ctx context.Context, i interaction, came time.Time, said reaction) {
	ctx, cancel := context.WithDeadline(ctx, came.Add(acknowledgeBy))
	defer cancel()
	c := call{
		method: http.MethodPost, path: fmt.Sprintf("/interactions/%s/%s/callback", i.ID, url.PathEscape(i.Token)), body: said, plain: true,
		turn: pace.Turn{Patience: acknowledgeBy},
	}
	if err := r.call(ctx, c, nil); err != nil {
		r.answered.Forget(keyOf(i.ID))
		r.log().WithError(err).Warn("an answer did not reach the person who acted")
	}
}
