package discord

// The colour of an embed says how things stand, at a glance. The words say it too.

import (
	"time"

	"syncbot/workflow"
)

// Colours that can be told apart in Discord's dark and light themes.
const (
	green = 0x2E9E5B // it is there
	red   = 0xD63B3B // there are errors
	amber = 0xE0A100 // a person is waited for
	blue  = 0x3B82D6 // the bot is at work
	grey  = 0x80848E // it has ended otherwise
)

func colourOf(n workflow.Note) int {
	switch n := n.(type) {
	case workflow.SyncedNote, workflow.SyncedSaysNote:
		return green
	case workflow.StoppedNote, workflow.UnansweredNote:
		return grey
	case workflow.ErrorsNote, workflow.NewerErrorNote:
		return red
	case workflow.StandingNote:
		return unlessFound(n.Found, unlessNext(n.Next, amber))
	case workflow.GivenNote:
		return unlessFound(n.Found, amber)
	case workflow.SyncNotStartedNote:
		return unlessNext(n.Next, red)
	case workflow.NotThereNote:
		if n.Auto {
			return blue
		}
	case workflow.OpenedNote, workflow.StartingNote, workflow.WaitingNote, workflow.LookingNote, workflow.LookedNote, workflow.TakenNote:
		return blue
	}
	return amber
}

// unlessFound is red where there are errors, else the other colour.
func unlessFound(found []workflow.Finding, other int) int {
	if len(found) > 0 {
		return red
	}
	return other
}

// unlessNext is blue where the bot goes on by itself, else the other colour.
func unlessNext(next time.Time, other int) int {
	if !next.IsZero() {
		return blue
	}
	return other
}
