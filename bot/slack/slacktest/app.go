package slacktest

// The app as the workspace knows it: its tokens and what they allow.

import (
	"maps"
	"slices"
	"strings"
)

// What the app is called, and what it proves itself with.
const (
	TeamID        = "T0TEAM"
	AppID         = "A0APP"
	BotUser       = "U0BOT" // the app's own user
	BotID         = "B0BOT"
	BotName       = "syncbot"
	BotToken      = "xoxb-of-the-fake"
	AppToken      = "xapp-of-the-fake"
	SigningSecret = "the-fake-signs-with-this"
)

// Scopes are all bot scopes that mean something to the fake, except chat:write.public: what an app has until SetScopes.
var Scopes = []string{
	"app_mentions:read", "channels:history", "channels:read", "chat:write", "commands", "groups:history", "groups:read",
	"im:history", "im:read", "im:write", "usergroups:read", "users:read",
}

// ScopePublic lets the app post to public channels that it is not in.
const ScopePublic = "chat:write.public"

type app struct {
	scopes  map[string]bool
	broken  map[string]string // the error that a token gets
	escapes bool
}

func newApp() app {
	a := app{scopes: map[string]bool{}, broken: map[string]string{}}
	for _, scope := range Scopes {
		a.scopes[scope] = true
	}
	return a
}

// SetScopes says what the bot token allows.
func (s *Server) SetScopes(scopes ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.app.scopes = map[string]bool{}
	for _, scope := range scopes {
		s.app.scopes[scope] = true
	}
}

// Break answers every call that shows the token with the error, such as token_revoked or account_inactive. With an empty
// error the token works again.
func (s *Server) Break(token, err string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.app.broken[token] = err
}

// EscapeCommands delivers people in the text of a command as <@U1|name>, as an app's setting "Escape channels, users, and
// links" does. Without it they come as they were typed.
func (s *Server) EscapeCommands() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.app.escapes = true
}

// admit says whether the token may be used for the method.
func (a app) admit(token string, m method) error {
	wanted := BotToken
	if m.appLevel {
		wanted = AppToken
	}
	switch {
	case token == "":
		return refuse("not_authed")
	case a.broken[token] != "":
		return refuse(a.broken[token])
	case token == wanted:
		return a.allow(m.scopes...)
	case token == BotToken || token == AppToken:
		return refuse("not_allowed_token_type")
	}
	return refuse("invalid_auth")
}

// allow wants any of the scopes, if there are any.
func (a app) allow(scopes ...string) error {
	if len(scopes) == 0 || slices.ContainsFunc(scopes, func(scope string) bool { return a.scopes[scope] }) {
		return nil
	}
	return refusal{"missing_scope", object{"needed": strings.Join(scopes, ","), "provided": a.provided()}}
}

func (a app) provided() string { return strings.Join(slices.Sorted(maps.Keys(a.scopes)), ",") }
