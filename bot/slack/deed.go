package slack

// What somebody did, as far as a delivery tells.

import (
	"time"

	"syncbot/workflow"
)

type deed struct {
	id       string // one for ever, of Slack
	at       time.Time
	look     time.Time // until then Slack may be asked about it
	user     string
	place    workflow.Place
	alone    bool            // it was done where nobody else reads, whatever place says
	joins    bool            // the bot must be in the channel for it
	text     string          // of a command, as Slack marks it
	mentions []workflow.User // of the deed whose answer offered this one
	url      string          // the response URL
	given    time.Time       // when Slack gave it
}

// newDeed is a deed that has just come in.
func (in *listening) newDeed(at time.Time, id, user string) deed {
	return deed{id: id, at: at, user: user, look: time.Now().Add(in.patience(user))}
}

func (d deed) key() string { return platformName + ":" + d.id }

// private says whether nobody but the person reads the place.
func (d deed) private() bool { return d.alone || isDirect(string(d.place.Channel)) }

// reply is where a private answer goes.
func (d deed) reply() replyTo {
	return replyTo{Channel: string(d.place.Channel), User: d.user, Thread: string(d.place.Thread), URL: d.url, Given: d.given}
}

func placeOf(channel, thread string) workflow.Place {
	return workflow.Place{Platform: platformName, Channel: workflow.Ref(channel), Thread: workflow.Ref(thread)}
}

// threadOf is the thread that a message stands in: one that begins a thread stands in the channel itself.
func threadOf(message, thread string) string {
	if thread == message {
		return ""
	}
	return thread
}
