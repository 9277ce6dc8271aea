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
// what the answer promises is on disk. A request that was handled before gets the same answer. After an error nothing is
// promised and the platform must not acknowledge; the request may be delivered again. It is a chat.Handler.
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
	answer, err = b.answer(ctx, r)
	if err != nil {
		b.cfg.Log.WithError(err).WithField(fieldLane, r.Place.Platform).Error("request not taken in")
		return workflow.Answer{}, fmt.Errorf("request %s: %w", r.Key, err)
	}
	if b.cfg.Heading != "" && answer.Text != "" {
		answer.Text = b.cfg.Heading + " · " + answer.Text
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
	answer, err := b.apply(ctx, storage.CaseKey(c), storage.Commit{Key: r.Key, At: e.Time(), Event: e})
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

// press handles a press of an action.
func (b *Bot) press(ctx context.Context, r chat.Request) (workflow.Answer, error) {
	c, err := b.getCase(ctx, r.Press.Case)
	if errors.Is(err, storage.ErrNotFound) {
		return workflow.Answer{Text: "That message is too old: I no longer have its case. To follow the number again: /syncstatus and the number."}, nil
	}
	if err != nil {
		return workflow.Answer{}, err
	}
	if r.Press.Action == workflow.Reopen {
		if other, err := b.watching(ctx, c.Workshop, c.Doc); err != nil || other.Open() {
			return b.ask(ctx, r, c.Workshop, c.Doc) // it is followed in another case, which answers
		}
	}
	pressed := workflow.Pressed{At: b.takenIn(r), By: r.By, Action: r.Press.Action, Turn: r.Press.Turn}
	if err := b.readInput(c, r.Press.Text, &pressed); err != nil {
		return workflow.Answer{Text: err.Error()}, nil
	}
	if pressed.Pasted != nil {
		b.share(ctx, r.Key, c.Ref(), *pressed.Pasted)
		own := pressed.Pasted.About(c.Doc)
		pressed.Pasted = &own
	}
	return b.act(ctx, r, c.Ref(), pressed)
}

// readInput reads what was typed with the press. Its errors are sentences for the person.
func (b *Bot) readInput(c workflow.Case, typed string, p *workflow.Pressed) (err error) {
	now := p.Time().In(b.zone(c.Workshop))
	switch p.Action {
	case workflow.PasteLog:
		var r workflow.Reading
		if r, err = b.cfg.ReadText(typed, now.Location(), c.Doc.Number, now); err == nil {
			p.Pasted = &r
		}
	case workflow.PressedEarlier:
		p.Stated, err = workflow.ParseClock(typed, now)
	}
	return err
}

// zone is the workshop's time zone.
func (b *Bot) zone(w workflow.WorkshopID) *time.Location {
	if z := b.cfg.Machine.Workshops[w].Zone; z != nil {
		return z
	}
	return time.UTC
}

func (b *Bot) getCase(ctx context.Context, r workflow.CaseRef) (workflow.Case, error) {
	record, err := b.cfg.Store.Get(ctx, storage.CaseKey(r))
	if err != nil {
		return workflow.Case{}, err
	}
	return record.Body.(workflow.Case), nil
}
