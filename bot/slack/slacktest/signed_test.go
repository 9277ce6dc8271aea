package slacktest_test

// The app without Socket Mode.

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/chat/chattest/pipe"
	"syncbot/bot/slack/slacktest"
)

// web is an app's own server: it proves itself, and hands everything else to handle.
func (r *rig) web(handle func(w http.ResponseWriter, req *http.Request, body string)) slacktest.Endpoints {
	r.t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		r.t.Fatal(err)
	}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		raw, _ := io.ReadAll(req.Body)
		body := string(raw)
		stamp, _ := strconv.ParseInt(req.Header.Get("X-Slack-Request-Timestamp"), 10, 64)
		if want := slacktest.Sign(raw, stamp); want.Get("X-Slack-Signature") != req.Header.Get("X-Slack-Signature") {
			r.t.Errorf("signed with %q", req.Header.Get("X-Slack-Signature"))
		}
		if strings.Contains(body, "url_verification") {
			_, _ = io.WriteString(w, "prove-it")
			return
		}
		handle(w, req, body)
	})}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(l)
	}()
	r.t.Cleanup(func() {
		_ = server.Close()
		<-done
	})
	base := "http://" + l.Addr().String()
	to := slacktest.Endpoints{Commands: base + "/commands", Interactivity: base + "/press", Events: base + "/events"}
	if err := r.DeliverOverHTTP(to); err != nil {
		r.t.Fatal(err)
	}
	return to
}

// What openssl dgst -sha256 -hmac gives.
func TestSignature(t *testing.T) {
	h := slacktest.Sign([]byte("token=xyz"), 1531420618)
	if got := h.Get("X-Slack-Request-Timestamp"); got != "1531420618" {
		t.Errorf("the time is %q", got)
	}
	if got := h.Get("X-Slack-Signature"); got != "v0=efb8b0274bc67f9c0d07479167d82bbe00004fb8bcdd4be47d4949257c53975e" {
		t.Errorf("the signature is %q", got)
	}
}

func TestSignedCommandAndPress(t *testing.T) {
	r := newRig(t)
	heard := map[string]string{}
	r.web(func(w http.ResponseWriter, req *http.Request, body string) {
		heard[req.URL.Path] = body
		if req.URL.Path == "/commands" {
			_, _ = io.WriteString(w, "On it.")
		}
	})
	if err := r.Command(r.kim, r.ch, "/syncstatus INV-123"); err != nil {
		t.Fatal(err)
	}
	if form, err := url.ParseQuery(heard["/commands"]); err != nil || form.Get("text") != "INV-123" || form.Get("user_id") != r.kim {
		t.Errorf("the command is %q", heard["/commands"])
	}
	if got := r.Ephemerals(r.kim); len(got) != 1 || got[0].Reads != "On it." {
		t.Errorf("kim sees %+v", got)
	}
	r.ok("chat.postMessage", "channel", r.ch, "blocks", stop(""))
	if err := r.PressNewest(r.kim, r.ch, "Stop"); err != nil {
		t.Fatal(err)
	}
	if form, err := url.ParseQuery(heard["/press"]); err != nil || !strings.Contains(form.Get("payload"), `"block_actions"`) {
		t.Errorf("the press is %q", heard["/press"])
	}
}

func TestReplayedRequestIsTheSameByteForByte(t *testing.T) {
	r := newRig(t)
	var seen []string
	r.web(func(_ http.ResponseWriter, req *http.Request, body string) {
		seen = append(seen, req.Header.Get("X-Slack-Signature")+body)
	})
	if err := r.Command(r.kim, r.ch, "/syncstatus 1"); err != nil {
		t.Fatal(err)
	}
	if err := r.Again(); err != nil {
		t.Fatal(err)
	}
	if len(seen) != 2 || seen[0] != seen[1] {
		t.Errorf("the requests are %q", seen)
	}
}

// app answers every request without a network.
type app func(*http.Request) (*http.Response, error)

func (a app) RoundTrip(r *http.Request) (*http.Response, error) { return a(r) }

