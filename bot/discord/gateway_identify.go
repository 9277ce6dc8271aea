package discord

// How often the bot begins a session. Discord allows 1,000 in 24 hours; then it takes the bot's token away. It allows one in five
// seconds, or it ends the connection. https://docs.discord.com/developers/events/gateway#session-start-limit-object

import "time"

const (
	startsApart    = 5 * time.Second // between two
	manyStarts     = 100             // in a day, of this process; or as few as this are left: more come slowly
	slowlyApart    = 5 * time.Minute // 288 a day, so with the first hundred far less than 1,000
	startsCounted  = 24 * time.Hour
	resetUnknown   = time.Hour // to wait where none is left, and Discord does not say how long
	longestPenalty = 24 * time.Hour
)

// startLimit is how many sessions the bot may begin, by Discord's own count: also those of other processes, and of those before.
type startLimit struct {
	Total     int   `json:"total"`
	Remaining int   `json:"remaining"`
	Reset     int64 `json:"reset_after"` // in milliseconds
}

// identifies remembers when sessions were begun.
type identifies struct {
	at []time.Time // in the last 24 hours, oldest first
}

// began counts one.
func (i *identifies) began(now time.Time) {
	for len(i.at) > 0 && now.Sub(i.at[0]) >= startsCounted {
		i.at = i.at[1:]
	}
	i.at = append(i.at, now)
}

// wait is how long the next has to wait.
func (i *identifies) wait(l startLimit, now time.Time) time.Duration {
	if l.Total > 0 && l.Remaining <= 0 {
		reset := time.Duration(l.Reset) * time.Millisecond
		if reset <= 0 {
			reset = resetUnknown
		}
		return min(reset, longestPenalty)
	}
	if len(i.at) == 0 {
		return 0
	}
	apart := startsApart
	few := l.Total > 2*manyStarts && l.Remaining <= manyStarts
	if few || len(i.at) >= manyStarts && now.Sub(i.at[len(i.at)-manyStarts]) < startsCounted {
		apart = slowlyApart
	}
	return max(0, i.at[len(i.at)-1].Add(apart).Sub(now))
}
