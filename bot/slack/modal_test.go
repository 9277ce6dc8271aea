package slack

// Modals: the form of a command without words, what buttons ask for, presses in modals, and the shortcut.

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"syncbot/bot/chat"
	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

var caseC = workflow.CaseRef{Workshop: "w", ID: "c"}

// modalReads wants the words in the modal in front of the user.
func (r *rig) modalReads(user string, words ...string) {
	r.t.Helper()
	v, open := r.Modal(user)
	if !open {
		r.t.Fatalf("%s has no modal, want %q", user, words)
	}
	for _, w := range words {
		if !strings.Contains(r.Reads(v), w) {
			r.t.Errorf("the modal reads %q, want %q in it", r.Reads(v), w)
		}
	}
}

// fill fills in the modal that has opened meanwhile.
func (r *rig) fill(user string, values map[string]string) {
	r.t.Helper()
	settle()
	r.do(r.Submit(user, values))
}

func (r *rig) do(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatalf("%v\n%s", err, r.Server)
	}
}

// answers gives every command the choices, and every press a word.
func (e *ear) offers(choices ...workflow.Choice) {
	e.answer = func(q chat.Request) (workflow.Answer, error) {
		if q.Press != nil {
			return workflow.Answer{Text: "Pressed."}, nil
		}
		return workflow.Answer{Text: workflow.Words("Which one of " + q.Text + "?"), Choices: choices}, nil
	}
}

func TestCommandWithoutWordsOpensTheForm(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		r.do(r.Command(r.kim, r.support, "/syncstatus"))
		if len(e.all()) > 0 {
			t.Error("an empty command was handed on")
		}
		r.fill(r.kim, map[string]string{"Number": "INV-641"})
		got := e.last(t)
		if got.Text != "INV-641" || got.Place != placeOf(r.support, "") || got.By.Name != "kim" {
			t.Errorf("heard %+v", got)
		}
		r.modalReads(r.kim, "Heard: INV-641")
		where, err := replyOf(got.Reply)
		if err != nil || where.URL == "" || where.Channel != r.support {
			t.Errorf("a private answer has nowhere to go: %v", err)
		}
	})
}

// A form takes Slack a while to open; nobody waits for that to be acknowledged, and a deed that comes twice opens one.
func TestAFormOpensAfterTheAcknowledgement(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		for _, deed := range []func() error{
			func() error { return r.Command(r.kim, r.support, "/syncstatus") },
			func() error { return r.PressNewest(r.kim, r.support, "Paste it") },
		} {
			before, began := len(r.Calls("views.open")), time.Now()
			r.Next("views.open", slacktest.Slow(2*time.Second))
			r.do(deed())
			if took := time.Since(began); took > time.Second {
				t.Errorf("acknowledged after %v", took)
			}
			_ = r.Again()
			time.Sleep(5 * time.Second)
			settle()
			if n := len(r.Calls("views.open")) - before; n != 1 {
				t.Errorf("%d forms were opened", n)
			}
			e.offers(workflow.Choice{Action: workflow.Action{ID: workflow.PasteLog, Label: "Paste it", Input: workflow.InputText}, Case: caseC})
			r.do(r.Command(r.kim, r.support, "/syncstatus 641"))
		}
	})
}

func TestFormThatDoesNotOpenIsHelped(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		r.Next("views.open", slacktest.Refuse("expired_trigger_id"))
		r.do(r.Command(r.kim, r.support, "/syncstatus"))
		settle()
		if got := e.last(t); got.Text != "" {
			t.Errorf("heard %q", got.Text)
		}
		r.onlyReads(r.kim, "Heard:")
	})
}

func TestButtonThatAsks(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		e.offers(workflow.Choice{Action: workflow.Action{ID: workflow.PasteLog, Label: "Paste it", Input: workflow.InputText}, Case: caseC, Turn: 2})
		r.do(r.Command(r.kim, r.support, "/syncstatus give 641 to <@"+r.lee+">"))
		r.do(r.PressNewest(r.kim, r.support, "Paste it"))
		if n := len(e.all()); n != 1 {
			t.Errorf("%d requests before anything was typed", n)
		}
		r.fill(r.kim, map[string]string{inputID: "one\n two"})
		got := e.last(t)
		if got.Press == nil || *got.Press != (chat.Press{Case: caseC, Action: workflow.PasteLog, Turn: 2, Text: "one\n two"}) {
			t.Errorf("press %+v", got.Press)
		}
		if got.Place.Channel != workflow.Ref(r.support) {
			t.Errorf("pressed at %+v", got.Place)
		}
		r.modalReads(r.kim, "Pressed.")
		settle()
		r.onlyReads(r.kim, "Which one")
	})
}

