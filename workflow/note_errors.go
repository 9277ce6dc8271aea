package workflow

// Notes about errors of the event log.

import (
	"fmt"
	"time"
)

// ErrorsNote is errors found: the event log has errors since the sync.
type ErrorsNote struct {
	Subject
	Seen
	Found []Finding     `json:"found"`
	Auto  bool          `json:"auto,omitempty"` // all clear by another sync, and the bot starts it by itself
	Wait  time.Duration `json:"wait"`           // from the next sync to the look
}

func (ErrorsNote) note() {}

// Text is the whole message.
func (n ErrorsNote) Text() string {
	if len(n.Found) == 1 {
		return lines(n.head(n.state()), n.late(n.Seen), n.entryTime(n.Found[0]), n.single(), n.then())
	}
	text := lines(n.head(n.state()), n.late(n.Seen))
	for i, f := range shown(n.Found) {
		text = lines(text, fmt.Sprintf("%d. %s", i+1, n.title(f)), f.brief(n.Subject))
	}
	return lines(text, more(n.Found), n.then())
}

// single explains the only finding; where the bot goes on by itself, without what people could do.
func (n ErrorsNote) single() string {
	f := n.Found[0]
	if n.Auto {
		return lines(quote(f.Explanation.Message), labelled("What it means: ", f.Explanation.Cause))
	}
	return f.full(n.Subject)
}

// state is "1 error found", "3 errors, 2 to fix" or "1 error I don't know".
func (n ErrorsNote) state() string { return errorsState(n.Found) }

func errorsState(found []Finding) string {
	toFix := 0
	for _, f := range found {
		if !f.clearsByItself() {
			toFix++
		}
	}
	switch {
	case len(found) == 1 && !found[0].Explanation.Known:
		return "1 error I don't know"
	case len(found) == 1 || toFix == len(found):
		return plural(len(found), "error") + " found"
	case toFix == 0:
		return plural(len(found), "error") + " that often clear"
	default:
		return fmt.Sprintf("%s, %d to fix", plural(len(found), "error"), toFix)
	}
}

// entryTime says when the log said it, and under which number where that is not the one asked for.
func (s Subject) entryTime(f Finding) string {
	as := ""
	if f.Number != "" && s.Doc.Match(f.Number) == EquivalentMatch {
		as = ", listed as " + f.Number
	}
	if !f.At.IsZero() {
		return "Event log, " + s.when(f.At) + as + ":"
	}
	return "Event log, an entry without a usable time" + as + ":"
}

// title heads one of several findings: what it is, and who can fix it where.
func (n ErrorsNote) title(f Finding) string {
	x := f.Explanation
	if f.clearsByItself() {
		return x.Title + ": often clears"
	}
	if where := side(x.Where, n.System); where != "" {
		return x.Title + " · fixed " + where
	}
	return x.Title
}

func (n ErrorsNote) then() string {
	switch {
	case n.Auto:
		return "Nobody has to do anything: I'm starting another sync, and will be back " + span(n.Wait) + " after it."
	case len(n.Found) == 1 && !n.Found[0].Explanation.Known:
		return "When it's sorted out, press the button. I'll be back " + span(n.Wait) + " after the sync."
	case allClear(n.Found):
		return "Then: press the button. I'll be back " + span(n.Wait) + " after the sync."
	case len(n.Found) > 1:
		return "Press once when all is fixed. I'll be back " + span(n.Wait) + " after the sync."
	case n.Wait >= 2*time.Hour:
		return "Then: press the button. Its guide allows a few hours for this one, so I'll look " + span(n.Wait) + " after the sync."
	default:
		return "Then: press the button. I'll be back " + span(n.Wait) + " after the sync."
	}
}

// Actions are those that make sense now.
func (n ErrorsNote) Actions() []Action {
	first := fixed
	if n.Auto {
		return append([]Action{stop}, links(n.System, n.Found)...)
	}
	if allClear(n.Found) {
		first = Action{ID: SyncAgain, Label: "Sync again"}
	}
	return append([]Action{first, stop}, links(n.System, n.Found)...)
}

// NewerErrorNote is there, but the log has a newer error: both side by side.
type NewerErrorNote struct {
	Subject
	Seen
	Found []Finding `json:"found"`
}

func (NewerErrorNote) note() {}

// Text is the whole message.
func (n NewerErrorNote) Text() string {
	return lines(n.head("There, but the log has a newer error"), n.late(n.Seen), n.booksLine(n.Books),
		n.entryTime(n.Found[0]), n.Found[0].full(n.Subject), n.others(),
		"The log lists payments under the invoice's number too, so this may be about a payment.")
}

func (n NewerErrorNote) others() string {
	var all []string
	for _, f := range shown(n.Found)[1:] {
		all = append(all, "Also: "+f.brief(n.Subject))
	}
	return lines(append(all, more(n.Found))...)
}

// Actions are those that make sense now.
func (n NewerErrorNote) Actions() []Action {
	return append([]Action{fixed, {ID: ItsThere, Label: "That's fine, close it"}, stop}, links(n.System, n.Found)...)
}
