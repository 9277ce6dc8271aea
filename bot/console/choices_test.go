package console

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/chat"
	"syncbot/bot/outcome"
	"syncbot/workflow"
)

// whichOne is an answer with choices of each kind.
var whichOne = workflow.Answer{Text: "641 at which workshop?", Choices: []workflow.Choice{
	{Action: workflow.Action{Label: "Northside Autos"}, Command: "641 at northside"},
	{Action: workflow.Action{Label: "Another…", Input: workflow.InputName}, Command: "641 at"},
	{Action: workflow.Action{ID: workflow.Snooze, Label: "Tomorrow 8 am"}, Case: inv123, Turn: 1, Text: "tomorrow"},
	{Action: workflow.Action{ID: workflow.PressedEarlier, Label: "Earlier…", Input: workflow.InputTime}, Case: inv123, Turn: 1},
	{Action: workflow.Action{ID: workflow.OpenMessage, Label: "640"}},
	{Action: guide},
}}

// asking is a handler that answers a command with choices, and notes presses.
func asking(_ context.Context, r chat.Request) (workflow.Answer, error) {
	if r.Press != nil || strings.Contains(r.Text, " at ") {
		return workflow.Answer{Text: "Noted."}, nil
	}
	return whichOne, nil
}

func TestChoicesStandUnderTheirAnswerNumberedAsButtonsAre(t *testing.T) {
	d := sitDown(t, options(t), nil)
	d.post(root("k1", 1, "INV-123 · Opened", stop))
	d.listen(asking)
	d.types("/syncstatus 641\n")
	d.sees("[5] Earlier…")
	d.post(root("k2", 1, "640 · Opened", checkNow))
	const want = `10:04 am  INV-123 · Opened
          [1] Stop following
> /syncstatus 641
10:04 am  (only you) 641 at which workshop?
          [2] Northside Autos   [3] Another…   [4] Tomorrow 8 am   [5] Earlier…   ↗ 640
          ↗ Xero guide: https://example.com/x
10:04 am  640 · Opened
          [6] Check now
`
	if diff := cmp.Diff(want, d.paper.String()); diff != "" {
		t.Errorf("printed (-want +got):\n%s", diff)
	}
}

func TestAChoiceIsPressedByNumberOrByItsWords(t *testing.T) {
	snoozed := deed{Press: chat.Press{Case: inv123, Action: workflow.Snooze, Turn: 1, Text: "tomorrow"}}
	for _, c := range []struct {
		typed string
		want  deed
	}{
		{"2", deed{Text: "641 at northside"}},
		{"Northside Autos", deed{Text: "641 at northside"}},
		{"3\n Bayview Motors ", deed{Text: "641 at Bayview Motors"}},
		{"Another...\nBayview Motors", deed{Text: "641 at Bayview Motors"}},
		{"4", snoozed},
		{"Tomorrow 8 am", snoozed},
		{"5\n10:20 am", press(1, earlier, "10:20 am")},
		{"Another…\n\nEarlier…\n\nNorthside Autos", deed{Text: "641 at northside"}},
	} {
		for _, interactive := range []bool{false, true} {
			t.Run(c.typed, func(t *testing.T) {
				o := options(t)
				o.Interactive = interactive
				d := sitDown(t, o, nil)
				d.post(root("k1", 1, "INV-123 · Opened", stop))
				d.listen(asking)
				d.types("/syncstatus 641\n" + c.typed + "\n")
				first, second := d.handed(), d.handed()
				if diff := cmp.Diff(c.want, deedOf(second)); diff != "" {
					t.Errorf("handed over (-want +got):\n%s", diff)
				}
				if second.Key == first.Key || second.By != dave || second.Place != first.Place {
					t.Errorf("handed over %+v after %+v", second, first)
				}
			})
		}
	}
}

func TestAChoiceIsPressedWhereItsAnswerWasGiven(t *testing.T) {
	d := sitDown(t, options(t), nil)
	p := d.post(root("k1", 1, "INV-123 · Opened"))
	d.post(under(p, "k2", 1, "INV-123 · 1 error found", fixed))
	d.listen(func(_ context.Context, r chat.Request) (workflow.Answer, error) { return whichOne, nil })
	d.types(fixed.Label + "\nTomorrow 8 am\n")
	d.handed()
	if got := d.handed().Place.Thread; got != p.Thread {
		t.Errorf("pressed in thread %q, want %q", got, p.Thread)
	}
}

// A line of a script means the choice that is drawn next, not the one that it has pressed already.
func TestThroughAPipeAPressedChoiceIsNotMeantAgain(t *testing.T) {
	d := sitDown(t, options(t), asking)
	d.types("/syncstatus 641\nTomorrow 8 am\nTomorrow 8 am\n")
	d.sees("Waiting for a button “Tomorrow 8 am”.")
	if first, second := deedOf(d.handed()), deedOf(d.handed()); first.Text != "641" || second.Press.Text != "tomorrow" {
		t.Errorf("handed over %+v and %+v", first, second)
	}
	d.post(root("k1", 2, "INV-123 · Opened", workflow.Action{ID: workflow.Snooze, Label: "Tomorrow 8 am"}))
	if got := deedOf(d.handed()).Press; got.Turn != 2 || got.Text != "" {
		t.Errorf("handed over %+v, want the button of the message", got)
	}
}

