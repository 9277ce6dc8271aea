package workflow

// Notes while a question stands: reminders in the thread, and the root message.

import (
	"slices"
	"strings"
	"time"
)

// ReminderNote asks the owner again.
type ReminderNote struct {
	Subject
	Number int       `json:"number"` // of the case's reminders
	Until  time.Time `json:"until"`  // the end of the working day; later than that it is not said, but for the last one
	What   string    `json:"what"`   // what is waited for, in a few words
	Since  time.Time `json:"since"`
	Next   time.Time `json:"next,omitzero"` // the next reminder
	Ends   time.Time `json:"ends,omitzero"` // set on the last one: when the case ends
	Offer  []Action  `json:"offer"`         // what can be answered
}

func (ReminderNote) note() {}

// Words are the whole message.
func (n ReminderNote) Words() Words {
	if !n.Ends.IsZero() {
		return words(n.head("Last reminder"), n.waitingFor(),
			"If I hear nothing by "+dateTime(n.Ends)+", I'll stop following "+n.bare()+". Nothing changes in Workshop Software or "+n.System.Name()+", and you can ask again any time.")
	}
	return words(n.head("Still waiting"), n.waitingFor()+" I'll ask again "+dateTime(n.Next)+".")
}

func (n ReminderNote) waitingFor() string {
	return sentence(n.What + ", since " + day(n.Since))
}

// Actions are those that make sense now: the likeliest answer, then later. The others stand under the question itself.
func (n ReminderNote) Actions() []Action {
	if len(n.Offer) == 0 {
		return []Action{snooze, stop}
	}
	return []Action{n.Offer[0], snooze, stop}
}

// StandingNote is the root message while a question stands in the thread.
type StandingNote struct {
	Subject
	State  string    `json:"state"`
	Found  []Finding `json:"found,omitempty"`
	Owner  string    `json:"owner"`
	Remind time.Time `json:"remind,omitzero"`
	PutOff string    `json:"put_off,omitempty"` // who put the next reminder off, where it wasn't the owner
	Ends   time.Time `json:"ends,omitzero"`     // when the case ends, if nobody answers
	Next   time.Time `json:"next,omitzero"`     // the next look by itself
	Offer  []Action  `json:"offer"`
}

func (StandingNote) note() {}

// Words are the whole message.
func (n StandingNote) Words() Words {
	return words(n.head(n.State), n.titles(), n.next())
}

// titles names the errors: the first ones with what is known of them, a line each, the rest in the third line.
func (n StandingNote) titles() string {
	own := n.Found
	if len(own) > maxTitles+1 {
		own = own[:maxTitles]
	}
	var all []string
	for i, f := range own {
		all = append(all, n.title(f)+n.guideOf(f, own[i+1:]))
	}
	if rest := n.Found[len(own):]; len(rest) > 0 {
		all = append(all, restOf(rest))
	}
	return strings.Join(all, "\n")
}

// guideOf links to the error's guide; a guide that one below it has too is linked to there.
func (n StandingNote) guideOf(f Finding, below []Finding) string {
	links := guides(n.System, []Finding{f})
	if len(links) == 0 || slices.ContainsFunc(guides(n.System, below), func(a Action) bool { return a.URL == links[0].URL }) {
		return ""
	}
	return " · " + markLink(links[0].URL, guideName(links[0].Label))
}

// maxTitles is how many errors have a line of their own where there are more than fit.
const maxTitles = 2

// restOf names errors in one line, each once.
func restOf(found []Finding) string {
	var all []string
	for _, f := range found {
		if !slices.Contains(all, f.Explanation.Title) {
			all = append(all, f.Explanation.Title)
		}
	}
	if over := len(all) - maxTitles; over > 1 {
		all = append(all[:maxTitles], plural(over, "other"))
	}
	return strings.Join(all, "; ")
}

// title names an error, and where it is fixed.
func (n StandingNote) title(f Finding) string {
	title := f.Explanation.Title
	if f.Same != nil {
		return title + " · same as " + f.Same.Doc.Title()
	}
	if side := f.side(n.System); side != "" && !strings.Contains(title, n.System.Name()) {
		title += " · fixed " + side
	}
	return title
}

// guideName is a guide's label behind an error's title.
func guideName(label string) string {
	if strings.HasPrefix(label, ownGuide) {
		return "its own guide"
	}
	return label
}

func (n StandingNote) next() string {
	switch {
	case !n.Next.IsZero():
		return "Next try " + n.when(n.Next) + "."
	case !n.Remind.IsZero():
		text := "Waiting for " + n.Owner + ". I'll ask again " + dateTime(n.Remind)
		if n.PutOff != "" {
			text += "; " + n.PutOff + " put it off"
		}
		return text + "."
	case !n.Ends.IsZero():
		return "Waiting for " + n.Owner + " until " + dateTime(n.Ends) + "."
	default:
		return "Waiting for " + n.Owner + "."
	}
}

// Actions are those that make sense now.
func (n StandingNote) Actions() []Action { return n.Offer }

// RemindersNote asks an owner again about several cases at once, in their channel.
type RemindersNote struct {
	Reminders []Reminder `json:"reminders"` // all of one owner
}

func (RemindersNote) note() {}

// Words are the whole message.
func (n RemindersNote) Words() Words {
	all := []string{plural(len(n.Reminders), "document") + " waiting for you"}
	for _, r := range n.Reminders {
		all = append(all, r.line())
	}
	return words(append(all, "Done with one? Press it there.")...)
}

func (r Reminder) line() string {
	name := r.Doc.Title()
	if r.Workshop != "" {
		name += " · " + r.Workshop
	}
	return name + " · " + r.What + " · since " + day(r.Since)
}

// Actions are links to the messages that can be answered.
func (n RemindersNote) Actions() []Action {
	var all []Action
	for _, r := range n.Reminders {
		if r.Root != (MessageRef{}) {
			all = append(all, Action{ID: OpenMessage, Label: r.Doc.Title(), Message: r.Root})
		}
	}
	return all
}
