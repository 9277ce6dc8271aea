package slacktest

// How fast the app may be.

import "time"

// burst is how many messages a channel takes at once before one a second is all.
const burst = 3

// pace holds one bucket for each channel, and for each method once the tiers count.
type pace struct {
	tiers   bool
	buckets map[string]*bucket
}

// bucket holds what may still be done; it fills by one every refill.
type bucket struct {
	left float64
	at   time.Time
}

func newPace() pace { return pace{buckets: map[string]*bucket{}} }

// KeepTiers also limits how often each method is called in a minute, as Slack's tiers say. A channel takes about one
// message a second with or without it.
func (s *Server) KeepTiers() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pace.tiers = true
}

// tier counts a call of a method that may be called so often a minute.
func (p pace) tier(method string, perMin int) error {
	if !p.tiers || perMin == 0 {
		return nil
	}
	return p.take(method, perMin, time.Minute/time.Duration(perMin))
}

// message counts a message in the channel.
func (p pace) message(channel string) error { return p.take(channel, burst, time.Second) }

func (p pace) take(what string, size int, refill time.Duration) error {
	now := time.Now()
	b := p.buckets[what]
	if b == nil {
		b = &bucket{float64(size), now}
		p.buckets[what] = b
	}
	b.left = min(float64(size), b.left+float64(now.Sub(b.at))/float64(refill))
	b.at = now
	if b.left < 1 {
		return tooFast{time.Duration((1 - b.left) * float64(refill))}
	}
	b.left--
	return nil
}
