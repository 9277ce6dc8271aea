package workflow

// Notes that end a case, remind of it, or hand it on.

import (
	"fmt"
	"strings"
	"time"
)

// SyncedNote is synced: the bot has seen it in the books.
type SyncedNote struct {
	Subject
	Seen
	Cured time.Time `json:"cured,omitzero"` // an older log entry that is cured by it
}

func (SyncedNote) note() {}

// Text is the whole message.
func (n SyncedNote) Text() string {
	state := "Synced"
	if n.Syncs == 0 {
		state = "Already in " + n.System.Name()
	}
	return lines(n.head(state), n.late(n.Seen), n.booksLine(n.Books), n.cured(), n.logTrouble(), n.end())
}

func (n SyncedNote) cured() string {
	if n.Cured.IsZero() {
		return ""
	}
	return "The " + n.when(n.Cured) + " log entry is older than that and is cured."
}

func (n SyncedNote) logTrouble() string {
	if n.LogTrouble.Text == "" {
		return ""
	}
	return "I couldn't read the event log: " + lowerFirst(sentence(n.LogTrouble.Text))
}

func (n SyncedNote) end() string {
	if n.Syncs == 0 {
		return "Nothing to sync. Not the one you mean? Compare the total."
	}
	return upperFirst(countSyncs(n.Syncs)) + ". I've stopped following it."
}

func countSyncs(n int) string {
	switch n {
	case 1:
		return "one sync"
	case 2:
		return "two syncs"
	case 3:
		return "three syncs"
	default:
		return plural(n, "sync")
	}
}

// Actions are those that make sense now.
func (n SyncedNote) Actions() []Action {
	var actions []Action
	if n.Books.URL != "" {
		actions = append(actions, Action{ID: OpenLink, Label: "Open in " + n.System.Name(), URL: n.Books.URL})
	}
	if n.Syncs == 0 {
		return append(actions, Action{ID: Reopen, Label: "That's not it"})
	}
	return append(actions, reopen)
}

// SyncedSaysNote is synced, as a person says.
type SyncedSaysNote struct {
	Subject
	By    string    `json:"by"`
	At    time.Time `json:"at"`
	Books BooksLook `json:"books,omitzero"` // what the bot itself saw last; zero Verdict: it has not looked
}

func (SyncedSaysNote) note() {}

// Text is the whole message.
func (n SyncedSaysNote) Text() string {
	return lines(n.head("Synced, says "+n.By), n.By+" found it at "+n.when(n.At)+". "+n.own(), "I've stopped following it.")
}

// own is what the bot itself can say to it.
func (n SyncedSaysNote) own() string {
	if n.Books.Verdict == "" || n.Books.Verdict == BooksUnknown {
		return "I haven't seen it myself."
	}
	return "What I saw: " + n.booksLine(n.Books)
}

// Actions are those that make sense now.
func (SyncedSaysNote) Actions() []Action { return []Action{reopen} }

// StoppedNote says who stopped the case.
type StoppedNote struct {
	Subject
	By    string    `json:"by"`
	At    time.Time `json:"at"`
	Syncs int       `json:"syncs"` // syncs that began for it
}

func (StoppedNote) note() {}

// Text is the whole message.
func (n StoppedNote) Text() string {
	text := lines(n.head("Stopped"), "Stopped by "+n.By+", "+n.when(n.At)+".")
	if n.Syncs > 0 {
		return text + " A sync that has begun runs on; I won't look at it again."
	}
	return text + " Nothing was changed in Workshop Software or " + n.System.Name() + "."
}

// Actions are those that make sense now.
func (StoppedNote) Actions() []Action { return []Action{reopen} }

// UnansweredNote ends a case that nobody answered.
type UnansweredNote struct {
	Subject
	Verdict Verdict   `json:"verdict"`
	Asked   time.Time `json:"asked,omitzero"` // when the question was first asked, if known
}

func (UnansweredNote) note() {}

// Text is the whole message.
func (n UnansweredNote) Text() string {
	asked := "Nobody answered"
	if !n.Asked.IsZero() {
		asked = "I asked first on " + day(n.Asked)
	}
	return lines(n.head("Stopped, nobody answered"),
		asked+", so I've stopped following "+n.bare()+". The last I knew: "+n.Verdict.words()+".",
		"You can ask again any time.")
}

