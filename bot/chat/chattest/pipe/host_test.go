package pipe_test

import (
	"io"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/chat/chattest/pipe"
)

// A host that is down takes nothing and has cut all that stood; what it is asked for later comes when it is up again.
func TestAHostGoesDownAndComesBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cuts := 0
		h := pipe.NewHost("host.test", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "here") }), func() { cuts++ })
		defer h.Close()
		get := func() string {
			answer, err := h.Client().Get(h.Base())
			if err != nil {
				return "nobody"
			}
			defer answer.Body.Close()
			said, _ := io.ReadAll(answer.Body)
			return string(said)
		}
		for _, step := range []struct {
			do   func()
			want string
		}{{func() {}, "here"}, {h.Down, "nobody"}, {h.Up, "here"}, {h.Restart, "here"}} {
			step.do()
			if got := get(); got != step.want {
				t.Errorf("%s, want %s", got, step.want)
			}
		}
		if cuts != 2 {
			t.Errorf("what speaks HTTP no more was cut %d times", cuts)
		}
	})
}

// What is to be done later is not done any more once the host is closed, and Close waits for what is under way.
func TestAHostThatIsClosedDoesNothingLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := pipe.NewHost("host.test", http.NotFoundHandler(), func() {})
		done := make(chan string, 2)
		h.After(time.Second, func() { done <- "soon" })
		h.After(time.Hour, func() { done <- "later" })
		time.Sleep(time.Minute)
		h.Close()
		if len(done) != 1 || <-done != "soon" {
			t.Error("what was to be done later was done")
		}
	})
}

func TestAHostOnLoopback(t *testing.T) {
	h := pipe.NewHost("host.test", http.NotFoundHandler(), func() {})
	defer h.Close()
	h.Loopback()
	answer, err := http.Get(h.Base())
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	h.Down()
	if answer, err := http.Get(h.Base()); err == nil {
		_ = answer.Body.Close()
		t.Error("a host that is down answers")
	}
	http.DefaultClient.CloseIdleConnections()
}
