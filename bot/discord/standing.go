package discord

// What a person who writes to the bot alone is in the guilds: which roles they have, and which channels they can see. A deed in a
// guild says so itself.

import (
	"context"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"syncbot/bot/chat/intake"
	"syncbot/bot/outcome"
	"syncbot/workflow"
)

const (
	lookTimeout = time.Second      // of all that is asked of Discord about one deed
	freshGuild  = 5 * time.Minute  // what roles and channels allow
	freshMember = 90 * time.Second // what somebody has
	lookAtOnce  = 8
)

// guildBook is what the bot knows of the guilds and their people.
type guildBook struct {
	guilds   *intake.Memo[guildRoles]
	members  *intake.Memo[member] // by their path
	channels *intake.Memo[guildChannel]
}

// guildChannel is a channel as far as it says who can see it; without a guild: nobody can.
type guildChannel struct {
	ID         string      `json:"id"`
	Guild      string      `json:"guild_id"`
	Overwrites []overwrite `json:"permission_overwrites"`
}

func (d *Discord) newGuildBook(in *intake.Intake) guildBook {
	return guildBook{
		guilds: intake.NewMemo(in, freshGuild, func(ctx context.Context, id string) (guildRoles, error) {
			return lookedUp[guildRoles](ctx, d, "/guilds/"+id)
		}),
		channels: intake.NewMemo(in, freshGuild, func(ctx context.Context, id string) (guildChannel, error) {
			return lookedUp[guildChannel](ctx, d, "/channels/"+id)
		}),
		members: intake.NewMemo(in, freshMember, func(ctx context.Context, path string) (member, error) {
			return lookedUp[member](ctx, d, path)
		}),
	}
}

// member is somebody in a guild; without a user: they are not in it, or the bot isn't.
func (b guildBook) member(ctx context.Context, guild, person string) (member, error) {
	return b.members.Get(ctx, "/guilds/"+guild+"/members/"+person)
}

// lookedUp asks for something. What Discord refuses to show is the zero value: it is not there for the bot.
func lookedUp[T any](ctx context.Context, d *Discord, path string) (T, error) {
	var seen T
	err := d.call(ctx, call{method: "GET", path: path}, &seen)
	if outcome.IsRefused(err) {
		var none T
		return none, nil
	}
	return seen, err
}

// standing is what somebody is in the guilds.
type standing struct {
	roles    []string
	channels []workflow.Ref
	outsider bool
}

// standing asks Discord all at once about who did the deed. An error says that nobody can tell whether they are in any guild.
func (r *run) standing(ctx context.Context, d deed) (standing, error) {
	ctx, cancel := context.WithTimeout(ctx, lookTimeout)
	defer cancel()
	l := &look{run: r, person: string(d.by.ID), roles: map[string][]string{}}
	if d.remote {
		return l.remote(ctx, string(d.place.Channel))
	}
	var all errgroup.Group
	all.SetLimit(lookAtOnce)
	for _, id := range r.options.Guilds {
		all.Go(func() error { l.guild(ctx, id); return nil })
	}
	for _, id := range r.options.Channels {
		all.Go(func() error { l.channel(ctx, id); return nil })
	}
	_ = all.Wait()
	return l.standing()
}

// look is what is found out about one person.
type look struct {
	run    *run
	person string

	mu       sync.Mutex
	asked    bool
	roles    map[string][]string // by the guilds that the person is in
	channels []string
	failed   error // something was not found out
}

// standing is what was found. Where some guild may be the person's and none is known to be, nothing is known.
func (l *look) standing() (standing, error) {
	if len(l.roles) == 0 && l.failed != nil {
		return standing{}, l.failed
	}
	s := standing{outsider: l.asked && len(l.roles) == 0}
	for _, roles := range l.roles {
		s.roles = append(s.roles, roles...)
	}
	slices.Sort(s.roles)
	for _, c := range l.run.options.Channels { // in their order
		if slices.Contains(l.channels, c) {
			s.channels = append(s.channels, workflow.Ref(c))
		}
	}
	return s, nil
}

// remote is what somebody is in the channel in which a deed of theirs counts, though they do it elsewhere. Who can't see the channel
// any more is as one who is not in the guild.
func (l *look) remote(ctx context.Context, channel string) (standing, error) {
	l.channel(ctx, channel)
	s, err := l.standing()
	s.outsider = s.outsider || !slices.Contains(l.channels, channel)
	return s, err
}

// guild asks whether the person is in it.
func (l *look) guild(ctx context.Context, id string) (roles []string, there bool) {
	m, err := l.run.book.member(ctx, id, l.person)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.asked = true
	switch {
	case err != nil:
		l.failed = err
	case m.User.ID != "":
		l.roles[id] = m.Roles
	}
	return m.Roles, m.User.ID != ""
}

// channel asks whether the person can see it. One of a guild that is not served does not count.
func (l *look) channel(ctx context.Context, id string) {
	c, err := l.run.book.channels.Get(ctx, id)
	if err != nil || c.Guild == "" || !l.run.serves(c.Guild) {
		l.fail(err)
		return
	}
	roles, there := l.guild(ctx, c.Guild)
	if !there {
		return
	}
	g, err := l.run.book.guilds.Get(ctx, c.Guild)
	if err != nil || permissionsIn(l.person, roles, g, c.Overwrites)&viewChannel == 0 {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.channels = append(l.channels, id)
}

func (l *look) fail(err error) {
	if err == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.asked, l.failed = true, err
}
