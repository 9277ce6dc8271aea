package discord

// Buckets: what Discord counts together, as far as can be known before it is asked: the route with the channel, guild or webhook
// that it is about (https://docs.discord.com/developers/topics/rate-limits#rate-limits).

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"syncbot/bot/chat/pace"
)

const (
	// patience is how long a turn is waited for by whoever comes back otherwise.
	patience = 3 * time.Second
	// replyPatience is how long it is waited for by what a person is shown: nobody comes back with it.
	replyPatience = time.Minute
)

// inChannel is the turn of a message: five in five seconds in a channel.
func inChannel() pace.Turn {
	return pace.Turn{Every: time.Second, Burst: 4 * time.Second, Patience: patience}
}

// reading is the turn of a page of messages, of which many may be read at once.
func reading() pace.Turn { return pace.Turn{Patience: patience} }

// globally is the turn of a call among all others. Discord allows a bot 50 in a second: 20 at once and 25 more are fewer.
func globally(t pace.Turn) pace.Turn {
	return pace.Turn{Queue: "Discord", Every: time.Second / 25, Burst: time.Second * 20 / 25, Key: t.Key, Patience: t.Patience}
}

// turnTaken is the call's turn in the queue of its bucket.
func (c call) turnTaken() pace.Turn {
	t := c.turn
	if t == (pace.Turn{}) {
		t.Patience = patience
	}
	if t.Queue == "" {
		t.Queue = bucketOf(c)
	}
	return t
}

// bucketOf names the bucket: the method and the path, its minor ids left out and its secrets hidden.
func bucketOf(c call) string {
	path, _, _ := strings.Cut(c.path, "?")
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	for i, part := range parts {
		switch {
		case i < 2: // the major resource and its id
		case i == 2 && (parts[0] == "webhooks" || parts[0] == "interactions"):
			sum := sha256.Sum256([]byte(part))
			parts[i] = hex.EncodeToString(sum[:4])
		case snowflake.MatchString(part):
			parts[i] = "…"
		}
	}
	return c.method + " /" + strings.Join(parts, "/")
}
