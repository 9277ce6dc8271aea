package diagnosis

// Restraint: what is no message, and what a message does not say.

import (
	"regexp"
	"slices"
	"strings"
)

// frame finds lines of stack traces.
var frame = regexp.MustCompile(`(?:^|\n)\s*(?:at [\w$.<>/\\]+ ?\(|#\d+ [/\w]|file '|goroutine \d|[\w./\\-]+\.(?:go|cs|php|py|java|rb|js|ts):\d+)`)

// setting finds counts of nothing, and settings: "Missing accounts: 0", "Stop if a contact is missing: no", "Time-out
// (seconds): 30".
var setting = regexp.MustCompile(`(?:: ?(?:0|none|nil|no|off|on|yes|n/a|passed|ok|\(not set\))(?: found)?\.?|\[[ x]\]|^\pL+ status: \pL+|\((?:seconds|minutes|hours|days)\): ?\d+)\s*$`)

// elsewhere reports whether a line is no message: an advertisement, a question, a note of people. What only begins
// like one ("If this stays, contact support", "Map them now?") counts for the line as its first sentence.
func (s *search) elsewhere(all []sentence) bool {
	for i, at := range all {
		other := func(sign *sign) bool { return i == 0 || !sign.anchored }
		if i == 0 && s.asked(at.span) || s.language.other.any(at.words, other) {
			return true
		}
	}
	return false
}

// headings finds the names of columns: "Bill ref, Supplier, Ordered, Missing, Cost".
var headings = regexp.MustCompile(`^(?: ?[\pL\pN]+(?: [\pL\pN]+)?,){3,} ?[\pL\pN]+(?: [\pL\pN]+)?\s*$`)

// aside reports whether a sentence is a question, a setting, a count of nothing or the head of a table.
func (s *search) aside(at span) bool {
	text := s.text[at.start:at.end]
	return s.asked(at) || setting.MatchString(text) || headings.MatchString(text)
}

// asked reports whether a sentence is a question.
func (s *search) asked(at span) bool {
	return strings.HasSuffix(strings.TrimRight(s.text[at.start:at.end], " \n')"), "?")
}

// strange reports whether too many of a sentence's own words are none that messages are made of: "boost limit exceeded",
// "the wifi connection was lost". Values, names, what could be one, and the parts of API names are nobody's own words.
func (s *search) strange(sentence []word) bool {
	own, others := 0, 0
	for i, w := range sentence {
		if len(w.plain) < 2 || w.value || w.named || w.part || w.capital && i > 0 && !s.isFamiliar(w) {
			continue
		}
		own++
		if !s.isFamiliar(w) {
			others++
		}
	}
	return others > 0 && others*s.fewest() >= own
}

// fewest is how many words of its own a sentence has to have for each strange one: five, or seven where no system is
// named.
func (s *search) fewest() int {
	if len(s.systems) > 0 {
		return 5
	}
	return 7
}

// isFamiliar reports whether messages are made of the word, or of the parts of a compound.
func (s *search) isFamiliar(w word) bool {
	if s.language.familiar[w.plain] || s.language.known[w.plain] {
		return true
	}
	parts := strings.Split(s.text[w.start:w.end], "-")
	return len(parts) > 1 && !slices.ContainsFunc(parts, func(p string) bool { return len(p) > 1 && !s.language.familiar[plainWord(p)] })
}

// unconditional leaves out a condition, to the comma or the end: "check whether the account is archived".
func unconditional(sentence []word) []word {
	from := slices.IndexFunc(sentence, func(w word) bool {
		return slices.Contains([]string{"if", "whether", "unless"}, w.plain)
	})
	if from <= 0 {
		return sentence
	}
	for to := from + 1; to < len(sentence); to++ {
		if sentence[to].comma {
			return slices.Concat(sentence[:from], sentence[to:])
		}
	}
	return sentence[:from]
}

// inName reports whether a sign stands in words with capitals that go on with what messages do not say: "Tax Code Not
// Valid Books".
func (l *language) inName(f fit, sentence []word) bool {
	for i, w := range sentence {
		outside := i < f.first || i > f.last
		if outside && !w.part && !l.trade[w.plain] && !w.fails() && !w.value && w.run > 0 && (w.run == sentence[f.first].run || w.run == sentence[f.last].run) {
			return true
		}
	}
	return false
}

// called is the systems that a text speaks of; what it says is of these.
func (s *search) called() []string {
	var names []string
	for name, written := range s.language.names {
		if slices.ContainsFunc(written, func(w string) bool { return speaksOf(s.text, w) }) {
			names = append(names, name)
		}
	}
	return names
}

// speaksOf reports whether a name stands in a text as a word: not in a document's number, an address or another name.
func speaksOf(text, name string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], name)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(name)
		if !joint.MatchString(text[max(0, start-2):start]) && !jointBehind.MatchString(text[end:min(len(text), end+2)]) {
			return true
		}
		from = end
	}
}

// joint and jointBehind find what joins a name to a word before or behind it.
var (
	joint       = regexp.MustCompile(`[\pL\pN@_]$|[\pL\pN][-.]$`)
	jointBehind = regexp.MustCompile(`^(?:[\pL\pN@_]|[-.][\pL\pN])`)
)

// wentWell reports whether a sentence tells of success, and of nothing that failed or has to be done.
func (l *language) wentWell(sentence []word) bool {
	return l.done.in(sentence) != nil && !slices.ContainsFunc(sentence, word.fails) && !slices.ContainsFunc(sentence, word.asks)
}
