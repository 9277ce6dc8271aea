package main

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/chat"
)

// service is a chat service of which only its status matters.
type service struct {
	chat.Platform
	name   string
	status chat.Status
}

func (s service) Name() string        { return s.name }
func (s service) Status() chat.Status { return s.status }

func TestStatusIsThatOfTheRunningBot(t *testing.T) {
	path := filepath.Join(t.TempDir(), "db")
	serveSocket(t, path, nil,
		service{name: "slack", status: chat.Status{Text: "not connected: Slack refused the app token"}},
		service{name: "console", status: chat.Status{Well: true, Text: "listening since 10:04 am"}},
	)
	var got []health
	if err := (botKeeper{path}).ask(t.Context(), http.MethodGet, "/v1/status", &got); err != nil {
		t.Fatal(err)
	}
	want := []health{{"slack", false, "not connected: Slack refused the app token"}, {"console", true, "listening since 10:04 am"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if statusOfHealth(got) != statusNotWell || statusOfHealth(got[1:]) != 0 {
		t.Error("one that isn't well must show in the exit status, and nothing else")
	}
	var printed strings.Builder
	if err := printHealth(&printed, got); err != nil || !strings.HasPrefix(printed.String(), "slack: not connected") {
		t.Errorf("%q, %v", printed.String(), err)
	}
}
