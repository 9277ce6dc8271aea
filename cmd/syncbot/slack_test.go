package main

import (
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/slack"
)

// The README names every permission that the app asks for, with its reason, and no other.
func TestTheREADMEsScopes(t *testing.T) {
	var written []slack.Scope
	for _, row := range regexp.MustCompile("(?m)^\\| `([a-z_]+:?[a-z]*)` \\| (.*) \\|$").FindAllStringSubmatch(readme(t), -1) {
		written = append(written, slack.Scope{Name: row[1], Reason: row[2]})
	}
	if diff := cmp.Diff(slack.Scopes([]string{"S1"}), written); diff != "" {
		t.Errorf("(-asked for +README):\n%s", diff)
	}
}
