package chattest

// Faults: what can go wrong between the bot and the fake service, on demand.

import (
	"errors"
	"time"
)

// ErrLost is what a caller gets where the connection was cut: nobody knows whether it was done.
var ErrLost = errors.New("the connection was cut before the answer came")

// Op is a call of the platform.
type Op string

// The calls that a Fake counts and spoils.
const (
	OpPost Op = "post"
	OpShow Op = "show"
	OpFind Op = "find"
)

// Call is one call that reached, or should have reached, the service.
type Call struct {
	N   int // counts all calls of the Fake's life, from 1
	Op  Op
	Key string // of the message
	At  time.Time
}

type faultKind int

const (
	none faultKind = iota
	answerLost
	requestLost
	landsLate
	saysLater
	refuses
	hangs
)

// Fault is what happens to one call. The zero Fault lets it through.
type Fault struct {
	kind   faultKind
	after  time.Duration
	reason string
}

// LoseAnswer lets the call be done and cuts the connection: the caller gets ErrLost.
// On a [Slow] service a post so lost lands up to 10 s later.
func LoseAnswer() Fault { return Fault{kind: answerLost} }

// LoseRequest cuts the connection before anything is done: the caller gets ErrLost.
func LoseRequest() Fault { return Fault{kind: requestLost} }

// LandAfter gives the caller ErrLost at once and lets the call be done d later.
func LandAfter(d time.Duration) Fault { return Fault{kind: landsLate, after: d} }

// SayLater does nothing and gives the caller outcome.Later with d.
func SayLater(d time.Duration) Fault { return Fault{kind: saysLater, after: d} }

// Refuse does nothing and gives the caller outcome.Refused with the reason.
func Refuse(reason string) Fault { return Fault{kind: refuses, reason: reason} }

// Hang does nothing until the caller's context ends.
func Hang() Fault { return Fault{kind: hangs} }
