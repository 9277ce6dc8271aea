package slack

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

// shops are so many workshops.
func shops(n int) []workflow.Workshop {
	var all []workflow.Workshop
	for i := range n {
		all = append(all, workflow.Workshop{ID: workflow.WorkshopID(fmt.Sprint("shop-", i)), Name: fmt.Sprint("Shop & Sons ", i)})
	}
	return all
}

var (
	inv641 = workflow.Document{Kind: workflow.Invoice, Number: "641"}
	pay638 = workflow.Document{Kind: workflow.Payment, Number: "638"}
	pay639 = workflow.Document{Kind: workflow.Payment, Number: "639"}
)

func modals() map[string]slack.ModalViewRequest {
	on := answers()["which-workshop"]
	return map[string]slack.ModalViewRequest{
		"ask":              here.askView(askForm{}, "{}"),
		"ask-filled-in":    here.askView(askForm{Docs: []workflow.Document{pay638, pay639}, Workshops: shops(3)}, "{}"),
		"ask-of-two-kinds": here.askView(askForm{Docs: []workflow.Document{inv641, pay638}}, "{}"),
		"ask-by-name":      here.askView(askForm{Workshops: shops(120)}, "{}"),
		"pressed-earlier":  here.inputView("Pressed earlier…", workflow.InputTime, "{}"),
		"paste-it":         here.inputView("Paste it", workflow.InputText, "{}"),
		"another":          here.inputView("Another…", workflow.InputName, "{}"),
		"answer":           here.answerView(on.answer, on.mentions, "{}"),
		"answer-said":      here.answerView(workflow.Answer{Text: "On it: INV-123."}, nil, "{}"),
	}
}

// opener is an app that answers a command with a modal, and remembers how that was filled in.
type opener struct {
	api   *slack.Client
	opens slack.ModalViewRequest
	seen  seenView
}

// RoundTrip takes a signed request of the workspace.
func (o *opener) RoundTrip(r *http.Request) (*http.Response, error) {
	answer := &http.Response{StatusCode: http.StatusOK, Body: http.NoBody, Request: r}
	if err := r.ParseForm(); err != nil {
		return nil, err
	}
	if trigger := r.PostForm.Get("trigger_id"); trigger != "" {
		_, err := o.api.OpenViewContext(r.Context(), trigger, o.opens)
		return answer, err
	}
	deed, err := interactionOf([]byte(r.PostForm.Get("payload")))
	if err == nil {
		o.seen = deed.View
	}
	return answer, err
}

// filled is what the app hears of a modal that kim filled in, or the error that she reads.
func filled(t *testing.T, v slack.ModalViewRequest, with map[string]string) (seenView, error) {
	t.Helper()
	r := newReader(t)
	o := &opener{api: r.api, opens: v}
	if err := r.DeliverOverHTTP(slacktest.Endpoints{
		Commands: "http://app.test/", Interactivity: "http://app.test/", Client: &http.Client{Transport: o},
	}); err != nil {
		t.Fatal(err)
	}
	channel := r.AddChannel(slacktest.Channel{Members: []string{r.kim, slacktest.BotUser}})
	if err := r.Command(r.kim, channel, "/syncstatus"); err != nil {
		t.Fatal(err)
	}
	err := r.Submit(r.kim, with)
	return o.seen, err
}

// What is typed for a button comes back as it was typed.
func TestWhatIsTypedComesBack(t *testing.T) {
	for _, in := range []workflow.Input{workflow.InputTime, workflow.InputText, workflow.InputName} {
		for _, typed := range []string{"10:20 am", " a <b> & *c*\n:d: "} {
			v, err := filled(t, here.inputView("Pressed earlier…", in, "{}"), map[string]string{inputID: typed})
			if got := typedIn(v); err != nil || got != typed {
				t.Errorf("%s: typed %q, got %q, %v", in, typed, got, err)
			}
		}
	}
	if typedIn(seenView{}) != "" {
		t.Error("something was typed into nothing")
	}
}

// The form says what a person would have typed, and the core understands it.
func TestTheFormIsACommand(t *testing.T) {
	for _, c := range []struct {
		name string
		form askForm
		with map[string]string
		want string
	}{
		{"a number", askForm{}, map[string]string{"Number": "INV-123"}, "INV-123"},
		{"a payment", askForm{}, map[string]string{"Number": " 641, 642", "What is it?": "Payment"}, "payment 641, 642"},
		{"as filled in", askForm{Docs: []workflow.Document{pay638, pay639}}, nil, "payment 638, 639"},
		{"two kinds", askForm{Docs: []workflow.Document{inv641, pay638}}, nil, "invoice 641, payment 638"},
		{"a workshop", askForm{Workshops: shops(3)}, map[string]string{"Number": "641", "Workshop": "Shop & Sons 1"}, "641 at shop-1"},
		{"a workshop by name", askForm{Workshops: shops(101)}, map[string]string{"Number": "641", "Workshop": "Shop & Sons 100"}, "641 at Shop & Sons 100"},
		{"one workshop", askForm{Workshops: shops(1)}, map[string]string{"Number": "641"}, "641"},
		{"a supplier's", askForm{}, map[string]string{"Number": "123456-b", "What is it?": "Supplier invoice"}, "supplier 123456-b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			v, err := filled(t, here.askView(c.form, "{}"), c.with)
			got := askedIn(v)
			if err != nil || v.Callback != askCallback || got != c.want {
				t.Fatalf("it says %q, %v, want %q", got, err, c.want)
			}
			cmd, err := workflow.ParseCommand(got)
			if err != nil {
				t.Fatal(err)
			}
			if len(c.form.Docs) > 0 {
				if diff := cmp.Diff(c.form.Docs, cmd.Docs); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
	if askedIn(seenView{}) != "" {
		t.Error("an empty form is a command")
	}
}

// A form needs its number and, where there are several, its workshop.
func TestTheFormNeedsItsAnswers(t *testing.T) {
	for missing, with := range map[string]map[string]string{"Number": {"Workshop": "shop-1"}, "Workshop": {"Number": "641"}} {
		if _, err := filled(t, here.askView(askForm{Workshops: shops(2)}, "{}"), with); err == nil || !strings.Contains(err.Error(), missing) {
			t.Errorf("without %s: %v", missing, err)
		}
	}
}

// Modals keep the limits whatever they are made of.
func FuzzModals(f *testing.F) {
	for i, text := range hostile {
		f.Add(text, text, i*20, "text")
	}
	f.Add(strings.Repeat("6", 4000), strings.Repeat("😀", 100), 101, "name")
	f.Add("", "", 0, "")
	f.Fuzz(func(t *testing.T, number, name string, n int, in string) {
		if !slices.Contains([]string{"time", "text", "name"}, in) {
			in = "text"
		}
		form := askForm{Docs: []workflow.Document{{Kind: workflow.Kind(name), Number: number}, inv641}}
		for i := range max(0, min(n, 150)) {
			form.Workshops = append(form.Workshops, workflow.Workshop{ID: workflow.WorkshopID(fmt.Sprint(number, i)), Name: name})
		}
		for _, v := range []slack.ModalViewRequest{here.askView(form, "{}"), here.inputView(name, workflow.Input(in), "{}")} {
			if wrong := limits(shown(t, v)); len(wrong) > 0 {
				t.Errorf("%q", wrong)
			}
		}
	})
}
