package console

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

func TestWithoutPersonasNobodyElseSpeaks(t *testing.T) {
	d := sitDown(t, options(t), noted)
	d.types("/as Mei\n/help\n/syncstatus give 641 @mei\n")
	if r := d.handed(); r.By != dave || r.Mentions != nil || r.Text != "give 641 @mei" {
		t.Errorf("handed over %+v", r)
	}
	d.sees("(only you) I know /syncstatus, /help and /quit here.\n")
	if got := d.paper.String(); strings.Contains(got, "/as ") && !strings.Contains(got, "> /as Mei\n") || strings.Contains(got, "lets you speak") {
		t.Errorf("the help names what is not there:\n%s", got)
	}
}

func TestSomebodyElseSpeaks(t *testing.T) {
	d := sitDown(t, withPersonas(options(t)), asking)
	d.types("/as\n/as Mei\n/syncstatus 641\nNorthside Autos\n/as\n/as Mei Lin\n/as @dave\n/syncstatus 642\n")
	mei := workflow.User{ID: "mei", Name: "Mei"}
	for _, want := range []workflow.User{mei, mei, {ID: "dave", Name: "dave"}} {
		if got := d.handed().By; got != want {
			t.Errorf("by %+v, want %+v", got, want)
		}
	}
	d.seesTimes("641 at which workshop?", 2)
	const want = `> /as
10:04 am  (only Dave) You are Dave.
> /as Mei
10:04 am  (only Mei) You are Mei now.
> /syncstatus 641
10:04 am  (only Mei) 641 at which workshop?
          [1] Northside Autos   [2] Another…   [3] Tomorrow 8 am   [4] Earlier…   ↗ 640
          ↗ Xero guide: https://example.com/x
> Northside Autos
10:04 am  (only Mei) Noted.
> /as
10:04 am  (only Mei) You are Mei.
> /as Mei Lin
10:04 am  (only Mei) A name is one word, such as /as Mei.
> /as @dave
10:04 am  (only dave) You are dave now.
> /syncstatus 642
10:04 am  (only dave) 641 at which workshop?
          [5] Northside Autos   [6] Another…   [7] Tomorrow 8 am   [8] Earlier…   ↗ 640
          ↗ Xero guide: https://example.com/x
`
	if diff := cmp.Diff(want, d.paper.String()); diff != "" {
		t.Errorf("printed (-want +got):\n%s", diff)
	}
}

// The one who started the program keeps the id under which the bot knows the person.
func TestWhoStartedTheProgramKeepsTheirID(t *testing.T) {
	for _, c := range []struct{ name, as string }{{"Dave", "dave"}, {"Dave Smith", "u1"}, {"", "u1"}} {
		o := withPersonas(options(t))
		o.User = workflow.User{ID: "U1", Name: c.name}
		d := sitDown(t, o, noted)
		d.types("/as Mei\n/as " + c.as + "\n/syncstatus 641\n")
		if got, want := d.handed().By, (workflow.User{ID: "U1", Name: c.as}); got != want {
			t.Errorf("%q: by %+v, want %+v", c.name, got, want)
		}
	}
}

func TestPeopleAreMentionedByName(t *testing.T) {
	mei, lin := workflow.User{ID: "mei", Name: "Mei"}, workflow.User{ID: "lin-o'hara", Name: "Lin-O'Hara"}
	for typed, want := range map[string]struct {
		text     string
		mentions []workflow.User
	}{
		"/syncstatus give 641 @mei":           {"give 641 @Mei", []workflow.User{mei}},
		"give 641 @MEI.":                      {"give 641 @Mei.", []workflow.User{mei}},
		"/syncstatus give 641 @Lin-O'Hara":    {"give 641 @Lin-O'Hara", []workflow.User{lin}},
		"/syncstatus give 641 @mei @Dave":     {"give 641 @Mei @Dave", []workflow.User{mei, dave}},
		"/syncstatus give 641 mei":            {"give 641 mei", nil},
		"/syncstatus explain to a@b.com is @": {"explain to a@b.com is @", nil},
	} {
		d := sitDown(t, withPersonas(options(t)), noted)
		d.types("/as Mei\n/as Dave\n" + typed + "\n")
		r := d.handed()
		if r.Text != want.text {
			t.Errorf("%s: text %q, want %q", typed, r.Text, want.text)
		}
		if diff := cmp.Diff(want.mentions, r.Mentions); diff != "" {
			t.Errorf("%s: mentions (-want +got):\n%s", typed, diff)
		}
	}
}

