package discord

// Registering the commands.

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"syncbot/bot/discord/discordtest"
)

// puts is how often the commands were set: in the guild, and globally.
func (r *rig) puts() (guild, global int) {
	return len(r.Calls(discordtest.PutGuildsOwn)), len(r.Calls(discordtest.PutCommands))
}

func TestCommandsAreRegisteredOnceWhereTheyDiffer(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		for range 3 {
			stop := r.online()
			stop()
			r.bot = r.newBot()
		}
		if guild, global := r.puts(); guild != 1 || global != 0 {
			t.Errorf("%d in the guild, %d globally", guild, global)
		}
	})
}

func TestCommandsAreRegisteredGloballyWithoutGuilds(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		for range 2 {
			r.bot = r.newBot(func(o *Options) { o.Guilds = nil })
			stop := r.online()
			stop()
		}
		if guild, global := r.puts(); guild != 0 || global != 1 {
			t.Errorf("%d in the guild, %d globally", guild, global)
		}
	})
}

// Where the commands were registered for all once, and are for some guilds now, nobody finds each twice.
func TestCommandsOfAllGuildsGoWhereSomeAreServed(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.bot = r.newBot(func(o *Options) { o.Guilds = nil })
		stop := r.online()
		stop()
		for range 2 {
			r.bot = r.newBot()
			stop = r.online()
			stop()
		}
		if n := len(r.RegisteredCommands("")); n != 0 {
			t.Errorf("%d commands are still offered everywhere", n)
		}
		if guild, global := r.puts(); guild != 1 || global != 2 {
			t.Errorf("%d in the guild, %d globally", guild, global)
		}
	})
}

func TestCommandsThatCannotBeRegisteredShowAndAreTriedAgain(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.NextOf(discordtest.PutGuildsOwn, discordtest.Refuse(403, 50001, "Missing Access"))
		r.dialling(nil)
		time.Sleep(time.Second)
		synctest.Wait()
		r.says("connected since", "commands in the server "+discordtest.Guild, "could not be registered")
		if r.bot.Status().Well {
			t.Error("it says that it is well")
		}
		time.Sleep(8 * time.Minute)
		r.up()
	})
}

// However many guilds there are.
func TestEachGuildHasItsTime(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		for _, route := range []string{discordtest.GetCommands, discordtest.GetGuildsOwn} {
			r.NextOf(route, discordtest.Slow(askTimeout*2/3))
		}
		r.dialling(nil)
		time.Sleep(2 * askTimeout)
		r.up()
		if guild, _ := r.puts(); guild != 1 || len(r.Calls(discordtest.GetGuildsOwn)) != 1 {
			t.Errorf("%d in the guild, asked for %d times", guild, len(r.Calls(discordtest.GetGuildsOwn)))
		}
	})
}

func TestSameCommands(t *testing.T) {
	t.Parallel()
	want := commands(true)
	asDiscordTells := func(change func(all []map[string]any)) json.RawMessage {
		raw, _ := json.Marshal(want)
		var all []map[string]any
		_ = json.Unmarshal(raw, &all)
		all[0], all[2] = all[2], all[0]
		for _, c := range all {
			c["id"], c["version"], c["nsfw"], c["name_localizations"], c["contexts"] = "1", "2", false, nil, []int{1, 0}
		}
		change(all)
		raw, _ = json.Marshal(all)
		return raw
	}
	for name, tt := range map[string]struct {
		has  json.RawMessage
		same bool
	}{
		"in another order, with what Discord adds": {asDiscordTells(func([]map[string]any) {}), true},
		"other words":         {asDiscordTells(func(all []map[string]any) { all[1]["description"] = "x" }), false},
		"for others":          {asDiscordTells(func(all []map[string]any) { all[1]["default_member_permissions"] = nil }), false},
		"not alone with it":   {asDiscordTells(func(all []map[string]any) { all[1]["contexts"] = []int{0} }), false},
		"none":                {json.RawMessage(`[]`), false},
		"of a form of old":    {json.RawMessage(`[{"type":1,"name":"sync","options":[{"choices":[{"name":"a","value":7}]}]}]`), false},
		"what makes no sense": {json.RawMessage(`{}`), false},
	} {
		if got := sameCommands(tt.has, want, true); got != tt.same {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// Discord refuses all of them where one is too long, or an option that must be given comes after one that need not.
func TestCommandsAreWithinDiscordsLimits(t *testing.T) {
	t.Parallel()
	var check func(path string, options []optionForm)
	check = func(path string, options []optionForm) {
		optional := false
		for _, o := range options {
			at := path + " " + o.Name
			if n := utf8.RuneCountInString(o.Description); n < 1 || n > 100 || len(o.Name) > 32 || strings.ToLower(o.Name) != o.Name {
				t.Errorf("%s: the description has %d characters", at, n)
			}
			if o.Required && optional {
				t.Errorf("%s must be given, and comes after what need not", at)
			}
			if len(o.Choices) > 0 && o.Autocomplete || len(o.Options) > 25 {
				t.Errorf("%s has choices and is completed, or too many options", at)
			}
			optional = optional || !o.Required
			check(at, o.Options)
		}
	}
	for _, c := range commands(true) {
		if n := utf8.RuneCountInString(c.Description); n > 100 || (n == 0) != (c.Type == messageCommand) || len(c.Name) > 32 {
			t.Errorf("%s: the description has %d characters", c.Name, n)
		}
		if c.Name == commandSync {
			for _, o := range c.Options {
				check(c.Name+" "+o.Name, o.Options)
			}
			continue
		}
		check(c.Name, c.Options)
	}
}