func says(status int, header ...string) *http.Response {
	rec := httptest.NewRecorder()
	for i := 0; i < len(header); i += 2 {
		rec.Header().Set(header[i], header[i+1])
	}
	rec.WriteHeader(status)
	_, _ = rec.WriteString("prove-it")
	return rec.Result()
}

func TestEventsComeAgainOverHTTP(t *testing.T) {
	type try struct {
		Num, Reason string
		After       time.Duration
	}
	slow := func(r *http.Request) (*http.Response, error) {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	tests := []struct {
		name   string
		answer app
		want   []try
	}{
		{"acknowledged", func(*http.Request) (*http.Response, error) { return says(204), nil }, []try{{}}},
		{"no retry wanted", func(*http.Request) (*http.Response, error) { return says(503, "X-Slack-No-Retry", "1"), nil }, []try{{}}},
		{"500", func(*http.Request) (*http.Response, error) { return says(500), nil }, []try{
			{}, {"1", "http_error", 0}, {"2", "http_error", time.Minute}, {"3", "http_error", 6 * time.Minute},
		}},
		{"slow", slow, []try{
			{}, {"1", "http_timeout", 3 * time.Second}, {"2", "http_timeout", 66 * time.Second}, {"3", "http_timeout", 369 * time.Second},
		}},
		{"gone", func(*http.Request) (*http.Response, error) { return nil, syscall.ECONNREFUSED }, []try{
			{}, {"1", "connection_failed", 0}, {"2", "connection_failed", time.Minute}, {"3", "connection_failed", 6 * time.Minute},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				began := time.Now()
				var tries []try
				client := &http.Client{Transport: app(func(req *http.Request) (*http.Response, error) {
					if body, _ := io.ReadAll(req.Body); strings.Contains(string(body), "url_verification") {
						return says(200), nil
					}
					tries = append(tries, try{req.Header.Get("X-Slack-Retry-Num"), req.Header.Get("X-Slack-Retry-Reason"), time.Since(began)})
					return tt.answer(req)
				})}
				if err := r.DeliverOverHTTP(slacktest.Endpoints{Events: "http://app.test/events", Client: client}); err != nil {
					t.Fatal(err)
				}
				if _, err := r.Say(r.kim, r.ch, "", "@syncbot 641"); err != nil {
					t.Fatal(err)
				}
				time.Sleep(time.Hour)
				synctest.Wait()
				if diff := cmp.Diff(tt.want, tries); diff != "" {
					t.Error(diff)
				}
			})
		})
	}
}

func TestAppThatCannotProveItselfIsToldNothing(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		client := &http.Client{Transport: app(func(*http.Request) (*http.Response, error) { return says(500), nil })}
		if err := r.DeliverOverHTTP(slacktest.Endpoints{Events: "http://app.test/", Client: client}); err == nil {
			t.Error("an address that answers 500 was taken")
		}
		if err := r.DeliverOverHTTP(slacktest.Endpoints{Commands: "http://app.test/", Client: client}); err != nil {
			t.Fatal(err)
		}
		if err := r.Command(r.kim, r.ch, "/syncstatus 1"); err == nil {
			t.Error("a command that is answered 500 went well")
		}
	})
}

func TestAppInMemory(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := pipe.New()
		server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
			time.Sleep(2 * time.Second)
			_, _ = io.WriteString(w, `{"text":"in `+req.Host+`"}`)
		})}
		var serving sync.WaitGroup
		serving.Go(func() { _ = server.Serve(p) })
		client := &http.Client{Transport: &http.Transport{DialContext: p.Dial, DisableKeepAlives: true}}
		if err := r.DeliverOverHTTP(slacktest.Endpoints{Commands: "http://app.test/", Client: client}); err != nil {
			t.Fatal(err)
		}
		if err := r.Command(r.kim, r.ch, "/syncstatus 1"); err != nil {
			t.Error(err)
		}
		if got := r.Ephemerals(r.kim); len(got) != 1 || got[0].Reads != "in app.test" {
			t.Errorf("kim sees %+v", got)
		}
		_ = server.Close()
		serving.Wait()
		if err := r.Command(r.kim, r.ch, "/syncstatus 1"); !errors.Is(err, slacktest.ErrNobody) {
			t.Errorf("with nobody there: %v", err)
		}
	})
}
