package discordtest

// How fast the app may be, and what Discord says about it.
// https://docs.discord.com/developers/topics/rate-limits

import (
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"net/http"
	"strconv"
	"time"
)

// globalLimit is how many calls a second the bot may make in all.
const globalLimit = 50

// Whose limit it was.
const (
	scopeUser   = "user"
	scopeGlobal = "global"
	scopeShared = "shared"
)

// pace holds the window that is open for each bucket.
type pace struct {
	windows map[string]*window
	invalid int // requests that Discord counts towards banning the caller
}

// window is a span of time in which so many calls are let in. It begins with the first.
type window struct {
	ends time.Time
	used int
}

// standing is what the headers of an answer say about its bucket.
type standing struct {
	bucket    string
	limit     int
	remaining int
	resets    time.Time
}

func newPace() pace { return pace{windows: map[string]*window{}} }

// InvalidRequests says how many requests Discord has counted towards banning the caller's address: those that were answered
// with 401, 403, or 429 of no shared limit.
func (s *Server) InvalidRequests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pace.invalid
}

func (s *Server) count(invalid bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if invalid {
		s.pace.invalid++
	}
}

// drain empties the bucket of the call, where its fault says that it is empty.
func (s *Server) drain(to route, c *request, f Fault) {
	t, _ := f.answer.(tooFast)
	ends := time.Now().Add(t.wait)
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case t.scope == scopeGlobal:
		s.pace.windows["global"] = &window{ends, globalLimit}
	case t.scope == scopeUser && to.limit > 0:
		s.pace.windows[to.key(c)] = &window{ends, to.limit}
		c.stands = &standing{bucketName(to.name), to.limit, 0, ends}
	}
}

// invalid says whether Discord counts the answer towards banning the caller.
func invalid(status int, err error) bool {
	var fast tooFast
	if errors.As(err, &fast) {
		return fast.scope != scopeShared
	}
	return status == http.StatusUnauthorized || status == http.StatusForbidden || status == http.StatusTooManyRequests
}

// global counts a call against the limit of the bot. The caller holds the mutex, as for all that follows.
func (p pace) global() error {
	w := p.window("global", time.Second)
	if w.used >= globalLimit {
		return tooFast{time.Until(w.ends), scopeGlobal}
	}
	w.used++
	return nil
}

// take counts a call against the limit of its route.
func (p pace) take(to route, c *request) (*standing, error) {
	w := p.window(to.key(c), to.window)
	w.used++
	stands := &standing{bucketName(to.name), to.limit, max(0, to.limit-w.used), w.ends}
	if w.used > to.limit {
		return stands, tooFast{time.Until(w.ends), scopeUser}
	}
	return stands, nil
}

// key is what shares a limit: the route, and what stands in the path where it is counted by that.
func (to route) key(c *request) string {
	if to.per == "" {
		return to.name
	}
	return to.name + " " + c.value(to.per)
}

// renaming counts a new name of a channel, of which few are let in; no page says how many.
func (p pace) renaming(channel string) error {
	w := p.window("renaming "+channel, renamingWindow)
	w.used++
	if w.used > renamingsAtOnce {
		return tooFast{time.Until(w.ends), scopeUser}
	}
	return nil
}

// window is the one that is open, or a new one.
func (p pace) window(key string, span time.Duration) *window {
	w := p.windows[key]
	if now := time.Now(); w == nil || !now.Before(w.ends) {
		w = &window{ends: now.Add(span)}
		p.windows[key] = w
	}
	return w
}

// bucketName is a name that tells nothing.
func bucketName(route string) string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(route))
	return fmt.Sprintf("%016x", h.Sum64())
}

func (t standing) tell(h http.Header) {
	h.Set("X-RateLimit-Bucket", t.bucket)
	h.Set("X-RateLimit-Limit", strconv.Itoa(t.limit))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(t.remaining))
	h.Set("X-RateLimit-Reset", seconds(time.Duration(t.resets.UnixNano())))
	h.Set("X-RateLimit-Reset-After", seconds(max(0, time.Until(t.resets))))
}

// seconds are written as Discord does, to the thousandth, never too short.
func seconds(d time.Duration) string { return fmt.Sprintf("%.3f", math.Ceil(d.Seconds()*1000)/1000) }

// tooFast is an answer of 429.
type tooFast struct {
	wait  time.Duration
	scope string
}

func (t tooFast) Error() string { return "429, " + t.scope }

func (t tooFast) body() object {
	return object{
		"message": "You are being rate limited.", "global": t.scope == scopeGlobal,
		"retry_after": math.Ceil(t.wait.Seconds()*1000) / 1000,
	}
}

func (t tooFast) tell(h http.Header) {
	h.Set("Retry-After", strconv.Itoa(int(math.Ceil(t.wait.Seconds()))))
	h.Set("X-RateLimit-Scope", t.scope)
	if t.scope == scopeGlobal {
		h.Set("X-RateLimit-Global", "true")
	}
}
