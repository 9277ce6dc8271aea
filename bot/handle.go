package bot

// Taking in what people do: commit, then acknowledge (law 1).

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"syncbot/bot/chat"
	"syncbot/storage"
	"syncbot/workflow"
)

// handleTimeout is below the three seconds that chat services wait for an acknowledgement.
const handleTimeout = 2500 * time.Millisecond

// Handle decides on a request and commits the decision under the request's key, within 2.5 seconds. After a nil error
// what the answer promises is on disk. A request that was committed before gets the same answer. Lists, a status, help, refusals
// and the question which workshop is meant promise nothing and are not committed: a repeated request gets them made anew. After an
// error nothing is promised and the platform must not acknowledge; the request may be delivered again. It is a chat.Handler.
func (b *Bot) Handle(ctx context.Context, r chat.Request) (answer workflow.Answer, err error) {
	b.handling.Add(1)
	defer b.handling.Add(-1)
	defer func() {
		if p := recover(); p != nil {
			b.cfg.Log.WithField("stack", string(debug.Stack())).Errorf("panic while handling a request: %v", p)
			err = fmt.Errorf("request %s: internal fault", r.Key)
		}
	}()
	if r.Key == "" {
		return workflow.Answer{}, errors.New("a request without a key could not be told from its repetition")
	}
	ctx, cancel := context.WithTimeout(ctx, handleTimeout)
	defer cancel()
	answer, err = b.answer(ctx, foreignRequest(r))
	if err != nil {
		b.cfg.Log.WithError(err).WithField(fieldLane, r.Place.Platform).Error("request not taken in")
		return workflow.Answer{}, fmt.Errorf("request %s: %w", r.Key, err)
	}
	if b.cfg.Heading != "" && answer.Text != "" {
		answer.Text = workflow.Words(b.cfg.Heading+" · ") + answer.Text
	}
	return answer, nil
}

func (b *Bot) answer(ctx context.Context, r chat.Request) (workflow.Answer, error) {
	if seen, err := b.cfg.Store.Seen(ctx, r.Key); !errors.Is(err, storage.ErrNotFound) {
		return seen, err
	}
	if r.Press != nil {
		return b.press(ctx, r)
	}
	return b.command(ctx, r)
}

// act commits what a person did to a case, with the answer, under the request's key.
func (b *Bot) act(ctx context.Context, r chat.Request, c workflow.CaseRef, e workflow.Event) (workflow.Answer, error) {
	answer, err := b.apply(ctx, caseOf(c), storage.Commit{Key: r.Key, At: e.Time(), Event: e})
	return b.orSeen(ctx, r, answer, err)
}

// orSeen gives the stored answer where the same request was handled at the same time.
func (b *Bot) orSeen(ctx context.Context, r chat.Request, answer workflow.Answer, err error) (workflow.Answer, error) {
	if !errors.Is(err, storage.ErrSeen) {
		return answer, err
	}
	return b.cfg.Store.Seen(ctx, r.Key)
}

// takenIn is when the platform took the request in; never later than now.
func (b *Bot) takenIn(r chat.Request) workflow.At {
	now := b.now()
	if r.At.IsZero() || r.At.After(now) {
		return workflow.At{At: now}
	}
	return workflow.At{At: r.At.Round(0)}
}

func (b *Bot) getCase(ctx context.Context, r workflow.CaseRef) (workflow.Case, error) {
	record, err := b.cfg.Store.Get(ctx, storage.CaseKey(r))
	if err != nil {
		return workflow.Case{}, err
	}
	return record.Body.(workflow.Case), nil
}
