package discordtest

// The app without the gateway: interactions as signed requests to its address.
// https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"
)

// PublicKey proves, in hex, what the app is sent.
const PublicKey = "810e547518fed9f8a89bb18acc2b3920a42aa13858775dcfda0685abc254be05"

var privateKey = ed25519.NewKeyFromSeed([]byte("discordtest: 32 bytes of a seed."))

// endpoint is the app's own address, and how it is reached. The zero endpoint is none: the gateway is used.
type endpoint struct {
	url    string
	client *http.Client
}

// DeliverOverHTTP sends every interaction to the address from now on, signed; an empty one goes back to the gateway. The
// address has to prove itself first, as Discord wants it: it answers a PING, and refuses signatures that are wrong. A nil
// client is one of its own. Redirects count as failures.
func (s *Server) DeliverOverHTTP(url string, client *http.Client) error {
	to := endpoint{url, client}
	if url != "" {
		if err := s.verify(to); err != nil {
			return fmt.Errorf("the interactions endpoint url could not be verified: %w", err)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.deeds.endpoint = to
	return nil
}

// verify tries the address: with a PING, with one that somebody else signed, and with one that is not signed.
func (s *Server) verify(to endpoint) error {
	s.mu.Lock()
	ping := encoded(object{
		"id": s.nextID(), "application_id": AppID, "type": interactionPing, "token": "ping", "version": 1,
		"user": s.userWire(BotUser), "entitlements": []object{}, "authorizing_integration_owners": object{},
	})
	s.mu.Unlock()
	status, answer, err := to.send(ping, Sign(ping, time.Now()))
	if err != nil {
		return err
	}
	var pong struct{ Type int }
	if status != http.StatusOK || json.Unmarshal(answer, &pong) != nil || pong.Type != answerPong {
		return fmt.Errorf("a PING is answered %d %s", status, answer)
	}
	bad := Sign([]byte("something else"), time.Now())
	for what, headers := range map[string]http.Header{"with a bad signature": bad, "without a signature": {}} {
		status, answer, err := to.send(ping, headers)
		if err != nil {
			return err
		}
		if status != http.StatusUnauthorized {
			return fmt.Errorf("a PING %s is answered %d %s", what, status, answer)
		}
	}
	return nil
}

// Sign gives the headers that prove a request with that body at that time.
func Sign(body []byte, at time.Time) http.Header {
	stamp := strconv.FormatInt(at.Unix(), 10)
	h := http.Header{}
	h.Set("X-Signature-Timestamp", stamp)
	h.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(privateKey, append([]byte(stamp), body...))))
	return h
}

// send sends the body, and waits three seconds for the answer.
func (e endpoint) send(body []byte, headers http.Header) (int, []byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), ackWait)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, e.url, bytes.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	r.Header = headers.Clone()
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "Discord-Interactions/1.0 (+https://discord.com)")
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	if e.client != nil {
		client.Transport = e.client.Transport
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	answer, err := client.Do(r)
	if errors.Is(err, context.DeadlineExceeded) {
		return 0, nil, ErrUnacknowledged
	}
	if err != nil {
		return 0, nil, fmt.Errorf("%w: %w", ErrNobody, err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return 0, nil, ErrUnacknowledged
	}
	return answer.StatusCode, text, nil
}
