package discordtest_test

import (
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"syncbot/bot/chat/chattest/pipe"
	"syncbot/bot/discord/discordtest"
)

const endpoint = "http://bot.test/discord/interactions"

// door serves an app's address in memory, and gives a client that reaches it.
func door(t *testing.T, handle http.HandlerFunc) *http.Client {
	t.Helper()
	p := pipe.New()
	server := &http.Server{Handler: handle, ReadHeaderTimeout: time.Minute}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(p)
	}()
	t.Cleanup(func() {
		_ = server.Close()
		_ = p.Close()
		<-done
	})
	return &http.Client{Transport: &http.Transport{DialContext: p.Dial, DisableKeepAlives: true}}
}

// honest checks the signature, as an app must, and answers a PING; the rest is for answer.
func honest(answer func(http.ResponseWriter, interaction)) http.HandlerFunc {
	key, _ := hex.DecodeString(discordtest.PublicKey)
	return func(w http.ResponseWriter, q *http.Request) {
		body, _ := io.ReadAll(q.Body)
		signature, _ := hex.DecodeString(q.Header.Get("X-Signature-Ed25519"))
		signed := append([]byte(q.Header.Get("X-Signature-Timestamp")), body...)
		if len(signature) == 0 || !ed25519.Verify(key, signed, signature) {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		var in interaction
		_ = json.Unmarshal(body, &in)
		if in.Type == 1 {
			_, _ = io.WriteString(w, `{"type": 1}`)
			return
		}
		answer(w, in)
	}
}

func TestEndpointHasToProveItself(t *testing.T) {
	t.Parallel()
	for name, handle := range map[string]http.HandlerFunc{
		"answers no PING":            func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) },
		"checks no signature":        func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{"type": 1}`) },
		"refuses everything":         func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusUnauthorized) },
		"is somewhere else, it says": func(w http.ResponseWriter, q *http.Request) { http.Redirect(w, q, "/there", http.StatusFound) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, func(t *testing.T, r *rig) {
				fails(t, r.DeliverOverHTTP(endpoint, door(t, handle)), "could not be verified")
			})
		})
	}
}

func TestInteractionOverHTTP(t *testing.T) {
	t.Parallel()
	inBubble(t, func(t *testing.T, r *rig) {
		r.register()
		l := connect(t, r.Server)
		heard := 0
		client := door(t, honest(func(w http.ResponseWriter, _ interaction) {
			heard++
			_ = json.NewEncoder(w).Encode(reply("done"))
		}))
		worked(t, r.DeliverOverHTTP(endpoint, client))
		worked(t, r.Command(r.kim, r.ch, "syncstatus", map[string]any{"number": "641"}))
		if d := r.Deliveries(); !d[0].HTTP || d[0].Session != "" || len(l.heard) != 0 {
			t.Errorf("deliveries: %+v, and %d by the gateway", d, len(l.heard))
		}
		worked(t, r.Again())
		if seen := r.Ephemerals(r.kim); heard != 2 || len(seen) != 1 || seen[0].Content != "done" {
			t.Errorf("the app heard of it %d times, kim sees %v", heard, seen)
		}
		r.LoseAcks(1)
		if err := r.Command(r.kim, r.ch, "syncstatus", map[string]any{"number": "641"}); !errors.Is(err, discordtest.ErrUnacknowledged) {
			t.Errorf("the answer is lost, but kim reads %v", err)
		}
		worked(t, r.DeliverOverHTTP("", nil))
		l.serve(r.Server, func(interaction) any { return reply("done") })
		worked(t, r.Command(r.kim, r.ch, "syncstatus", map[string]any{"number": "641"}))
	})
}

func TestInteractionOverHTTPIsAnsweredOverREST(t *testing.T) {
	t.Parallel()
	inBubble(t, func(t *testing.T, r *rig) {
		r.register()
		client := door(t, honest(func(w http.ResponseWriter, in interaction) {
			respond(t, r.Server, in, reply("done"))
			w.WriteHeader(http.StatusAccepted)
		}))
		worked(t, r.DeliverOverHTTP(endpoint, client))
		worked(t, r.Command(r.kim, r.ch, "syncstatus", map[string]any{"number": "641"}))
	})
}

func TestInteractionOverHTTPFails(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]func(http.ResponseWriter){
		"with an error":     func(w http.ResponseWriter) { http.Error(w, "no", http.StatusInternalServerError) },
		"after 3 seconds":   func(w http.ResponseWriter) { time.Sleep(3 * time.Second); _, _ = io.WriteString(w, `{"type": 5}`) },
		"with nothing":      func(w http.ResponseWriter) { w.WriteHeader(http.StatusOK) },
		"with a bad answer": func(w http.ResponseWriter) { _, _ = io.WriteString(w, `{"type": 8}`) },
		"with 202 alone":    func(w http.ResponseWriter) { w.WriteHeader(http.StatusAccepted) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, func(t *testing.T, r *rig) {
				r.register()
				client := door(t, honest(func(w http.ResponseWriter, _ interaction) { answer(w) }))
				worked(t, r.DeliverOverHTTP(endpoint, client))
				err := r.Command(r.kim, r.ch, "syncstatus", map[string]any{"number": "641"})
				if !errors.Is(err, discordtest.ErrUnacknowledged) {
					t.Errorf("kim reads %v", err)
				}
				time.Sleep(time.Minute)
				if n := len(r.Deliveries()); n != 1 {
					t.Errorf("it was sent %d times", n)
				}
			})
		})
	}
}

func TestSignedOnlyAsTheBodyIs(t *testing.T) {
	t.Parallel()
	h := discordtest.Sign([]byte("body"), time.Unix(1_700_000_000, 0))
	key, err := hex.DecodeString(discordtest.PublicKey)
	worked(t, err)
	signature, err := hex.DecodeString(h.Get("X-Signature-Ed25519"))
	worked(t, err)
	if !ed25519.Verify(key, []byte("1700000000body"), signature) || strings.Contains(h.Get("X-Signature-Timestamp"), ".") {
		t.Errorf("the signature does not fit the key: %v", h)
	}
}
