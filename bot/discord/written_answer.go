package discord

// Answers to what was written: Discord lets nobody answer a message for one person's eyes, so they go to the person alone. Where
// they take no direct messages, the answer stands under the message.

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"syncbot/bot/chat/chars"
	"syncbot/bot/outcome"
	"syncbot/workflow"
)

// posting is a message as it is sent: https://docs.discord.com/developers/resources/message#create-message.
type posting struct {
	content
	Nonce   string     `json:"nonce"`
	Enforce bool       `json:"enforce_nonce"`
	Answers *reference `json:"message_reference,omitempty"`
}

// reference is the message that another replies to.
type reference struct {
	Message string `json:"message_id"`
	MustBe  bool   `json:"fail_if_not_exists"`
}

// answerTo says the verdict to who wrote the message.
func (r *run) answerTo(ctx context.Context, m written, v verdict) {
	if silent(v.answer) {
		return
	}
	how := wording(bySlash)
	if m.Guild == "" {
		how = wordless
	}
	said := posting{content: r.said(ctx, v, how), Nonce: m.ID + ".a", Enforce: true}
	said.Flags = 0 // what only one person reads is for answers to interactions
	if err := r.answerAlone(ctx, m, said); err != nil {
		r.answered.Forget(keyOf(m.ID))
		r.log().WithError(err).Warn("an answer did not reach the person who acted")
	}
}

// answerAlone sends the answer to the person alone; where that can't be, under the message.
func (r *run) answerAlone(ctx context.Context, m written, said posting) error {
	if m.Guild == "" {
		return r.send(ctx, m.Channel, said)
	}
	channel, err := r.directChannel(ctx, m.Author.ID)
	if err == nil {
		alone := said
		alone.Content = chars.Cut(strings.TrimSpace(m.about()+"\n"+said.Content), maxContent)
		err = r.send(ctx, channel, alone)
	}
	if !outcome.IsRefused(err) {
		return err
	}
	said.Answers = &reference{Message: m.ID}
	return r.send(ctx, m.Channel, said)
}

func (r *run) send(ctx context.Context, channel string, said posting) error {
	turn := inChannel()
	turn.Patience = replyPatience
	return r.call(ctx, call{method: http.MethodPost, path: "/channels/" + channel + "/messages", body: said, turn: turn}, nil)
}

// about is the line that says which message an answer is to. What is pressed under the answer is done there.
func (m written) about() string {
	return fmt.Sprintf("-# To https://discord.com/channels/%s/%s/%s", m.Guild, m.Channel, m.ID)
}

var aboutLine = regexp.MustCompile(`^-# To https://discord\.com/channels/([0-9]{1,20})/([0-9]{1,20})/[0-9]{1,20}(?:\n|$)`)

// answers is where the message was written to which this one, to a person alone, is the answer; empty: it is none.
func (m seenMessage) answers() (guild, channel string) {
	if at := aboutLine.FindStringSubmatch(m.Content); at != nil {
		return at[1], at[2]
	}
	return "", ""
}

// whereAnswered is the deed of a press where it counts: of one under an answer that went to the person alone, that is where the
// deed was done that was answered.
func (r *run) whereAnswered(ctx context.Context, d deed, under seenMessage) (deed, error) {
	_, channel := under.answers()
	if !d.alone() || channel == "" {
		return d, nil
	}
	where, err := r.channelInfo(ctx, channel)
	d.guild, d.place, d.remote = where.Guild, where.place(), true
	return d, err
}

// silent is an answer that says nothing.
func silent(a workflow.Answer) bool { return a.Text == "" && len(a.Choices) == 0 }
