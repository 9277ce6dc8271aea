package slack

// Why Slack does not reach the bot, in sentences for operators.

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/slack-go/slack"
)

// trouble is why a connection does not stand.
type trouble struct {
	sentence string
	final    bool // only a person can mend it
}

const (
	makeToken = "Make a new one in the app's settings, Basic Information › App-Level Tokens, with the scope connections:write."
	cutShort  = "The connection ended as soon as it was made."
	endsThem  = "Slack ends each connection as soon as it is made. " +
		"Socket Mode may be switched off in the app's settings, or the app has more than 10 connections."
)

// manyEndings is how many connections in a row must end as soon as they are made to blame Slack: a network ends one, too.
const manyEndings = 3

// finalErrors are those of apps.connections.open that only a person can mend, with what to do.
// https://docs.slack.dev/reference/methods/apps.connections.open#errors
var finalErrors = map[string]string{
	"invalid_auth":           makeToken,
	"not_authed":             makeToken,
	"token_revoked":          makeToken,
	"token_expired":          makeToken,
	"not_allowed_token_type": makeToken,
	"missing_scope":          makeToken,
	"no_permission":          makeToken,
	"account_inactive":       "The app was taken out of the workspace, or its token deleted. Install it again, then make a new token.",
}

// troubleOf says why there is no connection, or none that lasts. It quotes no error that could hold an address, for that of a
// connection is a secret.
func troubleOf(err error) trouble {
	var limited *slack.RateLimitedError
	var refused slack.SlackErrorResponse
	var status slack.StatusCodeError
	switch {
	case errors.Is(err, errEnded):
		return trouble{sentence: cutShort}
	case errors.As(err, &limited):
		return trouble{sentence: fmt.Sprintf("Slack wants no new connection for %v.", limited.RetryAfter)}
	case errors.As(err, &refused):
		return refusal(refused.Err)
	case errors.As(err, &status) && status.Code == http.StatusNotFound:
		return trouble{"Slack knows nothing at its address (HTTP 404). Check SLACK_API_URL and the app token.", true}
	case errors.As(err, &status):
		return trouble{sentence: fmt.Sprintf("Slack is having trouble (HTTP %d).", status.Code)}
	case errors.Is(err, errSilent):
		return trouble{sentence: "Slack doesn't answer."}
	}
	return trouble{sentence: "Slack can't be reached from here."}
}

func refusal(code string) trouble {
	if todo, final := finalErrors[code]; final {
		return trouble{fmt.Sprintf("Slack refused the app token (%s). %s", code, todo), true}
	}
	return trouble{sentence: fmt.Sprintf("Slack opens no connection (%s).", code)}
}
