package chattest

// The promises of Listen.

import (
	"context"
	"strings"
	"testing"
	"time"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// listener runs Listen and hands each request to the test, which gives the answer.
type listener struct {
	requests chan chat.Request
	answers  chan workflow.Answer
	returned chan error
	cancel   context.CancelFunc
}

func listen(t *testing.T, s Service) *listener {
	ctx, cancel := context.WithCancel(t.Context())
	l := &listener{make(chan chat.Request), make(chan workflow.Answer), make(chan error, 1), cancel}
	ended := make(chan struct{})
	handle := func(_ context.Context, r chat.Request) (workflow.Answer, error) {
		select {
		case l.requests <- r:
		case <-ended:
			return workflow.Answer{}, context.Canceled
		}
		select {
		case a := <-l.answers:
			return a, nil
		case <-ended:
			return workflow.Answer{}, context.Canceled
		}
	}
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		l.returned <- s.Platform.Listen(ctx, handle)
	}()
	t.Cleanup(func() { cancel(); close(ended); <-stopped })
	return l
}

// take lets one request through with an answer of those words and waits for its acknowledgement.
func (l *listener) take(t *testing.T, d Delivery, words string) chat.Request {
	t.Helper()
	return l.reply(t, d, workflow.Answer{Text: workflow.Words(words)})
}

// reply is take with any answer.
func (l *listener) reply(t *testing.T, d Delivery, a workflow.Answer) chat.Request {
	t.Helper()
	r := await(t, "the request", l.requests)
	l.answers <- a
	await(t, "the acknowledgement", d.Acknowledged)
	return r
}

func testDescribesItself(t *testing.T, s Service) {
	name := s.Platform.Name()
	if name == "" || strings.ToLower(name) != name || strings.ContainsAny(name, " :/\n") {
		t.Errorf("Name() = %q, want one word in small letters", name)
	}
	if s.Place.Platform != name {
		t.Errorf("places of the service name %q, want %q", s.Place.Platform, name)
	}
	if st := s.Platform.Status().Text; st == "" || strings.Contains(st, "\n") {
		t.Errorf("Status() = %q, want one line", st)
	}
	before := s.Platform.Traits()
	post(t, s, message(s, "k1", "INV-1 · Opened"))
	if after := s.Platform.Traits(); after != before {
		t.Errorf("traits changed from %+v to %+v", before, after)
	}
}

func testAcknowledgesLast(t *testing.T, s Service) {
	l := listen(t, s)
	d := s.Ask("INV-1")
	await(t, "the request", l.requests)
	post(t, s, message(s, "k1", "INV-1 · Opened")) // a way there and back, so that a hasty acknowledgement has arrived
	notYet(t, "acknowledged", d.Acknowledged)
	l.answers <- workflow.Answer{Text: "On it: INV-1."}
	await(t, "the acknowledgement", d.Acknowledged)
}

func testRequestIsWhole(t *testing.T, s Service) {
	l := listen(t, s)
	from := time.Now()
	r := l.take(t, s.Ask("641 at northside"), "On it: 641.")
	if !strings.HasPrefix(r.Key, s.Platform.Name()+":") {
		t.Errorf("key %q does not begin with the platform's name and a colon", r.Key)
	}
	if r.Text != "641 at northside" || r.Press != nil {
		t.Errorf("text %q and press %+v, want the command alone", r.Text, r.Press)
	}
	if r.By.ID != s.User.ID || r.By.Name != s.User.Name {
		t.Errorf("by %+v, want %+v", r.By, s.User)
	}
	if r.Place != s.Place {
		t.Errorf("place %+v, want %+v", r.Place, s.Place)
	}
	if r.At.Before(from.Add(-time.Minute)) || r.At.After(time.Now().Add(time.Minute)) {
		t.Errorf("taken in at %v, want now (%v)", r.At, from)
	}
}

func testKeysOfDeeds(t *testing.T, s Service) {
	l := listen(t, s)
	d := s.Ask("INV-1")
	first := l.take(t, d, "On it: INV-1.")
	if second := l.take(t, s.Ask("INV-1"), "INV-1 is already followed."); second.Key == first.Key {
		t.Errorf("two deeds share the key %q", first.Key)
	}
	if d.Again == nil {
		return
	}
	if again := l.take(t, d.Again(), "On it: INV-1."); again.Key != first.Key {
		t.Errorf("redelivered with key %q, want %q", again.Key, first.Key)
	}
}

func testPress(t *testing.T, s Service) {
	l := listen(t, s)
	root := post(t, s, message(s, "k1", "INV-1 · Please press sync",
		workflow.Action{ID: workflow.PressedSync, Label: "I've pressed sync"},
		workflow.Action{ID: workflow.PressedEarlier, Label: "Pressed earlier…", Input: workflow.InputTime}))
	in := inThread(s, root, "k2", "INV-1 · Time to read the event log",
		workflow.Action{ID: workflow.PasteLog, Label: "Paste it", Input: workflow.InputText})
	in.Turn = 2
	thread := post(t, s, in)

	for _, c := range []struct {
		ref          workflow.Ref
		label, typed string
		want         chat.Press
	}{
		{root.Ref, "I've pressed sync", "", chat.Press{Case: theCase, Action: workflow.PressedSync, Turn: 1}},
		{root.Ref, "Pressed earlier…", "10:20 am", chat.Press{Case: theCase, Action: workflow.PressedEarlier, Turn: 1, Text: "10:20 am"}},
		{thread.Ref, "Paste it", "10:06 am 1 x\n10:07 am 1 y", chat.Press{Case: theCase, Action: workflow.PasteLog, Turn: 2, Text: "10:06 am 1 x\n10:07 am 1 y"}},
	} {
		r := l.take(t, s.Press(c.ref, c.label, c.typed), "Noted.")
		if r.Press == nil || *r.Press != c.want {
			t.Errorf("%s: press %+v, want %+v", c.label, r.Press, c.want)
		}
		if r.By.ID != s.User.ID || r.Place.Platform != s.Place.Platform || r.Place.Channel != s.Place.Channel {
			t.Errorf("%s: by %+v at %+v, want %+v at %+v", c.label, r.By, r.Place, s.User, s.Place)
		}
	}
}

func testAnswerIsPrivate(t *testing.T, s Service) {
	l := listen(t, s)
	l.take(t, s.Ask("INV-1"), "On it: INV-1. The message below keeps you up to date.")
	if m := one(t, s, "On it: INV-1."); m.Only != s.User.ID {
		t.Errorf("the answer is read by %q, want only %q", m.Only, s.User.ID)
	}
}

func testListenEnds(t *testing.T, s Service) {
	l := listen(t, s)
	s.Ask("INV-1")
	await(t, "the request", l.requests)
	l.cancel()
	notYet(t, "Listen returned", l.returned)
	l.answers <- workflow.Answer{Text: "On it: INV-1."}
	if err := await(t, "Listen to end", l.returned); err != nil {
		t.Errorf("Listen = %v, want nil after its context ended", err)
	}
}
