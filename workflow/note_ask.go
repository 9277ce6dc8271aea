package workflow

// Notes that end a look without a verdict on the document: the log is to be read, could not be, or shows nothing.

import (
	"strings"
	"time"
)

// TimeToReadNote asks a person to read the event log.
type TimeToReadNote struct {
	Subject
	Seen
	Guide string `json:"guide"`
	Same  *Same  `json:"same,omitempty"` // another case says how
}

func (TimeToReadNote) note() {}

// Words are the whole message.
func (n TimeToReadNote) Words() Words {
	if n.Same != nil {
		return words(n.head("Time to read the event log"), n.late(n.Seen), "As for "+n.Same.Doc.Title()+": what you paste serves both.")
	}
	return words(n.head("Time to read the event log"), n.late(n.Seen),
		eventReport+" (newer screens: "+mark(Menu, "Analytics › Business Reports")+", group Log).",
		"Look for "+n.bare()+" at the top right of each entry.",
		"No Log Reports in your menu? Ask someone in the ADMIN group.")
}

// Actions are those that make sense now.
func (n TimeToReadNote) Actions() []Action {
	return standing([]Action{noEntry, pasteLog}, n.Same.link(), logGuide(n.Guide))
}

func logGuide(url string) []Action {
	if url == "" {
		return nil
	}
	return []Action{{ID: OpenLink, Label: "How to check the event log", URL: url}}
}

// NotConfirmedNote is no error, not confirmed: the books could not be checked.
type NotConfirmedNote struct {
	Subject
	Seen
}

func (NotConfirmedNote) note() {}

// Words are the whole message.
func (n NotConfirmedNote) Words() Words {
	return words(n.head("No error, not confirmed"), n.late(n.Seen), n.logLine(n.Seen),
		n.booksLine(n.Books)+" So I can't say that it's there.",
		"To see: "+statusReport+", or look for "+n.bare()+" in "+n.System.Name()+".")
}

// Actions are those that make sense now.
func (NotConfirmedNote) Actions() []Action {
	return standing([]Action{itsThere, {ID: ItIsnt, Label: "It isn't, sync again"}})
}

// CouldNotTellNote is could not tell: the log could not be read, or it is older than the sync.
type CouldNotTellNote struct {
	Subject
	Seen
	TooOld time.Time `json:"too_old,omitzero"` // where the log ends, if before the sync
	Next   time.Time `json:"next,omitzero"`    // the next try; zero: none by itself
	Guide  string    `json:"guide"`
}

func (CouldNotTellNote) note() {}

// Words are the whole message.
func (n CouldNotTellNote) Words() Words {
	if !n.TooOld.IsZero() {
		return words(n.head("That log is too old to tell"), n.late(n.Seen),
			"It ends at "+n.when(n.TooOld)+"; the sync started at "+n.when(n.Started)+". Please print or download it again: "+eventReport+".",
			"No Log Reports in your menu? The USER group can't open event logs. Ask someone in the ADMIN group.", n.nextTry())
	}
	return words(n.head("Couldn't tell yet"), n.late(n.Seen),
		"At "+n.when(n.LogAt)+": "+sentence(n.LogTrouble.Text)+" So I couldn't read the event log. That says nothing about "+n.bare()+".",
		n.booksLine(n.Books), n.nextTry(), "Have the log in front of you? Paste it here.")
}

func (n CouldNotTellNote) nextTry() string {
	if n.Next.IsZero() {
		return ""
	}
	return "Next try " + n.when(n.Next) + "."
}

// Actions are those that make sense now.
func (n CouldNotTellNote) Actions() []Action {
	actions := []Action{pasteLog}
	if n.Next.IsZero() {
		actions = append(actions, noEntry)
	} else {
		actions = append(actions, checkNow)
	}
	return standing(actions, logGuide(n.Guide))
}

// LookedNote answers Check now in a line or two.
type LookedNote struct {
	Subject
	Seen
	FollowUp time.Time `json:"follow_up,omitzero"`
}

func (LookedNote) note() {}

// Words are the whole message, in one line.
func (n LookedNote) Words() Words {
	all := []string{n.head("Looked at " + n.when(n.Now) + ":"), n.logNews(), n.booksLine(n.Books)}
	if !n.FollowUp.IsZero() && n.LogTrouble.Text == "" && n.Books.Verdict == NotFound {
		all = append(all, "That's normal this early.")
	}
	if !n.FollowUp.IsZero() {
		all = append(all, "I'll look again at "+n.when(n.FollowUp)+".")
	}
	return Words(strings.ReplaceAll(lines(all...), "\n", " "))
}

func (n LookedNote) logNews() string {
	switch {
	case n.LogTrouble.Text != "":
		return "I couldn't read the event log: " + lowerFirst(sentence(n.LogTrouble.Text))
	case n.LogAt.IsZero():
		return ""
	default:
		return "no new entry for " + n.bare() + " in the event log."
	}
}

// Actions are none: it is a line.
func (LookedNote) Actions() []Action { return nil }

func lowerFirst(s string) string {
	// Only a plain word is lowered: names such as Xero keep their capital.
	if len(s) > 1 && s[:2] == "It" {
		return "i" + s[1:]
	}
	return s
}
