package workflow

import "time"

// Effect is something to be done in the world, as a value. The store keeps it from the commit that decided it
// until the commit that records its result. Effects of one record are performed in order, one at a time,
// except Show, of which at most one waits and the latest wins.
type Effect interface{ effect() }

// Target says which message a Say becomes.
type Target string

// The places that a case speaks in.
const (
	ToRoot   Target = "root"   // the message in the channel that always shows the state
	ToThread Target = "thread" // the story, under the root message
	ToOwner  Target = "owner"  // a direct message to the owner, where the channel is gone
	ToReply  Target = "reply"  // the private reply to the command, where the root could not be posted
	ToPlace  Target = "place"  // a channel's place, beside the threads of cases
)

// Effects of a case.
type (
	// Say posts a message once. With ToRoot the text is the case's state at the time of posting ([Machine.Root])
	// and Note is nil.
	Say struct {
		To      Target  `json:"to"`
		Note    Note    `json:"-"`                 // kept by MarshalJSON
		Mention UserID  `json:"mention,omitempty"` // who must act; whoever owns the case when it is posted is named; empty: nobody
		Turn    int     `json:"turn"`              // a press on it answers this turn
		Case    CaseRef `json:"case,omitzero"`     // with ToPlace: whose actions stand under it; zero: nobody's
	}
	// Show brings the root message up to date with [Machine.Root]. It may repeat; the last wins.
	Show struct{}
	// LookUp looks for the document in the accounting system. It may repeat. Answered by LookedUp.
	LookUp struct{}
	// ReadLog reads the account's event log at and after Since, for all its open cases, and the document's status.
	// It may repeat. Answered by LogRead or LogUnreadable.
	ReadLog struct {
		Since time.Time `json:"since"`
	}
	// WantSync tells the account that the case wants a sync that begins after Since. Becomes SyncWanted.
	WantSync struct {
		Since time.Time `json:"since"`
	}
	// UnwantSync withdraws the wish. Becomes SyncUnwanted, in the commit that decides it: what waits in the outbox
	// must not hold it up.
	UnwantSync struct{}
	// ReportSync tells the account of a press in Workshop Software. Becomes SyncReported.
	ReportSync struct {
		Started time.Time `json:"started"`
		By      User      `json:"by"`
		Stated  bool      `json:"stated,omitempty"`
	}
)

// Effects of a case for the places beside its thread.
type (
	// Inform hands a note over to the channel of a place. Becomes Informed.
	Inform struct {
		Place Place `json:"place"`
		Note  Note  `json:"-"` // kept by MarshalJSON
		Turn  int   `json:"turn"`
	}
	// Remind hands a reminder over to the channel of a place. Becomes ReminderDue.
	Remind struct {
		Place    Place    `json:"place"`
		Reminder Reminder `json:"reminder"`
	}
)

// Effects of a channel, beside Say.
type (
	// Nudge sends a reminder back to its case's own thread. Becomes Nudged.
	Nudge struct {
		Reminder Reminder `json:"reminder"`
	}
	// Bounce tells the case that the place refused what it had to say. Becomes Bounced.
	Bounce struct {
		Case  CaseRef `json:"case"`
		Place Place   `json:"place"`
	}
)

// Effects of an account.
type (
	// ForceSync starts a sync in Workshop Software. Repeating it under the same Key never starts a second one.
	// Answered by SyncForced, SyncBusy or ForceFailed.
	ForceSync struct {
		Key string `json:"key"`
	}
	// Tell commits Event to the case.
	Tell struct {
		Case  CaseID `json:"case"`
		Event Event  `json:"-"` // SyncStarted or SyncFailed; kept by MarshalJSON
	}
)

func (Say) effect()        {}
func (Show) effect()       {}
func (LookUp) effect()     {}
func (ReadLog) effect()    {}
func (WantSync) effect()   {}
func (UnwantSync) effect() {}
func (ReportSync) effect() {}
func (Inform) effect()     {}
func (Remind) effect()     {}
func (Nudge) effect()      {}
func (Bounce) effect()     {}
func (ForceSync) effect()  {}
func (Tell) effect()       {}
