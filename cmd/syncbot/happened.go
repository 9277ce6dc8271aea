package main

// What happened to a case, a line each, as a support lead reads it.

import (
	"cmp"
	"strings"
	"time"

	"syncbot/workflow"
	"syncbot/workflow/replay"
)

// diary says what happened to cases of a workshop.
type diary struct {
	system string         // the name of the accounting system; empty: not known
	zone   *time.Location // of the times it says
}

// line is an event in words, on one line. What people did is said as in exported stories.
func (d diary) line(e workflow.Event) string {
	return strings.Join(strings.Fields(d.words(e)), " ")
}

func (d diary) words(e workflow.Event) string {
	switch e := e.(type) {
	case workflow.Woke:
		return "the wait was over"
	case workflow.Posted:
		return messages[e.To] + " posted"
	case workflow.PostRefused:
		return messages[e.Say.To] + " could not be posted: " + e.Reason
	case workflow.ShowRefused:
		return "first message can't be edited any more: " + e.Reason
	case workflow.Bounced:
		return placeName(e.Place) + " takes no messages"
	case workflow.Unexplained:
		return "the case that explained its error has moved on"
	case workflow.LookedUp:
		return d.looked(e.Look)
	case workflow.Pressed:
		if e.Via.Number != "" {
			return replay.Line(e, d.zone) + ", pressed on " + e.Via.Title()
		}
	}
	return replay.Line(e, d.zone)
}

// messages are what is posted, by where it goes.
var messages = map[workflow.Target]string{
	workflow.ToRoot:   "first message",
	workflow.ToThread: "message in the thread",
	workflow.ToOwner:  "direct message to the owner",
	workflow.ToReply:  "private answer",
	workflow.ToPlace:  "message in another channel",
}

// looks are what was seen in the accounting system.
var looks = map[workflow.BooksVerdict]string{
	workflow.NotFound:         "not there",
	workflow.ArrivedUnpaid:    "there, not paid yet",
	workflow.ArrivedPartPaid:  "there, paid in part",
	workflow.ArrivedPaid:      "there, paid",
	workflow.ArrivedNotPosted: "there, a draft or not approved yet",
	workflow.ArrivedVoid:      "there, void or deleted",
	workflow.Several:          "there more than once",
	workflow.BooksUnknown:     "couldn't tell",
}

func (d diary) looked(l workflow.BooksLook) string {
	text := "looked in " + cmp.Or(d.system, "the books") + ": " + looks[l.Verdict]
	if l.Reason != "" {
		text += ", " + l.Reason
	}
	return text
}
