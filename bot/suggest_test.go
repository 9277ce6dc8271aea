package bot_test

// What somebody may mean who is typing a command.

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot"
	"syncbot/bot/chat"
	"syncbot/bot/chat/chattest"
	"syncbot/workflow"
)

func TestSuggestions(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		w.withBayview(map[workflow.Ref][]workflow.WorkshopID{"desk": {bayview, northside}, "northside": {northside}, "bayview": {bayview}})
		p := w.start()
		defer p.stop()
		mei := workflow.User{ID: "U2", Name: "Mei"}
		w.send(w.fake.Command(mei, w.fake.Place("desk"), "640 at northside"))
		time.Sleep(time.Second)
		w.askIn("desk", "payment 638 at northside")
		w.askIn("desk", "702 at bayview")
		w.askIn("northside", "639")
		w.askIn("northside", "stop 639")
		for _, c := range []struct {
			in    workflow.Ref
			about chat.Field
			typed string
			most  int
			want  []string
		}{
			{"desk", chat.FieldNumber, "64", 9, []string{"640 at northside"}},
			{"desk", chat.FieldNumber, "", 2, []string{"payment 638 at northside", "702 at bayview"}}, // the person's own first
			{"desk", chat.FieldNumber, "", 9, []string{"payment 638 at northside", "702 at bayview", "640 at northside", "639 at northside"}},
			{"desk", chat.FieldNumber, "BAYVIEW", 9, []string{"702 at bayview"}},
			{"northside", chat.FieldNumber, "", 9, []string{"payment 638", "640", "639"}}, // 639 was asked about lately
			{"bayview", chat.FieldNumber, "", 9, []string{"702"}},
			{"lobby", chat.FieldNumber, "", 9, nil},
			{"northside", chat.FieldFollowed, "", 9, []string{"payment 638", "640"}},
			{"northside", chat.FieldNumber, "INV-64", 9, []string{"640"}},
			{"northside", chat.FieldNumber, "642,64", 9, []string{"642, 640"}},
			{"desk", chat.FieldWorkshop, "", 9, []string{"northside", "bayview"}},
			{"desk", chat.FieldWorkshop, "myob", 9, []string{"bayview"}},
			{"northside", chat.FieldWorkshop, "", 9, []string{"northside"}},
		} {
			got, err := p.bot.Suggest(t.Context(), w.fake.Command(priya, w.fake.Place(c.in), ""), c.about, c.typed, c.most)
			var values []string
			for _, s := range got {
				values = append(values, s.Value)
			}
			if diff := cmp.Diff(c.want, values); diff != "" || err != nil {
				t.Errorf("%s in %s, %q typed: %v (-want +got):\n%s", c.about, c.in, c.typed, err, diff)
			}
		}
		got, err := p.bot.Suggest(t.Context(), w.fake.Command(priya, w.fake.Place("desk"), ""), chat.FieldNumber, "638", 1)
		if err != nil || len(got) != 1 || !strings.HasPrefix(got[0].Label, "Payment on 638 · Northside Autos · ") {
			t.Errorf("%+v, %v", got, err)
		}
	})
}

func TestWhoMayNotAskIsSuggestedNothing(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		w.configure = func(c *bot.Config) { c.Policy.Ask = []workflow.Listed{{Platform: "fake", ID: "U2", Name: "Mei"}} }
		p := w.start()
		defer p.stop()
		w.send(w.fake.Command(workflow.User{ID: "U2", Name: "Mei"}, w.fake.Place("general"), "640"))
		got, err := p.bot.Suggest(t.Context(), w.fake.Command(priya, w.fake.Place("general"), ""), chat.FieldNumber, "", 9)
		if len(got) != 0 || err != nil {
			t.Error(got, err)
		}
	})
}
