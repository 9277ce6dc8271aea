package workflow

// What a note about errors says where there is room for more than a phone's screen: each error in a block of its own.

import "fmt"

// Detailed is a note that can say more than its Words, which fit a phone's screen.
type Detailed interface {
	Note
	// Details are the whole message with each error word for word and its fix, in the order of fixing. whole says that nothing is
	// left for the action ShowMore.
	Details() (w Words, whole bool)
}

// Details are the whole message with each error.
func (n ErrorsNote) Details() (w Words, whole bool) {
	page := append([]part{must(n.head(n.state())), n.latePart(n.Seen)}, n.detailed(n.Found)...)
	return joined(page) + Words("\n\n"+n.then().text), len(n.Found) <= maxShown
}

// Details are the whole message with each error.
func (n NewerErrorNote) Details() (w Words, whole bool) {
	page := append([]part{must(n.head(thereNewer)), n.latePart(n.Seen), must(n.booksLine(n.Books))}, n.detailed(n.Found)...)
	return joined(page) + Words("\n\n"+maybeAPayment), len(n.Found) <= maxShown
}

// detailed are the findings: one alone at length, several each under its title, those beyond maxShown in a line.
func (s Subject) detailed(found []Finding) []part {
	if len(found) == 1 {
		return append([]part{must(s.entryTime(found[0])), quoted(found[0].Explanation.Message)}, found[0].explained(s)...)
	}
	var all []part
	for i, f := range found[:min(len(found), maxShown)] {
		all = append(append(all, must(f.heading(s, i+1)), quoted(f.Explanation.Message)), f.brief(s)...)
	}
	return append(all, s.others(found[min(len(found), maxShown):]))
}

// heading is the title of one finding of several, with the time of its entry.
func (f Finding) heading(s Subject, number int) string {
	title := f.Explanation.Title
	if !f.Explanation.Known {
		title = "One that I don't know"
	}
	text := mark(Label, fmt.Sprintf("Error %d: %s", number, title))
	if !f.At.IsZero() {
		text += " · " + s.logTime(f.At)
	}
	return text
}

// brief is what is known of the finding under its title, which says what it means.
func (f Finding) brief(s Subject) []part {
	if f.Same != nil || !f.Explanation.Known {
		return f.explained(s)
	}
	return []part{must(f.undo()), must(f.fix(s)), must(f.who(s)), f.group(s)}
}
