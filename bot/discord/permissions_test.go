package discord

import (
	"encoding/json"
	"testing"
)

func TestPermissionsIn(t *testing.T) {
	t.Parallel()
	const guild = `{"id":"1","owner_id":"9","roles":[
		{"id":"1","permissions":"3072"},
		{"id":"2","permissions":"16384"},
		{"id":"3","permissions":"8"}]}`
	const base = viewChannel | sendMessages
	for name, c := range map[string]struct {
		person  string
		roles   []string
		channel string
		want    uint64
	}{
		"everybody's role":                        {"5", nil, `[]`, base},
		"roles add up":                            {"5", []string{"2"}, `[]`, base | embedLinks},
		"the owner may everything":                {"9", nil, `[{"id":"1","deny":"3072","allow":"0"}]`, everything},
		"an administrator may everything":         {"5", []string{"3"}, `[{"id":"1","deny":"3072","allow":"0"}]`, everything},
		"a channel denies everybody":              {"5", []string{"2"}, `[{"id":"1","deny":"1024","allow":"0"}]`, 0},
		"a role is let in again":                  {"5", []string{"2"}, `[{"id":"1","deny":"1024","allow":"0"},{"id":"2","deny":"0","allow":"1024"}]`, base | embedLinks},
		"one role allows what another denies":     {"5", []string{"2", "4"}, `[{"id":"2","deny":"2048","allow":"0"},{"id":"4","deny":"0","allow":"2048"}]`, base | embedLinks},
		"the person comes last":                   {"5", []string{"2"}, `[{"id":"5","deny":"2048","allow":"0"},{"id":"2","deny":"0","allow":"2048"}]`, viewChannel | embedLinks},
		"others' overwrites are not the person's": {"5", nil, `[{"id":"6","deny":"1024","allow":"0"},{"id":"2","deny":"1024","allow":"0"}]`, base},
	} {
		var g guildRoles
		var channel []overwrite
		if err := json.Unmarshal([]byte(guild), &g); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(c.channel), &channel); err != nil {
			t.Fatal(err)
		}
		if got := permissionsIn(c.person, c.roles, g, channel); got != c.want {
			t.Errorf("%s: %b, want %b", name, got, c.want)
		}
	}
}
