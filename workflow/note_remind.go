package workflow

// Notes while a question stands: reminders in the thread, and the root message.

import (
	"strings"
	"time"
)

// ReminderNote asks the owner again.
type ReminderNote struct {
	Subject
	Verdict Verdict   `json:"verdict"`
	Found   []Finding `json:"found,omitempty"`
	Since   time.Time `json:"since"`
	Next    time.Time `json:"next,omitzero"` // the next reminder
	Ends    time.Time `json:"ends,omitzero"` // set on the last one: when the case ends
	Offer   []Action  `json:"offer"`         // what can be answered
}

func (ReminderNote) note() {}

// Text is the whole message.
func (n ReminderNote) Text() string {
	if !n.Ends.IsZero() {
		return lines(n.head("Last reminder"), n.waitingFor()+".",
			"If I hear nothing by "+day(n.Ends)+", "+clock(n.Ends)+", I'll stop following "+n.bare()+". Nothing changes in Workshop Software or "+n.System.Name()+", and you can ask again any time.")
	}
	return lines(n.head("Still waiting"), n.waitingFor()+". I'll ask again "+day(n.Next)+", "+clock(n.Next)+".")
}

func (n ReminderNote) waitingFor() string {
	what := upperFirst(n.Verdict.words())
	if len(n.Found) > 0 {
		what = n.Found[0].Explanation.Title
	}
	return what + ", since " + day(n.Since)
}

// Actions are those that make sense now.
func (n ReminderNote) Actions() []Action { return n.Offer }

// StandingNote is the root message while a question stands in the thread.
type StandingNote struct {
	Subject
	State  string    `json:"state"`
	Found  []Finding `json:"found,omitempty"`
	Remind time.Time `json:"remind,omitzero"`
	Next   time.Time `json:"next,omitzero"` // the next look by itself
	Offer  []Action  `json:"offer"`
}

func (StandingNote) note() {}

// Text is the whole message.
func (n StandingNote) Text() string {
	return lines(n.head(n.State), n.titles(), n.next())
}

// titles names at most three errors, a line each.
func (n StandingNote) titles() string {
	var all []string
	for i, f := range n.Found {
		if i == 3 {
			all = append(all, "and "+plural(len(n.Found)-3, "other"))
			break
		}
		title := f.Explanation.Title
		if side := side(f.Explanation.Where, n.System); side != "" && !strings.Contains(title, n.System.Name()) {
			title += " · fixed " + side
		}
		all = append(all, title)
	}
	return strings.Join(all, "\n")
}

func (n StandingNote) next() string {
	switch {
	case !n.Next.IsZero():
		return "Next try " + n.when(n.Next) + "."
	case !n.Remind.IsZero():
		return "Waiting for an answer in the thread. I'll ask again " + day(n.Remind) + ", " + clock(n.Remind) + "."
	default:
		return "Waiting for an answer in the thread."
	}
}

// Actions are those that make sense now.
func (n StandingNote) Actions() []Action { return n.Offer }

// RemindersNote asks an owner again about several cases at once, in their channel.
type RemindersNote struct {
	Reminders []Reminder `json:"reminders"` // all of one owner
}

func (RemindersNote) note() {}

// Text is the whole message.
func (n RemindersNote) Text() string {
	all := []string{plural(len(n.Reminders), "document") + " waiting for you"}
	for _, r := range n.Reminders {
		all = append(all, r.line())
	}
	return lines(append(all, "Done with one? Press it there.")...)
}

func (r Reminder) line() string {
	name := r.Doc.Title()
	if r.Workshop != "" {
		name += " · " + r.Workshop
	}
	return name + " · " + r.What + " · since " + r.Since.Format("Mon")
}

// Actions are links to the messages that can be answered.
func (n RemindersNote) Actions() []Action {
	var all []Action
	for _, r := range n.Reminders {
		all = append(all, Action{ID: OpenMessage, Label: r.Doc.Title(), Message: r.Root})
	}
	return all
}
