package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What is set for Slack, from whatever source, and nothing that belongs to somebody else's program.
func TestSlackSettings(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(dir, "token")
	for path, text := range map[string]string{secret: "xoxb-1-a\n", filepath.Join(dir, ".env"): "SLACK_APP_TOKEN=xapp-1-b\nSLACK_CHANNEL=general\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c, err := readServeConfig([]string{
		twoWorkshops, "SLACK_BOT_TOKEN_FILE=" + secret, "SLACK_API_URL=http://127.0.0.1:4003/api", "SLACK_WEBHOOK_URL=https://hooks.slack.com/x", "SLACK_TOKEN=xoxp-1",
	}, dir)
	if err != nil {
		t.Fatal(err)
	}
	got := []string{string(c.SlackBot), string(c.SlackApp), string(c.SlackAPI)}
	if diff := cmp.Diff([]string{"xoxb-1-a", "xapp-1-b", "http://127.0.0.1:4003/api/"}, got); diff != "" {
		t.Error(diff)
	}
	if c.slackOverHTTP() {
		t.Error("with an app-level token Socket Mode is used")
	}
}

// With both an app-level token and a signing secret, Socket Mode is used, and no address is needed.
func TestSocketModeComesFirst(t *testing.T) {
	c, err := readServeConfig([]string{twoWorkshops, "SLACK_BOT_TOKEN=xoxb-1", "SLACK_APP_TOKEN=xapp-1", "SLACK_SIGNING_SECRET=abc1"}, t.TempDir())
	if err != nil || c.slackOverHTTP() {
		t.Errorf("over HTTP: %v, %v", c.slackOverHTTP(), err)
	}
	c, err = readServeConfig([]string{twoWorkshops, "SLACK_BOT_TOKEN=xoxb-1", "SLACK_SIGNING_SECRET=abc1", "SYNCBOT_LISTEN=:8080"}, t.TempDir())
	if err != nil || !c.slackOverHTTP() {
		t.Errorf("over HTTP: %v, %v", c.slackOverHTTP(), err)
	}
}

