package discord

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// endless answers each request without an end.
type endless struct{ read *int }

func (e endless) Read(p []byte) (int, error) {
	*e.read += len(p)
	return len(p), nil
}

func (e endless) RoundTrip(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(e)}, nil
}

func TestAnswersHaveAnEnd(t *testing.T) {
	read := 0
	r := newRig(t, func(o *Options) { o.Client = &http.Client{Transport: endless{&read}} })
	if p, err := r.bot.Post(t.Context(), r.root("k1", "641 · Opened")); meaning(err) != "in doubt" || read > 2*longestAnswer {
		t.Errorf("%+v, %v, after %d bytes", p, err, read)
	}
}

// noting notes where requests go.
type noting struct{ path, query *string }

func (n noting) RoundTrip(q *http.Request) (*http.Response, error) {
	*n.path, *n.query = q.URL.EscapedPath(), q.URL.RawQuery
	return &http.Response{StatusCode: http.StatusNoContent, Header: http.Header{}, Body: http.NoBody}, nil
}

// A token is one part of the path, whatever stands in it, and none of it in the name of its bucket.
func TestTokensStayInTheirPlace(t *testing.T) {
	var path, query string
	r := newRig(t, func(o *Options) { o.Client = &http.Client{Transport: noting{&path, &query}} })
	to := replyTo{Token: "a/../users?x=secret#b", App: "1", User: r.kim, Given: r.bot.options.Now()}
	if err := r.bot.replyByToken(t.Context(), to, content{}); err != nil || !strings.HasSuffix(path, "/webhooks/1/a%2F..%2Fusers%3Fx=secret%23b") || query != "" {
		t.Errorf("it was sent to %s?%s, %v", path, query, err)
	}
}
