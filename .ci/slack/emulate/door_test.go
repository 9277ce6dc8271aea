package emulate

// The door through which the bot reaches emulate, and what became of its calls.

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
)

// call is a call of the bot and what emulate answered.
type call struct {
	Method string
	Error  string // empty: it was done
}

// door passes calls on with the header that emulate wants, and writes down what became of them.
func (w *workspace) door(t *testing.T) string {
	t.Helper()
	to, err := url.Parse(w.addr)
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(&httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(to)
			r.Out.Header.Set("Authorization", "Bearer "+botToken)
		},
		ModifyResponse: w.note,
	})
	t.Cleanup(s.Close)
	return s.URL
}

// note writes down a call of the bot.
func (w *workspace) note(answer *http.Response) error {
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	answer.Body = io.NopCloser(bytes.NewReader(body))
	var told struct{ Error, Message string }
	_ = json.Unmarshal(body, &told)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.calls = append(w.calls, call{strings.TrimPrefix(answer.Request.URL.Path, "/api/"), told.Error + told.Message})
	return nil
}

// done says how often emulate has done what the bot asked for by the method.
func (w *workspace) done(method string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := 0
	for _, c := range w.calls {
		if c == (call{Method: method}) {
			n++
		}
	}
	return n
}

// missing are the methods that emulate does not have.
var missing = map[string]bool{"users.conversations": true}

// wantAllDone fails t where emulate refused a call of the bot: each needs a scope that the manifest asks for.
func (w *workspace) wantAllDone(t *testing.T) {
	t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range w.calls {
		if c.Error != "" && !missing[c.Method] {
			t.Errorf("%s: %s", c.Method, c.Error)
		}
	}
}
