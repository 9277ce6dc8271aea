package diagnosis

// A sign is what a message says in some wording: phrases in their order, with gaps between them. It recognises a
// sentence that no text recognises. "account|account code .. is archived|was deleted" has two places; each is one of
// the phrases between its bars; "duplicate/double entry" is two of them, for short. Over ".." go up to eight words, over
// "." two. <term> stands for any phrase of the common file's
// terms, {placeholder} for a value, "^" before all for the start of the sentence.

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// mostPhrases is how many phrases one place may have when its terms are written out.
const mostPhrases = 2000

// gap parts the places of a sign; gaps says how many words it goes over.
var (
	gap  = regexp.MustCompile(` \.\.? `)
	gaps = map[string]int{" .. ": 8, " . ": 2}
)

// sign is compiled: each place is one of several phrases.
type sign struct {
	entry    *entry // nil: a sign of the common file
	text     string // as the data file writes it
	anchored bool   // begins with the sentence
	places   []place
	gaps     []int    // the words that may stand before each place but the first
	names    []string // the placeholders whose values it gives
}

// place is the phrases of which one has to stand there.
type place struct {
	phrases []phrase            // the longest first
	byWord  map[string][]phrase // by their first word, "{" for a value
}

func newPlace(phrases []phrase) place {
	slices.SortStableFunc(phrases, func(a, b phrase) int { return len(b) - len(a) })
	p := place{phrases, map[string][]phrase{}}
	for _, f := range phrases {
		p.byWord[firstOf(f)] = append(p.byWord[firstOf(f)], f)
	}
	return p
}

func firstOf(p phrase) string {
	if strings.HasPrefix(p[0], "{") {
		return "{"
	}
	return p[0]
}

// phrase is words that follow one another; "{name}" stands for a value.
type phrase []string

// language is what the common file says of words.
type language struct {
	terms    map[string][]string // phrases that mean the same here
	families map[string][]string // signs that entries of several systems share
	trouble  map[string]bool     // words that say that something is wrong
	trade    map[string]bool     // words of messages that say nothing of their own
	known    map[string]bool     // words that messages write with capitals though they are no names
	done     signs               // of what went well
	other    signs               // of texts that are no messages
	leads    signs               // of what only says that something failed
	names    map[string][]string // what texts call a system
}

func newLanguage(d commonData) (*language, error) {
	l := &language{terms: d.Terms, families: d.Families, trouble: wordSet(d.Trouble), trade: wordSet(d.Trade), known: wordSet(d.Trade), names: d.Called}
	for _, phrases := range d.Terms {
		for _, p := range phrases {
			l.knows(phrase(wordsOf(p)))
		}
	}
	for list, into := range map[*[]string]*signs{&d.Done: &l.done, &d.Other: &l.other, &d.Leads: &l.leads} {
		for _, text := range *list {
			s, err := l.compile(text)
			if err != nil {
				return nil, err
			}
			into.add(&s)
		}
	}
	return l, nil
}

func wordSet(texts []string) map[string]bool {
	set := map[string]bool{}
	for _, text := range texts {
		for _, w := range wordsOf(text) {
			set[w] = true
		}
	}
	return set
}

func (l *language) knows(p phrase) {
	for _, w := range p {
		l.known[w] = true
	}
}

// signsOf are the signs of an entry, those of its families first.
func (l *language) signsOf(d entryData) (texts []string, faults []error) {
	for _, name := range d.Families {
		family, ok := l.families[name]
		if !ok {
			faults = append(faults, fmt.Errorf("family %q is not among the families of %s; add it there, or write its signs here", name, commonFile))
		}
		texts = append(texts, family...)
	}
	return append(texts, d.Signs...), faults
}

// compileFault compiles a sign that an entry is recognised by: it has to say what is wrong.
func (l *language) compileFault(e *entry, text string) (*sign, error) {
	s, err := l.compile(text)
	s.entry = e
	if err != nil {
		return nil, err
	}
	if s.least() < 2 {
		return nil, fmt.Errorf("sign %q may be one word alone; a sign needs two words or more", text)
	}
	if !slices.ContainsFunc(s.places, l.saysWrong) {
		return nil, fmt.Errorf("sign %q has no word that says what is wrong; add one, such as those of the list trouble of %s", text, commonFile)
	}
	for _, place := range s.places {
		for _, p := range place.phrases {
			l.knows(p)
		}
	}
	return &s, nil
}

// least is the number of words that the shortest wording of the sign has.
func (s sign) least() int {
	n := 0
	for _, place := range s.places {
		shortest := len(place.phrases[0])
		for _, p := range place.phrases {
			shortest = min(shortest, len(p))
		}
		n += shortest
	}
	return n
}

// saysWrong reports whether a place can say that something is wrong.
func (l *language) saysWrong(place place) bool {
	return slices.ContainsFunc(place.phrases, func(p phrase) bool {
		return slices.ContainsFunc(p, func(w string) bool { return l.trouble[w] })
	})
}

