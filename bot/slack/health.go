package slack

// Health of the Web API: whether Slack takes the bot token, and answers at all.

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"syncbot/bot/outcome"
)

// A silence shows once so many calls in a row have failed, over so long a time.
const (
	manyFailures = 3
	longSilence  = time.Minute
)

// health remembers what became of the latest calls.
type health struct {
	mu     sync.Mutex
	token  error     // why Slack does not take the bot token; nil: it does, as far as is known
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

// learn takes in the outcome of a call. A refusal is an answer, and so is being asked to wait.
func (h *health) learn(err error, now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case errors.Is(err, errToken):
		h.token, h.failed = err, 0
	case err == nil, outcome.IsRefused(err):
		h.token, h.failed = nil, 0
	case errors.Is(err, errTooFast):
		h.failed = 0
	default:
		if h.failed++; h.failed == 1 {
			h.since = now
		}
		h.last = err
	}
}

// answered takes in that Slack answers, whatever it says to the bot token.
func (h *health) answered() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.failed = 0
}

// trouble is why what the bot says does not reach people; nil where nothing is known to be wrong.
func (h *health) trouble(now time.Time, clock func(time.Time) string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	_, err := h.wrong(now, clock)
	return err
}

// news is what the log is to hear: err, or, where that is nil, that all is well again. Without fresh it has heard it.
func (h *health) news(now time.Time, clock func(time.Time) string) (fresh bool, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	kind, err := h.wrong(now, clock)
	fresh = kind != h.told
	h.told = kind
	return fresh, err
}

// wrong is trouble, with its kind. The caller holds the mutex.
func (h *health) wrong(now time.Time, clock func(time.Time) string) (kind string, err error) {
	switch {
	case h.token != nil:
		return tokenRefused, h.token
	case h.failed >= manyFailures && now.Sub(h.since) >= longSilence:
		return isSilent, fmt.Errorf("no call of the Web API has succeeded since %s: %w", clock(h.since), h.last)
	}
	return "", nil
}

// tellHealth lets the log hear when what the bot says does not arrive any more, and when it does again.
func (s *Slack) tellHealth() {
	switch fresh, err := s.health.news(s.options.Now(), s.state.clock); {
	case !fresh:
	case err != nil:
		s.log().Warnf("what the bot says does not arrive: %v; run syncbot doctor", err)
	default:
		s.log().Info("what the bot says arrives again")
	}
}