// Actions are those that make sense now.
func (UnansweredNote) Actions() []Action { return []Action{reopen} }

// UnpostableNote tells the asker alone that the bot may not speak where it was asked.
type UnpostableNote struct {
	Subject
}

func (UnpostableNote) note() {}

// Text is the whole message.
func (n UnpostableNote) Text() string {
	return lines(n.head("I can't post here"), "I'm not allowed to write in this channel, so I haven't started anything. Invite me, then ask again.")
}

// Actions are none: the case is closed before it began.
func (UnpostableNote) Actions() []Action { return nil }

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

// EscalationNote hands the case on after three rounds: everything that was seen, and nothing that was not.
type EscalationNote struct {
	Subject
	Seen
	Rounds  int        `json:"rounds"`
	Zone    string     `json:"zone"` // name of the zone that the times are in
	All     []Sync     `json:"all"`
	Entries []LogEntry `json:"entries,omitempty"`
	Fixes   []Press    `json:"fixes"`
}

func (EscalationNote) note() {}

// Text is the whole message.
func (n EscalationNote) Text() string {
	return lines(n.head(upperFirst(rounds(n.Rounds))+", not synced"), n.late(n.Seen),
		"That's as far as the procedure goes. The support team can look further. Send the text below to "+supportEmail+" and attach the event log ("+eventReport+").",
		n.summary())
}

func rounds(n int) string {
	if n == 3 {
		return "three rounds"
	}
	return plural(n, "round")
}

func (n EscalationNote) summary() string {
	return lines(
		upperFirst(n.thing())+" does not reach "+n.System.Name()+" ("+n.Workshop+")",
		"What: "+string(n.Doc.Kind)+" "+n.Doc.Number+", accounting system "+n.System.Name(),
		"Syncs: "+n.syncTimes()+" ("+n.Zone+")",
		"Event log:\n"+n.entries(),
		"Reported as fixed: "+n.fixes(),
		n.booksSummary())
}

func (n EscalationNote) syncTimes() string {
	var all []string
	for _, s := range n.All {
		all = append(all, day(s.Started)+" "+clock(s.Started))
	}
	return strings.Join(all, ", ")
}

func (n EscalationNote) entries() string {
	if len(n.Entries) == 0 {
		return "  no entry"
	}
	var all []string
	for _, e := range n.Entries {
		at := "no time"
		if !e.At.IsZero() {
			at = e.At.Format("2 Jan") + " " + clock(e.At)
		}
		all = append(all, fmt.Sprintf("  %s  %s", at, strings.Join(strings.Fields(e.Message), " ")))
	}
	return strings.Join(all, "\n")
}

func (n EscalationNote) fixes() string {
	var all []string
	for _, f := range n.Fixes {
		all = append(all, f.At.Format("2 Jan")+" "+clock(f.At)+" by "+f.By.Name)
	}
	return strings.Join(all, ", ")
}

func (n EscalationNote) booksSummary() string {
	switch n.Books.Verdict {
	case "":
		return ""
	case NotFound:
		return "In " + n.System.Name() + ": not found, " + n.when(n.Books.At)
	default:
		return n.booksLine(n.Books)
	}
}

// Actions are those that make sense now.
func (EscalationNote) Actions() []Action {
	return []Action{{ID: AnotherRound, Label: "Try another round"}, {ID: ItsThere, Label: "It's there"}, stop}
}

// words is a verdict inside a sentence.
func (v Verdict) words() string {
	switch v {
	case Synced, AlreadyThere:
		return "synced"
	case SyncedSays:
		return "synced, as a person says"
	case ErrorsFound:
		return "errors found"
	case ThereNewerError:
		return "there, but the log has a newer error"
	case ThereNotSettled:
		return "there, not settled"
	case LogWanted:
		return "time to read the event log"
	case NotThereYet:
		return "not there yet"
	case NotConfirmed:
		return "no error, not confirmed"
	case CouldNotTell:
		return "couldn't tell"
	case NotProcessed:
		return "not processed"
	case SyncNotStarted:
		return "the sync didn't start"
	case Escalated:
		return "three rounds, not synced"
	case Stopped:
		return "stopped"
	case Unanswered:
		return "stopped, nobody answered"
	default:
		return "a sync has to be pressed"
	}
}
