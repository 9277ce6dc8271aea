package replay

// An event as a line for people.

import (
	"fmt"
	"strings"
	"time"

	"syncbot/workflow"
)

// Line says in a few words, on one line, what happened. Its times are in the zone. What people typed and what services
// answered stands in it unescaped.
func Line(e workflow.Event, zone *time.Location) string { return oneLine(line(e, zone)) }

func line(e workflow.Event, zone *time.Location) string {
	switch e := e.(type) {
	case workflow.Asked:
		return e.By.Name + " asked for " + e.Doc.Title()
	case workflow.Pressed:
		return pressed(e, zone)
	case workflow.Given:
		return e.By.Name + " gave it to " + e.To.Name
	case workflow.Woke:
		return "a time that was set has come"
	case workflow.Nudged:
		return "time to remind the owner"
	case workflow.Unexplained:
		return "the case that explained it has moved on"
	case workflow.Bounced:
		return string(e.Place.Channel) + " takes no messages"
	case workflow.Posted:
		return "posted: " + string(e.To)
	case workflow.PostRefused:
		return "not posted: " + string(e.Say.To) + ", " + e.Reason
	case workflow.ShowRefused:
		return "the root message can't be edited: " + e.Reason
	default:
		return seen(e, zone)
	}
}

// seen says what came back from Workshop Software and the books.
func seen(e workflow.Event, zone *time.Location) string {
	switch e := e.(type) {
	case workflow.SyncStarted:
		return "sync started " + clock(e.Sync.Started, zone) + by(e.Sync.By)
	case workflow.SyncFailed:
		return "sync not started: " + e.Reason.Text
	case workflow.LogRead:
		return "log read: " + entries(e.Reading)
	case workflow.LogUnreadable:
		return "log not read: " + e.Reason.Text
	case workflow.LookedUp:
		return "books: " + looked(e.Look)
	default:
		return fmt.Sprintf("%T", e)
	}
}

// deeds say what a press did, behind the name of who pressed.
var deeds = map[workflow.ActionID]string{
	workflow.SyncAgain:      "wants another sync",
	workflow.Fixed:          "says it's fixed",
	workflow.DoneSyncAgain:  "says it's done",
	workflow.Processed:      "says it's processed",
	workflow.PressedSync:    "pressed sync",
	workflow.PressedEarlier: "pressed sync earlier",
	workflow.NoEntry:        "found no entry in the log",
	workflow.PasteLog:       "pasted from the log",
	workflow.ItsThere:       "says it's there",
	workflow.ItIsnt:         "says it isn't there",
	workflow.CheckNow:       "wants it looked at now",
	workflow.Stop:           "stopped it",
	workflow.Reopen:         "opened it again",
	workflow.AnotherRound:   "wants another round",
	workflow.NothingAcross:  "says nothing else has come across",
	workflow.Take:           "took it",
	workflow.Follow:         "follows it too",
	workflow.Snooze:         "snoozed it",
}

func pressed(e workflow.Pressed, zone *time.Location) string {
	deed, ok := deeds[e.Action]
	if !ok {
		deed = "pressed " + string(e.Action)
	}
	text := e.By.Name + " " + deed
	switch {
	case e.Pasted != nil:
		text += ": " + entries(*e.Pasted)
	case !e.Stated.IsZero():
		text += ": " + clock(e.Stated, zone)
	case !e.Until.IsZero():
		text += " until " + e.Until.In(zone).Format(momentLayout)
	}
	for _, d := range e.Also {
		text += ", " + d.Title() + " too"
	}
	return text
}

func entries(r workflow.Reading) string {
	switch n := len(r.Entries); n {
	case 0:
		return "no entry for it"
	case 1:
		return "1 entry for it: " + r.Entries[0].Message
	default:
		return fmt.Sprintf("%d entries for it", n)
	}
}

func looked(l workflow.BooksLook) string {
	text := strings.ReplaceAll(string(l.Verdict), "_", " ")
	if l.Reason != "" {
		text += ", " + l.Reason
	}
	return text
}

func clock(t time.Time, zone *time.Location) string { return t.In(zone).Format("3:04:05 pm") }

func by(u workflow.User) string {
	if u.Name == "" {
		return ""
	}
	return " by " + u.Name
}

// who is the person that an answer goes to; nobody where nobody acted.
func who(e workflow.Event) workflow.User {
	switch e := e.(type) {
	case workflow.Asked:
		return e.By
	case workflow.Pressed:
		return e.By
	case workflow.Given:
		return e.By
	default:
		return workflow.User{}
	}
}
