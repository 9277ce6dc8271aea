package slack

// Turns: what Slack counts together, and how fast it may be asked for that.

import "time"

// patience is how long a turn is waited for by whoever comes back otherwise.
const patience = 3 * time.Second

// turn is what somebody waits for: a call that Slack counts together with others of its queue.
type turn struct {
	queue    string
	every    time.Duration // one in this time; 0: as many as Slack lets through
	burst    time.Duration // after this much silence as many at once as would have fallen into it
	key      string        // under which a place is kept for whoever is told to come back; empty: none is
	patience time.Duration // how long it is waited for
}

// keeping is the turn of somebody who comes back and is known by the key.
func (t turn) keeping(key string) turn {
	t.key = key
	return t
}

// awaited is the turn of what a person is shown: nobody comes back with it, so it is waited for as long as there is time.
func (t turn) awaited() turn {
	t.patience = answerTime
	return t
}

// inChannel is the turn of a message: about one a second in a channel (docs.slack.dev, rate limits).
func inChannel(id string) turn { return turn{queue: id, every: time.Second, patience: patience} }

// tier3 is the turn of a method that may be called 50 times a minute: ten at once and then 40 a minute.
func tier3(method string) turn {
	return turn{queue: method, every: 1500 * time.Millisecond, burst: 15 * time.Second, patience: patience}
}

// tier4 is the turn of a method that may be called 100 times a minute: twenty at once and then 80 a minute.
func tier4(method string) turn {
	return turn{queue: method, every: 750 * time.Millisecond, burst: 15 * time.Second, patience: patience}
}

// atOnce is the turn of a method that a person waits for, whatever its tier: only Slack itself says when it is too much.
func atOnce(method string) turn { return turn{queue: method, patience: patience} }
