package workflow

// Notes of the root message on the way to a verdict: asked, sync wanted, the hour running, the log being read.

import "time"

// OpenedNote says that the case is open and the books are looked into before any sync.
type OpenedNote struct {
	Subject
	By string `json:"by"` // whose it is: "asked by Priya"
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
	By      string    `json:"by"`                // whose it is
	Pressed string    `json:"pressed,omitempty"` // who began this round, and when
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
		return n.beforeScreen("Already in the event log", n.Before, "I'm starting a sync. No need to wait for the hour.")
	case n.Round > 1:
		return lines(n.head("Starting another manual sync"), n.origin(n.By), n.Pressed, n.paymentLine())
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
		return []Action{pressedSync, stop}
	case len(n.Before) > 0:
		return beforeActions(n.System, n.Before)
	default:
		return []Action{syncAgain, stop}
	}
}

// PressNote asks a person to press sync in Workshop Software.
type PressNote struct {
	Subject
	Pressed string        `json:"pressed,omitempty"` // who began this round, and when
	Round   int           `json:"round"`
	Wait    time.Duration `json:"wait"`
	Before  []Finding     `json:"before,omitempty"`
}

func (PressNote) note() {}

// Text is the whole message.
func (n PressNote) Text() string {
	state := "Please press sync"
	if n.Round > 1 {
		state = "Please press sync once more"
	}
	return lines(n.head(state), n.Pressed,
		"1. In Workshop Software, click the "+n.System.Name()+" logo at the top right. On newer screens: the lightning bolt, then Sync "+n.System.Name()+".",
		"2. If it asks for an e-mail address, enter yours. A report of any errors goes there.",
		"3. A green banner says that the sync has started. Then press the button here.",
		"I'll be back "+span(n.Wait)+" after the sync.", n.paymentLine(), n.before(n.Before))
}

// Actions are those that make sense now.
func (n PressNote) Actions() []Action {
	likely := []Action{pressedSync, {ID: PressedEarlier, Label: "Pressed earlier…", Input: InputTime}, stop}
	return append(append(likely, snooze, take), guides(n.System, n.Before)...)
}

// WaitingNote says that a sync has begun and when the bot looks.
type WaitingNote struct {
	Subject
	Sync     Sync      `json:"sync"`
	FollowUp time.Time `json:"follow_up"`
	Road     Road      `json:"road"`
	Pressed  string    `json:"pressed,omitempty"` // who began this round, and when
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
	started := "Sync started " + n.when(n.Sync.Started) + by + ". " + look
	if len(n.Before) > 0 {
		return n.beforeScreen("Waiting for the sync", n.Before, started)
	}
	return lines(n.head("Waiting for the sync"), started, n.Pressed, n.paymentLine())
}

// Actions are those that make sense now.
func (n WaitingNote) Actions() []Action {
	switch {
	case len(n.Before) > 0:
		return beforeActions(n.System, n.Before)
	case n.Road == ByPeople:
		return []Action{pasteLog, stop}
	default:
		return []Action{checkNow, syncAgain, stop}
	}
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
	itsThere = Action{ID: ItsThere, Label: "It's there"}
	done     = Action{ID: DoneSyncAgain, Label: "Done, sync again"}
	passOn   = Action{ID: PassOn, Label: "Text to pass on"}
	copyText = Action{ID: PassOn, Label: "Copy the text"}
	snooze   = Action{ID: Snooze, Label: "Snooze"}
	take     = Action{ID: Take, Label: "I'll take it"}

	syncAgain   = Action{ID: SyncAgain, Label: "Sync again"}
	pressedSync = Action{ID: PressedSync, Label: "I've pressed sync"}
)

// origin says where the document is from and whose the case is.
func (s Subject) origin(by string) string {
	if s.Desk { // the workshop stands in the first line
		return s.System.Name() + " · " + by
	}
	return s.Workshop + " · " + s.System.Name() + " · " + by
}

func (s Subject) paymentLine() string {
	if s.Doc.Kind != Payment {
		return ""
	}
	return "The event log lists a payment under its invoice, so I'm looking under " + s.bare() + "."
}

// before shows in short what the log held before the sync; nothing if it held nothing.
func (s Subject) before(found []Finding) string {
	if len(found) == 0 {
		return ""
	}
	x := found[0].Explanation
	text := lines(s.beforeTime(found[0]), cutTo(quote(x.Message), 2), sentence(x.Fix))
	if more := len(found) - 1; more > 0 {
		text = lines(text, "And "+plural(more, "other")+".")
	}
	return text
}

func (s Subject) beforeTime(f Finding) string {
	if f.At.IsZero() {
		return "From before this sync:"
	}
	return "From " + s.when(f.At) + ", before this sync:"
}

// beforeScreen is a root message that explains what the log held before the sync.
func (s Subject) beforeScreen(state string, found []Finding, now string) string {
	first := found[0]
	page := []part{must(s.head(state)), must(s.beforeTime(first)), quoted(first.Explanation.Message)}
	page = append(append(page, first.explained(s)...), s.linesOf(found[1:])...)
	text, _ := fit(append(page, must(now), spare(s.paymentLine())))
	return text
}

// beforeActions are those of a root message that shows what the log held before the sync.
func beforeActions(sys System, found []Finding) []Action {
	links := guides(sys, found)
	near := min(1, len(links))
	return append(append(append([]Action{fixed}, links[:near]...), stop, checkNow), links[near:]...)
}
