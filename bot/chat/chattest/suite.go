package chattest

// The suite itself: its list of promises, and what the promises share.

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// patience bounds every wait of the suite. Nothing waits so long unless the platform is broken.
const patience = 10 * time.Second

// promises are what chat.Platform promises, each with its test.
var promises = []struct {
	name string
	test func(t *testing.T, s Service)
}{
	{"its name, traits and status are fit to print", testDescribesItself},
	{"a request is acknowledged only after the handler returned", testAcknowledgesLast},
	{"a request says who, where, what and when", testRequestIsWhole},
	{"every deed has its own key and a redelivery keeps it", testKeysOfDeeds},
	{"a press carries the case, the action, the turn and what was typed", testPress},
	{"an answer is read by nobody else", testAnswerIsPrivate},
	{"a listener ends with its context, after its last handler", testListenEnds},
	{"a root stands in the channel with its words and buttons", testRoot},
	{"a thread post lands in the thread of its root", testThread},
	{"a private reply is read by nobody else", testReply},
	{"a message to the owner is not in the channel", testOwner},
	{"two posts with one key are one message", testHonoursKeys},
	{"a message is found by its key, and no other", testFind},
	{"show replaces what stands there, the last wins", testShow},
	{"showing a message that is gone is refused", testShowGone},
	{"a message to a place stands in its channel or its thread", testPlace},
	{"a message to a place is of no case's thread and can be pressed all the same", testPlacePress},
	{"a message to a place without a case has only links", testPlaceLinks},
	{"a message to a place is not repeated under its key", testPlaceOnce},
	{"a place that is gone refuses for good", testPlaceRefused},
	{"a closed channel refuses for good", testRefused},
	{"a call whose context has ended is not a refusal", testEndedContext},
	{"links are no buttons", testLinks},
	{"at most three actions are drawn, and More", testMore},
	{"the choices of an answer are seen by nobody else", testChoicesArePrivate},
	{"a press of a choice is a deed of its own", testChoosing},
	{"only the one who is mentioned is pinged", testMention},
	{"foreign text cannot ping, link or format", testHostileText},
	{"heading and doubt are shown", testHeadingAndAgain},
}

// Run holds a platform to the promises of [chat.Platform]. It calls open for each promise; open makes a new, empty
// service and leaves taking it down to t.Cleanup. After that no goroutine may be left.
func Run(t *testing.T, open func(t *testing.T) Service) {
	for _, p := range promises {
		t.Run(p.name, func(t *testing.T) { hold(t, open, p.test) })
	}
}

// RunVirtual is Run with each promise, and the service it opens, in a bubble of [synctest] of its own.
// Inside it the service must not use the network.
func RunVirtual(t *testing.T, open func(t *testing.T) Service) {
	for _, p := range promises {
		t.Run(p.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { hold(t, open, p.test) })
		})
	}
}

func hold(t *testing.T, open func(t *testing.T) Service, test func(t *testing.T, s Service)) {
	before := goleak.IgnoreCurrent()
	t.Cleanup(func() { goleak.VerifyNone(t, before) })
	test(t, open(t))
}

// note is what the suite says. No platform knows its type, so each shows its Text.
type note struct {
	workflow.Note
	text    string
	actions []workflow.Action
}

func (n note) Words() workflow.Words      { return workflow.Words(n.text) }
func (n note) Actions() []workflow.Action { return n.actions }

var theCase = workflow.CaseRef{Workshop: "northside", ID: "c1"}

// message is a message to the channel of s.
func message(s Service, key, text string, actions ...workflow.Action) chat.Message {
	return chat.Message{
		Key: key, Place: s.Place, To: workflow.ToRoot, Case: theCase, Turn: 1,
		Note: note{text: text, actions: actions},
	}
}

// inThread is a message under the message at p.
func inThread(s Service, p chat.Posted, key, text string, actions ...workflow.Action) chat.Message {
	m := message(s, key, text, actions...)
	m.To, m.Place.Thread = workflow.ToThread, p.Thread
	return m
}

func post(t *testing.T, s Service, m chat.Message) chat.Posted {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	p, err := s.Platform.Post(ctx, m)
	if err != nil {
		t.Fatalf("Post %s: %v", m.Key, err)
	}
	return p
}

// shown gives the messages whose text holds part.
func shown(s Service, part string) []Shown {
	return slices.DeleteFunc(s.Read(), func(m Shown) bool { return !strings.Contains(m.Text, part) })
}

// one gives the only message whose text holds part.
func one(t *testing.T, s Service, part string) Shown {
	t.Helper()
	found := shown(s, part)
	if len(found) != 1 {
		t.Fatalf("%d messages hold %q, want 1: %+v", len(found), part, s.Read())
	}
	return found[0]
}

func await[T any](t *testing.T, what string, c <-chan T) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(patience):
		t.Fatalf("waited %v for %s", patience, what)
	}
	var none T
	return none
}

// notYet fails t if c gives something while a handler is at work. In real time it gives a hasty platform a moment to
// show itself; in a bubble it waits until nothing moves any more, so there it misses nothing.
func notYet[T any](t *testing.T, what string, c <-chan T) {
	t.Helper()
	select {
	case v := <-c:
		t.Fatalf("%s while the handler was still at work (%v)", what, v)
	case <-time.After(20 * time.Millisecond):
	}
}
