package slack

// A deed as the bot's core sees it: who did it, what they are in, and what they said.

import (
	"context"
	"errors"
	"time"

	"golang.org/x/sync/errgroup"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// lookTimeout bounds all that Slack is asked about a deed before it is acknowledged: a person waits a second for that.
const lookTimeout = 700 * time.Millisecond

// looking is ctx for what Slack is asked about the deed.
func (d deed) looking(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithDeadline(ctx, d.look)
}

// request makes the request of a deed. An error says that nobody can tell who did it, or what they may.
func (in *intake) request(ctx context.Context, d deed) (chat.Request, error) {
	if d.id == "" || d.user == "" {
		return chat.Request{}, errors.New("the delivery names no deed, or nobody")
	}
	ctx, cancel := d.looking(ctx)
	defer cancel()
	r, err := in.who(ctx, d)
	if err != nil {
		return chat.Request{}, err
	}
	r.Key, r.At, r.Place, r.Reply, r.Mentions = d.key(), d.at, d.place, d.reply().ref(), d.mentions
	if d.text != "" {
		r.Text, r.Mentions = in.plain(ctx, d.text)
	}
	return r, nil
}

// who asks for all that must be known of the person at once.
func (in *intake) who(ctx context.Context, d deed) (chat.Request, error) {
	r := chat.Request{Private: d.private()}
	var by person
	all, ctx := errgroup.WithContext(ctx)
	all.Go(func() (err error) {
		by, err = in.people.get(ctx, d.user)
		return err
	})
	all.Go(func() (err error) {
		r.Groups, err = in.groupsOf(ctx, d.user)
		return err
	})
	if r.Private {
		all.Go(func() (err error) {
			r.Channels, err = in.channels.get(ctx, d.user)
			return err
		})
	}
	err := all.Wait()
	r.By, r.Outsider = workflow.User{ID: workflow.UserID(d.user), Name: by.name}, by.outsider
	return r, err
}
