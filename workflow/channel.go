package workflow

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
	"time"
)

// Channel is a place that the bot writes to beside the threads of its cases: copies for those who follow, summaries for
// the support lead, lists of reminders. It has its own outbox, so no case waits for a place that is not its own.
// A Channel that is not stored is one that nothing has been said in.
type Channel struct {
	Place Place      `json:"place"`
	Rev   uint64     `json:"rev"` // events applied so far
	Due   []Reminder `json:"due,omitempty"`
	AskAt time.Time  `json:"ask_at,omitzero"` // when to ask what is due; set exactly while something is
}

// Reminder is a case whose owner is to be reminded.
type Reminder struct {
	Case     CaseRef    `json:"case"`
	Turn     int        `json:"turn"`   // of the case; in another one it is settled
	Number   int        `json:"number"` // of the case's reminders; a later one takes its place
	Until    time.Time  `json:"until"`  // the end of the working day; later than that it is not said
	Owner    User       `json:"owner"`
	Doc      Document   `json:"doc"`
	Workshop string     `json:"workshop,omitempty"` // its name, where several share the channel
	What     string     `json:"what"`               // what is waited for, in a few words: "Locked date in Xero"
	Since    time.Time  `json:"since"`              // in the workshop's zone
	Root     MessageRef `json:"root"`
}

// ChannelID names a channel for ever: the same place has the same ID, at most 12 characters of a-z and 0-9.
func (p Place) ChannelID() string {
	sum := sha256.Sum256([]byte(p.Platform + "\x00" + string(p.Channel) + "\x00" + string(p.Thread)))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:10])
}

// Open says whether the channel still owes something by itself.
func (c Channel) Open() bool { return !c.AskAt.IsZero() }

// WakeAt is when the channel acts next by itself; zero: it does not.
func (c Channel) WakeAt() time.Time { return c.AskAt }
