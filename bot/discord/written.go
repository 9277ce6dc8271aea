package discord

// What people write to the bot: in direct messages, or by mentioning it. Such messages come with their content and files without
// the privileged intent: https://docs.discord.com/developers/events/gateway#message-content-intent.

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/outcome"
	"syncbot/workflow"
)

// written is a message: https://docs.discord.com/developers/resources/message#message-object.
type written struct {
	ID          string          `json:"id"`
	Channel     string          `json:"channel_id"`
	Guild       string          `json:"guild_id"` // empty: it was written to the bot alone
	Type        int             `json:"type"`
	Author      user            `json:"author"`
	Member      member          `json:"member"` // the author in the guild
	Webhook     string          `json:"webhook_id"`
	Content     string          `json:"content"`
	Mentions    []mentioned     `json:"mentions"`
	Edited      json.RawMessage `json:"edited_timestamp"`
	Attachments []attachment    `json:"attachments"`
}

// mentioned is somebody whom a message mentions.
type mentioned struct {
	user
	Member member `json:"member"`
}

// The types of messages that people write: https://docs.discord.com/developers/resources/message#message-object-message-types.
const (
	aMessage = 0
	aReply   = 19
)

// errNoMessage says that a message can't even be answered. It quotes nothing of it.
var errNoMessage = errors.New("a message does not say which one it is, by whom or where")

// writtenOf reads a message. Where only a field is strange the others stand.
func writtenOf(raw []byte) (written, error) {
	var m written
	err := json.Unmarshal(raw, &m)
	var strange *json.UnmarshalTypeError
	known := snowflake.MatchString(m.ID) && snowflake.MatchString(m.Channel) && snowflake.MatchString(m.Author.ID)
	if !known || err != nil && !errors.As(err, &strange) {
		return written{}, errNoMessage
	}
	return m, nil
}

// byPerson says that a person has just written it: what bots write, edits, and what Discord itself tells are nobody's commands.
func (m written) byPerson() bool {
	edited := len(m.Edited) > 0 && string(m.Edited) != "null"
	return !m.Author.Bot && m.Webhook == "" && !edited && (m.Type == aMessage || m.Type == aReply)
}

// isFor says whether it was written to the bot.
func (m written) isFor(me string) bool {
	return m.Guild == "" || slices.ContainsFunc(m.Mentions, func(u mentioned) bool { return u.ID == me })
}

// aside says that the bot is not named in it: a reply to the bot pings it by itself, whatever people say to one another there.
func (m written) aside(me string) bool {
	named := strings.Contains(m.Content, "<@"+me+">") || strings.Contains(m.Content, "<@!"+me+">")
	return m.Guild != "" && !named && len(m.Attachments) == 0
}

// wrote takes a message in. One that is delivered again, once the connection is resumed, was answered before.
func (r *run) wrote(ctx context.Context, at time.Time, raw []byte) {
	m, err := writtenOf(raw)
	if err != nil {
		r.log().WithError(err).Warn("Discord sent something that I can't read")
		return
	}
	if !m.byPerson() || m.Guild != "" && len(m.Mentions) == 0 {
		return
	}
	asking, cancel := context.WithTimeout(ctx, lookTimeout)
	me, err := r.whoAmI(asking)
	cancel()
	if err != nil {
		r.log().WithError(err).Warn("a message was left: I can't tell whether it is for me")
		return
	}
	if !m.isFor(me.ID) || !r.answered.Add(keyOf(m.ID)) {
		return
	}
	r.Take(ctx, func(ctx context.Context) (any, func(context.Context), error) {
		return nil, r.written(ctx, at, m, me.ID), nil
	}, func(_ any, err error) {
		if err != nil {
			r.Go(func(ctx context.Context) { r.answerTo(ctx, m, says(notTakenIn)) })
		}
	})
}

// written is a command that was written to the bot. after answers it.
func (r *run) written(ctx context.Context, at time.Time, m written, me string) (after func(context.Context)) {
	answering := func(v verdict) func(context.Context) {
		return func(ctx context.Context) { r.answerTo(ctx, m, v) }
	}
	d := deed{
		id: m.ID, at: at, guild: m.Guild, by: m.Author.called(m.Member.Nick), roles: m.Member.Roles,
		reply: replyTo{Channel: m.Channel, User: m.Author.ID, Given: at},
	}
	if !r.serves(m.Guild) {
		return answering(says(notHere))
	}
	var err error
	switch d.place, err = r.placeOfMessage(ctx, m); {
	case outcome.IsRefused(err):
		r.log().WithError(err).Warn("a message was left: its channel can't be seen")
		return nil
	case err != nil:
		r.log().WithError(err).Warn("a message was refused: nobody could say where it was written")
		return answering(saysUndone(unknownPlace))
	}
	text, people := m.plain(me)
	file, problem := r.attached(ctx, m, text)
	if problem != "" {
		return answering(says(problem))
	}
	return answering(r.decide(ctx, d, func(q chat.Request) chat.Request {
		q.Text, q.Mentions, q.Attached, q.Aside = text, people, file, m.aside(me)
		return q
	}))
}

// placeOfMessage is where it was written.
func (r *run) placeOfMessage(ctx context.Context, m written) (workflow.Place, error) {
	if m.Guild == "" {
		r.direct.keep(m.Author.ID, m.Channel)
		return placeOf(m.Channel, ""), nil
	}
	where, err := r.channelInfo(ctx, m.Channel)
	return where.place(), err
}
