package discord

// What somebody did, as far as a delivery tells, and as the bot's core sees it.

import (
	"context"
	"time"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// decideBy is how long after its coming in a deed is decided. Discord waits three seconds for an answer.
const decideBy = 2500 * time.Millisecond

// deed is something that somebody did.
type deed struct {
	id     string    // one for ever, of Discord
	at     time.Time // when it came in, by the bot's clock
	place  workflow.Place
	guild  string // empty: it was done alone with the bot
	by     workflow.User
	roles  []string // in the guild
	reply  replyTo
	remote bool // by acts from elsewhere than place: what by is in the guild must be asked
}

func (d deed) key() string { return keyOf(d.id) }

func keyOf(id string) string { return platformName + ":" + id }

// alone says that nobody else reads the place.
func (d deed) alone() bool { return d.guild == "" }

// deedOf is what an interaction did.
func (r *run) deedOf(ctx context.Context, at time.Time, i interaction) (deed, error) {
	who := i.who()
	place, err := r.placeIn(ctx, i)
	return deed{
		id: i.ID, at: at, place: place, guild: i.Guild, by: who.called(i.Member.Nick), roles: i.Member.Roles,
		reply: replyTo{Token: i.Token, App: i.App, Channel: i.Channel, User: who.ID, Given: at},
	}, err
}

// request makes the request of a deed. In a guild the delivery tells everything. An error says that nobody can tell what the
// person may.
func (r *run) request(ctx context.Context, d deed) (chat.Request, error) {
	q := chat.Request{
		Key: d.key(), At: d.at, Place: d.place, By: d.by, Reply: d.reply.ref(), Groups: d.roles, Private: d.alone(),
	}
	if !d.alone() && !d.remote {
		return q, nil
	}
	s, err := r.standing(ctx, d)
	if err != nil {
		return chat.Request{}, err
	}
	q.Groups, q.Channels, q.Outsider = s.roles, s.channels, s.outsider
	return q, nil
}
