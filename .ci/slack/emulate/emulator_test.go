// Package emulate runs the bot against npm's emulate: a second opinion on Slack's Web API, by people who know nothing of our
// own fake.
//
// What emulate cannot do, the tests do in Slack's place: type commands, press buttons and take in what is posted to response
// URLs. It has no Socket Mode and no user groups, does not limit the pace, accepts blocks that Slack refuses, and gives a
// conversation's messages whatever their time. It wants the token as a header, which slack-go sends as a field of the form.
package emulate

import (
	"bytes"
	"context"
	"encoding/json"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	bot "syncbot/bot/slack"
)

const (
	program  = "../node_modules/emulate/dist/index.js"
	botToken = "xoxb-local-test"
	botName  = "syncbot"
)

// workspace is one run of emulate. Where the bot is concerned, every call goes through a door that adds the header.
type workspace struct {
	api  string // base of the Web API, for the bot
	addr string // of emulate itself

	mu    sync.Mutex
	calls []call
}

// start runs emulate with the scopes of our manifest and nothing more, until the test ends.
func start(t *testing.T) *workspace {
	t.Helper()
	if _, err := os.Stat(program); err != nil {
		t.Fatalf("emulate is not installed: run npm ci in .ci/slack (%v)", err)
	}
	port := freePort(t)
	seed := filepath.Join(t.TempDir(), "seed.yaml")
	if err := os.WriteFile(seed, seeded(t), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", program, "start", "-s", "slack", "-p", port, "--seed", seed)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if t.Failed() {
			t.Logf("emulate said:\n%s", said.String())
		}
	})
	w := &workspace{addr: "http://127.0.0.1:" + port}
	eventually(t, "emulate answers", func() bool {
		answer, err := http.Get(w.addr)
		return err == nil && answer.Body.Close() == nil
	})
	w.api = w.door(t) + "/api/"
	return w
}

// seeded is the workspace to begin with. JSON is YAML, too.
func seeded(t *testing.T) []byte {
	t.Helper()
	scopes := bot.NewManifest(nil).OAuth.Scopes.Bot
	seed, err := json.Marshal(map[string]any{"slack": map[string]any{
		"team":          map[string]any{"name": "Northside", "domain": "northside"},
		"users":         []any{map[string]any{"name": "priya", "real_name": "Priya"}, map[string]any{"name": "dave", "real_name": "Dave"}},
		"channels":      []any{map[string]any{"name": "support"}, map[string]any{"name": "desk", "is_private": true}, map[string]any{"name": "closed", "is_private": true}},
		"oauth_apps":    []any{map[string]any{"client_id": "1.1", "client_secret": "unused", "app_id": "A1", "name": botName, "bot_name": botName, "bot_id": "B1", "bot_user_id": "UBOT"}},
		"tokens":        []any{map[string]any{"token": botToken, "user": botName, "bot_id": "B1", "app_id": "A1", "scopes": scopes}, map[string]any{"token": "xoxp-priya", "user": "priya"}},
		"strict_scopes": true,
	}})
	if err != nil {
		t.Fatal(err)
	}
	return seed
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}

// eventually waits until it is so.
func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for !so() {
		select {
		case <-ctx.Done():
			t.Fatalf("never seen: %s", what)
		case <-time.After(50 * time.Millisecond):
		}
	}
}
