package discord

// What people write to the bot, through the gateway, and how they are answered.

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/discord/discordtest"
	"syncbot/workflow"
)

// mentionBot begins what is written to the bot.
const mentionBot = "<@" + discordtest.BotUser + "> "

// toKim are what the bot has written to kim alone, once all is still.
func (r *rig) toKim() []discordtest.Message {
	synctest.Wait()
	return slices.DeleteFunc(r.Messages(r.DirectChannel(r.kim)), func(m discordtest.Message) bool { return m.By != discordtest.BotUser })
}

func TestAMentionIsACommand(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		r.AddMember(discordtest.Member{ID: r.lee, Name: "lee", Nick: "Lee Wong"})
		thread := r.AddThread(r.support, "641", r.lee)
		id := r.Say(r.kim, thread, mentionBot+"give 641 to <@"+r.lee+">")
		got := c.took(t)
		if got.Text != "give 641 to @Lee Wong" || !slices.Equal(got.Mentions, []workflow.User{{ID: workflow.UserID(r.lee), Name: "Lee Wong"}}) {
			t.Errorf("%q with %+v", got.Text, got.Mentions)
		}
		if got.Key != "discord:"+id || got.Place != placeOf(r.support, thread) || got.By.Name != "kim" || got.Private || got.Attached != nil {
			t.Errorf("%+v", got)
		}
		all := r.toKim()
		if len(all) != 1 || !strings.Contains(all[0].Reads, "Heard.") || !strings.Contains(all[0].Content, "/"+thread+"/"+id) || len(all[0].Mentions) > 0 {
			t.Errorf("kim is answered %+v", all)
		}
		if n := len(r.Thread(thread)); n != 1 {
			t.Errorf("%d messages in the thread", n)
		}
	})
}

func TestWhatIsNotForTheBotIsLeft(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		r.Say(r.kim, r.support, "641 isn't there")
		r.Say(r.kim, r.support, "<@"+r.lee+"> 641")
		r.Dispatch("MESSAGE_CREATE", map[string]any{"id": "1", "channel_id": r.support, "guild_id": discordtest.Guild, "type": 0,
			"author": map[string]any{"id": "5", "bot": true}, "content": mentionBot + "641", "mentions": []any{map[string]any{"id": discordtest.BotUser}}})
		r.Dispatch("MESSAGE_CREATE", "nonsense")
		c.tookNothing(t)
	})
}

// People reply to the bot's messages to talk to one another, too, so what the core does not understand there gets no answer.
func TestRepliesToTheBotMayBeForOthers(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		root := string(r.post(r.root("k1", "641 · 1 error found")).Ref)
		for _, said := range []struct {
			text  string
			files []discordtest.File
			aside bool
		}{
			{"yes, I'll have a look tomorrow", nil, true}, {"status 641", nil, true}, {mentionBot + "641", nil, false},
			{"here it is", []discordtest.File{{Name: "events.log", Content: []byte("641 x")}}, false},
		} {
			r.Reply(r.kim, r.support, root, said.text, said.files...)
			if got := c.took(t); got.Aside != said.aside {
				t.Errorf("%+v", got)
			}
		}
	})
}

func TestAMessageIsTakenOnce(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		event := map[string]any{"id": "42", "channel_id": r.support, "guild_id": discordtest.Guild, "type": 0, "author": map[string]any{"id": r.kim, "username": "kim"},
			"member": map[string]any{"roles": []string{}}, "content": mentionBot + "641", "mentions": []any{map[string]any{"id": discordtest.BotUser}}}
		r.Dispatch("MESSAGE_CREATE", event)
		c.took(t)
		r.Dispatch("MESSAGE_CREATE", event)
		c.tookNothing(t)
		if n := len(r.toKim()); n != 1 {
			t.Errorf("kim was answered %d times", n)
		}
	})
}

