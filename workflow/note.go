package workflow

import "slices"

// Note is what the bot has to say: meaning, not layout. A platform may draw it as it likes,
// but claims nothing that its words do not say. Its times carry the workshop's zone.
type Note interface {
	// Words are the whole message, their first line the number and the state. They hold no mention. What came from a log, the
	// books or a person stands in them unescaped.
	Words() Words
	// Actions are those that make sense now, the likeliest first.
	Actions() []Action
	note()
}

// ActionID names an action in presses and in the journal.
type ActionID string

// The actions. Each works in the turn that offered it, but for those of anyTurn, which work whenever they make sense.
const (
	SyncAgain      ActionID = "sync-again"      // the document was a draft, it is processed now
	Fixed          ActionID = "fixed"           // I've fixed it, sync again
	DoneSyncAgain  ActionID = "done"            // what was asked for is done
	Processed      ActionID = "processed"       // it's processed, sync now
	PressedSync    ActionID = "pressed-sync"    // people road: sync was pressed just now
	PressedEarlier ActionID = "pressed-earlier" // people road: sync was pressed at a stated time
	NoEntry        ActionID = "no-entry"        // people road: the log holds no entry for the number
	PasteLog       ActionID = "paste-log"       // lines of the event log as text
	ItsThere       ActionID = "its-there"       // a person sees it in the books
	ItIsnt         ActionID = "it-isnt"         // it isn't there, sync again
	CheckNow       ActionID = "check"
	Stop           ActionID = "stop"
	Reopen         ActionID = "reopen"
	AnotherRound   ActionID = "another-round"
	NothingAcross  ActionID = "nothing-across" // nothing else has come across either
	Take           ActionID = "take"           // who presses owns the case from now on
	Follow         ActionID = "follow"         // tell me here too
	Snooze         ActionID = "snooze"         // later; with no time typed the answer offers some
	PassOn         ActionID = "pass-on"        // the finding as plain text, for the presser alone
	ShowMore       ActionID = "show-more"      // what a message leaves out, for the presser alone
	More           ActionID = "more"           // the actions that had no room, as choices for the presser alone
	OpenLink       ActionID = "open-link"      // only a link; never comes back as a press
	OpenMessage    ActionID = "open-message"   // only a link to another message; never comes back as a press
)

// Input says what a person types with a press.
type Input string

// The kinds of input; the empty value means none.
const (
	InputTime Input = "time" // a time of day such as 10:20 am
	InputText Input = "text" // several lines
	InputName Input = "name" // one line, such as a workshop's name
)

// Action is something that a person can press. Its Label is exactly the words on the button.
type Action struct {
	ID    ActionID `json:"id"`
	Label string   `json:"label"`
	Input Input    `json:"input,omitempty"`
	URL   string   `json:"url,omitempty"` // with OpenLink

	Message MessageRef `json:"message,omitzero"` // with OpenMessage
}

// IsLink says that the action only leads somewhere and never comes back as a press.
func (a Action) IsLink() bool { return a.ID == OpenLink || a.ID == OpenMessage }

// maxButtons is how many buttons a message draws, but for links and for More.
const maxButtons = 3

// Buttons are what a platform draws of a note's actions: the first three, then More where there are others. Where nothing
// can be pressed, all links are drawn.
func Buttons(actions []Action) []Action {
	pressable := slices.ContainsFunc(actions, func(a Action) bool { return !a.IsLink() })
	if !pressable || len(actions) <= maxButtons {
		return actions
	}
	return append(slices.Clone(actions[:maxButtons]), Action{ID: More, Label: "More"})
}
