package workflow

// The note that hands a case on after three rounds.

import (
	"fmt"
	"slices"
	"strings"
)

// EscalationNote hands the case on after three rounds: everything that was seen, and nothing that was not.
type EscalationNote struct {
	Subject
	Seen
	Owner    string     `json:"owner"`               // who has the conversation
	HandedOn bool       `json:"handed_on,omitempty"` // on a desk: the support lead has the summary, too
	ForLead  bool       `json:"for_lead,omitempty"`  // this is what the support lead reads
	Rounds   int        `json:"rounds"`
	Zone     string     `json:"zone"` // name of the zone that the times are in
	All      []Sync     `json:"all"`
	Entries  []LogEntry `json:"entries,omitempty"`
	Fixes    []Press    `json:"fixes"`
}

func (EscalationNote) note() {}

// Words are the whole message.
func (n EscalationNote) Words() Words {
	return words(n.head(upperFirst(rounds(n.Rounds))+", not synced"), n.late(n.Seen), n.whatNow(), mark(Copied, n.summary()))
}

func (n EscalationNote) whatNow() string {
	switch {
	case n.ForLead:
		return n.Owner + " has the conversation."
	case n.HandedOn:
		return "That's as far as the procedure goes. I'm putting it to the support lead, with the text below."
	case n.Desk:
		return "That's as far as the procedure goes. Hand it on with the text below and the event log (" + eventReport + ")."
	default:
		return "That's as far as the procedure goes. The support team can look further. Send the text below to " + supportEmail + " and attach the event log (" + eventReport + ")."
	}
}

func rounds(n int) string { return inWords(n, "round") }

func (n EscalationNote) summary() string {
	return lines(
		upperFirst(n.thing())+" does not reach "+n.System.Name()+" ("+n.Workshop+")",
		"What: "+string(n.Doc.Kind)+" "+n.Doc.Number+", accounting system "+n.System.Name(),
		"Syncs: "+n.syncTimes()+" ("+n.Zone+")",
		"Event log:\n"+n.entries(),
		"Reported as fixed: "+n.fixes(),
		n.booksSummary(),
		"To attach: the event log"+n.days())
}

// days are those of the syncs: what the event log has to cover.
func (n EscalationNote) days() string {
	var all []string
	for _, s := range n.All {
		if d := s.Started.Format("2 January"); !slices.Contains(all, d) {
			all = append(all, d)
		}
	}
	if len(all) == 0 {
		return ""
	}
	return ", " + joinWords(all, "and")
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
	room := maxEntries
	for _, e := range slices.Backward(once(n.Entries)) { // the newest count most
		line := fmt.Sprintf("  %s  %s", strings.Join(e.times, ", "), e.message)
		if room -= len(line); room < 0 {
			all = append(all, "  Older ones are in the event log.")
			break
		}
		all = append(all, line)
	}
	slices.Reverse(all)
	return strings.Join(all, "\n")
}

// repeated is a message of the log, and when it was written.
type repeated struct {
	message string
	times   []string
}

// once are the entries' messages, each once, in the order in which they were written last.
func once(entries []LogEntry) []repeated {
	var all []repeated
	for _, e := range entries {
		r := repeated{message: oneLine(e.Message)}
		if i := slices.IndexFunc(all, func(o repeated) bool { return o.message == r.message }); i >= 0 {
			r.times = all[i].times
			all = slices.Delete(all, i, i+1)
		}
		at := "no time"
		if !e.At.IsZero() {
			at = e.At.Format("2 Jan") + " " + clock(e.At)
		}
		if !slices.Contains(r.times, at) {
			r.times = append(r.times, at)
		}
		all = append(all, r)
	}
	return all
}

// maxEntries bounds the entries of a summary, in bytes: with the rest it has to stay below the 3,000 characters that a chat
// service takes in one text.
const maxEntries = 1800

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
func (n EscalationNote) Actions() []Action {
	another := Action{ID: AnotherRound, Label: "Try another round"}
	if n.ForLead {
		return []Action{take, copyText, another}
	}
	return standing([]Action{copyText, another, itsThere})
}
