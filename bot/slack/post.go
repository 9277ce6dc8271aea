package slack

// Post and Show: what the bot says, and how what it said is brought up to date.

import (
	"context"
	"errors"
	"fmt"

	"github.com/slack-go/slack"

	"syncbot/bot/chat"
	"syncbot/bot/chat/pace"
	"syncbot/bot/outcome"
	"syncbot/workflow"
)

// spot is where a message goes: a channel, or a thread of it.
type spot struct{ channel, thread string }

// Post says a message. One in a thread never stands in the channel too.
func (s *Slack) Post(ctx context.Context, m chat.Message) (chat.Posted, error) {
	d, err := s.drawing(ctx)
	if err != nil {
		return chat.Posted{}, err
	}
	if m.To == workflow.ToReply {
		return chat.Posted{}, s.postReply(ctx, m, d.message(m))
	}
	to, err := s.spotOf(ctx, m)
	if err != nil {
		return chat.Posted{}, err
	}
	return s.say(ctx, inChannel(to.channel).Keeping(m.Key), to, d.message(m), keyOf(m))
}

// spotOf finds where the message goes. An error is never in doubt.
func (s *Slack) spotOf(ctx context.Context, m chat.Message) (spot, error) {
	switch {
	case m.To == workflow.ToOwner:
		channel, err := s.directChannel(ctx, string(m.Person))
		return spot{channel: channel}, err
	case m.Place.Platform != platformName || m.Place.Channel == "":
		return spot{}, outcome.Refused(fmt.Errorf("%q of %q is no channel of Slack", m.Place.Channel, m.Place.Platform))
	case m.To == workflow.ToThread && m.Place.Thread == "":
		return spot{}, outcome.Refused(errors.New("the message names no thread"))
	case m.To == workflow.ToRoot:
		return spot{channel: string(m.Place.Channel)}, nil
	}
	return spot{string(m.Place.Channel), string(m.Place.Thread)}, nil
}

// say posts the content when it is its turn in the channel.
func (s *Slack) say(ctx context.Context, t pace.Turn, to spot, c content, more ...slack.MsgOption) (chat.Posted, error) {
	options := append(c.options(), slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl())
	if to.thread != "" {
		options = append(options, slack.MsgOptionTS(to.thread))
	}
	var posted chat.Posted
	err := s.call(ctx, t, func() error {
		_, ts, said, err := s.api.PostMessageWithResponseContext(ctx, to.channel, append(options, more...)...)
		switch {
		case err != nil:
			return err
		case ts == "":
			return errors.New("the answer names no message")
		case to.thread != "" && said.Timestamp != "" && said.ThreadTimestamp == "":
			return s.takeBack(ctx, to.channel, ts)
		}
		posted = chat.Posted{Ref: workflow.Ref(ts), Thread: workflow.Ref(ts)}
		if to.thread != "" {
			posted.Thread = workflow.Ref(to.thread)
		}
		return nil
	})
	return posted, err
}

// takeBack removes a reply that stands in the channel, because the message that began its thread was deleted meanwhile:
// Slack then drops the thread without a word (github.com/slack-go/slack/issues/1571).
func (s *Slack) takeBack(ctx context.Context, channel, ts string) error {
	if _, _, err := s.api.DeleteMessageContext(ctx, channel, ts); err != nil {
		s.log().WithError(classify(err)).WithField("channel", channel).
			Warn("a reply stands in the channel, since its thread is gone, and could not be taken back")
	}
	return outcome.Refused(errors.New("the thread is not there any more"))
}

// Show replaces what stands at r. The message keeps its key.
func (s *Slack) Show(ctx context.Context, r workflow.Ref, m chat.Message) error {
	d, err := s.drawing(ctx)
	if err != nil {
		return err
	}
	to, err := s.spotOf(ctx, m)
	if err != nil {
		return err
	}
	return s.call(ctx, tier3("chat.update").Keeping(to.channel+" "+string(r)), func() error {
		_, _, _, err := s.api.UpdateMessageContext(ctx, to.channel, string(r), d.message(m).options()...)
		return err
	})
}

// options are the content for slack-go. Blocks are sent also where there are none, so that an edit takes away the old ones.
func (c content) options() []slack.MsgOption {
	return []slack.MsgOption{slack.MsgOptionText(c.text, false), slack.MsgOptionBlocks(c.blocks...)}
}
