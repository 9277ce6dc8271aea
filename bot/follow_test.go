package bot_test

// Asking after documents: several at once, at which workshop, in which channel.

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot"
	"syncbot/bot/chat"
	"syncbot/bot/chat/chattest"
	"syncbot/workflow"
)

const bayview = workflow.WorkshopID("bayview")

// withBayview lets the bot know a second workshop. The channels serve what at says; one that it does not name serves none.
func (w *world) withBayview(at map[workflow.Ref][]workflow.WorkshopID) {
	known := w.machine.Workshops[northside]
	known.ID, known.Name, known.System = bayview, "Bayview Motors", workflow.MYOB
	w.machine.Workshops[bayview] = known
	w.configure = func(c *bot.Config) {
		c.Serves = func(p workflow.Place) []workflow.WorkshopID { return at[p.Channel] }
	}
}

// askIn types a command in a channel.
func (w *world) askIn(channel workflow.Ref, text string) workflow.Answer {
	w.t.Helper()
	return w.answerTo(w.fake.Command(priya, w.fake.Place(channel), text))
}

// choose presses a choice of the newest answer that has it.
func (w *world) choose(label string) workflow.Answer {
	w.t.Helper()
	r, err := w.fake.Choose(priya, label, "")
	if err != nil {
		w.t.Fatal(err)
	}
	return w.answerTo(r)
}

// openCases are the open cases as "workshop number", in order.
func (w *world) openCases(p *process) []string {
	w.t.Helper()
	cases, err := p.bot.Cases(w.t.Context(), "")
	if err != nil {
		w.t.Fatal(err)
	}
	var all []string
	for _, c := range cases {
		all = append(all, string(c.Workshop)+" "+c.Doc.Number)
	}
	slices.Sort(all)
	return all
}

func labels(a workflow.Answer) []string {
	var all []string
	for _, c := range a.Choices {
		all = append(all, c.Action.Label)
	}
	return all
}

func TestSeveralNumbersAreACaseEachInOneCommit(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		p := w.start()
		defer p.stop()
		w.ask("642")
		r := w.fake.Command(priya, w.fake.Place("general"), "641, 642, 639 and payment 638")
		answer := w.send(r)
		if !strings.HasPrefix(answer, "On it: 641, 639 and Payment on 638. The messages below") || !strings.Contains(answer, "\n642 is already followed") {
			t.Errorf("answer %q", answer)
		}
		if again := w.send(r); again != answer {
			t.Errorf("first %q, redelivered %q", answer, again)
		}
		for _, number := range []string{"639", "641", "642", "Payment on 638"} {
			w.await(number + " ·")
		}
		want := []string{"northside 638", "northside 639", "northside 641", "northside 642"}
		if diff := cmp.Diff(want, w.openCases(p)); diff != "" {
			t.Errorf("open (-want +got):\n%s", diff)
		}
	})
}

func TestSeveralNumbersOfWhichOneIsNewAreAnsweredInTheWordsForOne(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.ask("641")
		if answer := w.ask("641 642"); !strings.HasPrefix(answer, "On it: 642. The message below") || !strings.Contains(answer, "\n641 is already") {
			t.Errorf("one of two: %q", answer)
		}
		if answer := w.ask("641 642"); !strings.HasPrefix(answer, "641 is already") || !strings.Contains(answer, "\n642 is already") {
			t.Errorf("none of two: %q", answer)
		}
	})
}

// The second of the numbers is opened by somebody else at the same moment; nothing is left half done.
func TestSeveralNumbersAreAllOrNone(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		w.configure = func(c *bot.Config) { c.Store = slow{c.Store} }
		p := w.start()
		defer p.stop()
		both := make(chan string)
		for _, text := range []string{"639 641 642", "642 641 639"} {
			r := w.fake.Command(priya, w.fake.Place("general"), text)
			go func() { both <- w.sendOnce(r) }()
		}
		answers := []string{<-both, <-both}
		slices.Sort(answers)
		if !strings.Contains(answers[0], " is already followed") || strings.Contains(answers[0], "On it") || strings.Contains(answers[1], "already") {
			t.Errorf("answers %q", answers)
		}
		if diff := cmp.Diff([]string{"northside 639", "northside 641", "northside 642"}, w.openCases(p)); diff != "" {
			t.Errorf("open (-want +got):\n%s", diff)
		}
	})
}

func TestDeskAsksAtWhichWorkshopAndOpensNothingBefore(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		w.withBayview(map[workflow.Ref][]workflow.WorkshopID{"desk": {bayview, northside}})
		p := w.start()
		defer p.stop()
		which := w.askIn("desk", "641")
		if diff := cmp.Diff([]string{"Bayview Motors", "Northside Autos"}, labels(which)); diff != "" {
			t.Errorf("choices (-want +got):\n%s", diff)
		}
		if open := w.openCases(p); len(open) > 0 {
			t.Errorf("opened %q before it is known where", open)
		}
		if got := w.choose("Northside Autos").Text.Text(); !strings.HasPrefix(got, "On it: 641") {
			t.Errorf("after the choice: %q", got)
		}
		if diff := cmp.Diff([]string{"northside 641"}, w.openCases(p)); diff != "" {
			t.Errorf("open (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]string{"Northside Autos", "Bayview Motors"}, labels(w.askIn("desk", "640 639"))); diff != "" {
			t.Errorf("the latest does not stand first (-want +got):\n%s", diff)
		}
	})
}

