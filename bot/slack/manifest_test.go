package slack

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// manifestForm is a manifest as Slack reads it.
func manifestForm(t *testing.T, m Manifest) (text string, read map[string]any) {
	t.Helper()
	b, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &read); err != nil {
		t.Fatal(err)
	}
	return string(b), read
}

// manifestAt digs a value out of a manifest.
func manifestAt(t *testing.T, read map[string]any, path string) any {
	t.Helper()
	var v any = read
	for name := range strings.SplitSeq(path, ".") {
		if list, ok := v.([]any); ok {
			v = list[0]
		}
		v = v.(map[string]any)[name]
	}
	return v
}

func TestManifestOfSocketMode(t *testing.T) {
	text, m := manifestForm(t, NewManifest(nil))
	for path, want := range map[string]any{
		"features.app_home.home_tab_enabled":               true,
		"features.app_home.messages_tab_enabled":           true,
		"features.app_home.messages_tab_read_only_enabled": false,
		"features.bot_user.display_name":                   "syncbot",
		"features.shortcuts.type":                          "message",
		"features.shortcuts.name":                          "Check sync status",
		"features.shortcuts.callback_id":                   "check_sync_status",
		"features.slash_commands.command":                  "/syncstatus",
		"features.slash_commands.should_escape":            true,
		"settings.event_subscriptions.bot_events":          []any{"app_home_opened", "app_mention", "message.im"},
		"settings.interactivity.is_enabled":                true,
		"settings.socket_mode_enabled":                     true,
		"settings.org_deploy_enabled":                      false,
		"settings.token_rotation_enabled":                  false,
	} {
		if diff := cmp.Diff(want, manifestAt(t, m, path)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
	if strings.Contains(text, "url") {
		t.Errorf("Socket Mode needs no address:\n%s", text)
	}
}

func TestManifestOfSignedRequests(t *testing.T) {
	for _, base := range []string{"https://syncbot.example.com", "https://syncbot.example.com/", "https://syncbot.example.com/slack/events"} {
		manifest, err := NewManifest(nil).At(base)
		if err != nil {
			t.Fatal(err)
		}
		_, m := manifestForm(t, manifest)
		for _, path := range []string{
			"features.slash_commands.url", "settings.event_subscriptions.request_url", "settings.interactivity.request_url",
		} {
			if got := manifestAt(t, m, path); got != "https://syncbot.example.com/slack/events" {
				t.Errorf("%s: %s is %v", base, path, got)
			}
		}
		if manifestAt(t, m, "settings.socket_mode_enabled") != false {
			t.Error("Socket Mode is on, so Slack would not call the addresses")
		}
	}
	for _, base := range []string{"", "http://syncbot.example.com", "https://", "syncbot.example.com", "https://a.example/?x=1", "https://u:p@a.example", "::"} {
		if _, err := NewManifest(nil).At(base); err == nil {
			t.Errorf("%q is taken for a public address", base)
		}
	}
	if _, m := manifestForm(t, NewManifest(nil)); manifestAt(t, m, "settings.socket_mode_enabled") != true {
		t.Error("the next manifest is changed, too")
	}
}

// The token may do what the manifest asks for and nothing else; user groups are read only where there are some.
func TestManifestAsksForTheScopes(t *testing.T) {
	for _, groups := range [][]string{nil, {"S1"}} {
		var names []string
		for _, s := range Scopes(groups) {
			names = append(names, s.Name)
			if s.Reason == "" {
				t.Errorf("%s has no reason", s.Name)
			}
		}
		if !slices.IsSorted(names) || slices.Contains(names, "usergroups:read") != (groups != nil) {
			t.Errorf("with groups %v the scopes are %v", groups, names)
		}
		if diff := cmp.Diff(names, NewManifest(groups).OAuth.Scopes.Bot); diff != "" {
			t.Errorf("(-scopes +manifest):\n%s", diff)
		}
	}
}
