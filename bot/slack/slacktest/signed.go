package slacktest

// The app without Socket Mode: signed requests to its addresses.

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// Endpoints are the app's own addresses, and how they are reached.
type Endpoints struct {
	Commands, Interactivity, Events string
	Client                          *http.Client // one of its own where it is nil; redirects count as failures
}

// DeliverOverHTTP sends everything to the addresses from now on, signed with SigningSecret; the zero Endpoints go back to
// Socket Mode. It asks the address for events to prove itself first, as Slack does, where there is one.
func (s *Server) DeliverOverHTTP(to Endpoints) error {
	if to.Events != "" {
		e := s.envelope(KindEvent, object{"type": "url_verification", "token": "old", "challenge": "prove-it"})
		answer, err := s.overHTTP(to, e)
		if err != nil {
			return err
		}
		var proof struct{ Challenge string }
		if _ = json.Unmarshal(answer, &proof); proof.Challenge != "prove-it" && string(answer) != "prove-it" {
			return fmt.Errorf("%s answers the challenge with %q", to.Events, answer)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.deeds.http = to
	return nil
}

// Sign gives the headers that prove a request with that body and time.
func Sign(body []byte, unix int64) http.Header {
	stamp := strconv.FormatInt(unix, 10)
	mac := hmac.New(sha256.New, []byte(SigningSecret))
	_, _ = fmt.Fprintf(mac, "v0:%s:%s", stamp, body)
	h := http.Header{}
	h.Set("X-Slack-Request-Timestamp", stamp)
	h.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
	return h
}

// overHTTP sends the envelope's content and returns the body of the answer.
func (s *Server) overHTTP(to Endpoints, e *envelope) (json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(context.Background(), ackWait)
	defer cancel()
	r, err := e.request(ctx, to)
	if err != nil {
		return nil, err
	}
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	if to.Client != nil {
		client.Transport = to.Client.Transport
	}
	answer, err := client.Do(r)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return nil, ErrUnacknowledged
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrNobody, err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	switch {
	case err != nil:
		return nil, ErrUnacknowledged
	case answer.StatusCode/100 != 2:
		return nil, httpError{answer.StatusCode, answer.Header.Get("X-Slack-No-Retry") == "1"}
	case e.kind == KindCommand:
		return spoken(body), nil
	}
	return body, nil
}

// httpError is an answer that is no acknowledgement.
type httpError struct {
	status int
	final  bool // the app wants no retry
}

func (e httpError) Error() string { return fmt.Sprintf("http_error: the app answered %d", e.status) }

// request makes the request: a form for a command, a form around JSON for an interaction, JSON for an event.
func (e *envelope) request(ctx context.Context, to Endpoints) (*http.Request, error) {
	address, body, kind := to.Events, []byte(e.payload), "application/json"
	switch e.kind {
	case KindCommand:
		form := url.Values{}
		for name, value := range e.form {
			form.Set(name, value)
		}
		address, body, kind = to.Commands, []byte(form.Encode()), "application/x-www-form-urlencoded"
	case KindInteractive:
		form := url.Values{"payload": {string(e.payload)}}
		address, body, kind = to.Interactivity, []byte(form.Encode()), "application/x-www-form-urlencoded"
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header = Sign(body, e.stamp)
	r.Header.Set("Content-Type", kind)
	if e.attempt > 0 {
		r.Header.Set("X-Slack-Retry-Num", strconv.Itoa(e.attempt))
		r.Header.Set("X-Slack-Retry-Reason", e.reason)
	}
	return r, nil
}

// spoken makes an answer of plain text the JSON that it stands for.
func spoken(answer json.RawMessage) json.RawMessage {
	text := strings.TrimSpace(string(answer))
	if text == "" || json.Valid([]byte(text)) && text[0] == '{' {
		return json.RawMessage(text)
	}
	raw, _ := json.Marshal(object{"text": text})
	return raw
}
