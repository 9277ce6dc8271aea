package slack

// The app's manifest: what Slack is told about the app (https://docs.slack.dev/reference/app-manifest). slack-go's type leaves
// out what is false, and what Slack takes a missing messages_tab_read_only_enabled for is said nowhere: so the form stands here.

import (
	"errors"
	"net/url"
	"slices"
	"strings"
)

// Manifest is what an app's manifest says, ready for JSON.
type Manifest struct {
	Display  manifestDisplay  `json:"display_information"`
	Features manifestFeatures `json:"features"`
	OAuth    manifestOAuth    `json:"oauth_config"`
	Settings manifestSettings `json:"settings"`
}

type (
	manifestDisplay struct {
		Name        string `json:"name"`
		Description string `json:"description"`
	}
	manifestFeatures struct {
		AppHome   manifestHome       `json:"app_home"`
		BotUser   manifestBot        `json:"bot_user"`
		Shortcuts []manifestShortcut `json:"shortcuts"`
		Commands  []manifestCommand  `json:"slash_commands"`
	}
	manifestHome struct {
		Home     bool `json:"home_tab_enabled"`
		Messages bool `json:"messages_tab_enabled"`
		ReadOnly bool `json:"messages_tab_read_only_enabled"`
	}
	manifestBot struct {
		Name   string `json:"display_name"`
		Online bool   `json:"always_online"`
	}
	manifestShortcut struct {
		Name        string `json:"name"`
		Type        string `json:"type"`
		Callback    string `json:"callback_id"`
		Description string `json:"description"`
	}
	manifestCommand struct {
		Command     string `json:"command"`
		URL         string `json:"url,omitempty"`
		Description string `json:"description"`
		Usage       string `json:"usage_hint"`
		Escape      bool   `json:"should_escape"` // people come as their ids
	}
	manifestOAuth struct {
		Scopes struct {
			Bot []string `json:"bot"`
		} `json:"scopes"`
	}
	manifestSettings struct {
		Events        manifestEvents        `json:"event_subscriptions"`
		Interactivity manifestInteractivity `json:"interactivity"`
		OrgDeploy     bool                  `json:"org_deploy_enabled"`
		SocketMode    bool                  `json:"socket_mode_enabled"`
		TokenRotation bool                  `json:"token_rotation_enabled"`
	}
	manifestEvents struct {
		URL string   `json:"request_url,omitempty"`
		Bot []string `json:"bot_events"`
	}
	manifestInteractivity struct {
		Enabled bool   `json:"is_enabled"`
		URL     string `json:"request_url,omitempty"`
	}
)

// NewManifest is the manifest of an app in Socket Mode, with exactly the scopes that it needs where the settings name the
// user groups.
func NewManifest(groups []string) Manifest {
	m := Manifest{
		Display: manifestDisplay{
			Name:        "syncbot",
			Description: "Follows invoices and payments of Workshop Software until they have reached Xero, MYOB or QuickBooks.",
		},
		Features: manifestFeatures{
			AppHome: manifestHome{Home: true, Messages: true},
			BotUser: manifestBot{Name: "syncbot", Online: true},
			Shortcuts: []manifestShortcut{{
				Name: "Check sync status", Type: "message", Callback: shortcutCallback, Description: "Follow the invoices that a message names",
			}},
			Commands: []manifestCommand{{
				Command: "/syncstatus", Description: "Follow an invoice or a payment until it has synced", Usage: "INV-123, payment 641, list or help", Escape: true,
			}},
		},
		Settings: manifestSettings{
			Events:        manifestEvents{Bot: []string{"app_home_opened", "app_mention", "message.im"}},
			Interactivity: manifestInteractivity{Enabled: true},
			SocketMode:    true,
		},
	}
	for _, s := range Scopes(groups) {
		m.OAuth.Scopes.Bot = append(m.OAuth.Scopes.Bot, s.Name)
	}
	return m
}

// At is the manifest of the same app where Slack sends signed requests: base is the public address that leads to the bot,
// such as https://syncbot.example.com.
func (m Manifest) At(base string) (Manifest, error) {
	u, err := url.Parse(base)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return Manifest{}, errors.New("it isn't a public address that begins with https://, such as https://syncbot.example.com")
	}
	to := strings.TrimSuffix(strings.TrimSuffix(u.String(), "/"), eventsPath) + eventsPath
	commands := slices.Clone(m.Features.Commands)
	for i := range commands {
		commands[i].URL = to
	}
	m.Features.Commands = commands
	m.Settings.Events.URL, m.Settings.Interactivity.URL, m.Settings.SocketMode = to, to, false
	return m, nil
}
