package workflow

// Answers to typed commands: what only the asker reads.

import (
	"strings"
	"time"
)

// Status says in a line or two where a case stands.
func (m *Machine) Status(c Case, now time.Time) string {
	sub := m.subject(c, now)
	w := m.workshop(c.Workshop)
	text := c.Doc.Title() + ": " + m.stateWords(c) + "."
	switch at := local(c.FollowUpAt, w.Zone); {
	case c.Phase == Waiting:
		text += " Sync started " + sub.when(local(c.Sync.Started, w.Zone)) + ", next look " + sub.when(at) + "."
	case c.Phase == Asking && !at.IsZero():
		text += " Next try " + sub.when(at) + "."
	case c.Phase == Asking || c.Phase == Pressing:
		text += " It waits for " + c.Owner.Name + " since " + sub.when(local(c.Since, w.Zone)) + "."
	}
	if c.Lost {
		text += " I have no place left to write about it."
	}
	return text
}

// List says where each open case stands, a line each: those of a workshop, or of all if w is empty.
func (m *Machine) List(cases []Case, w WorkshopID, now time.Time) string {
	where := ""
	if w != "" {
		where = " at " + m.workshop(w).Name
	}
	if len(cases) == 0 {
		return "Nothing is being followed" + where + ". Start with a number: /syncstatus INV-123"
	}
	all := []string{plural(len(cases), "document") + " followed" + where + ":"}
	for _, c := range cases {
		all = append(all, m.Status(c, now)+" ("+m.workshop(c.Workshop).Name+", asked by "+c.Owner.Name+")")
	}
	return strings.Join(all, "\n")
}

// Help says what can be typed, with examples.
func (m *Machine) Help(topic string, may Right) string {
	return lines(
		"I find out why an invoice or payment hasn't reached the books: I get a manual sync going, wait, read the event log, explain the errors, and go another round after the fix.",
		"/syncstatus INV-123 · follow an invoice until it has synced",
		"/syncstatus payment 641 · the payment on invoice 641",
		"/syncstatus supplier 123456-b · a supplier's invoice",
		"/syncstatus credit 12 · a customer credit",
		"/syncstatus 641 at northside · at another workshop than this channel's",
		"/syncstatus list · what is being followed",
		"/syncstatus status 641 · where it stands",
		"/syncstatus check 641 · look now, without waiting for the hour",
		"/syncstatus stop 641 · stop following it",
		"/syncstatus explain Email address must be valid · what an error means")
}

// Explain says what a message of the event log means. An empty system: any.
func (m *Machine) Explain(system System, text string) string {
	var all []string
	sub := Subject{System: system}
	for _, x := range m.Catalogue.Explain(string(system), text) {
		all = append(all, Finding{Explanation: x}.full(sub))
		for _, g := range x.Guides {
			all = append(all, g.Title+": "+g.URL)
		}
	}
	if len(all) == 0 {
		return "There's nothing to explain in that. Paste the message after the word: explain Email address must be valid."
	}
	return strings.Join(all, "\n")
}