func (l *language) compile(text string) (sign, error) {
	s := sign{text: text}
	rest, anchored := strings.CutPrefix(text, "^ ")
	s.anchored = anchored
	for _, m := range gap.FindAllString(rest, -1) {
		s.gaps = append(s.gaps, gaps[m])
	}
	for _, place := range gap.Split(rest, -1) {
		var phrases []phrase
		for _, written := range strings.Split(place, "|") {
			all, err := l.writtenOut(strings.Fields(written))
			if err != nil {
				return sign{}, fmt.Errorf("sign %q: %w", text, err)
			}
			phrases = append(phrases, all...)
		}
		if len(phrases) > mostPhrases {
			return sign{}, fmt.Errorf("sign %q: a place has %d phrases when its terms are written out, %d are the most; make two signs of it", text, len(phrases), mostPhrases)
		}
		s.places = append(s.places, newPlace(phrases))
	}
	return s, s.note()
}

// writtenOut gives every phrase that words with terms among them stand for.
func (l *language) writtenOut(words []string) ([]phrase, error) {
	if len(words) == 0 {
		return nil, fmt.Errorf("a phrase is empty; write words between the bars and the dots")
	}
	all := []phrase{nil}
	for _, w := range words {
		var choices []phrase
		for _, one := range strings.Split(w, "/") {
			choices = append(choices, wordsOf(one))
		}
		if strings.HasPrefix(w, "{") {
			choices = []phrase{{w}}
		}
		if name, ok := strings.CutPrefix(w, "<"); ok {
			name = strings.TrimSuffix(name, ">")
			if len(l.terms[name]) == 0 {
				return nil, fmt.Errorf("<%s> is no term of %s; add it there, or write the words", name, commonFile)
			}
			choices = nil
			for _, term := range l.terms[name] {
				choices = append(choices, wordsOf(term))
			}
		}
		var longer []phrase
		for _, p := range all {
			for _, c := range choices {
				longer = append(longer, slices.Concat(p, c))
			}
		}
		all = longer
	}
	return all, nil
}

// note checks the placeholders and keeps the names of those that every phrase of their place gives.
func (s *sign) note() error {
	for _, place := range s.places {
		for _, p := range place.phrases {
			for _, w := range p {
				name, ok := strings.CutPrefix(w, "{")
				if !ok {
					continue
				}
				name = strings.TrimSuffix(name, "}")
				if _, known := placeholders[name]; !known {
					return fmt.Errorf("sign %q: {%s} is no placeholder; use one of {%s}", s.text, name, strings.Join(placeholderNames(), "}, {"))
				}
				everywhere := !slices.ContainsFunc(place.phrases, func(q phrase) bool { return !slices.Contains(q, w) })
				if everywhere && !slices.Contains(s.names, name) && !slices.Contains(uncaptured, name) {
					s.names = append(s.names, name)
				}
			}
		}
	}
	return nil
}

// signs are found by the words that they can begin with.
type signs struct {
	byWord map[string][]*sign
}

func (all *signs) add(s *sign) {
	if all.byWord == nil {
		all.byWord = map[string][]*sign{}
	}
	for first := range s.places[0].byWord {
		all.byWord[first] = append(all.byWord[first], s)
	}
}

// beginning gives the signs that can begin with a word.
func (all signs) beginning(w word) []*sign {
	if w.value {
		return slices.Concat(all.byWord[w.plain], all.byWord["{"])
	}
	return all.byWord[w.plain]
}

// in gives one of the signs that stands in a sentence, or nil.
func (all signs) in(sentence []word) *sign {
	for i := range sentence {
		for _, s := range all.beginning(sentence[i]) {
			if _, ok := s.at(sentence, i); ok {
				return s
			}
		}
	}
	return nil
}

// fit is a sign that stands in a sentence.
type fit struct {
	*sign
	first, last int // words of the sentence
	weight      int // fixed words that agree
	values      map[string]word
}

// at reports whether the sign begins with the word i of the sentence, and where it ends.
func (s *sign) at(sentence []word, i int) (fit, bool) {
	f := fit{sign: s, first: i}
	if s.anchored && i > 0 {
		return fit{}, false
	}
	for n, place := range s.places {
		reach := i
		if n > 0 {
			reach = min(i+s.gaps[n-1], len(sentence)-1)
		}
		at, p := place.between(sentence, i, reach, n > 0)
		if p == nil {
			return fit{}, false
		}
		for k, w := range p {
			if strings.HasPrefix(w, "{") {
				f.take(strings.Trim(w, "{}"), sentence[at+k])
			} else {
				f.weight++
			}
		}
		i, f.last = at+len(p), at+len(p)-1
	}
	return f, true
}

// take notes a value.
func (f *fit) take(name string, w word) {
	if f.values == nil {
		f.values = map[string]word{}
	}
	f.values[name] = w
}

// between gives the first phrase of a place that begins between two words of the sentence; nil: none does. A place
// that follows another may begin at once with what denies.
func (place place) between(sentence []word, from, reach int, follows bool) (at int, p phrase) {
	for at := from; at <= reach; at++ {
		if at > 0 && sentence[at-1].denies() && !(follows && at == from) {
			continue
		}
		for _, p := range place.byWord[sentence[at].plain] {
			if p.at(sentence[at:]) {
				return at, p
			}
		}
		if !sentence[at].value {
			continue
		}
		for _, p := range place.byWord["{"] {
			if p.at(sentence[at:]) {
				return at, p
			}
		}
	}
	return 0, nil
}

func (p phrase) at(words []word) bool {
	if len(p) > len(words) {
		return false
	}
	for i, w := range p {
		if !words[i].is(w) {
			return false
		}
	}
	return true
}
