package discord

// Post and Show: what the bot says, and how what it said is brought up to date.

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"syncbot/bot/chat"
	"syncbot/bot/chat/pace"
	"syncbot/bot/outcome"
	"syncbot/workflow"
)

// spot is where a message goes: a channel, or a thread of it. In direct messages, which have no threads, it goes under the message
// that would have begun one, as a reply to it.
type spot struct{ channel, thread, under string }

// at is the channel of the message as Discord counts: threads are channels, too.
func (s spot) at() string {
	if s.thread != "" {
		return s.thread
	}
	return s.channel
}

// Post says a message. One in a thread never stands in the channel too.
func (d *Discord) Post(ctx context.Context, m chat.Message) (chat.Posted, error) {
	c := d.pen(ctx, m.Actions()).message(m)
	if m.To == workflow.ToReply {
		return chat.Posted{}, d.postReply(ctx, m, keyed(m, c))
	}
	to, err := d.spotOf(ctx, m)
	if err != nil {
		return chat.Posted{}, err
	}
	said := keyed(m, c)
	if to.under != "" {
		said.Answers = &reference{Message: to.under}
	}
	p, err := d.post(ctx, m, to, said)
	if err == nil && m.To == workflow.ToThread && m.Closed {
		d.putAway(ctx, to.thread)
	}
	return p, err
}

// post says the message there. Where its thread is not there, it is begun; but a root then stands in the channel.
func (d *Discord) post(ctx context.Context, m chat.Message, to spot, p posting) (chat.Posted, error) {
	turn := inChannel().Keeping(m.Key)
	stands, err := d.say(ctx, turn, to, p)
	switch missing := to.thread != "" && hasCode(err, codeUnknownChannel); {
	case !missing:
		return stands, err
	case m.To == workflow.ToRoot:
		return d.say(ctx, turn, spot{channel: to.channel}, p)
	}
	if err := d.begin(ctx, to, threadName(m.Note)); err != nil {
		return chat.Posted{}, err
	}
	return d.say(ctx, turn, to, p)
}

// keyed is the content with the message's key: Discord answers a key that it knows with the message that stands there already.
func keyed(m chat.Message, c content) posting {
	return posting{content: c, Nonce: m.Key, Enforce: true}
}

// spotOf finds where the message goes. An error is never in doubt.
func (d *Discord) spotOf(ctx context.Context, m chat.Message) (spot, error) {
	to := spot{channel: string(m.Place.Channel), thread: string(m.Place.Thread)}
	switch {
	case m.To == workflow.ToOwner:
		channel, err := d.directChannel(ctx, string(m.Person))
		return spot{channel: channel}, certainly(err)
	case m.Place.Platform != platformName || !snowflake.MatchString(to.channel):
		return spot{}, outcome.Refused(fmt.Errorf("%q of %q is no channel of Discord", to.channel, m.Place.Platform))
	case m.To == workflow.ToThread && to.thread == "":
		return spot{}, outcome.Refused(errors.New("the message names no thread"))
	case to.thread != "" && !snowflake.MatchString(to.thread):
		return spot{}, outcome.Refused(fmt.Errorf("%q is no thread of Discord", to.thread))
	case to.thread != "":
		return d.withoutThreads(ctx, to)
	}
	return to, nil
}

// withoutThreads is the spot as it is in direct messages, where it is there. What can't be looked at says so when it is posted to.
func (d *Discord) withoutThreads(ctx context.Context, to spot) (spot, error) {
	c, err := d.channelInfo(ctx, to.channel)
	switch {
	case outcome.IsRefused(err):
		return to, nil
	case err == nil && c.isDirect():
		return spot{channel: to.channel, under: to.thread}, nil
	}
	return to, err
}

// say posts the message when it is its turn there.
func (d *Discord) say(ctx context.Context, turn pace.Turn, to spot, p posting) (chat.Posted, error) {
	var said struct {
		ID string `json:"id"`
	}
	err := d.call(ctx, call{method: "POST", path: "/channels/" + to.at() + "/messages", body: p, turn: turn}, &said)
	switch {
	case err != nil:
		return chat.Posted{}, err
	case said.ID == "":
		return chat.Posted{}, errNonsense
	}
	return to.posted(said.ID), nil
}

// posted is where a message of that place stands.
func (s spot) posted(id string) chat.Posted {
	p := chat.Posted{Ref: workflow.Ref(id), Thread: workflow.Ref(id)}
	if begun := cmp.Or(s.thread, s.under); begun != "" {
		p.Thread = workflow.Ref(begun)
	}
	return p
}

// Show replaces what stands at r. The message keeps its key. Where the case has ended, its thread is put away.
func (d *Discord) Show(ctx context.Context, r workflow.Ref, m chat.Message) error {
	to, err := d.spotOf(ctx, m)
	if err != nil {
		return err
	}
	if !snowflake.MatchString(string(r)) {
		return outcome.Refused(fmt.Errorf("%q is no message of Discord", r))
	}
	if err := d.edit(ctx, to.at(), string(r), d.pen(ctx, m.Actions()).message(m)); err != nil {
		return err
	}
	if m.Closed && to.thread == "" {
		d.putAway(ctx, string(r)) // the thread of a message has its id
	}
	return nil
}

// edit replaces the content of a message. In a thread that sleeps nothing can be edited, so it is woken.
func (d *Discord) edit(ctx context.Context, channel, message string, c content) error {
	change := call{
		method: "PATCH", path: "/channels/" + channel + "/messages/" + message, body: c,
		turn: inChannel().Keeping(channel + " " + message),
	}
	err := d.call(ctx, change, nil)
	if !hasCode(err, codeThreadArchived) {
		return err
	}
	if err := d.wake(ctx, channel); err != nil {
		return err
	}
	return d.call(ctx, change, nil)
}
