package diagnosis

// Understanding reads what no text of the catalogue recognised, sentence by sentence, by the signs of entries.

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// told gives what a sentence says: a text that stands inside it, what its signs say, or only what it is about.
func (s *search) told(sentence []word, at span) []found {
	s.language.markNames(s, sentence)
	if s.language.other.in(sentence) != nil || s.language.mended.in(sentence) != nil {
		return nil
	}
	sentence = unconditional(sentence)
	if f, ok := s.inside(sentence, at); ok {
		return []found{f}
	}
	if s.language.wentWell(sentence) || s.strange(sentence) {
		return nil
	}
	fits := s.fits(sentence)
	if len(fits) == 0 {
		return s.topicOf(sentence, at)
	}
	return s.chosen(fits, sentence, at)
}

// chosen gives what the sign says that fits best, with a second message behind it. Two that fit equally are both told,
// three say nothing.
func (s *search) chosen(fits []fit, sentence []word, at span) []found {
	best := fits[0]
	equal := oncePerEntry(slices.DeleteFunc(slices.Clone(fits), func(f fit) bool {
		return f.worse(best) || f.entry != best.entry && !f.overlaps(best)
	}))
	switch len(equal) {
	case 1:
		return s.withSecond(best, fits, sentence, at)
	case 2:
		return []found{s.finding(equal[0], sentence, at), s.finding(equal[1], sentence, at)}
	}
	return nil
}

// withSecond gives what a sign says, and what another one says of another part of the sentence.
func (s *search) withSecond(best fit, fits []fit, sentence []word, at span) []found {
	i := slices.IndexFunc(fits, func(f fit) bool { return f.entry != best.entry && apart(best, f, sentence) })
	if i < 0 {
		return []found{s.finding(best, sentence, at)}
	}
	first, second := best, fits[i]
	if second.first < first.first {
		first, second = second, first
	}
	cut := sentence[second.first].start
	return []found{s.finding(first, sentence[:second.first], span{at.start, cut}), s.finding(second, sentence[second.first:], span{cut, at.end})}
}

// compare puts the sign first that fits better: the one of more words, of those in a fixed order, the narrower.
func (f fit) compare(g fit) int {
	return cmp.Or(g.weight-f.weight, f.order()-g.order(), f.width()-g.width())
}

func (f fit) worse(g fit) bool { return f.compare(g) > 0 }

// order puts a loose sign behind one that knows the order of its words.
func (f fit) order() int {
	if f.loose {
		return 1
	}
	return 0
}

// inside finds a text of the catalogue behind words of others: "Xero said the customer is archived". It has to be long
// enough to be nobody's own words.
func (s *search) inside(sentence []word, at span) (found, bool) {
	for _, w := range sentence {
		if w.value {
			continue
		}
		if c, ok := s.longWording(w.start); ok {
			start, end := s.trimmed(at.start, at.end)
			return found{entry: c.entry, span: s.original(start, end), parts: c.parts, key: c.key, words: s.text[start:end], folded: span{start, end}, bySign: true}, true
		}
	}
	return found{}, false
}

// width is how far apart the words of a sign stand: of two with as many words, the narrower one fits better.
func (f fit) width() int { return f.last - f.first }

func (f fit) overlaps(g fit) bool { return f.first <= g.last && g.first <= f.last }

// apart reports whether two signs are those of two messages without a stop between them: the second begins with a
// capital, or behind "and" or a comma, and doesn't only say what cannot be done for the first.
func apart(f, g fit, sentence []word) bool {
	if f.overlaps(g) || f.weight < 3 || g.weight < 3 {
		return false
	}
	second := max(f.first, g.first)
	return sentence[second].capital || goesOnAt(sentence[:second+1]) && !slices.ContainsFunc(sentence[second:], word.forbids)
}

// goesOnAt reports whether the last word, or an article before it, stands behind "and" or a comma.
func goesOnAt(words []word) bool {
	last := len(words) - 1
	if last > 1 && slices.Contains([]string{"the", "a", "an", "this", "its", "your"}, words[last-1].plain) {
		last--
	}
	return words[last].comma || words[last-1].plain == "and"
}

// fits gives the signs that stand in a sentence, the best first.
func (s *search) fits(sentence []word) []fit {
	var all []fit
	complains := s.language.complain.in(sentence) != nil
	for i, w := range sentence {
		for _, sign := range s.signs.beginning(w) {
			if sign.loose && !complains {
				continue
			}
			if f, ok := sign.at(sentence, i); ok && !s.language.inName(f, sentence) {
				all = append(all, f)
			}
		}
	}
	if len(s.systems) > 0 {
		all = slices.DeleteFunc(all, func(f fit) bool { return !slices.Contains(s.systems, f.entry.system) })
	}
	if s.severalSystems(all) {
		return nil
	}
	all = mostTelling(all)
	slices.SortStableFunc(all, fit.compare)
	if slices.ContainsFunc(all, func(f fit) bool { return f.entry.ofDocument() }) {
		return slices.DeleteFunc(all, func(f fit) bool { return f.entry.passes() })
	}
	return all
}

// mostTelling leaves out the errors of which another says more.
func mostTelling(all []fit) []fit {
	return slices.DeleteFunc(slices.Clone(all), func(f fit) bool {
		return slices.ContainsFunc(all, func(g fit) bool { return g.entry.saysMoreThan(f.entry) })
	})
}

// saysMoreThan reports whether the other error is of a family that says less.
func (e *entry) saysMoreThan(other *entry) bool {
	return slices.ContainsFunc(e.before, func(family string) bool { return slices.Contains(other.families, family) })
}

// severalSystems reports whether signs are those of more than one system, so that nobody knows whose words they are.
func (s *search) severalSystems(fits []fit) bool {
	return len(s.systems) == 0 && slices.ContainsFunc(fits, func(f fit) bool { return f.entry.system != fits[0].entry.system })
}

// passes reports whether the error is one of the connection that passes by itself. Where a sentence speaks of the
// document, too, that is told: nobody looks for the cause of what passes.
func (e *entry) passes() bool { return e.about == "connection" && e.where == NoFix }

// ofDocument reports whether the error is one of what was to be synced.
func (e *entry) ofDocument() bool { return e.about != "connection" && e.about != "settings" }

// oncePerEntry leaves out further signs of one entry.
func oncePerEntry(fits []fit) []fit {
	var once []fit
	for _, f := range fits {
		if !slices.ContainsFunc(once, func(o fit) bool { return o.entry == f.entry }) {
			once = append(once, f)
		}
	}
	return once
}

// finding is what a sign recognised: the whole sentence. Its key are the values that are told, or else its words: said
// of others, it is another.
func (s *search) finding(f fit, sentence []word, at span) found {
	parts := map[string]string{}
	for _, name := range f.names {
		parts[name] = s.written(f.values[name], f.values[name])
	}
	for _, name := range f.entry.optional {
		if value := s.valueOf(name, sentence); value != "" && parts[name] == "" {
			parts[name] = value
		}
	}
	start, end := s.trimmed(at.start, at.end)
	words := s.text[start:end]
	key := words
	if len(parts) > 0 || f.entry.about == "connection" {
		key = ""
		for _, name := range slices.Sorted(maps.Keys(parts)) {
			key += strings.ToLower(parts[name]) + "\n"
		}
	}
	return found{entry: f.entry, span: s.original(start, end), parts: parts, key: key, words: words, folded: span{start, end}, bySign: true}
}
