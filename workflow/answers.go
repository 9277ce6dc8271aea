package workflow

// Answers to typed commands: what only the asker reads.

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"syncbot/workflow/handbook"
)

// Status says in a line or two where a case stands, and who has it where it waits for somebody.
func (m *Machine) Status(c Case, now time.Time) Words {
	text := m.standsAt(c, now)
	if c.waitsAlone() {
		text += " " + c.Owner.Name + " has it."
	}
	return Words(text)
}

// waitsAlone says that the case waits for somebody, and nothing happens by itself before.
func (c Case) waitsAlone() bool {
	return c.Phase == Pressing || c.Phase == Asking && c.FollowUpAt.IsZero()
}

// standsAt says where a case stands, and since when or until when.
func (m *Machine) standsAt(c Case, now time.Time) string {
	sub := m.subject(c, now)
	w := m.shopOf(c)
	text := sub.name() + ": " + m.State(c) + "."
	switch at := local(c.FollowUpAt, w.Zone); {
	case c.Phase == Waiting:
		text += " Sync started " + sub.when(local(c.Sync.Started, w.Zone)) + ", next look " + sub.when(at) + "."
	case c.Phase == Asking && !at.IsZero():
		text += " Next try " + sub.when(at) + "."
	case c.waitsAlone():
		text += " Waiting since " + sub.when(local(c.Since, w.Zone)) + "."
	}
	if c.Lost {
		text += " I have no place left to write about it."
	}
	return text
}

// List says where each open case stands, a line each: those of a workshop, or of all if w is empty.
func (m *Machine) List(cases []Case, w WorkshopID, now time.Time) Words {
	where := ""
	if w != "" {
		where = " at " + m.workshop(w).Name
	}
	if len(cases) == 0 {
		return Words(followed(0, where))
	}
	all := []string{followed(len(cases), where) + ":"}
	for _, c := range ByAge(cases) {
		c.Desk = w == "" // several workshops: each line names its own
		all = append(all, m.standsAt(c, now)+" ("+c.whose()+")")
	}
	return words(all...)
}

// Followed says how many documents are followed, on a page that shows them.
func Followed(n int) Words { return Words(followed(n, "")) }

func followed(n int, where string) string {
	if n == 0 {
		return "Nothing is being followed" + where + ". Start with a number: /syncstatus INV-123"
	}
	return plural(n, "document") + " followed" + where
}

// ByAge puts the oldest question first; of those that were asked in one command, the lowest number.
func ByAge(cases []Case) []Case {
	return slices.SortedStableFunc(slices.Values(cases), func(a, b Case) int {
		return cmp.Or(a.Opened.Compare(b.Opened), strings.Compare(a.Doc.Number, b.Doc.Number))
	})
}

// Help answers a question of the official article, where the topic is one, else says what the asker can type, with examples.
// On a desk the answer is for those who are support themselves.
func (m *Machine) Help(topic string, may Right, desk bool) Words {
	t, found := handbook.Find(topic)
	switch {
	case found && desk:
		return words(t.Title, t.Desk)
	case found:
		return words(t.Title, t.Text)
	case strings.TrimSpace(topic) != "":
		return Words("I have no answer to that. " + helpTopics())
	}
	all := []string{"I find out why an invoice or payment hasn't reached the books: I get a manual sync going, wait, read the event log, explain the errors, and go another round after the fix."}
	if may == MaySync {
		all = append(all,
			"/syncstatus INV-123 · follow an invoice until it has synced; up to ten numbers at once",
			"/syncstatus payment 641, supplier 123456-b, credit 12 · other documents",
			"/syncstatus 641 at northside · where several workshops share a channel",
			"/syncstatus again 641 · it's fixed: another sync",
			"/syncstatus take 641, give 641 @mei · who looks after it")
	}
	return words(append(all,
		"/syncstatus list · what is being followed",
		"/syncstatus status 641, check 641 · where it stands; look now, without waiting for the hour",
		"/syncstatus stop 641, snooze 641 · stop following it; be reminded later",
		"/syncstatus explain Email address must be valid · what an error means",
		helpTopics())...)
}

// helpTopics names the topics of help.
func helpTopics() string {
	var all []string
	for _, t := range handbook.Topics() {
		all = append(all, "help "+t.Name)
	}
	return "More: " + strings.Join(all, ", ")
}

// Explain says what a message of the event log means. An empty system: any.
func (m *Machine) Explain(system System, text string) Words {
	var all []string
	sub := Subject{System: system}
	for _, x := range m.Catalogue.Explain(string(system), text) {
		all = append(all, Finding{Explanation: x}.full(sub))
		for _, g := range x.Guides {
			all = append(all, g.Title+": "+markLink(g.URL, g.URL))
		}
	}
	if len(all) == 0 {
		return "There's nothing to explain in that. Paste the message after the word: explain Email address must be valid."
	}
	return words(all...)
}
