package main

// What the errors of a whole event log are: each of them once, with how often and for which numbers it was logged.

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"syncbot/bot/workshop/report"
	"syncbot/workflow"
	"syncbot/workflow/diagnosis"
)

// census is what explain says of a log. Its fields are those of --json: programs read them.
type census struct {
	Log     logFacts      `json:"log"`
	Errors  []knownError  `json:"errors"`  // known ones, the most frequent first
	Unknown []unknownText `json:"unknown"` // texts that nobody has explained, the most frequent first
	Blank   int           `json:"without_message"`
	look    look
	hint    bool // more is known where the system is
}

// knownError is one known error, whatever its wordings: once for those that are known, once for those that only seem so.
type knownError struct {
	ID       string          `json:"id"`
	Title    string          `json:"title"`
	Where    diagnosis.Where `json:"where_to_fix"`
	Who      string          `json:"who"`
	Next     diagnosis.Next  `json:"next"`
	Guide    string          `json:"guide"`    // may be empty
	Inferred bool            `json:"inferred"` // what their words seem to mean
	tally
}

// unknownText is a text that nobody has explained, word for word.
type unknownText struct {
	Message string `json:"message"`
	tally
}

// tally counts the entries that say something.
type tally struct {
	Entries int       `json:"entries"`
	Numbers []string  `json:"numbers"` // each once, in the order of the log
	Newest  time.Time `json:"newest,omitzero"`

	known map[string]bool // the numbers
}

func noEntries() tally { return tally{Numbers: []string{}, known: map[string]bool{}} }

func (t *tally) count(e report.Entry) {
	t.Entries++
	if e.Number != "" && !t.known[e.Number] {
		t.known[e.Number] = true
		t.Numbers = append(t.Numbers, e.Number)
	}
	if e.At.After(t.Newest) {
		t.Newest = e.At
	}
}

// oftener orders by how often, then by how lately.
func (t tally) oftener(u tally) int {
	return cmp.Or(cmp.Compare(u.Entries, t.Entries), u.Newest.Compare(t.Newest))
}

// explainLog reads the log, prints what its errors are, and ends with the status for it.
func (l look) explainLog(stdin io.Reader, out io.Writer) error {
	catalogue, err := l.errors.asFlag()
	if err != nil {
		return err
	}
	log, err := l.read(stdin)
	if err != nil {
		return err
	}
	counted := l.census(catalogue, log)
	if l.json {
		err = writeJSON(out, counted)
	} else {
		err = counted.write(out)
	}
	if err == nil && (len(counted.Unknown) > 0 || counted.Log.Entries == 0) {
		return answered(statusUnusable)
	}
	return err
}

// census counts what the entries of a log say.
func (l look) census(c *diagnosis.Catalogue, log report.Log) census {
	n := counter{known: map[string]*knownError{}, unknown: map[string]*unknownText{}}
	explain := remembered(func(message string) []diagnosis.Explanation { return c.Explain(string(l.system), message) })
	for _, e := range log.Entries {
		n.count(e, explain(e.Message))
	}
	hint := l.system == "" && slices.ContainsFunc(n.unknowns(), func(u unknownText) bool { return knownToSome(c, u.Message) })
	return census{look: l, Log: l.facts(log), Errors: n.errors(), Unknown: n.unknowns(), Blank: len(log.Blank), hint: hint}
}

// counter is a census under way.
type counter struct {
	known   map[string]*knownError
	unknown map[string]*unknownText
}

// count takes in an entry of the log, once for each error that it holds.
func (n counter) count(e report.Entry, says []diagnosis.Explanation) {
	counted := map[*tally]bool{}
	for _, x := range says {
		t := n.tally(x)
		if !counted[t] {
			t.count(e)
		}
		counted[t] = true
	}
}

// tally is that of an error, or of a text that nobody has explained.
func (n counter) tally(x diagnosis.Explanation) *tally {
	if !x.Known {
		return &entryOf(n.unknown, x.Message, unknownText{Message: x.Message, tally: noEntries()}).tally
	}
	key := fmt.Sprint(x.ID, " ", x.Inferred)
	return &entryOf(n.known, key, knownError{ID: x.ID, Title: x.Title, Where: x.Where, Who: x.Who, Next: x.Next, Guide: x.Guide, Inferred: x.Inferred, tally: noEntries()}).tally
}

func (n counter) errors() []knownError {
	all := []knownError{}
	for _, k := range n.known {
		all = append(all, *k)
	}
	slices.SortFunc(all, func(a, b knownError) int {
		return cmp.Or(a.oftener(b.tally), strings.Compare(a.ID, b.ID), strings.Compare(a.seems(), b.seems()))
	})
	return all
}

// seems marks in a table what only seems so.
func (k knownError) seems() string {
	if k.Inferred {
		return " (seems so)"
	}
	return ""
}

func (n counter) unknowns() []unknownText {
	all := []unknownText{}
	for _, u := range n.unknown {
		all = append(all, *u)
	}
	slices.SortFunc(all, func(a, b unknownText) int { return cmp.Or(a.oftener(b.tally), strings.Compare(a.Message, b.Message)) })
	return all
}

// entryOf is what a map has for a key; where it has nothing, it takes the beginning.
func entryOf[V any](all map[string]*V, key string, beginning V) *V {
	if all[key] == nil {
		all[key] = &beginning
	}
	return all[key]
}

// remembered asks only once for each message: logs repeat themselves.
func remembered(explain func(string) []diagnosis.Explanation) func(string) []diagnosis.Explanation {
	known := map[string][]diagnosis.Explanation{}
	return func(message string) []diagnosis.Explanation {
		all, ok := known[message]
		if !ok {
			all = explain(message)
			known[message] = all
		}
		return all
	}
}

// side is where an error is fixed, in the words of a table.
func side(w diagnosis.Where, s workflow.System) string {
	switch w {
	case diagnosis.InWorkshop:
		return "Workshop Software"
	case diagnosis.InAccounting:
		return s.Name()
	case diagnosis.InEither:
		return "either of the two"
	case diagnosis.InConnection:
		return "the connection"
	default:
		return "nowhere: wait"
	}
}
