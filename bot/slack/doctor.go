package slack

// The doctor: what a bot needs of Slack, checked one by one, each answer with what to do about it. Nothing is changed, and
// nobody in Slack sees any of it. Socket Mode is not connected: Slack might give the connection somebody's command.

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"syncbot/bot/chat/checkup"
	"syncbot/bot/chat/web"
)

const (
	perCheck  = 5 * time.Second // with one call
	allChecks = time.Minute     // all calls together
)

// Examine checks what a bot with the options needs, that it is in the channels with those ids, and that the people are there. It
// opens no connection that stays, and does not use the Listener.
func Examine(ctx context.Context, o Options, channels, people []string) []checkup.Finding {
	ctx, cancel := context.WithTimeout(ctx, allChecks)
	defer cancel()
	x := newExamination(o)
	if !x.reach(ctx) {
		x.unchecked("tokens, channels and people", "Not checked, since Slack was not reached.")
		return x.findings
	}
	accepted := x.botToken(ctx)
	if o.AppToken != "" {
		x.appToken(ctx)
	}
	if accepted {
		x.channels(ctx, channels)
		x.groups(ctx)
		x.people(ctx, people)
	} else {
		x.unchecked("scopes, channels and people", "Not checked, since the bot token was not accepted.")
	}
	return x.findings
}

// examination is one run of the doctor.
type examination struct {
	options  Options
	api      *slack.Client
	bot      string // its name in the workspace, for /invite
	findings []checkup.Finding
}

func newExamination(o Options) *examination {
	if o.APIURL == "" {
		o.APIURL = slack.APIURL
	}
	o.Client = webClient(o.Client)
	if o.Now == nil {
		o.Now = time.Now
	}
	return &examination{options: o, api: o.client(o.Client)}
}

func (x *examination) ok(check, format string, args ...any) {
	x.findings = append(x.findings, checkup.Finding{Check: check, State: checkup.OK, Says: fmt.Sprintf(format, args...)})
}

func (x *examination) wrong(check string, p problem) {
	x.findings = append(x.findings, checkup.Finding{Check: check, State: checkup.Wrong, Says: p.says, Remedy: p.remedy})
}

func (x *examination) unchecked(check, says string) {
	x.findings = append(x.findings, checkup.Finding{Check: check, State: checkup.Unchecked, Says: says})
}

// problem is what is wrong, and what to do about it.
type problem struct{ says, remedy string }

// failed records the error of a call: what Slack refused is a problem, one of those known under Slack's word for it or else
// named by that; for anything else the check was not made.
func (x *examination) failed(check string, err error, known map[string]problem) {
	var refused slack.SlackErrorResponse
	if !errors.As(err, &refused) {
		x.findings = append(x.findings, checkup.Finding{
			Check: check, State: checkup.Unchecked, Says: noAnswer(err), Remedy: "Run syncbot doctor again in a minute.",
		})
		return
	}
	p, ok := known[refused.Err]
	if !ok {
		p = problem{
			says:   fmt.Sprintf("Slack refused: %s.", refused.Err),
			remedy: "Slack's word for it is explained at https://docs.slack.dev/reference/methods",
		}
	}
	if refused.Err == "missing_scope" && !ok {
		p = missingScope(refused.Needed)
	}
	x.wrong(check, p)
}

// noAnswer says in a sentence why a call brought no answer.
func noAnswer(err error) string {
	var wait *slack.RateLimitedError
	var status slack.StatusCodeError
	switch {
	case errors.As(err, &wait):
		return fmt.Sprintf("Not checked: Slack asks to wait %s.", wait.RetryAfter)
	case errors.As(err, &status):
		return fmt.Sprintf("Not checked: Slack answered HTTP %d.", status.Code)
	case errors.Is(err, context.DeadlineExceeded):
		return "Not checked: Slack did not answer in time."
	default:
		return fmt.Sprintf("Not checked: %v.", web.WithoutAddress(err))
	}
}
