package discord

import (
	"strings"
	"testing"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/chat/chattest/pipe"
	"syncbot/bot/discord/discordtest"
)

func TestWhatTheBotMustBeTold(t *testing.T) {
	whole := Options{BotToken: discordtest.BotToken, ApplicationID: discordtest.AppID}
	door := pipe.New()
	t.Cleanup(func() { _ = door.Close() })
	for name, c := range map[string]struct {
		change func(*Options)
		says   string
	}{
		"everything":           {func(*Options) {}, ""},
		"signed requests":      {func(o *Options) { o.PublicKey, o.Listener = discordtest.PublicKey, door }, ""},
		"no token":             {func(o *Options) { o.BotToken = "" }, "token of the bot"},
		"no app":               {func(o *Options) { o.ApplicationID = "syncbot" }, "application id"},
		"nowhere to be called": {func(o *Options) { o.PublicKey = discordtest.PublicKey }, "address"},
		"no key":               {func(o *Options) { o.PublicKey, o.Listener = "abc", door }, "public key"},
	} {
		o := whole
		c.change(&o)
		_, err := New(o)
		if (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTraits(t *testing.T) {
	d, err := New(Options{BotToken: discordtest.BotToken, ApplicationID: discordtest.AppID})
	if err != nil {
		t.Fatal(err)
	}
	if want := (chat.Traits{HonoursKeys: 2 * time.Minute, Findable: true}); d.Name() != "discord" || d.Traits() != want {
		t.Errorf("%s has %+v", d.Name(), d.Traits())
	}
}
