package main

import (
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"syncbot/bot/discord"
)

// The README names every permission that the link asks for, with its reason, and no other.
func TestTheREADMEsPermissions(t *testing.T) {
	var written []discord.Permission
	for _, row := range regexp.MustCompile("(?m)^\\| `([A-Z][A-Za-z ]+)` \\| (.*) \\|$").FindAllStringSubmatch(readme(t), -1) {
		written = append(written, discord.Permission{Name: row[1], Reason: row[2]})
	}
	if diff := cmp.Diff(discord.Invite("1").Permissions, written, cmpopts.IgnoreUnexported(discord.Permission{})); diff != "" {
		t.Errorf("(-asked for +README):\n%s", diff)
	}
}
