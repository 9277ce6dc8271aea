package slack

// Signed requests over HTTP: the door without Socket Mode.

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
)

const (
	eventsPath = "/slack/events" // for commands, interactivity and events, as Slack's own frameworks have it
	maxBody    = 1 << 20         // bytes of a request
	shutTime   = 5 * time.Second // for requests that are being answered when the door shuts
)

// noRetry is the header that stops Slack from sending an event again.
const noRetry = "X-Slack-No-Retry"

// serveSigned takes requests until ctx ends.
func (in *intake) serveSigned(ctx context.Context) {
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+eventsPath, in.serve)
	server := &http.Server{
		Handler: mux, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 30 * time.Second,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10, ErrorLog: nil,
	}
	ended := make(chan error, 1)
	in.state.opened(in.options.Listener.Addr().String() + eventsPath)
	go func() { ended <- server.Serve(in.options.Listener) }()
	select {
	case err := <-ended:
		in.state.closed(err)
		in.log().WithError(err).Error("the address for Slack's requests cannot be served any more")
		<-ctx.Done()
	case <-ctx.Done():
		in.shut(server)
		<-ended
	}
}

// shut lets the requests that are being answered end.
func (in *intake) shut(server *http.Server) {
	ctx, cancel := context.WithTimeout(context.Background(), shutTime)
	defer cancel()
	if server.Shutdown(ctx) != nil {
		_ = server.Close()
	}
}

// serve takes one request. What does not come from Slack is answered with 401 and nothing more, before anything in it is read.
func (in *intake) serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var long *http.MaxBytesError
	switch {
	case errors.As(err, &long):
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		return
	case err != nil:
		w.WriteHeader(http.StatusBadRequest)
		return
	case in.verify(r.Header, body) != nil:
		in.log().WithField("from", r.RemoteAddr).Warn("a request was not Slack's: its signature is wrong or too old")
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
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
func (in *intake) verify(h http.Header, body []byte) error {
	v, err := slack.NewSecretsVerifier(h, in.options.SigningSecret)
	if err != nil {
		return err
	}
	if _, err := v.Write(body); err != nil {
		return err
	}
	return v.Ensure()
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
func (in *intake) deliver(w http.ResponseWriter, d delivery) {
	d.at = in.options.Now()
	type receipt struct {
		answer any
		err    error
	}
	taken := make(chan receipt, 1)
	begun := in.begin(func(ctx context.Context) {
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
