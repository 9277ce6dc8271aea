package bot_test

import (
	"strings"
	"testing"

	"syncbot/bot"
	"syncbot/bot/chat"
	"syncbot/bot/chat/chattest"
	"syncbot/storage"
	"syncbot/workflow"
)

func TestNewSaysWhatIsMissing(t *testing.T) {
	whole := bot.Config{
		Machine: machine(t, workflow.ByGateway), Store: struct{ storage.Store }{},
		Gateway: &witness{}, ReadText: readText,
	}
	for name, c := range map[string]struct {
		spoil func(*bot.Config)
		want  string
	}{
		"nothing":            {func(*bot.Config) {}, ""},
		"no machine":         {func(c *bot.Config) { c.Machine = nil }, "needs a machine"},
		"no store":           {func(c *bot.Config) { c.Store = nil }, "needs a machine, a store"},
		"no gateway":         {func(c *bot.Config) { c.Gateway = nil }, `"northside" is on the gateway road`},
		"two with one name":  {func(c *bot.Config) { c.Platforms = clients("slack", "slack") }, `"slack"`},
		"a lane's own name":  {func(c *bot.Config) { c.Platforms = clients("inside") }, `"inside"`},
		"two with two names": {func(c *bot.Config) { c.Platforms = clients("slack", "discord") }, ""},
	} {
		given := whole
		c.spoil(&given)
		_, err := bot.New(given)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func clients(names ...string) []chat.Platform {
	var all []chat.Platform
	for _, name := range names {
		all = append(all, chattest.NewFake(name, chattest.Searchable).Client())
	}
	return all
}

// Without a gateway and books the people road still works: nothing is claimed that was not seen.
func TestPeopleRoadNeedsNoConnection(t *testing.T) {
	inWorld(t, workflow.ByPeople, chattest.Searchable, func(t *testing.T, w *world) {
		w.configure = func(c *bot.Config) { c.Gateway, c.Books = nil, nil }
		defer w.start().stop()
		w.ask("640")
		w.await("640 · Please press sync")
		w.pressSync()
		w.await("640 · Time to read the event log")
		w.press("No entry", "")
		if m := w.await("640 · No error, not confirmed"); !strings.Contains(m.Text, "Xero isn't connected") && !strings.Contains(m.Text, "can't look into Xero") {
			t.Errorf("it does not say why: %q", m.Text)
		}
	})
}