// Choices of one action differ in what they say, so pressing one leaves the others.
func TestChoicesOfOneActionAreToldApart(t *testing.T) {
	later := func(label, text string) workflow.Choice {
		return workflow.Choice{Action: workflow.Action{ID: workflow.Snooze, Label: label}, Case: inv123, Turn: 1, Text: text}
	}
	d := sitDown(t, options(t), func(_ context.Context, r chat.Request) (workflow.Answer, error) {
		if r.Press != nil {
			return workflow.Answer{Text: "Noted."}, nil
		}
		return workflow.Answer{Text: "Until when?", Choices: []workflow.Choice{later("In two hours", "2 h"), later("Tomorrow", "tomorrow")}}, nil
	})
	d.types("/syncstatus snooze 641\nIn two hours\nTomorrow\n")
	d.handed()
	for _, want := range []string{"2 h", "tomorrow"} {
		if got := d.handed().Press.Text; got != want {
			t.Errorf("pressed %q, want %q", got, want)
		}
	}
}

func TestAChoiceOfAnEarlierTurnIsMeantByItsNumberAlone(t *testing.T) {
	d := sitDown(t, options(t), asking)
	d.types("/syncstatus 641\n")
	d.handed()
	d.sees("[4] Earlier…")
	d.post(root("k1", 2, "INV-123 · 1 error found", fixed))
	d.types("3\n")
	if got := deedOf(d.handed()).Press; got.Turn != 1 {
		t.Errorf("handed over %+v, want the old choice: the bot says that it is old", got)
	}
	d.types("Earlier…\n")
	d.sees("Waiting for a button “Earlier…”.")
}

// Choices are private and not kept, but the numbers of the buttons around them are.
func TestChoicesAreForgottenAndButtonsKeepTheirNumbers(t *testing.T) {
	o := options(t)
	first := sitDown(t, o, asking)
	p := first.post(root("k1", 1, "INV-123 · Opened", stop))
	first.types("/syncstatus 641\n")
	first.sees("[5] Earlier…")
	first.show(p.Ref, root("k1", 2, "INV-123 · 1 error found", fixed))
	first.sees("[6] I've fixed it, sync again")
	first.leave()
	kept, err := os.ReadFile(o.Transcript)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(kept), "Northside Autos") {
		t.Errorf("a choice is in the transcript:\n%s", kept)
	}

	o.Interactive = true
	second := sitDown(t, o, noted)
	second.sees("[6] I've fixed it, sync again")
	before := len(second.paper.String())
	second.show(p.Ref, root("k1", 2, "INV-123 · 1 error found", fixed))
	if more := second.paper.String()[before:]; more != "" {
		t.Errorf("a message that stands was printed again: %q", more)
	}
	second.types("2\n6\n")
	second.sees("There is no button [2].")
	if got := deedOf(second.handed()); got != press(2, fixed, "") {
		t.Errorf("handed over %+v", got)
	}
}

func TestAMessageDrawsThreeButtonsAndMore(t *testing.T) {
	d := sitDown(t, options(t), nil)
	p := d.post(root("k1", 1, "INV-123 · Waiting", checkNow, stop, earlier, paste, fixed))
	d.show(p.Ref, root("k1", 1, "INV-123 · Waiting longer", checkNow, stop, earlier, paste, fixed))
	const want = `10:04 am  INV-123 · Waiting
          [1] Check now   [2] Stop following   [3] Pressed earlier…   [4] More
10:04 am  INV-123 · Waiting longer  (updated)
          [1] Check now   [2] Stop following   [3] Pressed earlier…   [4] More
`
	if diff := cmp.Diff(want, d.paper.String()); diff != "" {
		t.Errorf("printed (-want +got):\n%s", diff)
	}
	d.listen(noted)
	d.types("More\n")
	if got := d.handed().Press; got == nil || got.Action != workflow.More || got.Case != inv123 {
		t.Errorf("handed over %+v", got)
	}
}

// A terminal has no links to messages, so it names them.
func TestALinkToAMessageIsItsName(t *testing.T) {
	t.Setenv("NO_COLOR", "1")
	o := options(t)
	o.Terminal, o.Width = true, 40
	d := sitDown(t, o, nil)
	to := func(label string) workflow.Action { return workflow.Action{ID: workflow.OpenMessage, Label: label} }
	p := d.post(root("k1", 1, "3 documents waiting for you", to("641"), to("639"), to("INV-123"), to("Supplier 4711")))
	d.show(p.Ref, root("k1", 1, "2 documents waiting for you", to("641"), stop))
	const want = `10:04 am  3 documents waiting for you
          ↗ 641   ↗ 639   ↗ INV-123
          ↗ Supplier 4711
10:04 am  2 documents waiting for you
            (updated)
          [1] Stop following   ↗ 641
`
	if diff := cmp.Diff(want, d.paper.String()); diff != "" {
		t.Errorf("printed (-want +got):\n%s", diff)
	}
}

func TestAPlaceIsTheChannelOrAThreadInIt(t *testing.T) {
	d := sitDown(t, options(t), nil)
	p := d.post(root("k1", 1, "INV-123 · Opened"))
	beside := root("k2", 1, "640 · Synced")
	beside.To = workflow.ToPlace
	d.post(beside)
	below := under(p, "k3", 1, "639 · Synced")
	below.To = workflow.ToPlace
	d.post(below)
	const want = `10:04 am  INV-123 · Opened
10:04 am  640 · Synced
10:04 am    ┆ in thread INV-123
            ┆ 639 · Synced
`
	if diff := cmp.Diff(want, d.paper.String()); diff != "" {
		t.Errorf("printed (-want +got):\n%s", diff)
	}
	below.Key, below.Place.Thread = "k4", "m99"
	if p, err := d.Post(t.Context(), below); !outcome.IsRefused(err) {
		t.Errorf("Post = %+v, %v, want a refusal", p, err)
	}
}
