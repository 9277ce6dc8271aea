package workflow

// Notes that end a look: what was found, and what a person has to do about it.

import (
	"fmt"
	"strings"
	"time"
)

// TimeToReadNote asks a person to read the event log.
type TimeToReadNote struct {
	Subject
	Seen
	Guide string `json:"guide"`
}

func (TimeToReadNote) note() {}

// Text is the whole message.
func (n TimeToReadNote) Text() string {
	return lines(n.head("Time to read the event log"), n.late(n.Seen),
		eventReport+" (newer screens: Analytics › Business Reports, group Log).",
		"Look for "+n.bare()+" at the top right of each entry.",
		"No Log Reports in your menu? Ask someone in the ADMIN group.")
}

// Actions are those that make sense now.
func (n TimeToReadNote) Actions() []Action {
	return standing([]Action{noEntry, pasteLog}, logGuide(n.Guide))
}

func logGuide(url string) []Action {
	if url == "" {
		return nil
	}
	return []Action{{ID: OpenLink, Label: "How to check the event log", URL: url}}
}

// NotThereNote is not there yet: no error, and not in the books (or the payment is not).
type NotThereNote struct {
	Subject
	Seen
	Auto bool `json:"auto,omitempty"` // the bot starts one more sync by itself
}

func (NotThereNote) note() {}

