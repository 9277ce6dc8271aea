package discord

// The funnel: every call of Discord's API goes through here, once, when it is its turn. discordgo makes the request; its own
// limiter would sleep under a lock, so each call gets one that it never uses again.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"

	"syncbot/bot/chat/pace"
	"syncbot/bot/outcome"
)

// apiVersion is that of discordgo's types.
const apiVersion = "v9"

// call is one call of the API.
type call struct {
	method, path string    // path is below the version, such as "/channels/1/messages?limit=100"
	body         any       // sent as JSON; nil: nothing is
	turn         pace.Turn // without a Queue: that of the call's bucket; the zero Turn: whoever makes the call waits for it
	plain        bool      // without the bot's token: the path has one of its own
}

// session makes the client of discordgo. It repeats nothing, waits for nothing and writes no log.
func (o Options) session() (*discordgo.Session, error) {
	api, err := discordgo.New("Bot " + o.BotToken)
	if err != nil {
		return nil, fmt.Errorf("make a client of Discord: %w", err)
	}
	client := *o.Client
	client.Transport = transport{client.Transport}
	api.Client = &client
	api.LogLevel = discordgo.LogError - 1
	return api, nil
}

// call makes the call and reads its answer into out, which may be nil. Its error is one of package outcome: where it is Later,
// nothing was done.
func (d *Discord) call(ctx context.Context, c call, out any) error {
	t := c.turnTaken()
	stands, err := d.await(ctx, c, t)
	if err != nil {
		return err
	}
	said, err := d.ask(ctx, c, out)
	d.slow(t, stands, said, err)
	err = c.meaning(err)
	d.brake.learn(c, said, err, time.Now())
	d.diagnose(c, said, err)
	return err
}

// await returns when the call may be made.
func (d *Discord) await(ctx context.Context, c call, t pace.Turn) (*pace.Place, error) {
	stands, err := d.pace.Wait(ctx, t)
	if err != nil {
		return nil, err
	}
	if !c.plain { // answers to interactions do not count against the global limit
		_, err = d.pace.Wait(ctx, globally(t))
	}
	if err == nil {
		err = d.brake.check(c, time.Now())
	}
	if err != nil {
		d.pace.Hold(t, stands, 0)
	}
	return stands, err
}

// ask makes the request. What Discord said of its limits comes back also with an error.
func (d *Discord) ask(ctx context.Context, c call, out any) (told, error) {
	var body []byte
	if c.body != nil {
		var err error
		if body, err = json.Marshal(c.body); err != nil {
			return told{}, outcome.Refused(fmt.Errorf("what was to be sent has no form: %w", err))
		}
	}
	var said told
	options := []discordgo.RequestOption{
		discordgo.WithContext(listening(ctx, &said)), discordgo.WithRestRetries(0), discordgo.WithRetryOnRatelimit(false),
	}
	if c.plain {
		options = append(options, withoutToken)
	}
	unused := discordgo.NewRatelimiter().LockBucket("")
	answer, err := d.api.RequestWithLockedBucket(c.method, d.options.APIURL+apiVersion+c.path, "application/json", body, unused, 0, options...)
	switch {
	case said.status == http.StatusBadGateway: // discordgo's error quotes the whole page
		err = errGateway
	case err == nil && out != nil && json.Unmarshal(answer, out) != nil:
		err = errNonsense
	}
	return said, err
}

var (
	errGateway  = errors.New("HTTP 502")
	errNonsense = errors.New("the answer makes no sense")
)

func withoutToken(c *discordgo.RequestConfig) { c.Request.Header.Del("Authorization") }

// slow holds those who come next, as Discord asks for.
func (d *Discord) slow(t pace.Turn, stands *pace.Place, said told, err error) {
	var fast tooFast
	switch {
	case errors.As(err, &fast):
		d.pace.Hold(t, stands, fast.after)
		if fast.global {
			d.pace.Hold(globally(t), nil, fast.after)
		}
	case said.rest > 0:
		d.pace.Hold(t, nil, said.rest)
	}
}

// meaning says what an error means for the call.
func (c call) meaning(err error) error {
	err = classify(err)
	if c.plain && errors.Is(err, errToken) { // the path's own token; the bot's did not go with it
		return outcome.Refused(errors.New("the time to answer in private is over"))
	}
	return err
}

// diagnose lets operators hear how calls go. One without the bot's token says nothing about that.
func (d *Discord) diagnose(c call, said told, err error) {
	now := d.options.Now()
	answered := said.status > 0 && said.status < http.StatusInternalServerError
	switch {
	case errors.Is(err, errToken):
		d.health.TokenRefused(err)
	case answered && (c.plain || said.status == http.StatusTooManyRequests):
		d.health.Answered()
	case answered:
		d.health.Accepted()
	case err != nil:
		d.health.Failed(err, now)
	}
	d.health.Tell(d.log(), now, d.state.clock)
}
