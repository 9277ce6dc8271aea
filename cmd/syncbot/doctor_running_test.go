package main

// What the doctor says of the bot that runs, and of what lies about on its machine.

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/chat"
	"syncbot/bot/chat/checkup"
	"syncbot/bot/slack/slacktest"
)

// A bot that runs and is not connected is not well, whatever the tokens are like.
func TestDoctorAsksTheRunningBot(t *testing.T) {
	path := filepath.Join(t.TempDir(), "db")
	serveSocket(t, path, nil,
		service{name: "slack", status: chat.Status{Text: "not connected: Slack refused the app token (invalid_auth). Make a new one."}},
		service{name: "console", status: chat.Status{Well: true, Text: "listening since 10:04 am"}},
	)
	const remedy = "Mend what else is wrong here. If the settings have changed since the bot was started, start it again."
	want := []checked{
		{"running bot, slack", checkup.Wrong, "Not connected: Slack refused the app token (invalid_auth). Make a new one.", remedy},
		{"running bot, console", checkup.OK, "Listening since 10:04 am.", ""},
	}
	if diff := cmp.Diff(want, examineRunning(t.Context(), path)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if got := examineRunning(t.Context(), path+"2"); len(got) != 1 || got[0].State != checkup.Unchecked {
		t.Errorf("where nobody answers: %+v", got)
	}
}

func TestDoctorWhileTheBotIsServing(t *testing.T) {
	p := newPatient(t)
	p.set = append(p.set, "SYNCBOT_LOG_LEVEL=error")
	p.serving(t)
	until(t, func() error {
		if p.slack.Sockets() == 0 {
			return slacktest.ErrNobody
		}
		return nil
	})
	until(t, func() error {
		out, got := p.doctor(t)
		if got != 0 || !strings.Contains(out, "\nok         running bot, slack: Connected since ") {
			return errors.New(out)
		}
		return nil
	})
	p.slack.Break(slacktest.AppToken, "invalid_auth")
	p.slack.CutSockets()
	until(t, func() error {
		out, got := p.doctor(t)
		if got != statusNotWell || !strings.Contains(out, "\nwrong      running bot, slack: Not connected: Slack refused the app token") {
			return errors.New(out)
		}
		return nil
	})
}

// Tokens in a file that everybody can read are no secrets. What holds none may be read.
func TestDoctorLooksAtWhoCanReadTheTokens(t *testing.T) {
	if runtime.GOOS == noModes {
		t.Skip("there are no modes here")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, ".env")
	put := func(text string, mode os.FileMode) []checked {
		if err := errors.Join(os.WriteFile(path, []byte(text), 0o600), os.Chmod(path, mode)); err != nil {
			t.Fatal(err)
		}
		return examineSecrets(dir)
	}
	if got := examineSecrets(dir); got != nil {
		t.Errorf("without the file: %+v", got)
	}
	if got := put("SYNCBOT_WAIT=1h\nSLACK_BOT_TOKEN=\n", 0o644); got != nil {
		t.Errorf("without a secret: %+v", got)
	}
	for _, secret := range []string{"SLACK_BOT_TOKEN=xoxb-1", "SLACK_APP_TOKEN=xapp-1", "SLACK_SIGNING_SECRET=abc", "DISCORD_BOT_TOKEN=a.b.c"} {
		if got := put(secret, 0o644); len(got) != 1 || got[0].State != checkup.Wrong || got[0].Remedy != "Run: chmod 600 .env" {
			t.Errorf("%s, open: %+v", secret, got)
		}
		if got := put(secret, 0o640); len(got) != 1 || got[0].State != checkup.OK {
			t.Errorf("%s, for a group: %+v", secret, got)
		}
	}
}

// An address beside an app-level token does nothing, which is no fault.
func TestDoctorNamesTheAddressThatIsNotUsed(t *testing.T) {
	p := newPatient(t)
	p.set = append(p.set, "SYNCBOT_LISTEN=127.0.0.1:8080")
	out, got := p.doctor(t)
	if got != 0 || !strings.Contains(out, "ok         address for signed requests: SYNCBOT_LISTEN is not used: with SLACK_APP_TOKEN set,") {
		t.Errorf("exit status %d:\n%s", got, out)
	}
}
