package slack

// What people do, through each of the two doors.

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/chat/chattest/pipe"
	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

// ear is a handler that writes down what it is handed.
type ear struct {
	mu     sync.Mutex
	heard  []chat.Request
	answer func(chat.Request) (workflow.Answer, error)
}

func (e *ear) handle(_ context.Context, r chat.Request) (workflow.Answer, error) {
	e.mu.Lock()
	e.heard = append(e.heard, r)
	answer := e.answer
	e.mu.Unlock()
	if answer != nil {
		return answer(r)
	}
	return workflow.Answer{Text: workflow.Words("Heard: " + r.Text)}, nil
}

// all is what was heard so far.
func (e *ear) all() []chat.Request {
	e.mu.Lock()
	defer e.mu.Unlock()
	return append([]chat.Request(nil), e.heard...)
}

// keys are the keys of what was heard, with how often.
func (e *ear) keys() map[string]int {
	n := map[string]int{}
	for _, r := range e.all() {
		n[r.Key]++
	}
	return n
}

// last is what was heard last.
func (e *ear) last(t *testing.T) chat.Request {
	t.Helper()
	all := e.all()
	if len(all) == 0 {
		t.Fatal("nothing was heard")
	}
	return all[len(all)-1]
}

// listening runs Listen until the test ends, once its connections stand.
func (r *rig) listening(e *ear) (stop func()) {
	r.t.Helper()
	ctx, cancel := context.WithCancel(r.t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := r.bot.Listen(ctx, e.handle); err != nil {
			r.t.Errorf("Listen = %v", err)
		}
	}()
	r.t.Cleanup(func() { cancel(); <-ended })
	time.Sleep(between * 2)
	synctest.Wait()
	return func() { cancel(); <-ended }
}

// overHTTP makes Slack send signed requests to a bot without an app token.
func (r *rig) overHTTP() *pipe.Pipe {
	r.t.Helper()
	p := pipe.New()
	r.bot = r.newBot(func(o *Options) { o.AppToken, o.Listener = "", p })
	return p
}

func (r *rig) deliverTo(p *pipe.Pipe) {
	r.t.Helper()
	transport := &http.Transport{DialContext: p.Dial}
	r.t.Cleanup(transport.CloseIdleConnections)
	at := "http://bot.example" + eventsPath
	if err := r.DeliverOverHTTP(slacktest.Endpoints{Commands: at, Interactivity: at, Events: at, Client: &http.Client{Transport: transport}}); err != nil {
		r.t.Fatal(err)
	}
}

// throughEachDoor runs the test once over Socket Mode and once over signed HTTP, in virtual time.
func throughEachDoor(t *testing.T, test func(t *testing.T, r *rig, e *ear)) {
	t.Run("socket", func(t *testing.T) {
		inBubble(t, func(t *testing.T, r *rig) {
			e := &ear{}
			r.listening(e)
			test(t, r, e)
		})
	})
	t.Run("http", func(t *testing.T) {
		inBubble(t, func(t *testing.T, r *rig) {
			e := &ear{}
			p := r.overHTTP()
			r.listening(e)
			r.deliverTo(p)
			test(t, r, e)
		})
	})
}

// settle waits until everything that was begun has come to rest.
func settle() {
	time.Sleep(time.Second)
	synctest.Wait()
}

// onlyReads wants what the user alone reads: one answer for each of the words.
func (r *rig) onlyReads(user string, words ...string) {
	r.t.Helper()
	var got []string
	for _, m := range r.Ephemerals(user) {
		got = append(got, m.Reads)
	}
	same := len(got) == len(words)
	for i := range min(len(got), len(words)) {
		same = same && strings.Contains(got[i], words[i])
	}
	if !same {
		r.t.Errorf("%s alone reads %q, want %q", user, got, words)
	}
}

func TestCommandIsHandedOnWhole(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		if err := r.Command(r.kim, r.support, "/syncstatus payment INV-123 at <northside> & co"); err != nil {
			t.Fatal(err)
		}
		got := e.last(t)
		if got.Text != "payment INV-123 at <northside> & co" || got.By != (workflow.User{ID: workflow.UserID(r.kim), Name: "kim"}) {
			t.Errorf("heard %q of %+v", got.Text, got.By)
		}
		if want := placeOf(r.support, ""); got.Place != want || got.Private || got.Outsider || len(got.Channels) > 0 {
			t.Errorf("heard %+v, want it at %+v", got, want)
		}
		if !strings.HasPrefix(got.Key, "slack:") || got.Reply == "" || !got.At.Equal(time.Now()) {
			t.Errorf("heard %+v", got)
		}
		r.onlyReads(r.kim, "Heard: payment INV-123 at <northside> & co")
	})
}

func TestPressIsAnsweredBesideTheMessage(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		e.answer = func(q chat.Request) (workflow.Answer, error) {
			if q.Press != nil {
				return workflow.Answer{Text: "Pressed."}, nil
			}
			return workflow.Answer{Text: "Which one?", Choices: []workflow.Choice{
				{Action: workflow.Action{Label: "Northside"}, Command: "641 at northside"},
				{Action: workflow.Action{ID: workflow.Follow, Label: "Follow"}, Case: workflow.CaseRef{Workshop: "w", ID: "c"}, Turn: 3},
			}}, nil
		}
		if err := r.Command(r.kim, r.support, "/syncstatus 641"); err != nil {
			t.Fatal(err)
		}
		for _, label := range []string{"Northside", "Follow"} {
			if err := r.PressNewest(r.kim, r.support, label); err != nil {
				t.Fatal(err)
			}
			settle()
		}
		heard := e.all()
		if len(heard) != 3 || heard[1].Text != "641 at northside" || heard[2].Press == nil {
			t.Fatalf("heard %+v", heard)
		}
		if want := (chat.Press{Case: workflow.CaseRef{Workshop: "w", ID: "c"}, Action: workflow.Follow, Turn: 3}); *heard[2].Press != want {
			t.Errorf("press %+v, want %+v", *heard[2].Press, want)
		}
		r.onlyReads(r.kim, "Which one?", "Which one?", "Pressed.")
	})
}

// Slack tells of a press on a link too. It leads there, and nothing else comes of it.
func TestPressOfALinkIsNoDeed(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		e.answer = func(chat.Request) (workflow.Answer, error) {
			guide := workflow.Action{ID: workflow.OpenLink, Label: "Xero guide", URL: "https://guide.example"}
			return workflow.Answer{Text: "Read this.", Choices: []workflow.Choice{{Action: guide}}}, nil
		}
		if err := r.Command(r.kim, r.support, "/syncstatus 641"); err != nil {
			t.Fatal(err)
		}
		for _, b := range r.Ephemerals(r.kim)[0].Buttons() {
			if err := r.PressNewest(r.kim, r.support, b.Label); err != nil {
				t.Fatal(err)
			}
		}
		settle()
		if n := len(e.all()); n != 1 {
			t.Errorf("%d requests, want the command alone", n)
		}
		r.onlyReads(r.kim, "Read this.")
	})
}
