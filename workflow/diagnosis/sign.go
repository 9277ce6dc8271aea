package diagnosis

// A sign is what a message says in some wording: phrases in their order, with gaps between them. It recognises a
// sentence that no text recognises. "account|account code .. is archived|was deleted" has two places; each is one of
// the phrases between its bars; "duplicate/double entry" is two of them, for short. Over ".." go up to eight words, over
// "." two. <term> stands for any phrase of the common file's terms, {placeholder} for a value, "^" before all for the
// start of the sentence. A sign with " & " instead of gaps is loose: its places stand anywhere in a sentence that
// complains, in any order.

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// mostPhrases is how many phrases one place may have when its terms are written out.
const mostPhrases = 2000

// together parts the places of a loose sign.
const together = " & "

// gap parts the places of a sign; gaps says how many words it goes over.
var (
	gap  = regexp.MustCompile(` \.\.? `)
	gaps = map[string]int{" .. ": 8, " . ": 2}
)

// sign is compiled: each place is one of several phrases.
type sign struct {
	entry    *entry // nil: a sign of the common file
	text     string // as the data file writes it
	anchored bool   // begins with the sentence; an entry's may also begin behind a colon
	loose    bool   // its places stand in any order
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
	f, ok := all.fit(sentence)
	if !ok {
		return nil
	}
	return f.sign
}

// any reports whether one of the signs that are wanted stands in a sentence.
func (all signs) any(sentence []word, wanted func(*sign) bool) bool {
	for i := range sentence {
		for _, s := range all.beginning(sentence[i]) {
			if _, ok := s.at(sentence, i); ok && wanted(s) {
				return true
			}
		}
	}
	return false
}

// fit gives the first of the signs that stands in a sentence.
func (all signs) fit(sentence []word) (fit, bool) {
	for i := range sentence {
		for _, s := range all.beginning(sentence[i]) {
			if f, ok := s.at(sentence, i); ok {
				return f, true
			}
		}
	}
	return fit{}, false
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
	if s.anchored && i > 0 && (s.entry == nil || !sentence[i].colon) {
		return fit{}, false
	}
	if s.loose {
		return s.around(sentence, i)
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
		f.agree(p, sentence[at:])
		i, f.last = at+len(p), at+len(p)-1
	}
	return f, true
}

// around reports whether a loose sign's first place begins with the word i and the others stand anywhere beside it.
func (s *sign) around(sentence []word, i int) (fit, bool) {
	f := fit{sign: s, first: i}
	taken := make([]bool, len(sentence))
	for n, place := range s.places {
		from, reach := 0, len(sentence)-1
		if n == 0 {
			from, reach = i, i
		}
		at, p := place.free(sentence, taken, from, reach)
		if p == nil {
			return fit{}, false
		}
		f.agree(p, sentence[at:])
		for k := range p {
			taken[at+k] = true
		}
		f.first, f.last = min(f.first, at), max(f.last, at+len(p)-1)
	}
	return f, true
}

// free gives the first phrase of a place between two words, the longest at its word, if no other place took one of its
// words; where one did, it looks on behind it.
func (place place) free(sentence []word, taken []bool, from, reach int) (at int, p phrase) {
	for from <= reach {
		at, p = place.between(sentence, from, reach, false)
		if p == nil || !slices.Contains(taken[at:at+len(p)], true) {
			return at, p
		}
		from = at + 1
	}
	return 0, nil
}

// agree counts the words of a phrase that stands at the beginning of words.
func (f *fit) agree(p phrase, words []word) {
	for i, w := range p {
		if strings.HasPrefix(w, "{") {
			f.take(strings.Trim(w, "{}"), words[i])
			continue
		}
		f.weight++
	}
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
		begins := place.byWord[sentence[at].plain]
		if sentence[at].value {
			begins = slices.Concat(begins, place.byWord["{"])
		}
		for _, p := range begins {
			if p.at(sentence[at:]) && (follows && at == from || !p.denied(sentence, at)) {
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
		if !words[i].is(w) || i > 0 && words[i].comma {
			return false
		}
	}
	return true
}
