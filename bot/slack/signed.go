package slack

// Signed requests over HTTP: who is let in, and what they hear.

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
)

const (
	eventsPath = "/slack/events" // for commands, interactivity and events, as Slack's own frameworks have it
	maxBody    = 1 << 20         // bytes of a request
)

// noRetry is the header that stops Slack from sending an event again.
const noRetry = "X-Slack-No-Retry"

// serve takes one request. What does not come from Slack is answered with 401 and nothing more, and nothing in it is done.
func (in *listening) serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var long *http.MaxBytesError
	switch {
	case errors.As(err, &long):
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		return
	case err != nil:
		w.WriteHeader(http.StatusBadRequest)
		return
	case isProbe(r.Header.Get("Content-Type"), body):
		return
	case in.verify(r.Header, body) != nil:
		in.refuse(r.RemoteAddr)
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	in.state.callers.Knocked(in.options.Now())
	d, err := decodeBody(r.Header.Get("Content-Type"), body)
	switch {
	case err != nil:
		in.log().WithError(err).Warn("Slack sent something that I can't read")
		w.Header().Set(noRetry, "1") // it would be the same again
		w.WriteHeader(http.StatusBadRequest)
	case d.event != nil && d.event.Type == slackevents.URLVerification:
		answerWith(w, map[string]string{"challenge": d.event.Proof})
	default:
		in.deliver(w, d)
	}
}

// verify checks that Slack has signed the body within the last five minutes.
func (in *listening) verify(h http.Header, body []byte) error {
	v, err := slack.NewSecretsVerifier(h, in.options.SigningSecret)
	if err != nil {
		return err
	}
	if _, err := v.Write(body); err != nil {
		return err
	}
	return v.Ensure()
}

// refuse counts a request that was not Slack's. However many come, the log gets a line a minute.
func (in *listening) refuse(from string) {
	if n := in.state.callers.Refused(in.options.Now()); n > 0 {
		in.log().WithField("requests", n).WithField("latest_from", from).Warn("requests were not Slack's: their signature is wrong or too old")
	}
}

// isProbe says whether the request does no more than try the address and its certificate, which Slack does now and then. It is
// let in without a signature, since it hears nothing. https://docs.slack.dev/interactivity/implementing-slash-commands
func isProbe(contentType string, body []byte) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil || kind == "application/json" {
		return false
	}
	form, err := url.ParseQuery(string(body))
	return err == nil && form.Get("ssl_check") == "1" && !form.Has("command") && !form.Has("payload")
}

// decodeBody reads a request: events come as JSON, everything else as a form.
func decodeBody(contentType string, body []byte) (delivery, error) {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		return delivery{}, err
	}
	if kind == "application/json" {
		return decode(socketmode.RequestTypeEventsAPI, body)
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return delivery{}, errors.New("a form makes no sense")
	}
	return decodeForm(form)
}

// deliver takes the delivery in and answers when that is done. The rest goes on without the request.
func (in *listening) deliver(w http.ResponseWriter, d delivery) {
	d.at = in.options.Now()
	type receipt struct {
		answer any
		err    error
	}
	taken := make(chan receipt, 1)
	begun := in.Begin(func(ctx context.Context) {
		in.take(ctx, d, func(answer any, err error) { taken <- receipt{answer, err} })
	})
	if !begun {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	switch r := <-taken; {
	case r.err != nil:
		w.WriteHeader(http.StatusServiceUnavailable) // Slack delivers an event again
	case r.answer == nil:
		w.WriteHeader(http.StatusOK)
	default:
		answerWith(w, r.answer)
	}
}

func answerWith(w http.ResponseWriter, answer any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(answer) // whoever has gone hears nothing
}
