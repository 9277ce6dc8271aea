// Package web is the way to a chat service's API: an HTTP client with a time-out that follows nobody elsewhere, and knows whether
// anything was sent.
package web

import (
	"errors"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync/atomic"
	"time"
)

// Client is the given client, or a new one, made safe: it follows no redirect, so that a token stays here; one without a time-out
// has the given; and the error of a request of which nothing was sent is Unsent.
func Client(given *http.Client, timeout time.Duration) *http.Client {
	var c http.Client
	if given != nil {
		c = *given
	}
	if c.Timeout == 0 {
		c.Timeout = timeout
	}
	if c.Transport == nil {
		c.Transport = http.DefaultTransport
	}
	c.Transport = witness{c.Transport}
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &c
}

// Unsent is the error of a request of which nothing was sent; errors.As finds it.
type Unsent struct{ Err error }

// Error is why nothing was sent.
func (e Unsent) Error() string { return e.Err.Error() }

// Unwrap is why nothing was sent.
func (e Unsent) Unwrap() error { return e.Err }

// witness marks what was certainly not done.
type witness struct{ to http.RoundTripper }

// RoundTrip sends the request. It was not sent where a connection was wanted and none was had; a transport that tells
// neither is not believed. net/http wants another connection only where nothing of a POST went out by the first.
func (w witness) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, Unsent{err}
	}
	var wanted, had atomic.Bool
	traced := httptrace.WithClientTrace(r.Context(), &httptrace.ClientTrace{
		GetConn: func(string) { wanted.Store(true); had.Store(false) },
		GotConn: func(httptrace.GotConnInfo) { had.Store(true) },
	})
	answer, err := w.to.RoundTrip(r.WithContext(traced))
	if err != nil && wanted.Load() && !had.Load() {
		return nil, Unsent{err}
	}
	return answer, err
}

// WithoutAddress is what went wrong, without the address that net/http puts before it: that may be a secret.
func WithoutAddress(err error) error {
	var at *url.Error
	for errors.As(err, &at) {
		err = at.Err
	}
	return err
}
