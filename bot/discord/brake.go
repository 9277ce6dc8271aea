package discord

// The brake: Discord shuts out an address with 10,000 invalid requests (401, 403, 429) in ten minutes
// (https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans). Long before that the bot asks
// no more; a token that is not accepted is tried once a minute, and where the bot lacks a permission it does not ask again at once.

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"syncbot/bot/outcome"
)

const (
	invalidWindow = 10 * time.Minute
	invalidMost   = 1000
	// forbiddenPause is how long a refusal is remembered.
	forbiddenPause = time.Minute
)

// brake remembers what Discord did not like. The zero brake is ready.
type brake struct {
	mu        sync.Mutex
	invalid   []time.Time // invalid requests, the oldest first
	shut      time.Time   // until then nobody tries the token; zero: it is accepted, as far as is known
	forbidden map[string]forbidden
}

// forbidden is why a bucket answers everything with 403.
type forbidden struct {
	until time.Time
	why   error
}

// check says whether a call may be made now. Where the token was not accepted, one call may, once the pause is over.
func (b *brake) check(c call, now time.Time) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.forget(now)
	if n := len(b.invalid); n >= invalidMost {
		wait := b.invalid[n-invalidMost].Add(invalidWindow).Sub(now)
		return outcome.Later(fmt.Errorf("Discord has refused %d calls in ten minutes: the next is made in %v, before it shuts the bot out", n, wait.Round(time.Second)), wait)
	}
	if f, ok := b.forbidden[bucketOf(c)]; ok {
		return f.why
	}
	if c.plain || b.shut.IsZero() {
		return nil
	}
	if wait := b.shut.Sub(now); wait > 0 {
		return outcome.Later(errToken, wait)
	}
	b.shut = now.Add(tokenPause)
	return nil
}

// forget forgets what is long ago. The caller holds the mutex.
func (b *brake) forget(now time.Time) {
	for len(b.invalid) > 0 && !b.invalid[0].After(now.Add(-invalidWindow)) {
		b.invalid = b.invalid[1:]
	}
	for bucket, f := range b.forbidden {
		if !f.until.After(now) {
			delete(b.forbidden, bucket)
		}
	}
}

// learn takes in what became of a call. err is classified.
func (b *brake) learn(c call, said told, err error, now time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch said.status {
	case http.StatusUnauthorized, http.StatusForbidden:
		b.invalid = append(b.invalid, now)
	case http.StatusTooManyRequests:
		if !said.shared {
			b.invalid = append(b.invalid, now)
		}
	}
	switch {
	case errors.Is(err, errToken):
		b.shut = now.Add(tokenPause)
	case said.status == http.StatusForbidden && forbids(c, err):
		if b.forbidden == nil {
			b.forbidden = map[string]forbidden{}
		}
		b.forbidden[bucketOf(c)] = forbidden{now.Add(forbiddenPause), err}
	case !c.plain && said.status > 0 && said.status < http.StatusInternalServerError && said.status != http.StatusTooManyRequests:
		b.shut = time.Time{}
	}
}

// forbids says whether a refusal is one of the whole bucket: for want of a permission there, not for what was said or to whom.
func forbids(c call, err error) bool {
	return !strings.HasPrefix(c.path, "/users/") && slices.ContainsFunc(placeCodes, func(code int) bool { return hasCode(err, code) })
}
