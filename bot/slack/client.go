package slack

// The way to the Web API: a client with time-outs that follows nobody elsewhere, repeats nothing, and knows whether
// anything was sent; and one call through it.

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"syncbot/bot/chat/pace"
	"syncbot/bot/chat/web"
	"syncbot/bot/outcome"
)

// webClient is the given client, or a new one, made safe.
func webClient(given *http.Client) *http.Client {
	c := web.Client(given, callTimeout)
	c.Transport = plainWait{c.Transport}
	return c
}

// plainWait leaves out a Retry-After that is no number of seconds: slack-go would take it for an answer that makes no sense, though
// 429 says that nothing was done.
type plainWait struct{ to http.RoundTripper }

// RoundTrip sends the request.
func (p plainWait) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := p.to.RoundTrip(r)
	if err == nil && answer.StatusCode == http.StatusTooManyRequests {
		if _, odd := strconv.ParseInt(answer.Header.Get("Retry-After"), 10, 64); odd != nil {
			answer.Header.Del("Retry-After")
		}
	}
	return answer, err
}

// call does one call of the Web API when it is its turn, and says what its error means. Where it is outcome.Later, nothing
// was done.
func (s *Slack) call(ctx context.Context, t pace.Turn, do func() error) error {
	stands, err := s.pace.Wait(ctx, t)
	if err != nil {
		return err
	}
	err = classify(do())
	if d, later := outcome.IsLater(err); later && errors.Is(err, errTooFast) {
		s.pace.Hold(t, stands, d)
	}
	s.learn(err)
	return err
}

// certainly makes an error in doubt outcome.Later, for a call that may be repeated: what was to come after it was not done.
func certainly(err error) error {
	if _, later := outcome.IsLater(err); err == nil || later || outcome.IsRefused(err) {
		return err
	}
	return outcome.Later(err, 0)
}
