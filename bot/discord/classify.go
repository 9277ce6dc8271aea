package discord

// What Discord's errors mean: refused for good, certainly not done, or in doubt.

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"

	"syncbot/bot/chat/web"
	"syncbot/bot/outcome"
)

// tokenPause is how long a bot waits for its token to be mended.
const tokenPause = time.Minute

var (
	// errTooFast is what Discord says with 429.
	errTooFast = errors.New("Discord asks to wait before the next call")
	// errToken is a token that Discord does not accept. It refuses the bot, not the message.
	errToken = errors.New("Discord does not accept the bot's token: copy it again from the app's page Bot, in Discord's developer portal")
)

// answered is what Discord refused, with its code (classify_codes.go).
type answered struct {
	code int
	says string
}

func (e answered) Error() string { return fmt.Sprintf("%s (%d)", e.says, e.code) }

// errUnreached is why nothing was sent to Discord.
var errUnreached = errors.New("Discord cannot be reached")

// classify says what an error of discordgo means: outcome.Refused with what to do, outcome.Later where it was certainly not
// done, otherwise in doubt. No address stands in it, since an interaction's is a secret.
func classify(err error) error {
	var said *discordgo.RESTError
	var fast tooFast
	var un web.Unsent
	_, later := outcome.IsLater(err)
	switch {
	case err == nil, later, outcome.IsRefused(err):
		return err
	case errors.As(err, &fast):
		return outcome.Later(errTooFast, max(fast.after, time.Second/10))
	case errors.As(err, &said):
		return refusal(said)
	case errors.As(err, &un):
		return outcome.Later(fmt.Errorf("%w: %w", errUnreached, web.WithoutAddress(un.Err)), 0)
	}
	return fmt.Errorf("Discord said neither yes nor no: %w", web.WithoutAddress(err))
}

// refusal says what an answer means that is no success.
func refusal(said *discordgo.RESTError) error {
	status := said.Response.StatusCode
	code, words := 0, ""
	if said.Message != nil {
		code, words = said.Message.Code, said.Message.Message
	}
	why, known := refusals[code]
	switch {
	case known:
		return outcome.Refused(answered{code, why})
	case status == http.StatusUnauthorized:
		return outcome.Later(errToken, tokenPause)
	case busyCodes[code]:
		return outcome.Later(fmt.Errorf("Discord is busy: %s (%d)", words, code), busyPause)
	case status == http.StatusRequestTimeout, status < 400, status >= 500:
		return fmt.Errorf("Discord said neither yes nor no: HTTP %d", status)
	case status == http.StatusForbidden && code == 0:
		return outcome.Later(errors.New("Discord lets nothing in from the bot's address (HTTP 403)"), tokenPause)
	case said.Message == nil: // not Discord's own: a guard or a proxy before it
		return outcome.Later(fmt.Errorf("something other than Discord's API answers (HTTP %d)", status), tokenPause)
	}
	return outcome.Refused(answered{code, fmt.Sprintf("Discord does not take it: %s, HTTP %d", words, status)})
}

// hasCode says whether Discord refused with that code.
func hasCode(err error, code int) bool {
	var a answered
	return errors.As(err, &a) && a.code == code
}

// certainly makes an error in doubt outcome.Later, for a call that may be repeated: what was to come after it was not done.
func certainly(err error) error {
	if _, later := outcome.IsLater(err); err == nil || later || outcome.IsRefused(err) {
		return err
	}
	return outcome.Later(err, 0)
}
