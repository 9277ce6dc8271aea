package bot_test

// A channel that is bound to another workshop: what it may hear of its old one, and what may be pressed there.

import (
	"strings"
	"testing"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/chat/chattest"
	"syncbot/workflow"
)

// restarted ends the process, lets the operator change the configuration and starts the next one.
func (w *world) restarted(p *process, change func()) *process {
	w.t.Helper()
	if err := p.stop(); err != nil {
		w.t.Fatal(err)
	}
	change()
	return w.start()
}

func TestAFollowersChannelThatServesAnotherWorkshopNowHearsNothingMore(t *testing.T) {
	for name, down := range map[string]bool{"the news come after it": false, "the news wait for the chat service": true} {
		t.Run(name, func(t *testing.T) {
			inTwoServices(t, func(t *testing.T, w *world) {
				serves := map[workflow.Ref][]workflow.WorkshopID{"general": {northside}, "floor": {northside}}
				w.withBayview(serves)
				p := w.start()
				w.waiting()
				w.followFromAfar("123")
				if down {
					w.far.OnCall(func(chattest.Call) chattest.Fault { return chattest.LoseRequest() })
					w.awaitInThread(errorFound)
				}
				p = w.restarted(p, func() { serves["floor"] = []workflow.WorkshopID{bayview} })
				defer p.stop()
				w.far.OnCall(nil)
				w.awaitInThread(errorFound)
				time.Sleep(10 * time.Minute)
				if told := w.toldAfar(); len(told) > 0 {
					t.Errorf("Bayview's channel reads of Northside: %q", told)
				}
				if c := w.onlyCase(p); len(c.Followers) > 0 {
					t.Errorf("it follows still: %+v", c.Followers)
				}
			})
		})
	}
}

// onlyCase is the only open case, as it stands.
func (w *world) onlyCase(p *process) workflow.Case {
	w.t.Helper()
	cases, err := p.bot.Cases(w.t.Context(), "")
	if err != nil || len(cases) != 1 {
		w.t.Fatalf("open: %v, %v; want one", cases, err)
	}
	return cases[0]
}

// What the bot itself says of a case can be pressed where it stands, whatever the channel serves by now.
func TestWhatTheBotSaysOfACaseCanBePressedWhereItStands(t *testing.T) {
	inTwoServices(t, func(t *testing.T, w *world) {
		serves := map[workflow.Ref][]workflow.WorkshopID{"general": {northside}, "floor": {northside}}
		w.withBayview(serves)
		w.machine.Leads = w.far.Place("leads")
		p := w.start()
		w.waiting()
		w.followFromAfar("123")
		of := w.theCase(p)
		defer w.restarted(p, func() { serves["general"], serves["floor"] = []workflow.WorkshopID{bayview}, nil }).stop()
		for _, c := range []struct {
			name  string
			by    workflow.User
			at    workflow.Place
			wants bool
		}{
			{"in the case's own channel", mei, w.fake.Place("general"), true},
			{"in a follower's channel", dave, w.far.Place("floor"), true},
			{"in the support lead's channel", dave, w.far.Place("leads"), true},
			{"by the owner, in private", priya, w.fake.Place("private"), true},
			{"by somebody else, in private", mei, w.fake.Place("private"), false},
			{"in a channel of the same name on another service", dave, w.far.Place("general"), false},
			{"by a stranger with the owner's id on another service", priya, w.far.Place("private"), false},
		} {
			r := w.fake.Command(c.by, c.at, "")
			r.Press = &chat.Press{Case: of, Action: workflow.CheckNow}
			if got := w.send(r); strings.Contains(got, "isn't set up for") == c.wants {
				t.Errorf("%s: %q", c.name, got)
			}
		}
	})
}

// The support lead's channel serves no workshop, and reads what is handed on all the same.
func TestTheSupportLeadReadsWhatIsHandedOn(t *testing.T) {
	inTwoServices(t, func(t *testing.T, w *world) {
		w.withBayview(map[workflow.Ref][]workflow.WorkshopID{"general": {bayview, northside}})
		w.machine.Leads = w.far.Place("leads")
		defer w.start().stop()
		w.ask("123 at northside")
		w.awaitInThread(errorFound)
		for range 3 {
			w.press("I've fixed it, sync again", "")
			time.Sleep(2 * hour)
		}
		if m := w.awaitAfar("Three rounds, not synced"); m.Channel != "leads" || !strings.HasPrefix(m.Text, "123 · Northside Autos") {
			t.Errorf("the summary: %+v", m.Shown)
		}
	})
}
