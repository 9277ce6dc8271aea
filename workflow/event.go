package workflow

import "time"

// Event is something that happened. Events are the only input of the machine; each carries its time.
// An event that is applied twice is kept out by the store, under the key it is committed with.
type Event interface {
	// Time is when it happened, by the bot's clock.
	Time() time.Time
	event()
}

// At is embedded by every event.
type At struct {
	At time.Time `json:"at"`
}

// Time is when the event happened, by the bot's clock.
func (a At) Time() time.Time { return a.At }

func (At) event() {}

// Events of a case.
type (
	// Asked opens a case (the first event of its record) or asks again for one that is open.
	Asked struct {
		At
		Case  CaseRef  `json:"case"`
		By    User     `json:"by"`
		Place Place    `json:"place"`
		Doc   Document `json:"doc"`
		Reply Ref      `json:"reply,omitempty"` // where a private answer to the command can still go
		Desk  bool     `json:"desk,omitempty"`  // several workshops are served where it was asked
	}
	// Pressed is a press of an action, or the command that means the same.
	// Turn is the turn that the action was offered in; 0 where a command has none and means the present one.
	Pressed struct {
		At
		By     User       `json:"by"`
		Action ActionID   `json:"action"`
		Turn   int        `json:"turn,omitempty"`
		Pasted *Reading   `json:"pasted,omitempty"` // with PasteLog: what the reader made of the text; nil if unreadable
		Stated time.Time  `json:"stated,omitzero"`  // with PressedEarlier: the time that the person states
		Until  time.Time  `json:"until,omitzero"`   // with Snooze: until when; zero: not said
		Place  Place      `json:"place,omitzero"`   // where it was pressed
		Also   []Document `json:"also,omitempty"`   // the documents of other cases that the same press renews
		Via    Document   `json:"via,omitzero"`     // it was pressed on another case, which waits for the same
		Desk   bool       `json:"desk,omitempty"`   // with Follow: several workshops are served in Place
	}
	// Given hands the case over to somebody.
	Given struct {
		At
		By User `json:"by"`
		To User `json:"to"`
	}
	// Nudged says that the owner is to be reminded in the thread.
	Nudged struct {
		At
		Reminder Reminder `json:"reminder"`
	}
	// Unexplained says that the case which explained the cause has moved on.
	Unexplained struct {
		At
		Cause string `json:"cause"`
	}
	// Bounced says that a place beside the thread refused for good what the case had for it.
	Bounced struct {
		At
		Place Place `json:"place"`
	}
	// Woke says that a deadline of the record has come. A wake always moves or clears what was due.
	Woke struct {
		At
		Began time.Time `json:"began,omitzero"` // when the bot began to run; what was due before it, is late for that reason
	}
	// SyncStarted says that a sync has begun on which the case may rest.
	SyncStarted struct {
		At
		Sync Sync `json:"sync"`
	}
	// SyncFailed says that the sync could not be started. With a Next it will be tried again by itself then.
	SyncFailed struct {
		At
		Reason Reason    `json:"reason"`
		Next   time.Time `json:"next,omitzero"`
	}
	// LogRead is a reading of the event log, cut down to the case's document by [Reading.About].
	LogRead struct {
		At
		Reading Reading        `json:"reading"`
		Status  DocumentStatus `json:"status,omitempty"`
		Asked   bool           `json:"asked,omitempty"` // this case's own ReadLog; false: another case's reading of the same log
	}
	// LogUnreadable says that the event log could not be read; that says nothing about the document.
	LogUnreadable struct {
		At
		Reason Reason `json:"reason"`
	}
	// LookedUp is a look into the accounting system.
	LookedUp struct {
		At
		Look BooksLook `json:"look"`
	}
	// Posted says that a Say has been posted.
	Posted struct {
		At
		To     Target `json:"to"`
		Turn   int    `json:"turn"`
		Ref    Ref    `json:"ref"`
		Thread Ref    `json:"thread"`        // where answers to Ref go
		Rev    uint64 `json:"rev,omitempty"` // with ToRoot: the case's Rev whose state it shows; 0: unknown
	}
	// PostRefused says that the chat service refused a Say for good.
	PostRefused struct {
		At
		Say    Say    `json:"say"`
		Reason string `json:"reason"`
	}
	// ShowRefused says that the root message is gone or cannot be edited any more.
	ShowRefused struct {
		At
		Reason string `json:"reason"`
	}
)

// Events of an account.
type (
	// SyncWanted is a case's wish for a sync that begins after Since.
	SyncWanted struct {
		At
		Case  CaseID    `json:"case"`
		Since time.Time `json:"since"`
	}
	// SyncUnwanted withdraws the wish.
	SyncUnwanted struct {
		At
		Case CaseID `json:"case"`
	}
	// SyncReported says that a person pressed sync in Workshop Software.
	SyncReported struct {
		At
		Started time.Time `json:"started"`
		By      User      `json:"by"`
		Stated  bool      `json:"stated,omitempty"` // Started is a time that the person states, not the press
	}
	// SyncForced answers a ForceSync: Workshop Software has accepted it.
	SyncForced struct {
		At
		Key string `json:"key"` // of the ForceSync
		ID  string `json:"id,omitempty"`
	}
	// SyncBusy answers a ForceSync: another sync is running. Running is when it began, by Workshop Software's clock.
	SyncBusy struct {
		At
		Key     string    `json:"key"`
		Running time.Time `json:"running,omitzero"`
		ID      string    `json:"id,omitempty"`
	}
	// ForceDropped says that a ForceSync was not performed, because nobody wanted it any more.
	ForceDropped struct {
		At
		Key string `json:"key"`
	}
	// ForceFailed answers a ForceSync: it was refused (Final) or could not be done now.
	ForceFailed struct {
		At
		Key    string        `json:"key"`
		Reason Reason        `json:"reason"`
		Final  bool          `json:"final,omitempty"`
		After  time.Duration `json:"after,omitempty"` // the service asks to wait so long
	}
)

// Events of a channel.
type (
	// Informed is something that a case has to say in the place. Turn goes with its actions.
	Informed struct {
		At
		Case CaseRef `json:"case"`
		Turn int     `json:"turn"`
		Note Note    `json:"-"` // kept by MarshalJSON
	}
	// ReminderDue says that an owner is to be reminded of a case.
	ReminderDue struct {
		At
		Reminder Reminder `json:"reminder"`
	}
)

// Sync is a sync that has begun.
type Sync struct {
	Asked   time.Time `json:"asked"`            // decided by the bot, pressed or stated by a person: what came before it is in it
	Started time.Time `json:"started"`          // the hour runs from here; not before it began
	By      User      `json:"by,omitzero"`      // who pressed; zero: the bot forced it
	Stated  bool      `json:"stated,omitempty"` // a time that the person states
}

// ReasonCode tells the machine what to advise.
type ReasonCode string

// The reasons that change what the bot advises.
const (
	NotAuthorised ReasonCode = "not_authorised" // the link to the accounting system needs a new consent
	Unreachable   ReasonCode = "unreachable"    // no answer, or an answer that makes no sense
	Declined      ReasonCode = "declined"       // a plain no
)

// Reason says why something could not be done. Text is a sentence for people without a full stop.
type Reason struct {
	Code ReasonCode `json:"code"`
	Text string     `json:"text"`
}
