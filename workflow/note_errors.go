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
	Auto  bool          `json:"auto,omitempty"`  // all clear by another sync, and the bot starts it by itself
	Again bool          `json:"again,omitempty"` // after a fix was reported, the same as before
	Wait  time.Duration `json:"wait"`            // from the next sync to the look
}

func (ErrorsNote) note() {}

// Words are the whole message: the first finding at length, the others in a line each.
func (n ErrorsNote) Words() Words {
	text, _ := n.screen()
	return text
}

func (n ErrorsNote) screen() (text Words, whole bool) {
	first := n.Found[0]
	page := []part{must(n.head(n.state())), n.latePart(n.Seen), must(n.entryTime(first)), quoted(first.Explanation.Message)}
	if n.Auto {
		page = append(page, spare(first.meaning()))
	} else {
		page = append(page, first.explained(n.Subject)...)
	}
	page = append(page, n.others(n.Found[1:]), n.then())
	return fit(page)
}

// state is "1 error found", "3 errors, 2 to fix", "1 error I don't know" or "Same error again".
func (n ErrorsNote) state() string {
	switch {
	case n.Again && len(n.Found) == 1:
		return "Same error again"
	case n.Again:
		return "Same errors again"
	default:
		return errorsState(n.Found)
	}
}

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
	case toFix == 0 && len(found) == 1:
		return "1 error that often clears"
	case toFix == 0:
		return plural(len(found), "error") + " that often clear"
	case toFix == len(found):
		return plural(len(found), "error") + " found"
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
		return "Event log, " + s.logTime(f.At) + as + ":"
	}
	return "Event log, an entry without a usable time" + as + ":"
}

func (n ErrorsNote) then() part {
	if len(n.Found) == 1 && n.Found[0].Same != nil {
		return part{} // pressed once, on whichever
	}
	back := " I'm back in " + span(n.Wait) + "."
	press := "Then press the button."
	switch {
	case n.Auto:
		return must("Nobody has to do anything: I'm starting another sync." + back)
	case n.Wait >= 2*time.Hour:
		return must(press + " Its guide allows a few hours, so I look " + span(n.Wait) + " after the sync.")
	case len(n.Found) == 1 && n.Found[0].Explanation.Fix == "":
		press = "When it's sorted out, press the button."
	case len(n.Found) > 1 && !allClear(n.Found):
		press = "Press once when all is fixed."
	}
	return orShort(press+back, press)
}

// Actions are those that make sense now.
func (n ErrorsNote) Actions() []Action {
	_, whole := n.screen()
	more := showMore(n.Found, whole)
	if n.Auto {
		return append(append([]Action{stop}, more...), guides(n.System, n.Found)...)
	}
	first := fixed
	if allClear(n.Found) {
		first = syncAgain
	}
	links := guides(n.System, n.Found)
	near := min(1, len(links))
	return standing([]Action{first}, elsewhere(n.Found), more, links[:near], []Action{passOn}, links[near:])
}

// NewerErrorNote is there, but the log has a newer error: both side by side.
type NewerErrorNote struct {
	Subject
	Seen
	Found []Finding `json:"found"`
}

func (NewerErrorNote) note() {}

// Words are the whole message: what is in the books, and the first finding at length.
func (n NewerErrorNote) Words() Words {
	text, _ := n.screen()
	return text
}

func (n NewerErrorNote) screen() (text Words, whole bool) {
	first := n.Found[0]
	page := []part{must(n.head(thereNewer)), n.latePart(n.Seen), must(n.booksLine(n.Books)),
		must(n.entryTime(first)), quoted(first.Explanation.Message)}
	page = append(append(page, first.explained(n.Subject)...), n.others(n.Found[1:]))
	return fit(append(page, spare(maybeAPayment)))
}

const (
	thereNewer    = "There, with a newer error"
	maybeAPayment = "The log lists payments under the invoice's number too, so this may be about a payment."
)

// Actions are those that make sense now.
func (n NewerErrorNote) Actions() []Action {
	_, whole := n.screen()
	return standing([]Action{fixed, {ID: ItsThere, Label: "That's fine, close it"}}, showMore(n.Found, whole), []Action{passOn}, guides(n.System, n.Found))
}
