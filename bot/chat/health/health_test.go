package health

import (
	"errors"
	"strings"
	"testing"
	"time"

	logtest "github.com/sirupsen/logrus/hooks/test"
)

var (
	errReset   = errors.New("reset")
	errRevoked = errors.New("token revoked")
)

func clock(t time.Time) string { return t.Format(time.TimeOnly) }

// One call that fails says nothing; several in a row, for a minute, do, until one is answered.
func TestSilence(t *testing.T) {
	t.Parallel()
	h := Health{API: "the Web API"}
	at := time.Date(2026, time.November, 30, 9, 0, 0, 0, time.UTC)
	for _, after := range []time.Duration{0, 40 * time.Second, 80 * time.Second} {
		if err := h.Trouble(at.Add(time.Hour), clock); err != nil {
			t.Errorf("too early: %v", err)
		}
		h.Failed(errReset, at.Add(after))
	}
	if err := h.Trouble(at.Add(59*time.Second), clock); err != nil {
		t.Errorf("after less than a minute: %v", err)
	}
	err := h.Trouble(at.Add(time.Minute), clock)
	if !errors.Is(err, errReset) || err.Error() != "no call of the Web API has succeeded since 09:00:00: reset" {
		t.Errorf("it says %v", err)
	}
	h.Answered()
	if err := h.Trouble(at.Add(time.Hour), clock); err != nil {
		t.Errorf("answered, and still %v", err)
	}
}

// A refused token is said at once, until an answer proves it good.
func TestRefusedToken(t *testing.T) {
	t.Parallel()
	var h Health
	at := time.Now()
	h.TokenRefused(errRevoked)
	for name, learn := range map[string]func(){
		"an answer that says nothing about it": h.Answered,
		"a call without an answer":             func() { h.Failed(errReset, at) },
	} {
		if learn(); !errors.Is(h.Trouble(at, clock), errRevoked) {
			t.Errorf("after %s the token is not said", name)
		}
	}
	h.Accepted()
	if err := h.Trouble(at, clock); err != nil {
		t.Errorf("accepted, and yet %v", err)
	}
}

// The log hears of each kind of trouble once, and of its end.
func TestLogHearsOnce(t *testing.T) {
	t.Parallel()
	log, lines := logtest.NewNullLogger()
	var h Health
	at := time.Now()
	tell := func() { h.Tell(log, at.Add(time.Hour), clock) }
	tell()
	for range 2 * manyFailures {
		h.Failed(errReset, at)
		tell()
	}
	h.TokenRefused(errRevoked)
	tell()
	h.Accepted()
	tell()
	tell()
	var got []string
	for _, l := range lines.AllEntries() {
		got = append(got, l.Level.String()+": "+l.Message)
	}
	want := []string{
		"warning: what the bot says does not arrive: no call of the API has succeeded since " + clock(at) + ": reset; run syncbot doctor",
		"warning: what the bot says does not arrive: token revoked; run syncbot doctor",
		"info: what the bot says arrives again",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the log heard\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
