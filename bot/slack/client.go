package slack

// The way to the Web API: a client with time-outs that follows nobody elsewhere, repeats nothing, and knows whether
// anything was sent; and one call through it.

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"sync/atomic"

	"syncbot/bot/outcome"
)

// webClient is the given client, or a new one, made safe.
func webClient(given *http.Client) *http.Client {
	var c http.Client
	if given != nil {
		c = *given
	}
	if c.Timeout == 0 {
		c.Timeout = callTimeout
	}
	if c.Transport == nil {
		c.Transport = http.DefaultTransport
	}
	c.Transport = witness{c.Transport}
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse } // the token stays here
	return &c
}

// witness marks what was certainly not done: the error of a request of which nothing was sent, and an answer of 429.
type witness struct{ to http.RoundTripper }

// unsent is the error of a request of which nothing was sent.
type unsent struct{ error }

func (e unsent) Unwrap() error { return e.error }

// RoundTrip sends the request. A Retry-After that is no number of seconds is left out: slack-go would take it for an answer
// that makes no sense, though 429 says that nothing was done.
func (w witness) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := w.send(r)
	if err == nil && answer.StatusCode == http.StatusTooManyRequests {
		if _, odd := strconv.ParseInt(answer.Header.Get("Retry-After"), 10, 64); odd != nil {
			answer.Header.Del("Retry-After")
		}
	}
	return answer, err
}

// send sends the request. It was not sent where a connection was wanted and none was had; a transport that tells
// neither is not believed. net/http wants another connection only where nothing of a POST went out by the first.
func (w witness) send(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, unsent{err}
	}
	var wanted, had atomic.Bool
	traced := httptrace.WithClientTrace(r.Context(), &httptrace.ClientTrace{
		GetConn: func(string) { wanted.Store(true); had.Store(false) },
		GotConn: func(httptrace.GotConnInfo) { had.Store(true) },
	})
	answer, err := w.to.RoundTrip(r.WithContext(traced))
	if err != nil && wanted.Load() && !had.Load() {
		return nil, unsent{err}
	}
	return answer, err
}

// call does one call of the Web API when it is its turn, and says what its error means. Where it is outcome.Later, nothing
// was done.
func (s *Slack) call(ctx context.Context, t turn, do func() error) error {
	stands, err := s.pace.wait(ctx, t)
	if err != nil {
		return err
	}
	err = classify(do())
	if d, later := outcome.IsLater(err); later && errors.Is(err, errTooFast) {
		s.pace.hold(t, stands, d)
	}
	s.health.learn(err, s.options.Now())
	s.tellHealth()
	return err
}

// certainly makes an error in doubt outcome.Later, for a call that may be repeated: what was to come after it was not done.
func certainly(err error) error {
	if _, later := outcome.IsLater(err); err == nil || later || outcome.IsRefused(err) {
		return err
	}
	return outcome.Later(err, 0)
}
