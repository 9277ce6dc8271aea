package main

// The settings for Slack. No fault shows a value: it may be a secret, though a wrong one.

import (
	"errors"
	"fmt"
	"net"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Where people find what goes into a setting.
const (
	botTokenIs = "the Bot User OAuth Token, which begins with xoxb- (api.slack.com/apps › your app › OAuth & Permissions)"
	appTokenIs = "an app-level token, which begins with xapp- (api.slack.com/apps › your app › Basic Information › App-Level Tokens)"
	secretIs   = "the Signing Secret (api.slack.com/apps › your app › Basic Information › App Credentials)"
)

// The kinds of values. Their UnmarshalText errors go on from the setting's name to a sentence.
type (
	slackBotToken string
	slackAppToken string
	signingSecret string
	slackAPI      string // base of the Web API, with a slash at its end
	listenAddress string
)

var (
	botTokenShape = regexp.MustCompile(`^xoxb-[A-Za-z0-9-]+$`)
	appTokenShape = regexp.MustCompile(`^xapp-[A-Za-z0-9-]+$`)
	secretShape   = regexp.MustCompile(`^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$`)
)

func (t *slackBotToken) UnmarshalText(b []byte) error {
	*t = ""
	if !botTokenShape.Match(b) {
		return fmt.Errorf("%s; copy %s", whatStandsThere(b, "xoxb-"), botTokenIs)
	}
	*t = slackBotToken(b)
	return nil
}

func (t *slackAppToken) UnmarshalText(b []byte) error {
	*t = ""
	if !appTokenShape.Match(b) {
		return fmt.Errorf("%s; make or copy %s", whatStandsThere(b, "xapp-"), appTokenIs)
	}
	*t = slackAppToken(b)
	return nil
}

func (s *signingSecret) UnmarshalText(b []byte) error {
	*s = ""
	if !secretShape.Match(b) {
		return fmt.Errorf("%s; copy %s", whatStandsThere(b, ""), secretIs)
	}
	*s = signingSecret(b)
	return nil
}

// whatStandsThere says what was put in the place of a token that begins with own, by how it begins
// (https://docs.slack.dev/authentication/tokens).
func whatStandsThere(value []byte, own string) string {
	begins := func(with string) bool { return strings.HasPrefix(string(value), with) }
	switch {
	case own != "" && begins(own):
		return "has characters that no token has"
	case begins("xapp-"):
		return "holds an app-level token"
	case begins("xoxb-"):
		return "holds a bot token"
	case begins("xoxp-"):
		return "holds a user token"
	case begins("xoxe"):
		return "holds a token that expires, since its app rotates tokens; make a new app from what syncbot slack manifest prints"
	default:
		return "does not look like one"
	}
}

func (a *slackAPI) UnmarshalText(b []byte) error {
	base, err := readAPIBase(b, "https://slack.com/api/")
	*a = slackAPI(base)
	return err
}

func (l *listenAddress) UnmarshalText(b []byte) error {
	*l = ""
	_, port, err := net.SplitHostPort(string(b))
	if n, bad := strconv.ParseUint(port, 10, 16); err != nil || bad != nil || n == 0 {
		return fmt.Errorf("is %q; write HOST:PORT, or :PORT for every address of this machine, such as :8080", b)
	}
	*l = listenAddress(b)
	return nil
}

// meansSlack says whether Slack is to be served, so far as somebody tried to set it.
func (c config) meansSlack(faults error) bool {
	return c.SlackBot != "" || c.SlackApp != "" || c.SigningSecret != "" ||
		slices.ContainsFunc([]string{"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"}, func(name string) bool {
			return named([]error{faults}, name)
		})
}

// slackOverHTTP says whether Slack is to send signed requests. With an app-level token Socket Mode is used.
func (c config) slackOverHTTP() bool { return c.SlackApp == "" && c.SigningSecret != "" }

// slackLacks says what a bot in Slack needs beside what is set. Faults that name it already are not repeated.
func (c config) slackLacks(faults error) error {
	if !c.meansSlack(faults) {
		return nil
	}
	faulty := func(name string) bool { return named([]error{faults}, name) }
	door := c.SlackApp != "" || c.SigningSecret != "" || faulty("SLACK_APP_TOKEN") || faulty("SLACK_SIGNING_SECRET")
	var lacks []error
	if c.SlackBot == "" && !faulty("SLACK_BOT_TOKEN") {
		lacks = append(lacks, errors.New("SLACK_BOT_TOKEN is missing beside the other settings for Slack; copy "+botTokenIs))
	}
	switch {
	case door:
	case (c.Listen != "" || faulty("SYNCBOT_LISTEN")) && !c.discordOverHTTP():
		lacks = append(lacks, errors.New("SLACK_SIGNING_SECRET is missing beside SYNCBOT_LISTEN; copy "+secretIs+
			", or for Socket Mode set SLACK_APP_TOKEN and leave SYNCBOT_LISTEN out"))
	default:
		lacks = append(lacks, errors.New("SLACK_APP_TOKEN is missing beside SLACK_BOT_TOKEN; make "+appTokenIs+
			", or for signed requests set SLACK_SIGNING_SECRET and SYNCBOT_LISTEN"))
	}
	if c.slackOverHTTP() && c.Listen == "" && !faulty("SLACK_APP_TOKEN") && !faulty("SYNCBOT_LISTEN") {
		lacks = append(lacks, errors.New("SYNCBOT_LISTEN is missing beside SLACK_SIGNING_SECRET; write the address to take in Slack's requests at, "+
			"such as :8080, or set SLACK_APP_TOKEN for Socket Mode, which needs none"))
	}
	if !faulty("SYNCBOT_CHANNELS") {
		lacks = append(lacks, c.servesNothing("slack", "Slack", "slack:C0123=northside"))
	}
	if !faulty("SYNCBOT_MAY_ASK") && !faulty("SYNCBOT_MAY_SYNC") && !faulty("SYNCBOT_ADMINS") {
		lacks = append(lacks, c.nobodyAsks("slack", "Slack", "slack:S0456=the support team"))
	}
	return errors.Join(lacks...)
}
