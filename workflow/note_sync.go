package workflow

// Notes of the root message on the way to a verdict: asked, sync wanted, the hour running, the log being read.

import "time"

// OpenedNote says that the case is open and the books are looked into before any sync.
type OpenedNote struct {
	Subject
	By string `json:"by"`
}

func (OpenedNote) note() {}

// Text is the whole message.
func (n OpenedNote) Text() string {
	return lines(n.head("Looking in "+n.System.Name()+" first"), n.origin(n.By),
		"If "+n.thing()+" isn't there, I'll start a manual sync.", n.paymentLine())
}

// Actions are those that make sense now.
func (OpenedNote) Actions() []Action { return []Action{stop} }

// StartingNote says that the bot starts a manual sync, or why it has not begun.
type StartingNote struct {
	Subject
	By      string    `json:"by"`
	Round   int       `json:"round"`
	Before  []Finding `json:"before,omitempty"`
	Trouble Reason    `json:"trouble,omitzero"` // why it has not begun yet
	Next    time.Time `json:"next,omitzero"`    // with Trouble: the next try
}

func (StartingNote) note() {}

// Text is the whole message.
func (n StartingNote) Text() string {
	switch {
	case n.Trouble.Text != "":
		return lines(n.head("Sync not started yet"), sentence(n.Trouble.Text)+" No hour is running.",
			"Next try "+n.when(n.Next)+". "+n.pressYourself())
	case len(n.Before) > 0:
		return lines(n.head("Already in the event log"), n.before(n.Before), "I'm starting a sync. No need to wait for the hour.")
	case n.Round > 1:
		return lines(n.head("Starting another manual sync"), n.origin(n.By), n.paymentLine())
	default:
		return lines(n.head("Starting a manual sync"), n.origin(n.By),
			"The sync tries everything that's processed and hasn't synced yet. Drafts don't sync. If "+n.bare()+" is one, process it and press “Sync again”.",
			n.paymentLine())
	}
}

func (n StartingNote) pressYourself() string {
	return "In a hurry? Press sync in Workshop Software yourself (" + n.System.Name() + " logo or lightning bolt, top right), then the button."
}

// Actions are those that make sense now.
func (n StartingNote) Actions() []Action {
	switch {
	case n.Trouble.Text != "":
		return []Action{{ID: PressedSync, Label: "I've pressed sync"}, stop}
	case len(n.Before) > 0:
		return append([]Action{fixed, stop}, links(n.System, n.Before)...)
	default:
		return []Action{{ID: SyncAgain, Label: "Sync again"}, stop}
	}
}

// PressNote asks a person to press sync in Workshop Software.
type PressNote struct {
	Subject
	Round  int           `json:"round"`
	Wait   time.Duration `json:"wait"`
	Before []Finding     `json:"before,omitempty"`
}

func (PressNote) note() {}

// Text is the whole message.
func (n PressNote) Text() string {
	state := "Please press sync"
	if n.Round > 1 {
		state = "Please press sync once more"
	}
	return lines(n.head(state),
		"1. In Workshop Software, click the "+n.System.Name()+" logo at the top right. On newer screens: the lightning bolt, then Sync "+n.System.Name()+".",
		"2. If it asks for an e-mail address, enter yours. A report of any errors goes there.",
		"3. A green banner says that the sync has started. Then press the button here.",
		"I'll be back "+span(n.Wait)+" after the sync.", n.paymentLine(), n.before(n.Before))
}

// Actions are those that make sense now.
func (n PressNote) Actions() []Action {
	return append([]Action{
		{ID: PressedSync, Label: "I've pressed sync"},
		{ID: PressedEarlier, Label: "Pressed earlier…", Input: InputTime},
		stop,
	}, links(n.System, n.Before)...)
}

// WaitingNote says that a sync has begun and when the bot looks.
type WaitingNote struct {
	Subject
	Sync     Sync      `json:"sync"`
	FollowUp time.Time `json:"follow_up"`
	Road     Road      `json:"road"`
	Before   []Finding `json:"before,omitempty"`
}

func (WaitingNote) note() {}

// Text is the whole message.
func (n WaitingNote) Text() string {
	by := ""
	if n.Sync.By.Name != "" {
		by = " by " + n.Sync.By.Name
	}
	look := "I'll read the event log at " + n.when(n.FollowUp) + " and answer in this thread."
	if n.Road == ByPeople {
		look = "I'll be back in this thread at " + n.when(n.FollowUp) + "."
	}
	return lines(n.head("Waiting for the sync"), "Sync started "+n.when(n.Sync.Started)+by+". "+look, n.paymentLine(), n.before(n.Before))
}

// Actions are those that make sense now.
func (n WaitingNote) Actions() []Action {
	var first []Action
	switch {
	case len(n.Before) > 0:
		first = []Action{fixed}
	case n.Road == ByPeople:
		first = []Action{pasteLog}
	default:
		first = []Action{checkNow, {ID: SyncAgain, Label: "Sync again"}}
	}
	return append(append(first, stop), links(n.System, n.Before)...)
}

// LookingNote says that the books are looked into and the log is being read.
type LookingNote struct {
	Subject
}

func (LookingNote) note() {}

// Text is the whole message.
func (n LookingNote) Text() string {
	return lines(n.head("Looking now"), "The answer comes in this thread.")
}

// Actions are those that make sense now.
func (LookingNote) Actions() []Action { return []Action{stop} }

var (
	stop     = Action{ID: Stop, Label: "Stop following"}
	fixed    = Action{ID: Fixed, Label: "I've fixed it, sync again"}
	checkNow = Action{ID: CheckNow, Label: "Check now"}
	pasteLog = Action{ID: PasteLog, Label: "Paste it", Input: InputText}
	noEntry  = Action{ID: NoEntry, Label: "No entry"}
	reopen   = Action{ID: Reopen, Label: "Open again"}
)

// origin says whose the case is.
func (s Subject) origin(by string) string {
	return s.Workshop + " · " + s.System.Name() + " · asked by " + by
}

func (s Subject) paymentLine() string {
	if s.Doc.Kind != Payment {
		return ""
	}
	return "The event log lists a payment under its invoice, so I'm looking under " + s.bare() + "."
}

// before shows what the log held before the sync; nothing if it held nothing.
func (s Subject) before(found []Finding) string {
	if len(found) == 0 {
		return ""
	}
	from := "From before this sync:"
	if at := found[0].At; !at.IsZero() {
		from = "From " + s.when(at) + ", before this sync:"
	}
	text := lines(from, found[0].brief(s))
	if more := len(found) - 1; more > 0 {
		text = lines(text, "And "+plural(more, "other")+".")
	}
	return text
}
