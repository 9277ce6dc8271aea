package web_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"syncbot/bot/chat/chattest/pipe"
	"syncbot/bot/chat/web"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const timeout = 30 * time.Second

// to is a client whose connections end at p.
func to(t *testing.T, p *pipe.Pipe) *http.Client {
	transport := &http.Transport{DialContext: p.Dial}
	t.Cleanup(transport.CloseIdleConnections)
	return web.Client(&http.Client{Transport: transport}, timeout)
}

func post(ctx context.Context, c *http.Client) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://api.test/secret", strings.NewReader("said"))
	if err != nil {
		return err
	}
	answer, err := c.Do(r)
	if err != nil {
		return err
	}
	return answer.Body.Close()
}

func unsent(err error) bool {
	var un web.Unsent
	return errors.As(err, &un)
}

func TestNothingWasSentWhereNobodyListens(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := pipe.New()
		_ = p.Close()
		if err := post(t.Context(), to(t, p)); !unsent(err) {
			t.Errorf("refused: %v, want nothing sent", err)
		}
	})
}

func TestNothingWasSentAfterTheEndOfItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := post(ctx, to(t, pipe.New())); !unsent(err) || !errors.Is(err, context.Canceled) {
			t.Errorf("%v, want nothing sent", err)
		}
	})
}

// A connection that ends before an answer, or gives none in time, leaves it in doubt.
func TestWhatWasSentIsInDoubt(t *testing.T) {
	for name, take := range map[string]func(net.Conn){
		"cut":   func(c net.Conn) { _, _ = c.Read(make([]byte, 10)); _ = c.Close() },
		"hangs": func(c net.Conn) { _, _ = io.Copy(io.Discard, c); _ = c.Close() },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := pipe.New()
				go func() {
					if c, err := p.Accept(); err == nil {
						take(c)
					}
				}()
				began := time.Now()
				err := post(t.Context(), to(t, p))
				if err == nil || unsent(err) {
					t.Errorf("%v, want it in doubt", err)
				}
				if took := time.Since(began); took > timeout {
					t.Errorf("it took %v", took)
				}
			})
		})
	}
}

// mute answers like a network of which nothing is known: it does not tell whether anything was sent.
type mute struct{}

func (mute) RoundTrip(*http.Request) (*http.Response, error) { return nil, errors.New("broken") }

func TestTransportThatTellsNothingIsNotBelieved(t *testing.T) {
	t.Parallel()
	if err := post(t.Context(), web.Client(&http.Client{Transport: mute{}}, timeout)); err == nil || unsent(err) {
		t.Errorf("%v, want it in doubt", err)
	}
}

// moved sends every call elsewhere.
type moved struct{ asked []string }

func (m *moved) RoundTrip(q *http.Request) (*http.Response, error) {
	m.asked = append(m.asked, q.URL.Host)
	h := http.Header{"Location": {"https://elsewhere.test/"}}
	return &http.Response{StatusCode: http.StatusTemporaryRedirect, Header: h, Body: http.NoBody, Request: q}, nil
}

func TestNobodyIsFollowedElsewhere(t *testing.T) {
	t.Parallel()
	m := &moved{}
	if err := post(t.Context(), web.Client(&http.Client{Transport: m}, timeout)); err != nil {
		t.Fatal(err)
	}
	if len(m.asked) != 1 || m.asked[0] != "api.test" {
		t.Errorf("asked %q, want api.test alone", m.asked)
	}
}

func TestTimeoutOfTheGivenClientStays(t *testing.T) {
	t.Parallel()
	given := &http.Client{Timeout: time.Second}
	if got := web.Client(given, timeout); got.Timeout != time.Second || got == given {
		t.Errorf("%v, want a copy with the second that was given", got.Timeout)
	}
	if got := web.Client(nil, timeout).Timeout; got != timeout {
		t.Errorf("%v, want %v", got, timeout)
	}
}

func TestWithoutAddress(t *testing.T) {
	t.Parallel()
	inner := &url.Error{Op: "Post", URL: "http://api.test/secret", Err: io.EOF}
	for _, err := range []error{io.EOF, inner, &url.Error{Op: "Get", URL: "http://api.test/secret", Err: inner}} {
		if got := web.WithoutAddress(err); !errors.Is(got, io.EOF) || strings.Contains(got.Error(), "secret") {
			t.Errorf("%v became %v", err, got)
		}
	}
}