func TestAChoiceNamesWhomItsCommandNames(t *testing.T) {
	give := workflow.Answer{Text: "At which workshop?", Choices: []workflow.Choice{
		{Action: workflow.Action{Label: "Northside Autos"}, Command: "give 641 @Mei at northside"},
	}}
	d := sitDown(t, withPersonas(options(t)), func(context.Context, chat.Request) (workflow.Answer, error) { return give, nil })
	d.types("/as Mei\n/as Dave\n/syncstatus give 641 @mei\nNorthside Autos\n")
	for range 2 {
		if diff := cmp.Diff([]workflow.User{{ID: "mei", Name: "Mei"}}, d.handed().Mentions); diff != "" {
			t.Errorf("mentions (-want +got):\n%s", diff)
		}
	}
}

// What one person alone reads, nobody else presses.
func TestAChoiceIsForItsReaderAlone(t *testing.T) {
	for _, typed := range []string{"1", "Northside Autos"} {
		t.Run(typed, func(t *testing.T) {
			o := withPersonas(options(t))
			o.Interactive = true
			d := sitDown(t, o, asking)
			d.types("/as Mei\n/syncstatus 641\n/as Priya\n" + typed + "\n/as mei\n" + typed + "\n")
			got := []deed{deedOf(d.handed()), deedOf(d.handed())}
			if typed == "1" {
				d.sees("(only Priya) [1] is for Mei alone.\n")
			} else {
				got = append(got[:1], deedOf(d.handed())) // to Priya it was a command
			}
			if diff := cmp.Diff([]deed{{Text: "641"}, {Text: "641 at northside"}}, got); diff != "" {
				t.Errorf("handed over (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAPrivateMessageNamesItsReader(t *testing.T) {
	d := sitDown(t, withPersonas(options(t)), noted)
	d.types("/as Mei\n/syncstatus 641\n/as Dave\n/syncstatus 642\n")
	d.handed()
	d.handed()
	reply := root("k1", 1, "641 · I can't post in this channel")
	reply.To, reply.Reply = workflow.ToReply, "mei"
	d.post(reply)
	for key, person := range map[string]workflow.UserID{"k2": "mei", "k3": "dave", "k4": "lin"} {
		m := root(key, 1, key+" · Synced", stop)
		m.To, m.Person = workflow.ToOwner, person
		d.post(m)
	}
	for _, want := range []string{"(only Mei) 641 · I can't", "(only Mei) k2 ·", "(only Dave) k3 ·", "(only lin) k4 ·"} {
		d.sees(want)
	}
}

// A button that everybody has seen is everybody's, whoever saw it first.
func TestAButtonIsAsPublicAsItsMessages(t *testing.T) {
	o := withPersonas(options(t))
	o.Interactive = true
	d := sitDown(t, o, noted)
	private := root("k1", 1, "641 · Synced", stop)
	private.To, private.Person = workflow.ToOwner, "mei"
	d.post(private)
	d.types("1\n")
	d.sees("[1] is for mei alone.")
	d.post(root("k2", 1, "641 · Synced", stop))
	d.types("1\n")
	if got := deedOf(d.handed()); got != press(1, stop, "") {
		t.Errorf("handed over %+v", got)
	}
}

// Before there were personas everything private was for the one at the keyboard.
func TestAnOldTranscriptsPrivateMessagesCanBePressed(t *testing.T) {
	o := options(t)
	private := root("k1", 1, "641 · Synced", stop)
	private.To, private.Person = workflow.ToOwner, dave.ID
	sitDown(t, o, nil).post(private)
	d := sitDown(t, withPersonas(o), noted)
	d.types("1\n")
	if got := deedOf(d.handed()); got != press(1, stop, "") {
		t.Errorf("handed over %+v", got)
	}
}

func TestTheHelpOfPersonas(t *testing.T) {
	d := sitDown(t, withPersonas(options(t)), noted)
	d.types("/help\n/remind me\n")
	d.sees("In a command @Mei means Mei.\n")
	d.sees("(only Dave) I know /syncstatus, /as, /help and /quit here.\n")
}