// Text is the whole message.
func (n NotThereNote) Text() string {
	if n.first() {
		return lines(n.head("Not there yet"), n.late(n.Seen), n.logLine(n.Seen), n.booksLine(n.Books), n.order())
	}
	return lines(n.head(fmt.Sprintf("Not there after %s", plural(n.Syncs, "sync"))), n.late(n.Seen), n.logLine(n.Seen), n.booksLine(n.Books),
		"To check:",
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
		return what + " I'm starting another, and will be back after it."
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

// Text is the whole message.
func (n NothingSyncsNote) Text() string {
	return lines(n.head("Nothing comes across"), "Then it's likely the link, not "+n.bare()+" alone. Three things to check:",
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
		return "Authorise it again: Integrations › Accounting Integration › Xero › Authorise Xero, and choose the right company file."
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

// NotConfirmedNote is no error, not confirmed: the books could not be checked.
type NotConfirmedNote struct {
	Subject
	Seen
}

func (NotConfirmedNote) note() {}

// Text is the whole message.
func (n NotConfirmedNote) Text() string {
	return lines(n.head("No error, not confirmed"), n.late(n.Seen), n.logLine(n.Seen),
		n.booksLine(n.Books)+" So I can't say that it's there.",
		"To see: "+statusReport+", or look for "+n.bare()+" in "+n.System.Name()+".")
}

// Actions are those that make sense now.
func (NotConfirmedNote) Actions() []Action {
	return standing([]Action{itsThere, {ID: ItIsnt, Label: "It isn't, sync again"}})
}

// CouldNotTellNote is could not tell: the log could not be read, or it is older than the sync.
type CouldNotTellNote struct {
	Subject
	Seen
	TooOld time.Time `json:"too_old,omitzero"` // where the log ends, if before the sync
	Next   time.Time `json:"next,omitzero"`    // the next try; zero: none by itself
	Guide  string    `json:"guide"`
}

func (CouldNotTellNote) note() {}

// Text is the whole message.
func (n CouldNotTellNote) Text() string {
	if !n.TooOld.IsZero() {
		return lines(n.head("That log is too old to tell"), n.late(n.Seen),
			"It ends at "+n.when(n.TooOld)+"; the sync started at "+n.when(n.Started)+". Please print or download it again: "+eventReport+".",
			"No Log Reports in your menu? The USER group can't open event logs. Ask someone in the ADMIN group.", n.nextTry())
	}
	return lines(n.head("Couldn't tell yet"), n.late(n.Seen),
		"At "+n.when(n.LogAt)+": "+sentence(n.LogTrouble.Text)+" So I couldn't read the event log. That says nothing about "+n.bare()+".",
		n.booksLine(n.Books), n.nextTry(), "Have the log in front of you? Paste it here.")
}

func (n CouldNotTellNote) nextTry() string {
	if n.Next.IsZero() {
		return ""
	}
	return "Next try " + n.when(n.Next) + "."
}

// Actions are those that make sense now.
func (n CouldNotTellNote) Actions() []Action {
	actions := []Action{pasteLog}
	if n.Next.IsZero() {
		actions = append(actions, noEntry)
	} else {
		actions = append(actions, checkNow)
	}
	return standing(actions, logGuide(n.Guide))
}

// NotProcessedNote is not processed yet: Workshop Software says so, and no sync would take it.
type NotProcessedNote struct {
	Subject
}

func (NotProcessedNote) note() {}

// Text is the whole message.
func (n NotProcessedNote) Text() string {
	return lines(n.head("Not processed yet"),
		"Workshop Software says that it's still a draft. Only processed documents sync, so no sync is under way for it. Process it, then press the button.")
}

// Actions are those that make sense now.
func (NotProcessedNote) Actions() []Action {
	return standing([]Action{{ID: Processed, Label: "It's processed, sync now"}})
}

// SyncNotStartedNote says that the sync was refused or cannot be started now.
type SyncNotStartedNote struct {
	Subject
	Reason Reason    `json:"reason"`
	Next   time.Time `json:"next,omitzero"` // the next try; zero: it was refused
	Guide  string    `json:"guide,omitempty"`
	Same   *Same     `json:"same,omitempty"` // another case explains it
}

func (SyncNotStartedNote) note() {}

// Text is the whole message.
func (n SyncNotStartedNote) Text() string {
	text := lines(n.head("Sync not started"), sentence(n.Reason.Text)+" No hour is running.")
	switch {
	case !n.Next.IsZero():
		return lines(text, "I'll try again at "+n.when(n.Next)+".")
	case n.Same != nil:
		return lines(text, "Same as "+n.Same.Doc.Title()+", explained there. One press does for all of them.")
	case n.Reason.Code == NotAuthorised:
		return lines(text, n.System.authorise(), n.adminGroup()+" Then press the button.")
	default:
		return lines(text, "When that's sorted out, press the button.")
	}
}

// Actions are those that make sense now.
func (n SyncNotStartedNote) Actions() []Action {
	if !n.Next.IsZero() {
		return []Action{pressedSync, stop}
	}
	return standing([]Action{{ID: Processed, Label: "Done, sync now"}}, n.Same.link(), reauthorise(n.Guide))
}

// NotSettledNote is there, not settled: void, a draft, several, or a part payment.
type NotSettledNote struct {
	Subject
	Seen
	Found    []Finding `json:"found,omitempty"`
	Rejected bool      `json:"rejected,omitempty"` // a person has said that this one is another document
}

func (NotSettledNote) note() {}

// Text is the whole message.
func (n NotSettledNote) Text() string {
	text, _ := n.screen()
	return text
}

func (n NotSettledNote) screen() (text string, whole bool) {
	page := []part{must(n.head("There, not settled")), must(n.late(n.Seen)), must(n.booksLine(n.Books)), must(n.follows())}
	if len(n.Found) > 0 {
		page = append(page, must("The event log says:"), quoted(n.Found[0].Explanation.Message), n.others(n.Found[1:]))
	}
	return fit(page)
}

func (n NotSettledNote) reenter() string {
	if n.Doc.Kind != SupplierInvoice {
		return "If it was entered again, it needs another number."
	}
	return "If it was entered again, give it a slightly different number, such as " + n.bare() + "-b for " + n.bare() + "."
}

func (n NotSettledNote) follows() string {
	if n.Rejected {
		return "That's the one that isn't yours, as you said, and I see no other under this number."
	}
	switch n.Books.Verdict {
	case ArrivedVoid:
		return "A void document keeps its number in " + n.System.Name() + ", so the same number can't come across again. " + n.reenter()
	case ArrivedNotPosted:
		return "Someone in " + n.System.Name() + " has to approve it. Payments can't go onto it before that."
	case Several:
		return "I can't tell which one is yours. Compare the dates and totals in " + n.System.Name() + "."
	default:
		return "A payment is on it, but not all of it, and I can't tell whether it's the one you mean."
	}
}

// Actions are those that make sense now.
func (n NotSettledNote) Actions() []Action {
	_, whole := n.screen()
	return standing([]Action{itsThere, done}, showMore(n.Found, whole), guides(n.System, n.Found))
}

// LookedNote answers Check now in a line or two.
type LookedNote struct {
	Subject
	Seen
	FollowUp time.Time `json:"follow_up,omitzero"`
}

func (LookedNote) note() {}

// Text is the whole message, in one line.
func (n LookedNote) Text() string {
	all := []string{n.head("Looked at " + n.when(n.Now) + ":"), n.logNews(), n.booksLine(n.Books)}
	if !n.FollowUp.IsZero() {
		all = append(all, "That's normal this early. I'll look again at "+n.when(n.FollowUp)+".")
	}
	return strings.ReplaceAll(lines(all...), "\n", " ")
}

func (n LookedNote) logNews() string {
	switch {
	case n.LogTrouble.Text != "":
		return "I couldn't read the event log: " + lowerFirst(sentence(n.LogTrouble.Text))
	case n.LogAt.IsZero():
		return ""
	default:
		return "no new entry for " + n.bare() + " in the event log."
	}
}

// Actions are none: it is a line.
func (LookedNote) Actions() []Action { return nil }

func lowerFirst(s string) string {
	// Only a plain word is lowered: names such as Xero keep their capital.
	if len(s) > 1 && s[:2] == "It" {
		return "i" + s[1:]
	}
	return s
}
