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

// What Slack is asked about a deed before it is acknowledged is bounded: a person waits a second for that. Somebody whom the bot
// has not met has nothing to fall back on, and waits a little longer rather than be refused; Slack itself waits three seconds.
const (
	lookTimeout = 700 * time.Millisecond
	meetTimeout = 1500 * time.Millisecond
)

// patience is how long Slack may be asked about what the person did.
func (in *listening) patience(user string) time.Duration {
	if in.people.Knows(user) {
		return lookTimeout
	}
	return meetTimeout
}

// looking is ctx for what Slack is asked about the deed.
func (d deed) looking(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithDeadline(ctx, d.look)
}

// request makes the request of a deed. An error says that nobody can tell who did it, or what they may; errAway that the bot is
// not where the deed needs it.
func (in *listening) request(ctx context.Context, d deed) (chat.Request, error) {
	if d.id == "" || d.user == "" {
		return chat.Request{}, errors.New("the delivery names no deed, or nobody")
	}
	ctx, cancel := d.looking(ctx)
	defer cancel()
	l, err := in.lookUp(ctx, d)
	if err != nil {
		return chat.Request{}, err
	}
	r := l.by
	d.place = l.place
	r.Key, r.At, r.Place, r.Reply = d.key(), d.at, d.place, d.reply().ref()
	r.Text, r.Mentions, r.Private, r.Channels = l.text, l.mentions, d.private(), l.seen.in
	return r, nil
}

// lookup is what Slack says about a deed.
type lookup struct {
	by       chat.Request // the person alone
	place    workflow.Place
	seen     channels // of a private deed
	text     string
	mentions []workflow.User
}

// lookUp asks Slack all at once. The first error ends it.
func (in *listening) lookUp(ctx context.Context, d deed) (lookup, error) {
	l := lookup{place: d.place, mentions: d.mentions}
	all, ctx := errgroup.WithContext(ctx)
	all.Go(func() (err error) {
		l.by, err = in.who(ctx, d.user)
		return err
	})
	switch {
	case d.private():
		all.Go(func() (err error) {
			l.seen, err = in.channels.Get(ctx, d.user)
			return err
		})
		all.Go(func() (err error) {
			l.place, err = in.reachable(ctx, d)
			return err
		})
	case d.joins:
		all.Go(func() error { return in.joined(ctx, string(d.place.Channel)) })
	}
	if d.text != "" {
		all.Go(func() error {
			l.text, l.mentions = in.plain(ctx, d.text)
			return nil
		})
	}
	err := all.Wait()
	return l, err
}

// reachable is the place of a private deed. Of direct messages with somebody else, where the bot can never write, it is those
// with the bot. App Home is no place: there it is enough to know who it is.
func (in *listening) reachable(ctx context.Context, d deed) (workflow.Place, error) {
	own, err := in.directs.Get(ctx, d.user)
	switch {
	case err != nil && d.alone:
		return d.place, nil
	case err != nil:
		return d.place, err
	case own == string(d.place.Channel):
		return d.place, nil
	}
	return placeOf(own, ""), nil
}

// who asks for all that must be known of a person.
func (in *listening) who(ctx context.Context, user string) (chat.Request, error) {
	var r chat.Request
	var by person
	all, ctx := errgroup.WithContext(ctx)
	all.Go(func() (err error) {
		by, err = in.people.Get(ctx, user)
		return err
	})
	all.Go(func() (err error) {
		r.Groups, err = in.groupsOf(ctx, user)
		return err
	})
	err := all.Wait()
	r.By, r.Outsider = workflow.User{ID: workflow.UserID(user), Name: by.name}, by.outsider
	return r, err
}
