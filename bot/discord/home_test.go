package discord

import (
	"encoding/json"
	"testing"
	"time"
)

// Without servers in the settings, those of their channels are served and no others: anybody may invite a public bot. As long as a
// channel can't be seen, its server may be any.
func TestServersOfTheChannelsAreServed(t *testing.T) {
	for name, tt := range map[string]struct {
		channels func(r *rig) []string
		served   bool // another server
	}{
		"all seen":     {func(r *rig) []string { return []string{r.support} }, false},
		"one not seen": {func(r *rig) []string { return []string{r.support, "4242"} }, true},
		"none":         {func(*rig) []string { return nil }, true},
	} {
		t.Run(name, func(t *testing.T) {
			with(t, func(t *testing.T, r *rig, c *core) {
				r.does(r.Command(r.kim, r.support, "sync list", nil))
				c.took(t)
				time.Sleep(time.Second)
				var elsewhere map[string]any
				if err := json.Unmarshal(r.Deliveries()[0].Payload, &elsewhere); err != nil {
					t.Fatal(err)
				}
				elsewhere["id"], elsewhere["guild_id"] = "4711", "4712"
				r.Dispatch("INTERACTION_CREATE", elsewhere)
				if tt.served {
					c.took(t)
					return
				}
				c.tookNothing(t)
			}, func(r *rig, o *Options) { o.Guilds, o.Channels = nil, tt.channels(r) })
		})
	}
}
