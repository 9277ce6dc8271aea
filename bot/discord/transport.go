package discord

// What Discord says about its limits, read before discordgo reads it: that would sleep over it, or lose an answer whose header it
// does not understand. https://docs.discord.com/developers/topics/rate-limits.

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	// busyPause is how long the bot waits where Discord asks to wait and does not say how long.
	busyPause = 30 * time.Second
	// longestRefusal is how much of a refusal is read.
	longestRefusal = 64 << 10
	// longestAnswer is how much of an answer is read: a hundred messages of ten embeds are far less.
	longestAnswer = 32 << 20
)

// told is what an answer says beside its body.
type told struct {
	status int           // of HTTP; 0: there was no answer
	rest   time.Duration // how long nothing more may be asked of the bucket; 0: more may
	shared bool          // of a 429: others have used up what there was
}

type toldKey struct{}

// listening is a context for one request, of which into hears what the answer says.
func listening(ctx context.Context, into *told) context.Context {
	return context.WithValue(ctx, toldKey{}, into)
}

// tooFast is Discord's 429: nothing was done.
type tooFast struct {
	after  time.Duration
	global bool // everything has to wait
}

func (e tooFast) Error() string { return fmt.Sprintf("Discord asks to wait %v", e.after) }

// transport makes an error of each 429, and takes away the headers that discordgo's limiter would go by.
type transport struct{ to http.RoundTripper }

// RoundTrip sends the request.
func (t transport) RoundTrip(q *http.Request) (*http.Response, error) {
	answer, err := t.to.RoundTrip(q)
	if err != nil {
		return nil, err
	}
	said := toldBy(answer)
	if into, ok := q.Context().Value(toldKey{}).(*told); ok {
		*into = said
	}
	if answer.StatusCode == http.StatusTooManyRequests {
		return nil, refusedFor(answer)
	}
	answer.Body = http.MaxBytesReader(nil, answer.Body, longestAnswer)
	for name := range answer.Header {
		if strings.HasPrefix(name, "X-Ratelimit-") {
			answer.Header.Del(name)
		}
	}
	return answer, nil
}

func toldBy(answer *http.Response) told {
	said := told{status: answer.StatusCode, shared: answer.Header.Get("X-RateLimit-Scope") == "shared"}
	if after, ok := seconds(answer.Header.Get("X-RateLimit-Reset-After")); ok && answer.Header.Get("X-RateLimit-Remaining") == "0" {
		said.rest = after
	}
	return said
}

// refusedFor reads a 429 and closes it. One that is not Discord's own is that of the guard before it, which shuts out the address.
func refusedFor(answer *http.Response) error {
	body, _ := io.ReadAll(io.LimitReader(answer.Body, longestRefusal)) // what is missing is waited out
	_ = answer.Body.Close()
	var said struct {
		After  *float64 `json:"retry_after"`
		Global bool     `json:"global"`
	}
	guard := json.Unmarshal(body, &said) != nil
	after, known := seconds(answer.Header.Get("Retry-After"))
	if said.After != nil {
		if exact, ok := inSeconds(*said.After); ok {
			after, known = exact, true
		}
	}
	if !known {
		after = busyPause
	}
	return tooFast{after: after, global: guard || said.Global || answer.Header.Get("X-RateLimit-Global") == "true"}
}

func seconds(text string) (time.Duration, bool) {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, false
	}
	return inSeconds(n)
}

// inSeconds is a wait that makes sense: at most a day.
func inSeconds(n float64) (time.Duration, bool) {
	if !(n >= 0 && n <= 86_400) {
		return 0, false
	}
	return time.Duration(n * float64(time.Second)), true
}
