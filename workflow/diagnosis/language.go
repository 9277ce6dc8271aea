package diagnosis

// The language is what the common file says of words; it compiles the signs that data files write.

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// familiar are words that messages are made of.
//
//go:embed words.txt
var familiar string

// language is what the common file says of words.
type language struct {
	compiled map[string]sign     // by their texts
	terms    map[string][]string // phrases that mean the same here
	families map[string][]string // signs that entries of several systems share
	topics   []topic
	trouble  map[string]bool     // words that say that something is wrong
	trade    map[string]bool     // words of messages that say nothing of their own
	known    map[string]bool     // words that messages write with capitals though they are no names
	done     signs               // of what went well
	other    signs               // of texts that are no messages
	leads    signs               // of what only says that something failed
	mended   signs               // of trouble that was over when it was told
	advice   signs               // of what follows a message and belongs to it
	complain signs               // of sentences that say that something has not gone as it should
	names    map[string][]string // what texts call a system
	nouns    map[string]bool     // behind which names stand
	familiar map[string]bool     // words that messages are made of
	beside   map[string][]phrase // the nouns beside which the value of a placeholder stands, the longest first
}

func newLanguage(d commonData) (*language, error) {
	l := &language{
		compiled: map[string]sign{},
		terms:    d.Terms,
		families: d.Families,
		trouble:  troubleSet(d.Trouble),
		trade:    wordSet(d.Trade),
		known:    wordSet(d.Trade),
		familiar: wordSet(strings.Fields(familiar)),
		names:    d.Called,
		beside:   map[string][]phrase{},
	}
	for _, phrases := range d.Terms {
		for _, p := range phrases {
			l.knows(phrase(wordsOf(p)))
		}
	}
	for _, read := range []func(commonData) error{l.readNouns, l.readTopics, l.readLists} {
		if err := read(d); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// readNouns takes the nouns beside which values stand.
func (l *language) readNouns(d commonData) error {
	for name, nouns := range d.Beside {
		if _, ok := placeholders[name]; !ok {
			return fmt.Errorf("beside: {%s} is no placeholder; use one of {%s}", name, strings.Join(placeholderNames(), "}, {"))
		}
		for _, noun := range nouns {
			l.beside[name] = append(l.beside[name], wordsOf(noun))
		}
		slices.SortStableFunc(l.beside[name], func(a, b phrase) int { return len(b) - len(a) })
	}
	l.nouns = wordSet(d.Beside["name"])
	return nil
}

func (l *language) readTopics(d commonData) error {
	for _, t := range d.Topics {
		compiled, err := l.compileTopic(t)
		if err != nil {
			return fmt.Errorf("topic %s: %w", t.ID, err)
		}
		l.topics = append(l.topics, compiled)
	}
	return nil
}

// readLists takes the signs that are no entry's.
func (l *language) readLists(d commonData) error {
	for _, list := range []struct {
		texts []string
		into  *signs
	}{{d.Done, &l.done}, {d.Other, &l.other}, {d.Leads, &l.leads}, {d.Complain, &l.complain}, {d.Mended, &l.mended}, {d.Advice, &l.advice}} {
		for _, text := range list.texts {
			s, err := l.compile(text)
			if err != nil {
				return err
			}
			list.into.add(&s)
		}
	}
	return nil
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
	for _, name := range slices.Concat(d.Families, d.Before) {
		if _, ok := l.families[name]; !ok {
			faults = append(faults, fmt.Errorf("family %q is none of ours; write its signs here, or name one of %s", name, strings.Join(slices.Sorted(maps.Keys(l.families)), ", ")))
		}
	}
	for _, name := range d.Families {
		texts = append(texts, l.families[name]...)
	}
	return append(texts, d.Signs...), faults
}

// compileFault compiles a sign that an entry is recognised by: it has to say what is wrong.
func (l *language) compileFault(e *entry, text string) (*sign, error) {
	s, err := l.compile(text)
	if err != nil {
		return nil, err
	}
	s.entry = e
	if s.least() < 2 {
		return nil, fmt.Errorf("sign %q may be one word alone; a sign needs two words or more", text)
	}
	if !slices.ContainsFunc(s.places, l.saysWrong) {
		return nil, fmt.Errorf("sign %q has no word that says what is wrong; add one, such as not, missing, invalid or failed", text)
	}
	for _, place := range s.places {
		for _, p := range place.phrases {
			l.knows(p)
		}
	}
	return &s, nil
}

// saysWrong reports whether a place can say that something is wrong.
func (l *language) saysWrong(place place) bool {
	return slices.ContainsFunc(place.phrases, func(p phrase) bool {
		return slices.ContainsFunc(p, func(w string) bool { return l.trouble[w] })
	})
}

// compile reads a sign. What several systems share is compiled once.
func (l *language) compile(text string) (sign, error) {
	if s, again := l.compiled[text]; again {
		return s, nil
	}
	s, err := l.compileAnew(text)
	if err == nil {
		l.compiled[text] = s
	}
	return s, err
}

func (l *language) compileAnew(text string) (sign, error) {
	s := sign{text: text}
	rest, anchored := strings.CutPrefix(text, "^ ")
	s.anchored = anchored
	places := gap.Split(rest, -1)
	for _, m := range gap.FindAllString(rest, -1) {
		s.gaps = append(s.gaps, gaps[m])
	}
	if s.loose = strings.Contains(rest, together); s.loose {
		if anchored || len(s.gaps) > 0 {
			return sign{}, fmt.Errorf("sign %q has both %q and \"..\", \".\" or \"^\"; use one of them, or make two signs of it", text, "&")
		}
		places = strings.Split(rest, together)
	}
	for _, place := range places {
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
			words := wordsOf(one)
			if len(words) == 0 && !strings.ContainsAny(w, "{<") {
				return nil, fmt.Errorf("a phrase is empty, or has no word in %q; write words between the bars, the slashes and the dots", w)
			}
			choices = append(choices, words)
		}
		if strings.HasPrefix(w, "{") {
			choices = []phrase{{w}}
		}
		if name, ok := strings.CutPrefix(w, "<"); ok {
			name = strings.TrimSuffix(name, ">")
			if len(l.terms[name]) == 0 {
				return nil, fmt.Errorf("<%s> is no term; write the words, or use one of <%s>", name, strings.Join(slices.Sorted(maps.Keys(l.terms)), ">, <"))
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
		if all = longer; len(all) > mostPhrases {
			return nil, fmt.Errorf("a place has more than %d phrases when its terms are written out; make two signs of it", mostPhrases)
		}
	}
	return all, nil
}

// troubleSet is a set of words that say that something is wrong: of "isn't" only that it is not.
func troubleSet(texts []string) map[string]bool {
	set := wordSet(texts)
	for _, v := range contracted {
		delete(set, v)
	}
	return set
}
