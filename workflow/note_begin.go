package workflow

// Notes about a sync that has not begun: a draft, or a refusal.

import "time"

// NotProcessedNote is not processed yet: Workshop Software says so, and no sync would take it.
type NotProcessedNote struct {
	Subject
}

func (NotProcessedNote) note() {}

// Words are the whole message.
func (n NotProcessedNote) Words() Words {
	return words(n.head("Not processed yet"),
		"Workshop Software says that it's still a draft. Only processed documents sync, so no sync is under way for it. Process it, then press the button.")
}

// SyncNotStartedNote says that the sync was refused or cannot be started now.
type SyncNotStartedNote struct {
	Subject
	Reason Reason    `json:"reason"`
	Next   time.Time `json:"next,omitzero"` // the next try; zero: it was refused
	Guide  string    `json:"guide,omitempty"`
	Same   *Same     `json:"same,omitempty"` // another case explains it
}

func (SyncNotStartedNote) note() {}

// Words are the whole message.
func (n SyncNotStartedNote) Words() Words {
	text := lines(n.head("Sync not started"), sentence(n.Reason.Text)+" No hour is running.")
	switch {
	case !n.Next.IsZero():
		return words(text, "I'll try again at "+n.when(n.Next)+".")
	case n.Same != nil:
		return words(text, "Same as "+n.Same.Doc.Title()+", explained there. One press does for all of them.")
	case n.Reason.Code == NotAuthorised:
		return words(text, n.System.authorise(), n.adminGroup()+" Then press the button.")
	default:
		return words(text, "When that's sorted out, press the button.")
	}
}

// Actions are those that make sense now.
func (n SyncNotStartedNote) Actions() []Action {
	if !n.Next.IsZero() {
		return []Action{pressedSync, stop}
	}
	return standing([]Action{{ID: Processed, Label: "Done, sync now"}}, n.Same.link(), reauthorise(n.Guide))
}

// Actions are those that make sense now.
func (NotProcessedNote) Actions() []Action {
	return standing([]Action{{ID: Processed, Label: "It's processed, sync now"}})
}