// A Web API on this machine needs no encryption.
func TestWebAPIOnThisMachine(t *testing.T) {
	for _, address := range []string{
		"http://127.0.0.1/", "http://127.8.9.1:4003/api/", "http://[::1]:4003/", "http://[::ffff:127.0.0.1]/", "http://LocalHost:4003/", "https://slack.test/",
	} {
		var a slackAPI
		if err := a.UnmarshalText([]byte(address)); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// Each fault is one sentence that says what is wrong and where the right value is; none shows a value.
func TestFaultsOfTheSlackSettings(t *testing.T) {
	const (
		bot     = "; copy " + botTokenIs
		app     = "; make or copy " + appTokenIs
		secret  = "; copy " + secretIs
		api     = "SLACK_API_URL is no address of a Web API; write one such as https://slack.com/api/, or leave it out"
		clear   = "SLACK_API_URL begins with http://, which would send the tokens unencrypted; write https://, or an address of this machine such as http://127.0.0.1:4003/api/"
		expires = "holds a token that expires, since its app rotates tokens; make a new app from what syncbot slack manifest prints"
	)
	good := map[string]string{"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
	for _, c := range []struct{ setting, value, want string }{
		{"SLACK_BOT_TOKEN", "xapp-sesame", "SLACK_BOT_TOKEN holds an app-level token" + bot},
		{"SLACK_BOT_TOKEN", "xoxp-sesame", "SLACK_BOT_TOKEN holds a user token" + bot},
		{"SLACK_BOT_TOKEN", "xoxe.xoxb-sesame", "SLACK_BOT_TOKEN " + expires + bot},
		{"SLACK_BOT_TOKEN", "xoxb-sesame open", "SLACK_BOT_TOKEN has characters that no token has" + bot},
		{"SLACK_BOT_TOKEN", `"xoxb-sesame"`, "SLACK_BOT_TOKEN does not look like one" + bot},
		{"SLACK_APP_TOKEN", "xoxb-sesame", "SLACK_APP_TOKEN holds a bot token" + app},
		{"SLACK_APP_TOKEN", "A0sesame", "SLACK_APP_TOKEN does not look like one" + app},
		{"SLACK_SIGNING_SECRET", "sesame open", "SLACK_SIGNING_SECRET does not look like one" + secret},
		{"SLACK_API_URL", "slack.com/sesame", api},
		{"SLACK_API_URL", "ftp://sesame/", api},
		{"SLACK_API_URL", "https://user:sesame@slack.com/api/", api},
		{"SLACK_API_URL", "https://slack.com/api/?token=sesame", api},
		{"SLACK_API_URL", "http://slack.com/sesame", clear},
		{"SLACK_API_URL", "http://localhost.sesame/api", clear},
		{"SLACK_API_URL", "http://10.0.0.1:4003/sesame", clear},
		{"SLACK_API_URL", "http://[2001:db8::1]/sesame", clear},
	} {
		environ := []string{twoWorkshops, c.setting + "=" + c.value}
		for name, value := range good {
			if name != c.setting {
				environ = append(environ, name+"="+value)
			}
		}
		_, err := readServeConfig(environ, t.TempDir())
		switch {
		case err == nil || err.Error() != c.want:
			t.Errorf("%s=%s:\n%v\nwant\n%s", c.setting, c.value, err, c.want)
		case strings.Contains(err.Error(), "sesame"):
			t.Errorf("%s: the value is shown: %v", c.setting, err)
		}
	}
}

// What is missing is said once, and only by a bot that is to run: other commands need none of it.
func TestWhatSlackLacks(t *testing.T) {
	for _, c := range []struct {
		set  []string
		want []string // how the sentences begin
	}{
		{nil, nil},
		{[]string{"SLACK_BOT_TOKEN=xoxb-1"}, []string{"SLACK_APP_TOKEN is missing beside SLACK_BOT_TOKEN"}},
		{[]string{"SLACK_APP_TOKEN=xapp-1"}, []string{"SLACK_BOT_TOKEN is missing"}},
		{[]string{"SLACK_BOT_TOKEN=xoxb-1", "SYNCBOT_LISTEN=:8080"}, []string{"SLACK_SIGNING_SECRET is missing beside SYNCBOT_LISTEN; copy "}},
		{[]string{"SLACK_BOT_TOKEN=xoxb-1", "SYNCBOT_LISTEN=here"}, []string{`SYNCBOT_LISTEN is "here"`, "SLACK_SIGNING_SECRET is missing"}},
		{[]string{"SLACK_BOT_TOKEN=xoxb-1", "SLACK_SIGNING_SECRET=abc1"}, []string{"SYNCBOT_LISTEN is missing"}},
		{[]string{"SLACK_SIGNING_SECRET=abc1"}, []string{"SLACK_BOT_TOKEN is missing", "SYNCBOT_LISTEN is missing"}},
		{[]string{"SLACK_BOT_TOKEN=xapp-1", "SLACK_APP_TOKEN=xoxb-1"}, []string{"SLACK_BOT_TOKEN holds", "SLACK_APP_TOKEN holds"}},
		{[]string{"SLACK_BOT_TOKEN=xoxb-1", "SLACK_SIGNING_SECRET=a b"}, []string{"SLACK_SIGNING_SECRET does not"}},
		{[]string{"SLACK_BOT_TOKEN=xoxb-1", "SLACK_SIGNING_SECRET=abc1", "SYNCBOT_LISTEN=here"}, []string{`SYNCBOT_LISTEN is "here"; write HOST:PORT`}},
	} {
		config, err := readServeConfig(append(c.set, twoWorkshops), t.TempDir())
		var got []string
		if err != nil {
			got = strings.Split(err.Error(), "\n")
		}
		matches := len(got) == len(c.want)
		for _, begin := range c.want {
			matches = matches && strings.Contains("\n"+strings.Join(got, "\n"), "\n"+begin)
		}
		if !matches {
			t.Errorf("%v:\n%s\nwant sentences that begin with %q", c.set, strings.Join(got, "\n"), c.want)
		}
		if without := config.lacksChat(err) != nil; without != (c.set == nil) {
			t.Errorf("%v: no chat service is said: %v", c.set, without)
		}
		if _, err := readConfig([]string{"SLACK_BOT_TOKEN=xoxb-1"}, t.TempDir()); err != nil {
			t.Errorf("for a command that needs no chat: %v", err)
		}
	}
}

// No value makes the reader stumble, and what it lets through has the shape that it promises.
func FuzzSlackSettings(f *testing.F) {
	loopback := regexp.MustCompile(`(?i)^http://(localhost|127\.[0-9.]+|\[.*1[^/]*\])(:[0-9]*)?/`)
	f.Add("http://127.0.0.1:4003/api")
	f.Add("xoxb-1")
	f.Add("https://slack.com/api")
	f.Add("127.0.0.1:8080")
	f.Fuzz(func(t *testing.T, text string) {
		var token slackBotToken
		if token.UnmarshalText([]byte(text)) == nil && (string(token) != text || !strings.HasPrefix(text, "xoxb-")) {
			t.Errorf("%q is a bot token", text)
		}
		var api slackAPI
		if api.UnmarshalText([]byte(text)) == nil && (!strings.HasSuffix(string(api), "/") || !strings.HasPrefix(string(api), "https://") && !loopback.MatchString(string(api))) {
			t.Errorf("%q is the base %q", text, api)
		}
		var l listenAddress
		if l.UnmarshalText([]byte(text)) == nil && !strings.Contains(string(l), ":") {
			t.Errorf("%q is the address %q", text, l)
		}
	})
}
