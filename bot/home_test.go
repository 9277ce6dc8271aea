package bot_test

// A person's own page, and what may be asked where nobody else reads it.

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot"
	"syncbot/bot/chat"
	"syncbot/bot/chat/chattest"
	"syncbot/workflow"
)

// page is what the person's own page shows: each case's first line, the person's own with a star.
func (w *world) page(p *process, by workflow.User, channels ...workflow.Ref) []string {
	w.t.Helper()
	home, err := p.bot.Home(w.t.Context(), chat.Request{Place: w.fake.Place(""), By: by, Private: true, Channels: channels})
	if err != nil {
		w.t.Fatal(err)
	}
	all := []string{home.Text.Text()}
	for _, s := range home.Cases {
		line := firstLine(s.Note.Words().Text())
		if s.Mine {
			line = "* " + line
		}
		if s.Root.Ref == "" || s.Case == (workflow.CaseRef{}) || s.Note.Actions() == nil {
			w.t.Errorf("%s can't be reached: %+v", line, s)
		}
		all = append(all, line)
	}
	return all
}

func TestHomeShowsOnesOwnCasesAndThoseOfOnesChannels(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		mei := workflow.User{ID: "U2", Name: "Mei"}
		p := w.start()
		defer p.stop()
		w.send(w.fake.Command(mei, w.fake.Place("floor"), "639"))
		w.askIn("general", "123")
		w.awaitInThread(errorFound)
		for _, c := range []struct {
			by       workflow.User
			channels []workflow.Ref
			want     []string
		}{
			{priya, []workflow.Ref{"floor"}, []string{"2 documents followed", "* 123 · 1 error found", "639 · 1 error found"}},
			{mei, []workflow.Ref{"floor"}, []string{"1 document followed", "* 639 · 1 error found"}},
			{workflow.User{ID: "U9"}, []workflow.Ref{"lobby"}, []string{"Nothing is being followed. Start with a number: /syncstatus INV-123"}},
		} {
			if diff := cmp.Diff(c.want, w.page(p, c.by, c.channels...)); diff != "" {
				t.Errorf("%s (-want +got)\n%s", c.by.ID, diff)
			}
		}
	})
}

func TestHomeOfSomebodyWhoMayNotAskIsEmpty(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		p := w.start()
		defer p.stop()
		w.ask("123")
		home, err := p.bot.Home(t.Context(), chat.Request{Place: w.fake.Place(""), By: priya, Outsider: true, Channels: []workflow.Ref{"general"}})
		if err != nil || len(home.Cases) != 0 || !strings.HasPrefix(home.Text.Text(), "I answer members") {
			t.Errorf("%+v, %v", home, err)
		}
	})
}

// Where nobody else reads it, people can ask about what their channels serve, and nothing else.
func TestInPrivateOnesChannelsSayWhatMayBeAsked(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		w.withBayview(map[workflow.Ref][]workflow.WorkshopID{"northside": {northside}, "bayview": {bayview}})
		p := w.start()
		defer p.stop()
		private := func(text string, channels ...workflow.Ref) string {
			r := w.fake.Command(priya, w.fake.Place("direct"), text)
			r.Private, r.Channels = true, channels
			return w.send(r)
		}
		for _, c := range []struct {
			text     string
			channels []workflow.Ref
			want     string
		}{
			{"641", nil, "I know of no channel of yours that is set up"},
			{"641", []workflow.Ref{"northside", "bayview"}, "641 at which workshop?"},
			{"641", []workflow.Ref{"lobby", "bayview"}, "On it: 641"},
			{"list", []workflow.Ref{"northside"}, "Nothing is being followed at Northside Autos"},
		} {
			if got := private(c.text, c.channels...); !strings.Contains(got, c.want) {
				t.Errorf("%s in %v: %q, want %q in it", c.text, c.channels, got, c.want)
			}
		}
		if diff := cmp.Diff([]string{"bayview 641"}, w.openCases(p)); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	})
}

// A follower hears of a case only where its workshop is served, and nobody sets that up for a place of one person.
func TestNewsOfACaseStaysInItsChannels(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		w.withBayview(map[workflow.Ref][]workflow.WorkshopID{"northside": {northside}})
		p := w.start()
		defer p.stop()
		w.askIn("northside", "641")
		follow := w.fake.Command(priya, w.fake.Place("direct"), "")
		follow.Private, follow.Channels = true, []workflow.Ref{"northside"}
		follow.Press = &chat.Press{Case: w.theCase(p), Action: workflow.Follow}
		if got := w.send(follow); !strings.HasPrefix(got, "I tell news only in channels") {
			t.Errorf("%q", got)
		}
	})
}

var _ chat.ShowHome = (*bot.Bot)(nil).Home
