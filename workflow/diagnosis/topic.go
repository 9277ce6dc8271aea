package diagnosis

// Topics: a sentence that complains, and of which no sign says more, is still about something: a tax code, an account.
// The first topic of the list that it speaks of is told, and only where a text says nothing else that is known.

import (
	"errors"
	"slices"
)

// topic is a subject of errors.
type topic struct {
	topicData
	signs signs
}

func (l *language) compileTopic(d topicData) (topic, error) {
	t := topic{topicData: d}
	if d.ID == "" || d.Title == "" || d.Cause == "" || d.Who == "" || len(d.Signs) == 0 {
		return topic{}, errors.New("it needs id, title, cause, who and signs")
	}
	for _, text := range d.Signs {
		s, err := l.compile(text)
		if err != nil {
			return topic{}, err
		}
		t.signs.add(&s)
	}
	return t, nil
}

// entry is what is told of the topic where a system speaks of it: what it is about, and no more.
func (t topic) entry(system string, general []Guide) *entry {
	return &entry{
		id: system + "-about-" + t.ID, title: t.Title, cause: t.Cause, who: t.Who, about: t.About,
		system: system, where: InEither, next: FixThenSync, guides: general, optional: optionalIn(t.Cause),
	}
}

// isTopic reports whether an id is that of what is told of a topic.
func (c *Catalogue) isTopic(system, id string) bool {
	return slices.ContainsFunc(c.every.topics[system], func(e *entry) bool { return e.id == id })
}

// topicOf gives what a sentence is about, where it is known whose errors it holds.
func (s *search) topicOf(sentence []word, at span) []found {
	if s.language.complain.in(sentence) == nil || bare(sentence) {
		return nil
	}
	systems := s.ids
	if len(s.systems) > 0 {
		systems = slices.DeleteFunc(slices.Clone(systems), func(id string) bool { return !slices.Contains(s.systems, id) })
	}
	if len(systems) != 1 {
		return nil
	}
	for i, t := range s.language.topics {
		f, ok := t.signs.fit(sentence)
		if !ok || s.language.inName(f, sentence) {
			continue
		}
		f.sign = &sign{entry: s.topics[systems[0]][i]}
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

// withoutGuesses takes back what is only a topic, where anything else is known, and what passes by itself and was only
// inferred, where anything is known that doesn't pass. What only opens another message is left out where that is known.
func withoutGuesses(hits []found) []found {
	if slices.ContainsFunc(hits, func(f found) bool { return f.recognised() && !f.entry.opens }) {
		hits = slices.DeleteFunc(hits, func(f found) bool { return f.recognised() && f.entry.opens })
	}
	surely := slices.ContainsFunc(hits, found.surely)
	lasts := slices.ContainsFunc(hits, func(f found) bool { return f.surely() && !f.entry.passes() })
	for i, f := range hits {
		if surely && f.byTopic || lasts && f.bySign && f.entry.passes() {
			hits[i] = found{span: f.span, key: f.words, folded: f.folded}
		}
	}
	return hits
}
