package discord

// Signed requests over HTTP: who is let in, and what they hear.
// https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint-validating-security-request-headers

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	"syncbot/bot/chat/door"
)

const (
	maxBody = 1 << 20         // bytes of a request
	maxAge  = 5 * time.Minute // of a signature; the clocks may differ by as much
)

// checked says what requests are checked with.
var checked = door.Signature{
	Lacks:   "not signed for DISCORD_PUBLIC_KEY",
	Compare: "Compare the key with the app's page, General Information › Public Key",
}

// serve takes one request. What does not come from Discord is answered with 401 and nothing more, and nothing in it is done.
func (r *run) serve(w http.ResponseWriter, q *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, q.Body, maxBody))
	var long *http.MaxBytesError
	switch {
	case errors.As(err, &long):
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		return
	case err != nil:
		w.WriteHeader(http.StatusBadRequest)
		return
	case !r.fromDiscord(q.Header, body):
		r.refuse(q.RemoteAddr)
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	r.state.callers.Knocked(r.options.Now())
	switch i, err := interactionOf(body); {
	case err != nil:
		r.log().WithError(err).Warn("Discord sent something that I can't read")
		w.WriteHeader(http.StatusBadRequest)
	case i.Type == isPing:
		answerWith(w, []byte(`{"type":1}`))
	default:
		r.deliver(w, i)
	}
}

// fromDiscord checks that Discord has signed the body within the last minutes.
func (r *run) fromDiscord(h http.Header, body []byte) bool {
	key, errKey := hex.DecodeString(r.options.PublicKey)
	signature, errSignature := hex.DecodeString(h.Get("X-Signature-Ed25519"))
	stamp := h.Get("X-Signature-Timestamp")
	unix, errStamp := strconv.ParseInt(stamp, 10, 64)
	if errors.Join(errKey, errSignature, errStamp) != nil || len(key) != ed25519.PublicKeySize || len(signature) != ed25519.SignatureSize {
		return false
	}
	age := r.options.Now().Sub(time.Unix(unix, 0))
	return age.Abs() <= maxAge && ed25519.Verify(key, append([]byte(stamp), body...), signature)
}

// refuse counts a request that was not Discord's. However many come, the log gets a line a minute.
func (r *run) refuse(from string) {
	if n := r.state.callers.Refused(r.options.Now()); n > 0 {
		r.log().WithField("requests", n).WithField("latest_from", from).Warn("requests were not Discord's: their signature is wrong or too old")
	}
}

// deliver takes the interaction in and answers when that is done. A request that somebody sends again gets the answer that it got.
func (r *run) deliver(w http.ResponseWriter, i interaction) {
	if said, was := r.given.get(i.ID); was {
		answerWith(w, said)
		return
	}
	at, came := r.options.Now(), time.Now()
	taken := make(chan reaction, 1)
	begun := r.Begin(func(ctx context.Context) {
		defer close(taken) // also after a panic
		r.Take(ctx, func(ctx context.Context) (any, func(context.Context), error) {
			return r.react(ctx, at, came, i), nil, nil
		},
			func(answer any, err error) { taken <- r.reactionOr(ctx, i, answer, err) })
	})
	if !begun {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	said, whole := <-taken
	body, err := json.Marshal(said)
	if err != nil || !whole {
		r.log().WithError(err).Error("an answer has no form")
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	if !said.undone {
		r.given.keep(i.ID, body)
	}
	answerWith(w, body)
}

func answerWith(w http.ResponseWriter, body []byte) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(body) // whoever has gone hears nothing
}
