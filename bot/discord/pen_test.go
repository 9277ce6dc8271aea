package discord

import (
	"testing"
	"time"

	"syncbot/bot/discord/discordtest"
	"syncbot/workflow"
)

// A message goes out in its time, with its links named, where Discord does not say in time where they lead.
func TestLinksDoNotHoldMessagesUp(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		var links []workflow.Action
		for _, name := range []string{"a", "b", "c"} {
			channel := r.AddChannel(discordtest.Channel{Name: name, Kind: discordtest.Text})
			links = append(links, workflow.Action{ID: workflow.OpenMessage, Label: name, Message: workflow.MessageRef{Place: placeOf(channel, ""), Ref: "7"}})
		}
		r.Spoil(func(c discordtest.Call) discordtest.Fault {
			if c.Route == discordtest.GetChannel {
				return discordtest.Slow(9 * time.Second)
			}
			return discordtest.Fault{}
		})
		m := r.root("k1", "3 documents waiting for you")
		m.Note = saysThis{say: "3 documents waiting for you", actions: links}
		if _, err := r.bot.Post(within(t, 20*time.Second), m); err != nil {
			t.Error(err)
		}
	})
}
