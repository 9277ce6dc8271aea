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
}

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
	if h.token == nil && h.failed >= manyFailures && now.Sub(h.since) >= longSilence {
		return fmt.Errorf("no call of the Web API has succeeded since %s: %w", clock(h.since), h.last)
	}
	return h.token
}
