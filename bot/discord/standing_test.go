package discord

// What somebody may who writes to the bot alone, by the servers that are served.

import (
	"testing"
	"time"

	"syncbot/bot/discord/discordtest"
	"syncbot/workflow"
)

// A channel of the settings on a server that is not served gives nobody of that server anything.
func TestChannelsOfAServerThatIsNotServedCountForNobody(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		r.Say(r.kim, r.DirectChannel(r.kim), "641")
		if got := c.took(t); !got.Outsider || len(got.Channels) > 0 || len(got.Groups) > 0 {
			t.Errorf("%+v", got)
		}
	}, func(r *rig, o *Options) {
		role := r.AddRole(discordtest.Role{Name: "mechanics"})
		r.AddMember(discordtest.Member{ID: r.kim, Name: "kim", Roles: []string{role}})
		o.Guilds, o.Channels = []string{"4242"}, []string{r.support}
	})
}

// What was answered to somebody alone can't be pressed any more where its server is served no longer.
func TestAnAnswerOfAServerThatIsNotServedAnyMore(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		c.answer.Choices = []workflow.Choice{{Action: workflow.Action{Label: "Northside"}, Command: "641 at northside"}}
		r.Say(r.kim, r.support, mentionBot+"641")
		c.took(t)
		answer := r.toKim()[0].ID
		r.bot.options.Guilds = []string{"4242"}
		r.does(r.Press(r.kim, r.DirectChannel(r.kim), answer, "Northside"))
		c.tookNothing(t)
		time.Sleep(time.Second)
	})
}