func TestACommandAboutACaseNeedsNoWorkshopWhereOnlyOneFollowsTheNumber(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		w.withBayview(map[workflow.Ref][]workflow.WorkshopID{"desk": {bayview, northside}})
		p := w.start()
		defer p.stop()
		w.askIn("desk", "641 at northside")
		if got := w.askIn("desk", "status 641").Text.Text(); !strings.HasPrefix(got, "641") || strings.Contains(got, "which") {
			t.Errorf("status: %q", got)
		}
		w.askIn("desk", "641 at bayview")
		which := w.askIn("desk", "stop 641")
		if diff := cmp.Diff([]string{"Bayview Motors", "Northside Autos"}, labels(which)); diff != "" {
			t.Errorf("choices (-want +got):\n%s", diff)
		}
		w.choose("Northside Autos")
		if diff := cmp.Diff([]string{"bayview 641"}, w.openCases(p)); diff != "" {
			t.Errorf("open (-want +got):\n%s", diff)
		}
		if got := w.askIn("desk", "stop 642").Text.Text(); !strings.Contains(got, "not following 642") {
			t.Errorf("stop of a number that nobody follows: %q", got)
		}
	})
}

func TestAChannelReachesOnlyTheWorkshopsThatItServes(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		w.withBayview(map[workflow.Ref][]workflow.WorkshopID{"northside": {northside}, "bayview": {bayview}})
		p := w.start()
		defer p.stop()
		w.askIn("northside", "641")
		for typed, want := range map[string]string{
			"641 at northside":      "don't know a workshop",
			"stop 641 at northside": "don't know a workshop",
			"stop 641":              "not following 641",
			"list":                  "Nothing is being followed at Bayview Motors",
			"list at northside":     "don't know a workshop",
		} {
			if got := w.askIn("bayview", typed).Text.Text(); !strings.Contains(got, want) || strings.Contains(got, "northside,") {
				t.Errorf("%s: %q, want %q in it", typed, got, want)
			}
		}
		press := w.fake.Command(priya, w.fake.Place("bayview"), "")
		press.Press = &chat.Press{Case: w.theCase(p), Action: workflow.Stop}
		press.By = workflow.User{ID: "U7", Name: "Mallory"}
		if got := w.send(press); !strings.Contains(got, "isn't set up for") {
			t.Errorf("a press from elsewhere: %q", got)
		}
		if diff := cmp.Diff([]string{"northside 641"}, w.openCases(p)); diff != "" {
			t.Errorf("open (-want +got):\n%s", diff)
		}
	})
}

// theCase is the only open case.
func (w *world) theCase(p *process) workflow.CaseRef {
	w.t.Helper()
	return w.onlyCase(p).Ref()
}

func TestAChannelThatServesNobodySaysWhoCanSetItUp(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		w.withBayview(nil)
		serve := w.configure
		for want, admins := range map[string][]workflow.Listed{
			"Whoever runs me can": nil, "Mei or Dave can": {{ID: "U2", Name: "Mei"}, {ID: "U3", Name: "Dave"}},
		} {
			w.configure = func(c *bot.Config) { serve(c); c.Policy.Admins = admins }
			p := w.start()
			for _, typed := range []string{"641", "list", "stop 641", "641 at northside"} {
				if got := w.askIn("lounge", typed).Text.Text(); !strings.Contains(got, "isn't set up") || !strings.Contains(got, want) {
					t.Errorf("%s: %q, want %q in it", typed, got, want)
				}
			}
			if got := w.askIn("lounge", "help").Text.Text(); !strings.Contains(got, "/syncstatus INV-123") {
				t.Errorf("help: %q", got)
			}
			if err := p.stop(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestGiveWantsAPersonWhomTheServiceKnows(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.ask("641")
		if got := w.ask("give 641 @mei"); !strings.Contains(got, `can't tell who "mei" is`) {
			t.Errorf("answer %q", got)
		}
	})
}

// The list of workshops keeps whom the command mentions.
func TestGiveOnADeskThatFollowsTheNumberTwice(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		w.withBayview(map[workflow.Ref][]workflow.WorkshopID{"desk": {bayview, northside}})
		defer w.start().stop()
		w.askIn("desk", "641 at northside")
		w.askIn("desk", "641 at bayview")
		give := w.fake.Command(priya, w.fake.Place("desk"), "give 641 to @Mei  Lin")
		give.Mentions = []workflow.User{{ID: "U9", Name: "Mei Lin"}}
		w.answerTo(give)
		if got := w.choose("Northside Autos").Text.Text(); !strings.HasPrefix(got, "Mei Lin has 641") {
			t.Errorf("answer %q", got)
		}
	})
}