func TestNothingTypedIsNothingPressed(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		e.offers(workflow.Choice{Action: workflow.Action{ID: workflow.Snooze, Label: "Snooze…", Input: workflow.InputTime}, Case: caseC})
		r.do(r.Command(r.kim, r.support, "/syncstatus 641"))
		r.do(r.PressNewest(r.kim, r.support, "Snooze…"))
		r.fill(r.kim, map[string]string{inputID: "   "})
		if n := len(e.all()); n != 1 {
			t.Errorf("heard %d, want the command alone", n)
		}
		r.modalReads(r.kim, "nothing was pressed")
	})
}

func TestPressesInAModalChangeIt(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		e.offers(
			workflow.Choice{Action: workflow.Action{Label: "Another…", Input: workflow.InputName}, Command: "641 at"},
			workflow.Choice{Action: workflow.Action{ID: workflow.Follow, Label: "Follow"}, Case: caseC, Turn: 1})
		r.do(r.Command(r.kim, r.support, "/syncstatus"))
		r.fill(r.kim, map[string]string{"Number": "641"})
		r.do(r.PressModal(r.kim, "Another…"))
		settle()
		r.fill(r.kim, map[string]string{inputID: "bayview"})
		if got := e.last(t); got.Text != "641 at bayview" || got.Place != placeOf(r.support, "") {
			t.Errorf("heard %q at %+v", got.Text, got.Place)
		}
		r.do(r.PressModal(r.kim, "Follow"))
		settle()
		r.modalReads(r.kim, "Pressed.")
		if n := len(r.Calls("views.open")); n != 1 {
			t.Errorf("%d modals were opened", n)
		}
		if got := e.last(t); got.Press == nil || got.Press.Action != workflow.Follow || got.Place != placeOf(r.support, "") {
			t.Errorf("heard %+v", got)
		}
		r.onlyReads(r.kim)
	})
}

func TestFormOfAButtonDoesNotOpen(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		e.offers(workflow.Choice{Action: workflow.Action{ID: workflow.Snooze, Label: "Snooze…", Input: workflow.InputTime}, Case: caseC})
		r.do(r.Command(r.kim, r.support, "/syncstatus 641"))
		r.Next("views.open", slacktest.HTTPError(500))
		r.do(r.PressNewest(r.kim, r.support, "Snooze…"))
		settle()
		r.onlyReads(r.kim, "Which one", "Press the button again")
	})
}

func TestShortcutFindsTheNumbers(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		root, err := r.Say(r.lee, r.support, "", "A customer asks.")
		r.do(err)
		ts, err := r.Say(r.lee, r.support, root, "Where are INV-641 and <INV-642>?")
		r.do(err)
		r.do(r.Shortcut(r.kim, r.support, ts, shortcutCallback))
		r.fill(r.kim, nil)
		got := e.last(t)
		if !strings.Contains(got.Text, "INV-641") || !strings.Contains(got.Text, "INV-642") || got.By.Name != "kim" {
			t.Errorf("heard %q by %v", got.Text, got.By)
		}
		if got.Place != placeOf(r.support, root) {
			t.Errorf("at %+v, want the thread %s", got.Place, root)
		}
		r.do(r.Shortcut(r.kim, r.support, ts, "something_else"))
	})
}

// platforms.md 2.2: acknowledgements of 20 KB vanish, slack-go refuses to send them.
func TestLongAnswersArrive(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		long := strings.Repeat("<&> \"quoted\" line of a log\n", 1500)
		e.answer = func(chat.Request) (workflow.Answer, error) {
			choice := workflow.Choice{Action: workflow.Action{Label: "More"}, Command: strings.Repeat("\"x\" ", 300)}
			return workflow.Answer{Text: workflow.Words("It begins.\n" + long), Choices: []workflow.Choice{choice}}, nil
		}
		r.do(r.Command(r.kim, r.support, "/syncstatus 641"))
		r.onlyReads(r.kim, "It begins.")
		r.do(r.Command(r.kim, r.support, "/syncstatus"))
		r.fill(r.kim, map[string]string{"Number": "641"})
		r.modalReads(r.kim, "It begins.")
	})
}

// The largest answer, in a modal that remembers much, fits into an acknowledgement.
func TestAnswersInModalsFit(t *testing.T) {
	m := meta{Channel: "C0123456789", Thread: "1234567890.123456", URL: "https://hooks.slack.com/" + strings.Repeat("x", 150), Given: time.Now()}
	v := drawing{}.answerView(workflow.Answer{Text: "x"}, nil, m.String())
	around, err := json.Marshal(slack.NewUpdateViewSubmissionResponse(&v))
	if err != nil {
		t.Fatal(err)
	}
	if longest := len(around) + maxAck; longest > 19_900 {
		t.Errorf("the longest has %d bytes; Slack drops 20,000", longest)
	}
}