// Who takes no direct messages is answered under the message, without a ping.
func TestWhereDirectMessagesAreClosed(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		r.CloseDirect(r.kim)
		id := r.Say(r.kim, r.support, mentionBot+"641")
		c.took(t)
		all := r.Messages(r.support)
		if len(all) != 2 || all[1].Answers != id || !strings.Contains(all[1].Reads, "Heard.") || len(all[1].Mentions) > 0 || strings.Contains(all[1].Content, "http") {
			t.Errorf("kim is answered\n%s", r)
		}
	})
}

// A choice under an answer in direct messages is made where the question was.
func TestAChoiceCountsWhereTheMessageWasWritten(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		role := r.AddRole(discordtest.Role{Name: "mechanics"})
		r.AddMember(discordtest.Member{ID: r.kim, Name: "kim", Roles: []string{role}})
		c.answer.Choices = []workflow.Choice{
			{Action: workflow.Action{Label: "Northside"}, Command: "641 at northside"},
			{Action: workflow.Action{Label: "Another…", Input: workflow.InputName}, Command: "641 at"},
			{Action: workflow.Action{Label: "Give"}, Command: "give 641 to @lee at northside"},
		}
		thread := r.AddThread(r.support, "641", r.lee)
		r.Say(r.kim, thread, mentionBot+"give 641 to <@"+r.lee+">")
		c.took(t)
		answer, alone := r.toKim()[0].ID, r.DirectChannel(r.kim)
		press := func(label, typed string) {
			r.does(r.Press(r.kim, alone, answer, label))
			if typed != "" {
				r.does(r.Submit(r.kim, map[string]string{inputID: typed}))
			}
			got := c.took(t)
			if got.Place != placeOf(r.support, thread) || got.Private || got.Outsider || !slices.Equal(got.Groups, []string{role}) || got.Text != "641 at northside" {
				t.Errorf("%s: %+v", label, got)
			}
		}
		r.does(r.Press(r.kim, alone, answer, "Give"))
		if got := c.took(t); got.Text != "give 641 to @lee at northside" || !slices.Equal(got.Mentions, []workflow.User{{ID: workflow.UserID(r.lee), Name: "lee"}}) {
			t.Errorf("%+v", got)
		}
		press("Northside", "")
		press("Another…", "northside")
		overwrites := []discordtest.Overwrite{{ID: r.kim, Member: true, Deny: discordtest.ViewChannel}}
		r.AddChannel(discordtest.Channel{ID: r.support, Name: "support", Overwrites: overwrites})
		time.Sleep(freshGuild)
		r.does(r.Press(r.kim, alone, answer, "Northside"))
		if got := c.took(t); !got.Outsider {
			t.Errorf("after the channel was hidden: %+v", got)
		}
		r.AddMember(discordtest.Member{ID: r.kim, Name: "kim", Outside: true})
		time.Sleep(freshMember)
		r.does(r.Press(r.kim, alone, answer, "Northside"))
		if got := c.took(t); !got.Outsider || len(got.Groups) > 0 {
			t.Errorf("after leaving: %+v", got)
		}
	})
}

func TestWhatIsWrittenAloneIsPrivate(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		alone := r.DirectChannel(r.kim)
		r.Say(r.kim, alone, "641")
		got := c.took(t)
		if !got.Private || got.Text != "641" || got.Place != placeOf(alone, "") || !slices.Equal(got.Channels, []workflow.Ref{workflow.Ref(r.support)}) {
			t.Errorf("%+v", got)
		}
		if all := r.toKim(); len(all) != 1 || all[0].Content != "" || !strings.Contains(all[0].Reads, "Heard.") {
			t.Errorf("kim is answered\n%s", r)
		}
	}, anywhere)
}

