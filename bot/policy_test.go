package bot_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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
		if got := ask("123"); !strings.HasPrefix(got, "123 is already followed") || strings.Contains(got, "support-leads") {
			t.Errorf("what is open she may ask after: %q", got)
		}
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

// What is open is told to whoever may ask; only what would have to be opened is refused, once.
func TestWhoMayNotSyncIsToldOfWhatIsOpen(t *testing.T) {
	inTwoServices(t, func(t *testing.T, w *world) {
		w.configure = func(c *bot.Config) {
			c.Policy = workflow.Policy{Sync: []workflow.Listed{{ID: string(priya.ID), Name: "Priya"}}}
		}
		p := w.start()
		defer p.stop()
		w.ask("641")
		w.ask("639")
		const refusal = "Syncs are started by Priya here. Ask Priya."
		ask := func(text string) workflow.Answer { return w.answerTo(w.far.Command(dave, w.far.Place("floor"), text)) }

		one := ask("641")
		if !strings.HasPrefix(one.Text.Text(), "641 is already followed") || strings.Contains(one.Text.Text(), refusal) || !slices.Contains(labels(one), "Tell me here too") {
			t.Errorf("of one that is open: %+v", one)
		}
		mixed := ask("640 641 642 639")
		lines := strings.Split(mixed.Text.Text(), "\n")
		if len(lines) != 3 || !strings.HasPrefix(lines[0], "641 is already") || !strings.HasPrefix(lines[1], "639 is already") || lines[2] != refusal {
			t.Errorf("of some that are open: %q", mixed.Text)
		}
		if want := "Tell me here too · 639"; !slices.Contains(labels(mixed), want) {
			t.Errorf("choices %q, want %q among them", labels(mixed), want)
		}
		for _, text := range []string{"640", "640 642"} {
			if got := ask(text); got.Text != refusal || len(got.Choices) > 0 {
				t.Errorf("%s: %+v, want only the refusal", text, got)
			}
		}
		if diff := cmp.Diff([]string{"northside 639", "northside 641"}, w.openCases(p)); diff != "" {
			t.Errorf("open (-want +got):\n%s", diff)
		}
	})
}

// A refusal leaves no trace: the same request is heard anew once the person may.
func TestARefusalIsNotRemembered(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		var policy workflow.Policy
		policy.Sync = []workflow.Listed{{ID: "G1", Name: "support-leads"}}
		w.configure = func(c *bot.Config) { c.Policy = policy }
		p := w.start()
		r := w.fake.Command(priya, w.fake.Place("general"), "640 642")
		if got := w.send(r); !strings.Contains(got, "support-leads") {
			t.Errorf("she may not yet: %q", got)
		}
		defer w.restarted(p, func() { policy = workflow.Policy{} }).stop()
		if got := w.send(r); !strings.HasPrefix(got, "On it: 640 and 642.") {
			t.Errorf("she may now: %q", got)
		}
	})
}
