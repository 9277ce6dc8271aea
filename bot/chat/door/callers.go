package door

// Who comes to the door: the service, and others. Where nobody but others has come since the start, it may be the service, and
// what its requests are checked with wrong.

import (
	"fmt"
	"sync"
	"time"
)

// tellEvery is how often the log hears of others, whatever they send.
const tellEvery = time.Minute

// Callers counts who comes. The zero Callers is ready; its methods may be called by many goroutines.
type Callers struct {
	mu      sync.Mutex
	service time.Time // the service's latest request; zero: there was none
	others  int       // requests that were not the service's
	other   time.Time // the latest of them
	told    time.Time // when the log last heard of them, by time.Now
	untold  int       // of them, those that it has not heard of
}

// Knocked takes in a request of the service.
func (c *Callers) Knocked(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.service = now
}

// Refused takes in a request that was not the service's. It gives how many the log is to hear of now; 0: it need not.
func (c *Callers) Refused(now time.Time) (untold int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.others, c.other, c.untold = c.others+1, now, c.untold+1
	if time.Since(c.told) < tellEvery {
		return 0
	}
	untold, c.told, c.untold = c.untold, time.Now(), 0
	return untold
}

// Strangers says that somebody has come, and the service never.
func (c *Callers) Strangers() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.strangers()
}

func (c *Callers) strangers() bool { return c.others > 0 && c.service.IsZero() }

// Signature says for sentences what requests are checked with.
type Signature struct {
	Lacks   string // what others are: "not signed with SLACK_SIGNING_SECRET"
	Compare string // what to do where none but others came: "Compare the secret with the app's settings"
}

// Line goes on from where the door is open, for operators: who came, and when the latest. clock writes times.
func (c *Callers) Line(s Signature, clock func(time.Time) string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var line string
	if !c.service.IsZero() {
		line = ", the latest at " + clock(c.service)
	}
	if c.others > 0 {
		line += fmt.Sprintf("; %s %s, the latest at %s", requests(c.others), s.Lacks, clock(c.other))
	}
	if c.strangers() {
		line += "; nothing else has come. " + s.Compare + ", and check this machine's clock"
	}
	return line
}

func requests(n int) string {
	if n == 1 {
		return "1 request was"
	}
	return fmt.Sprintf("%d requests were", n)
}