func TestFilesComeAlong(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		picture := discordtest.File{Name: "a.png", ContentType: "image/png", Content: []byte("PNG")}
		log := discordtest.File{Name: "events.csv", ContentType: "text/csv", Content: []byte("641,Email address must be valid\n")}
		r.Say(r.kim, r.support, mentionBot+"status", picture, log)
		if got := c.took(t); !bytes.Equal(got.Attached, log.Content) || got.Text != "status" {
			t.Errorf("%+v", got)
		}
		r.Say(r.kim, r.support, mentionBot+"641", picture)
		if got := c.took(t); got.Attached != nil {
			t.Errorf("%+v", got)
		}
		r.Say(r.kim, r.support, mentionBot, picture)
		if got := c.took(t); !bytes.Equal(got.Attached, picture.Content) {
			t.Errorf("%+v", got)
		}
	})
}

func TestFilesThatAreNotReadAreSaid(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		said := func(want string) {
			t.Helper()
			c.tookNothing(t)
			time.Sleep(time.Minute)
			all := r.toKim()
			if len(all) == 0 || !strings.Contains(all[len(all)-1].Reads, want) {
				t.Errorf("kim is answered %+v, want %q", all, want)
			}
		}
		r.Say(r.kim, r.support, mentionBot, discordtest.File{Name: "events.log", Content: make([]byte, maxFile+1)})
		said(tooLarge)
		sent := func(id, address string, size int) {
			r.Dispatch("MESSAGE_CREATE", map[string]any{"id": id, "channel_id": r.support, "guild_id": discordtest.Guild, "type": 0, "author": map[string]any{"id": r.kim, "username": "kim"},
				"member": map[string]any{"roles": []string{}}, "content": mentionBot, "mentions": []any{map[string]any{"id": discordtest.BotUser}},
				"attachments": []any{map[string]any{"filename": "events.log", "content_type": "text/plain", "size": size, "url": address}}})
		}
		sent("43", "http://discord.test/attachments/1/2/gone.log", 10)
		said(notLoaded)
		sent("44", "http://elsewhere.test/events.log", 10)
		said(notLoaded)
		large := r.Say(r.lee, r.support, "look", discordtest.File{Name: "x.log", Content: make([]byte, maxFile+1)})
		for _, m := range r.Messages(r.support) {
			if m.ID == large {
				sent("45", m.Attachments[0].URL, 10)
			}
		}
		said(tooLarge)
	})
}

// A message of a place that nobody can see is left, and the log says so.
func TestAMessageOfNowhereIsLeft(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		r.Dispatch("MESSAGE_CREATE", map[string]any{"id": "46", "channel_id": "4242", "guild_id": discordtest.Guild, "type": 0, "author": map[string]any{"id": r.kim, "username": "kim"},
			"content": mentionBot + "641", "mentions": []any{map[string]any{"id": discordtest.BotUser}}})
		c.tookNothing(t)
		var lines []string
		for _, e := range r.log.AllEntries() {
			lines = append(lines, fmt.Sprint(e.Message, e.Data))
		}
		if all := strings.Join(lines, "\n"); !strings.Contains(all, "a message was left: its channel can't be seen") {
			t.Errorf("the log says\n%s", all)
		}
	})
}

// Where Discord can't say just now where a message was written, who wrote it hears that nothing was done.
func TestWhereAMessageWasCanNotBeSaid(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		r.NextOf(discordtest.GetChannel, discordtest.HTTPError(500))
		r.Say(r.kim, r.support, mentionBot+"641")
		c.tookNothing(t)
		if all := r.toKim(); len(all) != 1 || !strings.Contains(all[0].Reads, unknownPlace) {
			t.Errorf("kim is answered %+v", all)
		}
		r.Say(r.kim, r.support, mentionBot+"641")
		if got := c.took(t); got.Text != "641" {
			t.Errorf("again: %+v", got)
		}
	})
}

func TestAMessageOfAnotherServerIsNotServed(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		r.Say(r.kim, r.support, mentionBot+"641")
		c.tookNothing(t)
		if all := r.toKim(); len(all) != 1 || !strings.Contains(all[0].Reads, notHere) {
			t.Errorf("kim is answered %+v", all)
		}
	}, func(_ *rig, o *Options) { o.Guilds = append([]string{"4242"}, "4243") })
}
