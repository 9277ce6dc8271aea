package workflow

// Notes about a document that is not there, and nothing says why.

import (
	"fmt"
	"time"
)

// NotThereNote is not there yet: no error, and not in the books (or the payment is not).
type NotThereNote struct {
	Subject
	Seen
	Auto bool          `json:"auto,omitempty"` // the bot starts one more sync by itself
	Wait time.Duration `json:"wait"`           // from a sync to the look
}

func (NotThereNote) note() {}

// Words are the whole message.
func (n NotThereNote) Words() Words {
	if n.first() {
		return words(n.head("Not there yet"), n.late(n.Seen), n.logLine(n.Seen), n.booksLine(n.Books), n.order())
	}
	return words(n.head(fmt.Sprintf("Not there after %s", plural(n.Syncs, "sync"))), n.late(n.Seen), n.logLine(n.Seen), n.booksLine(n.Books),
		mark(Label, "To check:"),
		"1. Is "+n.bare()+" the right number, and at "+n.Workshop+"?",
		"2. "+n.processed(),
		"3. Has anything else come across today? If not, press “Nothing else has”.",
		n.reentered())
}

func (n NotThereNote) processed() string {
	if n.Doc.Kind == Payment {
		return "Is the payment processed? Saved ones don't sync."
	}
	return "Is it processed? Saved drafts, quotes, bookings and job cards don't sync."
}

func (n NotThereNote) reentered() string {
	if n.Doc.Kind == Payment {
		return ""
	}
	return "4. Was it voided and entered again under the same number?"
}

// first: the one more sync that the order of things may need is still to come.
func (n NotThereNote) first() bool { return n.Auto || n.Syncs < 2 }

func (n NotThereNote) order() string {
	what := "The customer goes across first, then the invoice, then the payment, so one sync can be too few."
	if n.Auto {
		return what + " I'm starting another, and will look " + span(n.Wait) + " after it."
	}
	return what + " One more may do it."
}

// Actions are those that make sense now.
func (n NotThereNote) Actions() []Action {
	if n.Auto {
		return []Action{stop}
	}
	if n.first() {
		return standing([]Action{done, itsThere})
	}
	return standing([]Action{done, {ID: NothingAcross, Label: "Nothing else has"}, passOn, itsThere})
}

// NothingSyncsNote is for when nothing comes across at all: it's the link, not this document.
type NothingSyncsNote struct {
	Subject
	Guide string `json:"guide,omitempty"` // on authorising again
}

func (NothingSyncsNote) note() {}

// Words are the whole message.
func (n NothingSyncsNote) Words() Words {
	return words(n.head("Nothing comes across"), "Then it's likely the link, not "+n.bare()+" alone. Three things to check:",
		"1. Are the credentials in the integration settings entered correctly?",
		"2. Can Workshop Software and "+n.System.Name()+" both be opened?",
		"3. "+n.System.authorise(),
		n.adminGroup()+" Then press the button.")
}

// adminGroup says that a step takes the ADMIN group, and what to do without it.
func (s Subject) adminGroup() string {
	if s.Desk {
		return "It takes someone in the workshop's ADMIN group."
	}
	return "It takes someone in the ADMIN group. If that isn't you, ask them."
}

// authorise says how to authorise the system again; where no source gives the menus, without any.
func (s System) authorise() string {
	if s == Xero {
		return "Authorise it again: " + mark(Menu, "Integrations › Accounting Integration › Xero › Authorise Xero") + ", and choose the right company file."
	}
	return "Connect " + s.Name() + " again, in the integration settings."
}

// Actions are those that make sense now.
func (n NothingSyncsNote) Actions() []Action {
	return standing([]Action{done}, reauthorise(n.Guide), []Action{passOn, itsThere})
}

func reauthorise(url string) []Action {
	if url == "" {
		return nil
	}
	return []Action{{ID: OpenLink, Label: "How to re-authorise", URL: url}}
}
