package workflow

// What is said of one finding.

import (
	"strings"

	"syncbot/workflow/diagnosis"
)

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
	return string(joined(append([]part{quoted(f.Explanation.Message)}, f.explained(s)...)))
}

// explained is what is known of the finding, behind its message: what it means, what about the fix can't be taken back,
// the fix, and who can do it.
func (f Finding) explained(s Subject) []part {
	x := f.Explanation
	switch {
	case f.Same != nil && !x.Known:
		return []part{must("Same message as " + f.Same.Doc.Title() + ".")}
	case f.Same != nil:
		return []part{must("Same as " + f.Same.Doc.Title() + ", explained there. " + f.fixedTogether())}
	case !x.Known:
		return []part{must(s.unknown())}
	}
	return []part{
		spare(f.meaning()), must(f.undo()), must(f.fix(s)), spare(f.who(s)), f.group(s), spare(s.generalGuide(x)),
	}
}

// meaning is what the error means; of one that is only inferred, what it seems to mean.
func (f Finding) meaning() string {
	if f.Explanation.Inferred {
		return labelled("Seems to mean: ", f.Explanation.Cause)
	}
	return labelled("What it means: ", f.Explanation.Cause)
}

// fixedTogether says whether one fix does for both: see causeOf.
func (f Finding) fixedTogether() string {
	x := f.Explanation
	switch {
	case x.Named || x.About == "settings" || x.About == "connection":
		return "Fixing it once is enough."
	case x.About == "contact":
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
	if x.Who == "" || x.Who == "nobody" || x.Fix == "" || s.Desk && isSupport(x.Who) || x.Who == theWorkshop || x.Group != "" || strings.Contains(strings.ToLower(x.Fix), strings.ToLower(x.Who)) {
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
	if f.Explanation.Group == "" || f.Explanation.Fix == "" {
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
	return mark(Label, strings.TrimSuffix(label, " ")) + " " + sentence(text)
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
		return mark(Label, "Same as "+f.Same.Doc.Title()+":") + " " + x.Title
	case f.clearsByItself():
		return mark(Label, "Later:") + " " + x.Title + ", often clears"
	case !x.Known:
		return mark(Label, "Next:") + " one that I don't know"
	case where == "":
		return mark(Label, "Next:") + " " + x.Title
	default:
		return mark(Label, "Next, "+where+":") + " " + x.Title
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
