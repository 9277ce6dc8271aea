package slack

// What Slack's errors mean: refused for good, certainly not done, or in doubt.

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/slack-go/slack"

	"syncbot/bot/chat/web"
	"syncbot/bot/outcome"
)

const (
	// tokenPause is how long a bot waits for its token to be mended.
	tokenPause = time.Minute
	// busyPause is how long it waits where Slack is too busy and does not say how long.
	busyPause = 30 * time.Second
)

var (
	// errTooFast is what Slack says with 429.
	errTooFast = errors.New("Slack asks to wait before the next call")
	// errToken is a token that Slack does not accept. It refuses the bot, not the message.
	errToken = errors.New("Slack does not accept the bot token")
)

// classify says what an error of slack-go means: outcome.Refused with what to do, outcome.Later where it was certainly not
// done, otherwise in doubt. No address stands in it, since a response URL is a secret.
func classify(err error) error {
	var said slack.SlackErrorResponse
	var tooFast *slack.RateLimitedError
	var status slack.StatusCodeError
	var un web.Unsent
	_, later := outcome.IsLater(err)
	switch {
	case err == nil, later, outcome.IsRefused(err):
		return err
	case errors.As(err, &said):
		return answered(said)
	case errors.As(err, &tooFast):
		return outcome.Later(errTooFast, max(tooFast.RetryAfter, time.Second))
	case errors.As(err, &status) && status.Code == http.StatusTooManyRequests:
		return outcome.Later(errTooFast, busyPause)
	case errors.As(err, &un):
		return outcome.Later(fmt.Errorf("Slack cannot be reached: %w", web.WithoutAddress(un.Err)), 0)
	}
	return fmt.Errorf("Slack said neither yes nor no: %w", web.WithoutAddress(err))
}

// answered says what an answer means that is not ok.
func answered(said slack.SlackErrorResponse) error {
	code := said.Err
	if advice, token := tokenCodes[code]; token {
		return outcome.Later(fmt.Errorf("%w (%s): %s", errToken, code, advice), tokenPause)
	}
	if busyCodes[code] {
		return outcome.Later(fmt.Errorf("%w (%s)", errTooFast, code), busyPause)
	}
	if code == "missing_scope" {
		return outcome.Refused(fmt.Errorf("the app lacks the scope %s (missing_scope): add it in the app's settings and install the app again", said.Needed))
	}
	if why, known := refusals[code]; known {
		return outcome.Refused(fmt.Errorf("%s (%s)", why, code))
	}
	return fmt.Errorf("Slack said neither yes nor no: %s", code)
}
