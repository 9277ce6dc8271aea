package bot

// A post in doubt: the last try said neither yes nor no, or another process may have made it (law 3).

import (
	"time"

	"syncbot/bot/chat"
	"syncbot/storage"
	"syncbot/workflow"
)

const (
	// lateness is how long after a try that failed its message can still appear. Nobody looks for it earlier.
	lateness = 15 * time.Second
	// clockSkew is how far a chat service's clock may be from ours, for the time that Find begins at.
	clockSkew = 10 * time.Minute
)

// course is how a Say goes on.
type course int

const (
	post      course = iota // not in doubt, or the service still knows the key: a repetition is the same message
	lookLater               // it can be looked for, but could still appear
	lookFirst               // look for it, post it if it is not there
	postAgain               // it can never be looked for: post it, marked that it may have been said
)

// courseOf decides what to do about a post at now.
func courseOf(w storage.Work, t chat.Traits, now time.Time) course {
	switch {
	case !w.InDoubt, keyHonoured(w, t, now):
		return post
	case !t.Findable:
		return postAgain
	case now.Before(lookAt(w, now)):
		return lookLater
	default:
		return lookFirst
	}
}

// keyHonoured says whether the service will still know the key when a try that begins at now ends.
// The service counts from the first try, which cannot have been before the effect was committed.
func keyHonoured(w storage.Work, t chat.Traits, now time.Time) bool {
	return t.HonoursKeys > 0 && now.Add(callTimeout).Before(w.FirstAt.Add(t.HonoursKeys))
}

// lookAt is the earliest time to look for the post. After a clock that was set back, the last try lies in the future:
// then it counts as made just now.
func lookAt(w storage.Work, now time.Time) time.Time { return triedAt(w, now).Add(lateness) }

func triedAt(w storage.Work, now time.Time) time.Time {
	if w.TriedAt.After(now) {
		return now
	}
	return w.TriedAt
}

// searchFrom is where Find begins: never after the first try, whichever clock was wrong.
func searchFrom(w storage.Work, now time.Time) time.Time {
	from := w.FirstAt
	if from.After(now) {
		from = now
	}
	return from.Add(-clockSkew)
}

// canStillAppear says whether a message in doubt could land behind what is said after it.
func (b *Bot) canStillAppear(w storage.Work) bool {
	_, message := w.Effect.Effect.(workflow.Say)
	now := b.now()
	return message && w.InDoubt && now.Before(lookAt(w, now))
}
