package discord

// Private answers to whoever acted: by the interaction's token while it lives, else as a direct message.

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"time"

	"github.com/bwmarrin/discordgo"

	"syncbot/bot/chat"
	"syncbot/bot/chat/pace"
	"syncbot/bot/outcome"
	"syncbot/workflow"
)

// replyLife is how long an interaction's token is used: Discord takes it for 15 minutes, by its own clock.
const replyLife = 14 * time.Minute

// replyTo is where a private answer can go. As a [workflow.Ref] it is kept with a case, so its names are short.
type replyTo struct {
	Token   string    `json:"t,omitempty"` // of the interaction, a secret: whoever has it can write as the bot
	App     string    `json:"a,omitempty"` // whose token it is
	Channel string    `json:"c,omitempty"` // where the deed was done
	User    string    `json:"u"`
	Given   time.Time `json:"g,omitzero"` // when Discord gave the token
}

// ref is r for a Request.
func (r replyTo) ref() workflow.Ref {
	b, _ := json.Marshal(r) // strings and a time of this century: cannot fail
	return workflow.Ref(b)
}

// replyOf reads what ref has made. What it has not is refused.
func replyOf(ref workflow.Ref) (replyTo, error) {
	var r replyTo
	if json.Unmarshal([]byte(ref), &r) != nil || r.User == "" { // the error is left out: it could quote the secret
		return replyTo{}, outcome.Refused(errors.New("the reply names nobody in Discord"))
	}
	return r, nil
}

// postReply answers the person in private. Where the interaction's token is refused, it goes as a direct message.
func (d *Discord) postReply(ctx context.Context, m chat.Message, p posting) error {
	where, err := replyOf(m.Reply)
	if err != nil {
		return err
	}
	err = d.replyByToken(ctx, where, p.content)
	if outcome.IsRefused(err) {
		return d.replyDirect(ctx, where, p)
	}
	return err
}

var errNoWay = outcome.Refused(errors.New("there is no such way to the person"))

// replyByToken works also where the bot cannot see the channel. It has no keys: a reply whose answer was lost may come twice.
func (d *Discord) replyByToken(ctx context.Context, where replyTo, c content) error {
	if where.Token == "" || d.options.Now().Sub(where.Given) >= replyLife {
		return errNoWay
	}
	c.Flags |= discordgo.MessageFlagsEphemeral
	path := "/webhooks/" + where.App + "/" + url.PathEscape(where.Token)
	return d.call(ctx, call{method: "POST", path: path, body: c, plain: true, turn: pace.Turn{Patience: replyPatience}}, nil)
}

func (d *Discord) replyDirect(ctx context.Context, where replyTo, p posting) error {
	channel, err := d.directChannel(ctx, where.User)
	if err != nil {
		return certainly(err)
	}
	turn := inChannel().Keeping(p.Nonce)
	turn.Patience = replyPatience
	_, err = d.say(ctx, turn, spot{channel: channel}, p)
	return err
}
