package bot_test

import (
	"strings"
	"testing"

	"syncbot/bot"
	"syncbot/bot/chat/chattest"
	"syncbot/workflow"
)

// Who may not, is told so and by whom it can be done, and nothing happens.
func TestTheRefusalIsTheAnswer(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		w.configure = func(c *bot.Config) {
			c.Policy = workflow.Policy{Sync: []workflow.Listed{{ID: "G1", Name: "support-leads"}}}
		}
		p := w.start()
		defer p.stop()
		mei := workflow.User{ID: "U2", Name: "Mei"}
		ask := func(text string) string { return w.send(w.fake.Command(mei, w.fake.Place("general"), text)) }
		lead := w.fake.Command(priya, w.fake.Place("general"), "123")
		lead.Groups = []string{"G1"}

		if got := ask("123"); !strings.Contains(got, "support-leads") || len(w.openCases(p)) > 0 {
			t.Errorf("she may not sync: %q, open %q", got, w.openCases(p))
		}
		if got := w.send(lead); !strings.HasPrefix(got, "On it") {
			t.Errorf("a lead may: %q", got)
		}
		w.awaitInThread(errorFound)
		if got := ask("status 123"); !strings.HasPrefix(got, "123") || strings.Contains(got, "support-leads") {
			t.Errorf("she may ask: %q", got)
		}
		fix := w.pressing("I've fixed it, sync again", "")
		fix.By = mei
		if got := w.send(fix); !strings.Contains(got, "support-leads") {
			t.Errorf("she may not press what leads to a sync: %q", got)
		}
		guest := w.fake.Command(mei, w.fake.Place("general"), "help")
		guest.Outsider = true
		if got := w.send(guest); !strings.Contains(got, "members") {
			t.Errorf("a guest may nothing: %q", got)
		}
	})
}
