// Package health says whether what a bot says arrives: whether the chat service takes the bot's token, and answers calls at all.
package health

import (
	"cmp"
	"fmt"
	"sync"
	"time"

	"github.com/sirupsen/logrus"
)

// A silence shows once so many calls in a row have failed, over so long a time.
const (
	manyFailures = 3
	longSilence  = time.Minute
)

// Health remembers what became of the latest calls. The zero Health is ready; its methods may be called by many goroutines.
type Health struct {
	API string // whose calls they are, for sentences, such as "the Web API"; empty: "the API"

	mu     sync.Mutex
	token  error     // why the service does not take the bot's token; nil: it does, as far as is known
	failed int       // calls in a row without an answer
	since  time.Time // when the first of them failed
	last   error     // of the latest of them
	told   string    // of what is wrong, what the log has heard
}

// The kinds of what is wrong. The log hears of each once.
const (
	tokenRefused = "token"
	isSilent     = "silence"
)

// TokenRefused takes in that the service does not take the bot's token. err says so, without secrets: people read it.
func (h *Health) TokenRefused(err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.token, h.failed = err, 0
}

// Accepted takes in an answer that proves the token good. A refusal of what was asked is one, too.
func (h *Health) Accepted() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.token, h.failed = nil, 0
}

// Answered takes in that the service answers, whatever it says to the token. Being asked to wait is an answer.
func (h *Health) Answered() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.failed = 0
}

// Failed takes in a call without an answer. err says why, without secrets: people read it.
func (h *Health) Failed(err error, now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.failed++; h.failed == 1 {
		h.since = now
	}
	h.last = err
}

// Trouble is why what the bot says does not reach people; nil where nothing is known to be wrong. clock writes times.
func (h *Health) Trouble(now time.Time, clock func(time.Time) string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	_, err := h.wrong(now, clock)
	return err
}

// Tell lets the log hear when what the bot says does not arrive any more, and when it does again, once each.
func (h *Health) Tell(log logrus.FieldLogger, now time.Time, clock func(time.Time) string) {
	switch fresh, err := h.news(now, clock); {
	case !fresh:
	case err != nil:
		log.Warnf("what the bot says does not arrive: %v; run syncbot doctor", err)
	default:
		log.Info("what the bot says arrives again")
	}
}

// news is what the log is to hear: err, or, where that is nil, that all is well again. Without fresh it has heard it.
func (h *Health) news(now time.Time, clock func(time.Time) string) (fresh bool, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	kind, err := h.wrong(now, clock)
	fresh = kind != h.told
	h.told = kind
	return fresh, err
}

// wrong is Trouble, with its kind. The caller holds the mutex.
func (h *Health) wrong(now time.Time, clock func(time.Time) string) (kind string, err error) {
	switch {
	case h.token != nil:
		return tokenRefused, h.token
	case h.failed >= manyFailures && now.Sub(h.since) >= longSilence:
		return isSilent, fmt.Errorf("no call of %s has succeeded since %s: %w", cmp.Or(h.API, "the API"), clock(h.since), h.last)
	}
	return "", nil
}
