package discordtest_test

// How commands are registered.

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/discord/discordtest"
)

const (
	globally = "/applications/" + discordtest.AppID + "/commands"
	inGuild  = "/applications/" + discordtest.AppID + "/guilds/" + discordtest.Guild + "/commands"
)

func TestCommandsComeBackWithDefaults(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		const given = `[{"name":"ask","description":"d","options":[{"type":3,"name":"what","description":"d","required":false,
			"autocomplete":true,"choices":null,"options":null,"channel_types":null}]}, {"type":3,"name":"Check sync status"}]`
		r.call("PUT", globally, given)
		list := r.call("GET", globally, "").List
		got := list[0].(object)
		id, version := got["id"], got["version"]
		delete(got, "id")
		delete(got, "version")
		want := object{
			"application_id": discordtest.AppID, "type": 1.0, "name": "ask", "description": "d", "nsfw": false, "dm_permission": true,
			"contexts": nil, "integration_types": []any{0.0}, "default_member_permissions": nil,
			"name_localizations": nil, "description_localizations": nil,
			"options": []any{object{"type": 3.0, "name": "what", "description": "d", "autocomplete": true}},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if menu := list[1].(object); menu["description"] != "" || menu["type"] != 3.0 {
			t.Errorf("the command in the menu of messages is %v", menu)
		}
		again := r.call("PUT", globally, given).List[0].(object)
		if again["id"] != id || again["version"] != version {
			t.Error("the same definition makes another command")
		}
		if len(r.call("GET", inGuild, "").List) != 0 || r.CommandWrites() != 2 {
			t.Errorf("%d writes", r.CommandWrites())
		}
	})
}

func TestCommandsAreChecked(t *testing.T) {
	command := func(inside string) string { return `[{"name":"ask","description":"d",` + inside + `}]` }
	sub := `{"type":1,"name":"sub","description":"d"}`
	option := func(inside string) string { return `{"type":3,"name":"o","description":"d",` + inside + `}` }
	tests := map[string]string{
		"capital":         `[{"name":"Ask","description":"d"}]`,
		"no description":  `[{"name":"ask"}]`,
		"twice":           `[{"name":"ask","description":"d"},{"name":"ask","description":"d"}]`,
		"menu with words": `[{"type":3,"name":"x","description":"d"}]`,
		"beside subs":     command(`"options":[` + sub + `,` + option(`"required":false`) + `]`),
		"required last":   command(`"options":[` + option(`"required":false`) + `,{"type":3,"name":"p","description":"d","required":true}]`),
		"same option":     command(`"options":[` + option(`"required":false`) + `,` + option(`"required":false`) + `]`),
		"max_length":      command(`"options":[` + option(`"max_length":6001`) + `]`),
		"both":            command(`"options":[` + option(`"autocomplete":true,"choices":[{"name":"a","value":"a"}]`) + `]`),
		"choice":          command(`"options":[` + option(`"choices":[{"name":"a","value":1}]`) + `]`),
		"permissions":     command(`"default_member_permissions":"many"`),
		"contexts":        command(`"contexts":[7]`),
	}
	for name, body := range tests {
		inBubble(t, func(t *testing.T, r *rig) {
			r.refused(400, 50035, "PUT", inGuild, body)
			if r.CommandWrites() != 0 {
				t.Errorf("%s: it counts as written", name)
			}
		})
	}
	inBubble(t, func(_ *testing.T, r *rig) {
		r.refused(403, 50001, "PUT", "/applications/"+discordtest.AppID+"/guilds/5/commands", `[]`)
	})
}
