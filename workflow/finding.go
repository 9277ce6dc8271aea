package workflow

// Findings: what the event log says, explained, in the order of fixing.

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"syncbot/workflow/diagnosis"
)

// Finding is one message of the event log with what is known of it.
type Finding struct {
	At          time.Time             `json:"at,omitzero"`      // newest entry that says so, by the log's clock; zero: the log gives no usable time
	Number      string                `json:"number,omitempty"` // as the log lists it
	Explanation diagnosis.Explanation `json:"explanation"`
	Same        *Same                 `json:"same,omitempty"` // another case explains it
}

// fixingOrder is the order in which documents go across, and so the order in which errors are fixed.
var fixingOrder = []string{"connection", "settings", "contact", "invoice", "payment"}

// findings explains the entries: each message once, with the time of its newest entry,
// what has to be fixed first standing first and what clears by itself last.
func (m *Machine) findings(w Workshop, entries []LogEntry) []Finding {
	var found []Finding
	for _, e := range entries {
		for _, x := range m.explain(w.System, e.Message) {
			i := slices.IndexFunc(found, func(f Finding) bool { return f.Explanation.Message == x.Message })
			if i < 0 {
				found = append(found, Finding{Number: e.Number, Explanation: x})
				i = len(found) - 1
			}
			if at := e.At; at.After(found[i].At) {
				found[i].At = at.In(cmp.Or(w.LogZone, w.Zone))
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Finding) int { return a.rank() - b.rank() })
	return found
}

// explain explains a message. An entry without one is an entry all the same, and nobody knows what it says.
func (m *Machine) explain(s System, message string) []diagnosis.Explanation {
	if all := m.Catalogue.Explain(string(s), message); len(all) > 0 {
		return all
	}
	return m.Catalogue.Explain(string(s), "(no message)")
}

func (f Finding) rank() int {
	if f.clearsByItself() {
		return len(fixingOrder) + 1
	}
	if i := slices.Index(fixingOrder, f.Explanation.About); i >= 0 {
		return i
	}
	return len(fixingOrder)
}

// clearsByItself says that another sync is all that the error usually needs.
func (f Finding) clearsByItself() bool {
	return f.Explanation.Known && f.Explanation.Next == diagnosis.SyncAgain
}

// allClear says that nothing in the findings has to be fixed by anybody.
func allClear(found []Finding) bool {
	return len(found) > 0 && !slices.ContainsFunc(found, func(f Finding) bool { return !f.clearsByItself() })
}

// longest is the longest wait that a guide of the findings allows; 0: the usual one.
func longest(found []Finding) time.Duration {
	var wait time.Duration
	for _, f := range found {
		wait = max(wait, f.Explanation.Wait)
	}
	return wait
}

// side says in a few words where the error is fixed: "in Xero". Empty where no source says it.
func (f Finding) side(s System) string {
	switch f.Explanation.Where {
	case diagnosis.InWorkshop:
		return "in Workshop Software"
	case diagnosis.InAccounting:
		return "in " + s.Name()
	case diagnosis.InEither:
		return "in Workshop Software or " + s.Name()
	case diagnosis.InConnection:
		if f.Explanation.Group != "" { // the settings that take a group
			return "in the integration settings"
		}
	}
	return ""
}

// full explains one finding at length, without regard to its length.
func (f Finding) full(s Subject) string {
	return joined(append([]part{quoted(f.Explanation.Message)}, f.explained(s)...))
}

// explained is what is known of the finding, behind its message: what it means, what about the fix can't be taken back,
// the fix, and who can do it.
func (f Finding) explained(s Subject) []part {
	x := f.Explanation
	switch {
	case f.Same != nil:
		return []part{must("Same as " + f.Same.Doc.Title() + ", explained there. " + f.fixedTogether())}
	case !x.Known:
		return []part{must(s.unknown())}
	}
	return []part{
		spare(labelled("What it means: ", x.Cause)), must(f.undo()), must(f.fix(s)), spare(f.who(s)), f.group(s), spare(s.generalGuide(x)),
	}
}

// fixedTogether says whether one fix does for both: the same error about an account or a date has one cause, the same one
// about a contact or a document may have two.
func (f Finding) fixedTogether() string {
	switch f.Explanation.About {
	case "settings", "connection":
		return "Fixing it once is enough."
	case "contact":
		return "If it's the same contact, fixing it once is enough."
	default:
		return "One press does for all of them."
	}
}

// undo says before the fix what can't be taken back, and who decides where more hangs on the document.
func (f Finding) undo() string {
	if f.Explanation.Undo == "" {
		return ""
	}
	return sentence(f.Explanation.Undo) + " If it's finalised or has synced, ask your administrator first."
}

func (f Finding) fix(s Subject) string {
	x := f.Explanation
	switch {
	case f.clearsByItself():
		return labelled("This often clears by itself: ", x.Fix)
	case x.Fix == "":
		return s.whoCanTell(x) + "I know of no official fix for this message."
	default:
		return labelled(f.where(s), x.Fix)
	}
}

// where labels the fix with the place where it is done.
func (f Finding) where(s Subject) string {
	where := f.side(s.System)
	if where == "" || f.Explanation.Where == diagnosis.InEither {
		return "Fix: "
	}
	return "Fix, " + where + ": "
}

// who names who can do it, where neither the fix nor the reader's place says so already.
func (f Finding) who(s Subject) string {
	x := f.Explanation
	if x.Who == "" || x.Fix == "" || s.Desk && isSupport(x.Who) || x.Who == theWorkshop || x.Group != "" || strings.Contains(strings.ToLower(x.Fix), strings.ToLower(x.Who)) {
		return ""
	}
	return "Who: " + x.Who + "."
}

// theWorkshop is who reads the message, so naming them says nothing.
const theWorkshop = "the workshop"

// generalGuide offers the system's guide without saying that it explains the error.
func (s Subject) generalGuide(x diagnosis.Explanation) string {
	if x.Fix != "" || len(x.Guides) == 0 || x.Guides[0].Explains || s.System == "" {
		return ""
	}
	return "The general " + s.System.Name() + " guide may help."
}

// group names the user group that a step needs, and what to do without it.
func (f Finding) group(s Subject) part {
	if f.Explanation.Group == "" {
		return must("")
	}
	if s.Desk {
		return must("It takes someone in the workshop's " + f.Explanation.Group + " group.")
	}
	takes := "It takes someone in the " + f.Explanation.Group + " group"
	return orShort(takes+". If that isn't you, ask them.", takes+"; ask one.")
}

// whoCanTell names who can tell what to do about an error that no source gives a fix for. On the support desk it names
// nobody of support: they are support.
func (s Subject) whoCanTell(x diagnosis.Explanation) string {
	switch {
	case s.Desk && (isSupport(x.Who) || x.Who == ""):
		return ""
	case x.Who == "":
		return "Who can tell: " + supportEmail + ". "
	default:
		return "Who can tell: " + x.Who + ". "
	}
}

// isSupport says that it is the support team who can do it.
func isSupport(who string) bool { return strings.Contains(who, "support") }

func labelled(label, text string) string {
	if text == "" {
		return ""
	}
	return label + sentence(text)
}

// unknown is what the bot says of a message that nobody has explained.
func (s Subject) unknown() string {
	look := ""
	if s.System == Xero || s.System == MYOB {
		look = " Look for it in the " + s.System.Name() + " guide."
	}
	send := " Send this message and the event log to " + supportEmail + "."
	switch {
	case s.Desk && look != "":
		send = " If it isn't there, hand it on to the support lead, with the event log."
	case s.Desk:
		send = " Hand it on to the support lead, with the event log."
	case look != "":
		send = " If it isn't there, send this message and the event log to " + supportEmail + "."
	}
	return "I don't know this one, and won't guess." + look + send
}

// line is one finding of several, in a line.
func (f Finding) line(s Subject) string {
	x := f.Explanation
	switch where := f.side(s.System); {
	case f.Same != nil:
		return "Same as " + f.Same.Doc.Title() + ": " + x.Title
	case f.clearsByItself():
		return "Later: " + x.Title + ", often clears"
	case !x.Known:
		return "Next: one that I don't know"
	case where == "":
		return "Next: " + x.Title
	default:
		return "Next, " + where + ": " + x.Title
	}
}

// others are the findings behind the first one: a line each, at most two, or their number where that doesn't
// fit. How many there are stands in the first line and on the button, too.
func (s Subject) others(found []Finding) part {
	var all []string
	for i, f := range found {
		if i == maxLines {
			all = append(all, andOthers(len(found)-i))
			break
		}
		all = append(all, f.line(s))
	}
	if len(found) == 0 {
		return part{}
	}
	return part{text: lines(all...), short: andOthers(len(found)), spare: true}
}

func andOthers(n int) string { return "And " + plural(n, "other") + "." }

// maxLines is how many findings stand as a line under the one that is explained.
const maxLines = 2

// ownGuide begins the label of an error's own guide.
const ownGuide = "Guide: "

// guides gives each guide of the findings that are explained here once, as link actions with labels short enough for a button:
// the guide that the procedure names, which every list of guides ends with, goes by the system, an error's own by the error.
func guides(s System, found []Finding) []Action {
	var all []Action
	for _, f := range found {
		if f.Same != nil {
			continue
		}
		own := f.Explanation.Guides
		for i, g := range own {
			label := ownGuide + f.Explanation.Title
			if i == len(own)-1 {
				label = s.Name() + " guide"
			}
			if !slices.ContainsFunc(all, func(a Action) bool { return a.URL == g.URL }) {
				all = append(all, Action{ID: OpenLink, Label: label, URL: g.URL})
			}
		}
	}
	return all
}

// showMore offers what a message leaves out; nothing where it leaves nothing out.
func showMore(found []Finding, whole bool) []Action {
	switch more := len(found) - 1; {
	case more > 0:
		return []Action{{ID: ShowMore, Label: "Show " + fmt.Sprint(more) + " more"}}
	case !whole:
		return []Action{{ID: ShowMore, Label: "Show all of it"}}
	default:
		return nil
	}
}

// elsewhere links to the message that explains the first finding, where another one does.
func elsewhere(found []Finding) []Action {
	if len(found) == 0 {
		return nil
	}
	return found[0].Same.link()
}

// link leads to the root message of the other case; nothing where there is none.
func (s *Same) link() []Action {
	if s == nil || s.Root == (MessageRef{}) {
		return nil
	}
	return []Action{{ID: OpenMessage, Label: s.Doc.Title(), Message: s.Root}}
}

// standing are the actions of a question: the likeliest, then what helps with them, then what a question always offers.
func standing(likely []Action, helpful ...[]Action) []Action {
	all := likely
	for _, h := range helpful {
		all = append(all, h...)
	}
	return append(all, stop, snooze, take)
}
