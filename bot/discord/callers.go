package discord

// Who comes to the door for signed requests: Discord, and others. Where nobody but others has come since the start, it may be
// Discord, and the public key wrong.

import (
	"fmt"
	"time"
)

// tellEvery is how often the log hears of others, whatever they send.
const tellEvery = time.Minute

// callers is guarded by the state's mutex.
type callers struct {
	discord time.Time // Discord's latest request; zero: there was none
	others  int       // requests that were not Discord's
	other   time.Time // the latest of them
	told    time.Time // when the log last heard of them, by time.Now
	untold  int       // of them, those that it has not heard of
}

// knocked counts a request of Discord.
func (s *state) knocked() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.callers.discord = s.now()
}

// refused counts a request that was not Discord's. It gives how many the log is to hear of now; 0: it need not.
func (s *state) refused() (untold int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &s.callers
	c.others, c.other, c.untold = c.others+1, s.now(), c.untold+1
	if time.Since(c.told) < tellEvery {
		return 0
	}
	untold, c.told, c.untold = c.untold, time.Now(), 0
	return untold
}

// strangers says that somebody has come, and Discord never.
func (c callers) strangers() bool { return c.others > 0 && c.discord.IsZero() }

// line goes on from where the door is open.
func (c callers) line(clock func(time.Time) string) string {
	var line string
	if !c.discord.IsZero() {
		line = ", the latest at " + clock(c.discord)
	}
	if c.others > 0 {
		line += fmt.Sprintf("; %s not signed for DISCORD_PUBLIC_KEY, the latest at %s", counted(c.others), clock(c.other))
	}
	if c.strangers() {
		line += "; nothing else has come. Compare the key with the app's page, General Information › Public Key, and check this machine's clock"
	}
	return line
}

func counted(n int) string {
	if n == 1 {
		return "1 request was"
	}
	return fmt.Sprintf("%d requests were", n)
}
