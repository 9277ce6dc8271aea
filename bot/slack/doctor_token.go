package slack

// Whether the tokens are accepted, and what they allow.

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"syncbot/bot/chat/checkup"
)

const (
	copyBotToken = "Copy the Bot User OAuth Token into SLACK_BOT_TOKEN: api.slack.com/apps › your app › OAuth & Permissions."
	newAppToken  = "Make an app-level token with the scope connections:write and put it into SLACK_APP_TOKEN: " +
		"api.slack.com/apps › your app › Basic Information › App-Level Tokens."
	addScopes = "api.slack.com/apps › your app › OAuth & Permissions › Bot Token Scopes: add it, then Reinstall to Workspace. " +
		"Or put in what syncbot slack manifest prints, under App Manifest."
)

// What Slack says of tokens (https://docs.slack.dev/reference/methods/auth.test).
var (
	botTokenProblems = map[string]problem{
		"invalid_auth":           {"Slack does not know this token.", copyBotToken},
		"not_authed":             {"Slack was given no token.", copyBotToken},
		"token_revoked":          {"The token was revoked.", "Install the app again: api.slack.com/apps › your app › Install App. " + copyBotToken},
		"token_expired":          {"The token has expired, since the app rotates its tokens.", "Make a new app from what syncbot slack manifest prints. " + copyBotToken},
		"account_inactive":       {"The app is not in the workspace any more.", "Install it again: api.slack.com/apps › your app › Install App. " + copyBotToken},
		"not_allowed_token_type": {"It is another kind of token.", copyBotToken},
	}
	appTokenProblems = map[string]problem{
		"invalid_auth":           {"Slack does not know this token.", newAppToken},
		"not_authed":             {"Slack was given no token.", newAppToken},
		"token_revoked":          {"The token was revoked.", newAppToken},
		"token_expired":          {"The token has expired.", newAppToken},
		"no_permission":          {"The token lacks the scope connections:write.", newAppToken},
		"account_inactive":       {"The app is not in the workspace any more.", "Install it again: api.slack.com/apps › your app › Install App."},
		"not_allowed_token_type": {"It is another kind of token.", newAppToken},
		"missing_scope":          {"The token lacks the scope connections:write.", newAppToken},
	}
)

// botToken says whether the bot token is accepted. If it is, it looks at what it allows, too.
func (x *examination) botToken(ctx context.Context) bool {
	const check = "bot token"
	ctx, cancel := context.WithTimeout(ctx, perCheck)
	defer cancel()
	who, err := x.api.AuthTestContext(ctx)
	switch {
	case err != nil:
		x.failed(check, err, botTokenProblems)
		return false
	case who.BotID == "":
		x.wrong(check, problem{fmt.Sprintf("It is the token of a person, %s, not of a bot.", who.User), copyBotToken})
		return false
	}
	x.bot = who.User
	x.ok(check, "The bot is @%s in the workspace %s (%s).", who.User, who.Team, who.URL)
	x.scopes(who.Header)
	return true
}

// scopes compares what the bot token allows with what is needed. Slack lists it in a header of every answer.
func (x *examination) scopes(header http.Header) {
	const check = "scopes"
	if len(header.Values("X-OAuth-Scopes")) == 0 {
		x.unchecked(check, "Not checked: Slack did not say what the token allows.")
		return
	}
	granted := strings.FieldsFunc(header.Get("X-OAuth-Scopes"), func(r rune) bool { return r == ',' || r == ' ' })
	lacking := false
	for _, s := range Scopes(x.options.Groups) {
		if i := slices.Index(granted, s.Name); i >= 0 {
			granted = slices.Delete(granted, i, i+1)
			continue
		}
		lacking = true
		x.wrong("scope "+s.Name, problem{"It is missing. With it the bot " + plain(s.Reason) + ".", addScopes})
	}
	if !lacking {
		x.ok(check, "The token allows all that is needed.")
	}
	if len(granted) > 0 {
		x.findings = append(x.findings, checkup.Finding{
			Check: check, State: checkup.OK, Says: fmt.Sprintf("Not needed: %s.", strings.Join(granted, ", ")),
			Remedy: "You may take away what no other use of the app needs.",
		})
	}
}

// plain is a reason without its Markdown.
func plain(reason string) string { return strings.NewReplacer("`", "", "*", "").Replace(reason) }

// missingScope is the problem of a call that needs any of the scopes.
func missingScope(needed string) problem {
	return problem{fmt.Sprintf("The bot token lacks the scope %s.", strings.ReplaceAll(needed, ",", " or ")), addScopes}
}

// appToken says whether Slack would open Socket Mode. The address that it gives is not used.
func (x *examination) appToken(ctx context.Context) {
	const check = "app token"
	ctx, cancel := context.WithTimeout(ctx, perCheck)
	defer cancel()
	if _, _, err := x.api.StartSocketModeContext(ctx); err != nil {
		x.failed(check, err, appTokenProblems)
		return
	}
	x.ok(check, "Slack would open Socket Mode.")
}
