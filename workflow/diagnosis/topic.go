package diagnosis

// Topics: a sentence that complains, and of which no sign says more, is still about something: a tax code, an account.
// The first topic of the list that it speaks of is taken, and only where a text says nothing else that is known.

import "slices"

// topic is a subject of errors.
type topic struct {
	family string
	sign   sign
}

// topic gives what a sentence is about, where that is one entry's.
func (s *search) topic(sentence []word, at span) []found {
	if s.language.complain.in(sentence) == nil || bare(sentence) {
		return nil
	}
	for _, t := range s.language.topics {
		f, ok := t.in(sentence)
		if !ok || s.language.inName(f, sentence) {
			continue
		}
		entries := slices.Clone(s.families[t.family])
		if len(s.systems) > 0 {
			entries = slices.DeleteFunc(entries, func(e *entry) bool { return !slices.Contains(s.systems, e.system) })
		}
		if len(entries) != 1 {
			return nil
		}
		f.sign = &sign{entry: entries[0]}
		told := s.finding(f, sentence, at)
		told.byTopic = true
		return []found{told}
	}
	return nil
}

// bare reports whether a sentence is only a name and that it is required, which anything could be.
func bare(sentence []word) bool {
	n := len(sentence)
	return n <= 3 && sentence[n-1].plain == "required"
}

func (t topic) in(sentence []word) (fit, bool) {
	for i := range sentence {
		if f, ok := t.sign.at(sentence, i); ok {
			return f, true
		}
	}
	return fit{}, false
}

// withoutTopics takes back what is only a topic, where anything else is known.
func withoutTopics(hits []found) {
	if !slices.ContainsFunc(hits, found.surely) {
		return
	}
	for i := range hits {
		if hits[i].byTopic {
			hits[i] = found{span: hits[i].span, key: hits[i].key, folded: hits[i].folded}
		}
	}
}
