package discord

// The colour of an embed says how things stand, at a glance. The words say it too.

import "syncbot/workflow"

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
	case workflow.ErrorsNote, workflow.NewerErrorNote:
		return red
	case workflow.StoppedNote, workflow.UnansweredNote:
		return grey
	case workflow.OpenedNote, workflow.StartingNote, workflow.WaitingNote, workflow.LookingNote, workflow.LookedNote, workflow.TakenNote:
		return blue
	case workflow.SyncNotStartedNote:
		return either(!n.Next.IsZero(), blue, red)
	case workflow.NotThereNote:
		return either(n.Auto, blue, amber)
	case workflow.StandingNote:
		return either(len(n.Found) > 0, red, either(!n.Next.IsZero(), blue, amber))
	case workflow.GivenNote:
		return either(len(n.Found) > 0, red, amber)
	}
	return amber
}

func either(so bool, yes, no int) int {
	if so {
		return yes
	}
	return no
}
