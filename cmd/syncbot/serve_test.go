package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"syncbot/bot/slack/slacktest"
)

// Every fault has a line of its own, and all of them begin alike.
func TestServeListsTheFaultsOfItsSettings(t *testing.T) {
	one, two := errors.New("SYNCBOT_WAIT is wrong"), errors.New("no chat service is set")
	if err := listed(errors.Join(one, two)); err.Error() != "the settings have faults:\n  SYNCBOT_WAIT is wrong\n  no chat service is set" {
		t.Error(err)
	}
	if err := listed(errors.Join(two, nil)); err.Error() != "no chat service is set" {
		t.Error(err)
	}
	if err := listed(errors.Join(nil, nil)); err != nil {
		t.Error(err)
	}
	t.Chdir(t.TempDir())
	t.Setenv("SYNCBOT_WAIT", "soon")
	root := newRoot()
	root.SetArgs([]string{"serve"})
	root.SetOut(new(bytes.Buffer))
	err := root.ExecuteContext(t.Context())
	if err == nil || strings.Count(err.Error(), "\n") != 3 || strings.Count(err.Error(), "\n  ") != 3 {
		t.Error(err)
	}
}

// Whoever starts the bot reads what runs, and where it is connected; and no secret.
func TestServeSaysWhatRuns(t *testing.T) {
	p := newPatient(t)
	p.set[0] = "SYNCBOT_WORKSHOP=sandbox"
	path := logTo(t)
	p.serving(t)
	for _, line := range []string{
		"serving practice data, workshops bayview, northside; store " + p.store, "connected to Slack as @syncbot in Team",
	} {
		until(t, func() error {
			text, err := os.ReadFile(path)
			if err != nil || !strings.Contains(string(text), "level=info msg=\""+line+"\"") {
				return fmt.Errorf("nobody reads %q, %v:\n%s", line, err, text)
			}
			for _, secret := range []string{slacktest.BotToken, slacktest.AppToken, slacktest.SigningSecret} {
				if strings.Contains(string(text), secret) {
					t.Errorf("a secret is shown:\n%s", text)
				}
			}
			return nil
		})
	}
}

// logTo sends what the log says into a file until the test ends.
func logTo(t *testing.T) (path string) {
	path = filepath.Join(t.TempDir(), "log")
	log, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	before := os.Stderr
	t.Cleanup(func() {
		os.Stderr = before
		if err := log.Close(); err != nil {
			t.Error(err)
		}
	})
	os.Stderr = log
	return path
}
