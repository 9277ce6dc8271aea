package workflow

// Notes of the root message on the way to a verdict: asked, sync wanted, the hour running, the log being read.

import "time"

// OpenedNote says that the case is open and the books are looked into before any sync.
type OpenedNote struct {
	Subject
	By string `json:"by"` // whose it is: "asked by Priya"
}

func (OpenedNote) note() {}

// Words are the whole message.
func (n OpenedNote) Words() Words {
	return words(n.head("Looking in "+n.System.Name()+" first"), n.origin(n.By),
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

// Words are the whole message.
func (n StartingNote) Words() Words {
	switch {
	case n.Trouble.Text != "":
		return words(n.head("Sync not started yet"), sentence(n.Trouble.Text)+" No hour is running.",
			"Next try "+n.when(n.Next)+". "+n.pressYourself())
	case len(n.Before) > 0:
		text, _ := n.beforeScreen(alreadyInLog, n.Before, noNeedToWait)
		return text
	case n.Round > 1:
		return words(n.head("Starting another manual sync"), n.origin(n.By), n.Pressed, n.paymentLine())
	default:
		return words(n.head("Starting a manual sync"), n.origin(n.By),
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
		_, whole := n.beforeScreen(alreadyInLog, n.Before, noNeedToWait)
		return beforeActions(n.System, n.Before, whole)
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

// Words are the whole message.
func (n PressNote) Words() Words {
	state := "Please press sync"
	if n.Round > 1 {
		state = "Please press sync once more"
	}
	if len(n.Before) > 0 {
		text, _ := n.beforeScreen(state, n.Before, n.fixAndPress())
		return text
	}
	payment := ""
	if n.Round == 1 {
		payment = n.paymentLine()
	}
	return words(n.head(state), n.Pressed,
		"1. In Workshop Software, click the "+mark(Menu, n.System.Name()+" logo")+" at the top right. On newer screens: the "+mark(Menu, "lightning bolt")+", then "+mark(Menu, "Sync "+n.System.Name())+".",
		"2. If it asks for an e-mail address, enter yours. A report of any errors goes there.",
		"3. A green banner says that the sync has started. Then press the button here. I'll be back "+span(n.Wait)+" after the sync.", payment)
}

// fixAndPress is the steps in short, where the log shows already what is wrong.
func (n PressNote) fixAndPress() string {
	return "Then press sync in Workshop Software (" + n.System.Name() + " logo or lightning bolt, top right), and the button here."
}

// Actions are those that make sense now.
func (n PressNote) Actions() []Action {
	_, whole := n.beforeScreen("", n.Before, n.fixAndPress())
	likely := []Action{pressedSync, {ID: PressedEarlier, Label: "Pressed earlier…", Input: InputTime}, stop, snooze, take}
	return append(append(likely, showMore(n.Before, whole)...), guides(n.System, n.Before)...)
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

// Words are the whole message.
func (n WaitingNote) Words() Words {
	if len(n.Before) > 0 {
		text, _ := n.beforeScreen(waitingState, n.Before, n.started())
		return text
	}
	return words(n.head(waitingState), n.started(), n.Pressed, n.paymentLine())
}

func (n WaitingNote) started() string {
	by := ""
	if n.Sync.By.Name != "" {
		by = " by " + n.Sync.By.Name
	}
	look := "I'll read the event log at " + n.when(n.FollowUp) + " and answer in this thread."
	if n.Road == ByPeople {
		look = "I'll be back in this thread at " + n.when(n.FollowUp) + "."
	}
	return "Sync started " + n.when(n.Sync.Started) + by + ". " + look
}

// Actions are those that make sense now.
func (n WaitingNote) Actions() []Action {
	switch {
	case len(n.Before) > 0:
		_, whole := n.beforeScreen(waitingState, n.Before, n.started())
		return beforeActions(n.System, n.Before, whole)
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

// Words are the whole message.
func (n LookingNote) Words() Words {
	return words(n.head("Looking now"), "The answer comes in this thread.")
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

// What root messages say that show what the log held before the sync.
const (
	alreadyInLog = "Already in the event log"
	noNeedToWait = "I'm starting a sync. No need to wait for the hour."
	waitingState = "Waiting for the sync"
)

func (s Subject) beforeTime(f Finding) string {
	if f.At.IsZero() {
		return "From before this sync:"
	}
	return "From " + s.logTime(f.At) + ", before this sync:"
}

// beforeScreen is a root message that explains what the log held before the sync, and says whether nothing was left out.
func (s Subject) beforeScreen(state string, found []Finding, now string) (text Words, whole bool) {
	if len(found) == 0 {
		return "", true
	}
	first := found[0]
	page := []part{must(s.head(state)), must(s.beforeTime(first)), quoted(first.Explanation.Message)}
	page = append(append(page, first.explained(s)...), s.others(found[1:]), must(now), spare(s.paymentLine()))
	return fit(page)
}

// beforeActions are those of a root message that shows what the log held before the sync.
func beforeActions(sys System, found []Finding, whole bool) []Action {
	links := guides(sys, found)
	near := min(1, len(links))
	all := append(append([]Action{fixed}, links[:near]...), stop, checkNow)
	return append(append(all, showMore(found, whole)...), links[near:]...)
}
