package workflow

import (
	"time"

	"syncbot/workflow/diagnosis"
)

// Road says how syncs are started and the log is read.
type Road string

// The two roads.
const (
	ByGateway Road = "gateway" // the bot does it through Workshop Software's gateway
	ByPeople  Road = "people"  // people press sync and paste the log
)

// Workshop is what the machine has to know of a workshop.
type Workshop struct {
	ID     WorkshopID
	Name   string
	System System
	Zone   *time.Location
	Road   Road
}

// Machine decides. It is pure: the same state and event give the same answer; it may be used by many goroutines.
type Machine struct {
	Wait      time.Duration // from the start of a sync to the look; the official procedure says one hour
	Workshops map[WorkshopID]Workshop
	Catalogue *diagnosis.Catalogue
}

// Answer is what the person who acted reads at once, and nobody else. Text is empty where nobody acted.
type Answer struct {
	Text string `json:"text"`
}
