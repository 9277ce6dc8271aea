package slack

// Turns: what Slack counts together, and how fast it may be asked for that.

import (
	"time"

	"syncbot/bot/chat/pace"
)

// patience is how long a turn is waited for by whoever comes back otherwise.
const patience = 3 * time.Second

// awaited is the turn of what a person is shown: nobody comes back with it, so it is waited for as long as there is time.
func awaited(t pace.Turn) pace.Turn {
	t.Patience = answerTime
	return t
}

// inChannel is the turn of a message: about one a second in a channel (docs.slack.dev, rate limits).
func inChannel(id string) pace.Turn {
	return pace.Turn{Queue: id, Every: time.Second, Patience: patience}
}

// tier3 is the turn of a method that may be called 50 times a minute: ten at once and then 40 a minute.
func tier3(method string) pace.Turn {
	return pace.Turn{Queue: method, Every: 1500 * time.Millisecond, Burst: 15 * time.Second, Patience: patience}
}

// tier4 is the turn of a method that may be called 100 times a minute: twenty at once and then 80 a minute.
func tier4(method string) pace.Turn {
	return pace.Turn{Queue: method, Every: 750 * time.Millisecond, Burst: 15 * time.Second, Patience: patience}
}

// atOnce is the turn of a method that a person waits for, whatever its tier: only Slack itself says when it is too much.
func atOnce(method string) pace.Turn { return pace.Turn{Queue: method, Patience: patience} }
