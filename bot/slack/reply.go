package slack

// Private answers to whoever acted: by the response URL while it lives, else where the deed was done, for that person's
// eyes only, else as a direct message.

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/slack-go/slack"

	"syncbot/bot/chat"
	"syncbot/bot/chat/pace"
	"syncbot/bot/outcome"
	"syncbot/workflow"
)

// replyLife is how long a response URL is used: Slack takes it for 30 minutes, by its own clock. That it takes it five
// times, it says itself.
const replyLife = 29 * time.Minute

const (
	// answerTime bounds an answer, with all that it waits for.
	answerTime = time.Minute
	// answerPause is the shortest pause between two tries of one.
	answerPause = 3 * time.Second
)

// replyTo is where a private answer can go. As a [workflow.Ref] it is kept with a case, so its names are short.
type replyTo struct {
	Channel string    `json:"c"`
	User    string    `json:"u"`
	Thread  string    `json:"t,omitempty"` // the thread in which the deed was done
	URL     string    `json:"r,omitempty"` // the response URL, a secret: whoever has it can write as the bot
	Given   time.Time `json:"g,omitzero"`  // when Slack gave it
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
		return replyTo{}, outcome.Refused(errors.New("the reply names nobody in Slack"))
	}
	return r, nil
}

func (s *Slack) postReply(ctx context.Context, m chat.Message, c content) error {
	where, err := replyOf(m.Reply)
	if err != nil {
		return err
	}
	return s.reply(ctx, where, c)
}

// reply answers the person in private. A way that is refused is followed by the next.
func (s *Slack) reply(ctx context.Context, where replyTo, c content) error {
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	err := errNoWay
	for _, way := range []func(context.Context, replyTo, content) error{s.replyByURL, s.replyInPlace, s.replyDirect} {
		if err = waitOut(ctx, func() error { return way(ctx, where, c) }); !outcome.IsRefused(err) {
			break
		}
	}
	return err
}

// waitOut tries again where it is to be done later, and there is time for that.
func waitOut(ctx context.Context, try func() error) error {
	for {
		err := try()
		d, later := outcome.IsLater(err)
		d = max(d, answerPause)
		end, _ := ctx.Deadline()
		if !later || time.Until(end) <= d || !pace.Pause(ctx, d) {
			return err
		}
	}
}

var errNoWay = outcome.Refused(errors.New("there is no such way to the person"))

// replyByURL uses the response URL, which works also where the bot is not a member.
func (s *Slack) replyByURL(ctx context.Context, where replyTo, c content) error {
	if where.URL == "" || s.options.Now().Sub(where.Given) >= replyLife {
		return errNoWay
	}
	options := append(c.options(), slack.MsgOptionResponseURL(where.URL, slack.ResponseTypeEphemeral))
	if where.Thread != "" {
		options = append(options, slack.MsgOptionTS(where.Thread))
	}
	_, _, err := s.api.PostMessageContext(ctx, where.Channel, options...)
	return classify(asAnswer(err))
}

// asAnswer makes of a response URL's error what the Web API would have answered. A page that is no answer is not repeated:
// nobody knows what stands in it.
func asAnswer(err error) error {
	var status slack.StatusCodeError
	var network *url.Error
	switch {
	case err == nil, errors.As(err, &network), errors.As(err, new(slack.SlackErrorResponse)), errors.As(err, new(*slack.RateLimitedError)):
		return err
	case errors.As(err, &status) && status.Code >= 400 && status.Code < 500 && status.Code != http.StatusTooManyRequests:
		return slack.SlackErrorResponse{Err: "expired_url"}
	case errors.As(err, &status):
		return err
	}
	return errors.New("the answer of a response URL makes no sense")
}

// replyInPlace writes where the deed was done; in direct messages everything is private.
func (s *Slack) replyInPlace(ctx context.Context, where replyTo, c content) error {
	if where.Channel == "" {
		return errNoWay
	}
	if isDirect(where.Channel) {
		_, err := s.say(ctx, awaited(inChannel(where.Channel)), spot{where.Channel, where.Thread}, c)
		return err
	}
	options := c.options()
	if where.Thread != "" {
		options = append(options, slack.MsgOptionTS(where.Thread))
	}
	return s.call(ctx, awaited(tier4("chat.postEphemeral")), func() error {
		_, err := s.api.PostEphemeralContext(ctx, where.Channel, where.User, options...)
		return err
	})
}

func (s *Slack) replyDirect(ctx context.Context, where replyTo, c content) error {
	channel, err := s.directChannel(ctx, where.User)
	if err != nil {
		return err
	}
	_, err = s.say(ctx, awaited(inChannel(channel)), spot{channel: channel}, c)
	return err
}
