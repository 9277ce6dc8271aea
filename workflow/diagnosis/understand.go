package diagnosis

// Understanding reads what no text of the catalogue recognised, sentence by sentence, by the signs of entries.

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// frame finds lines of stack traces.
var frame = regexp.MustCompile(`(?:^|\n)\s*(?:at [\w$.<>/\\]+ ?\(|#\d+ [/\w]|file '|goroutine \d|[\w./\\-]+\.(?:go|cs|php|py|java|rb|js|ts):\d+)`)

// setting finds counts of nothing, and settings: "Missing accounts: 0", "Stop if a contact is missing: no".
var setting = regexp.MustCompile(`(?:: ?(?:0|none|nil|no|off|on|yes|n/a|passed|ok)(?: found)?\.?|\[[ x]\]|^\pL+ status: \pL+)\s*$`)

// understand reads a stretch of the folded text and notes what it holds.
func (s *search) understand(from, to int) {
	for start := from; start < to; {
		end := s.lineEnd(start, to)
		told := s.line(start, end)
		if s.wrapped(start, end, to) {
			whole := s.lineEnd(end, to)
			if both := s.line(start, whole); slices.ContainsFunc(both, found.surely) || len(told) == 0 && len(both) > 0 {
				told, end = both, whole
			}
		}
		s.note(told, start, end)
		start = end
	}
}

// lineEnd is where the line ends that begins at start.
func (s *search) lineEnd(start, to int) int {
	if i := strings.IndexByte(s.text[start:to], '\n'); i >= 0 {
		return start + i + 1
	}
	return to
}

// wrapped reports whether the line behind another goes on with it: it begins with no capital, the other ends with no
// stop.
func (s *search) wrapped(start, end, to int) bool {
	line := strings.TrimRight(s.text[start:end], " \n")
	return end < to && line != "" && !strings.ContainsAny(line[len(line)-1:], ".;!?") && s.goesOnFrom(end)
}

// goesOnFrom reports whether what begins at p may go on with what stands before: it begins with no capital.
func (s *search) goesOnFrom(p int) bool {
	p += len(s.text[p:]) - len(strings.TrimLeft(s.text[p:], " \n'\""))
	if p >= len(s.text) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s.message[s.original(p, p+1).start:])
	return unicode.IsLower(first) || unicode.IsDigit(first)
}

// line gives what the sentences of a line say that is known.
func (s *search) line(from, to int) (told []found) {
	all := s.sentences(from, to)
	if frame.MatchString(s.text[from:s.lineEnd(to, len(s.text))]) || s.elsewhere(all) {
		return nil
	}
	for _, at := range all {
		if !s.aside(at.span) {
			told = append(told, s.told(at.words, at.span)...)
		}
	}
	return told
}

// note keeps what a line says, and what stands between as not known.
func (s *search) note(told []found, from, to int) {
	for _, f := range told {
		if f.folded.start > from {
			s.unknown(from, f.folded.start)
		}
		s.hits = append(s.hits, f)
		from = max(from, f.folded.end)
	}
	s.unknown(from, to)
}

// elsewhere reports whether a line is no message: an advertisement, a question, a note of people. What only begins
// like one ("If this stays, contact support", "Map them now?") counts for the line as its first sentence.
func (s *search) elsewhere(all []sentence) bool {
	for i, at := range all {
		other := s.language.other.in(at.words)
		if i == 0 && s.asked(at.span) || other != nil && (i == 0 || !other.anchored) {
			return true
		}
	}
	return false
}

// aside reports whether a sentence is a question, a setting or a count of nothing.
func (s *search) aside(at span) bool {
	return s.asked(at) || setting.MatchString(s.text[at.start:at.end])
}

// asked reports whether a sentence is a question.
func (s *search) asked(at span) bool {
	return strings.HasSuffix(strings.TrimRight(s.text[at.start:at.end], " \n')"), "?")
}

// told gives what a sentence says: by the sign that fits best, by both of two that fit equally, and by a second one
// that begins behind the first with a capital. Three that fit equally say nothing.
func (s *search) told(sentence []word, at span) []found {
	s.language.markNames(s, sentence)
	if s.language.other.in(sentence) != nil || s.language.mended.in(sentence) != nil {
		return nil
	}
	sentence = unconditional(sentence)
	if f, ok := s.inside(sentence, at); ok {
		return []found{f}
	}
	if s.language.done.in(sentence) != nil && !slices.ContainsFunc(sentence, word.fails) && !slices.ContainsFunc(sentence, word.asks) {
		return nil
	}
	if s.strange(sentence) {
		return nil
	}
	fits := s.fits(sentence)
	if len(fits) == 0 {
		return s.topicOf(sentence, at)
	}
	best := fits[0]
	equal := slices.DeleteFunc(slices.Clone(fits), func(f fit) bool {
		return f.weight < best.weight || f.order() > best.order() || f.width() > best.width() || f.entry != best.entry && !f.overlaps(best)
	})
	equal = oncePerEntry(equal)
	if len(equal) > 2 {
		return nil
	}
	if len(equal) == 2 {
		return []found{s.finding(equal[0], sentence, at), s.finding(equal[1], sentence, at)}
	}
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

// order puts a loose sign behind one that knows the order of its words.
func (f fit) order() int {
	if f.loose {
		return 1
	}
	return 0
}

// strange reports whether too many of a sentence's own words are none that messages are made of: "boost limit exceeded",
// "the wifi connection was lost". Values, names and the parts of API names are nobody's own words.
func (s *search) strange(sentence []word) bool {
	own, others := 0, 0
	for _, w := range sentence {
		if len(w.plain) < 2 || w.value || w.named || w.part {
			continue
		}
		own++
		if !s.isFamiliar(w) {
			others++
		}
	}
	return others > 0 && others*s.fewest() >= own
}

// fewest is how many words of its own a sentence has to have for one that is strange; more where its text names no system.
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

// inside finds a text of the catalogue behind words of others: "Xero said the customer is archived". It has to be long
// enough to be nobody's own words.
func (s *search) inside(sentence []word, at span) (found, bool) {
	for _, w := range sentence {
		if w.value {
			continue
		}
		if c, ok := s.longWording(w.start); ok {
			start, end := s.trimmed(at.start, at.end)
			return found{entry: c.entry, span: s.original(start, end), parts: c.parts, key: c.key, folded: span{start, end}, bySign: true}, true
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
	slices.SortStableFunc(all, func(a, b fit) int { return cmp.Or(b.weight-a.weight, a.order()-b.order(), a.width()-b.width()) })
	if slices.ContainsFunc(all, func(f fit) bool { return f.entry.ofDocument() }) {
		return slices.DeleteFunc(all, func(f fit) bool { return f.entry.passes() })
	}
	return all
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

// passes reports whether the error is one of the connection that passes by itself. Where a sentence speaks of the
// document, too, that is told: nobody looks for the cause of what passes.
func (e *entry) ofDocument() bool { return e.about != "connection" && e.about != "settings" }

func (e *entry) passes() bool { return e.about == "connection" && e.where == NoFix }

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

// speaksOf reports whether a name stands in a text, as a word and not in an e-mail address.
func speaksOf(text, name string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], name)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(name)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if before != '@' && !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			return true
		}
		from = end
	}
}

func oncePerEntry(fits []fit) []fit {
	var once []fit
	for _, f := range fits {
		if !slices.ContainsFunc(once, func(o fit) bool { return o.entry == f.entry }) {
			once = append(once, f)
		}
	}
	return once
}

// finding is what a sign recognised: the whole sentence. Its key are the values that are told: said of others, it is
// another.
func (s *search) finding(f fit, sentence []word, at span) found {
	parts := map[string]string{}
	for _, name := range f.names {
		parts[name] = s.written(f.values[name], f.values[name])
	}
	for _, name := range f.entry.optional {
		if value := s.valueOf(name, sentence); value != "" {
			parts[name] = value
		}
	}
	var key []string
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		key = append(key, strings.ToLower(parts[name]))
	}
	start, end := s.trimmed(at.start, at.end)
	return found{entry: f.entry, span: s.original(start, end), parts: parts, key: strings.Join(key, "\n"), folded: span{start, end}, bySign: true}
}

// trimmed leaves out the spaces and separators round a stretch of the folded text.
func (s *search) trimmed(from, to int) (start, end int) {
	gap := s.text[from:to]
	start = from + len(gap) - len(strings.TrimLeft(gap, " ,"+separators))
	end = max(start, from+len(strings.TrimRight(gap, " ,"+separators)))
	return start, end
}

// unknown keeps a stretch that says nothing known, unless it is noise.
func (s *search) unknown(from, to int) {
	if from >= to || s.noise.only(s.text[from:to]) {
		return
	}
	start, end := s.trimmed(from, to)
	if n := len(s.hits); n > 0 && !s.hits[n-1].recognised() && s.hits[n-1].folded.end <= start {
		last := &s.hits[n-1]
		start = last.folded.start
		*last = found{span: s.original(start, end), key: s.text[start:end], folded: span{start, end}}
		return
	}
	s.hits = append(s.hits, found{span: s.original(start, end), key: s.text[start:end], folded: span{start, end}})
}

// join puts to a message what belongs to it in its line: what only says that something failed before it, and
// sentences behind it that tell of no other trouble.
func (s *search) join() {
	var out []found
	for i, h := range s.hits {
		n := len(out)
		switch {
		case h.recognised():
		case i+1 < len(s.hits) && s.hits[i+1].recognised() && s.leads(h.folded, s.hits[i+1].folded.start):
			s.hits[i+1].span.start, s.hits[i+1].folded.start = h.span.start, h.folded.start
			continue
		case n > 0 && out[n-1].recognised() && s.goesOn(out[n-1].folded.end, h.folded):
			out[n-1].span.end, out[n-1].folded.end = h.span.end, h.folded.end
			continue
		}
		out = append(out, h)
	}
	s.hits = out
}

// leads reports whether a stretch before a message only leads to it.
func (s *search) leads(before span, message int) bool {
	between := s.text[before.start:message]
	if strings.ContainsAny(between, separators) {
		return false
	}
	return strings.ContainsAny(strings.TrimRight(between, " #0123456789'")[max(0, len(strings.TrimRight(between, " #0123456789'"))-1):], ":-([") ||
		s.language.leads.in(s.words(before.start, before.end)) != nil
}

// goesOn reports whether a stretch behind a message belongs to it. In another line it has to be advice, or to begin with
// no capital.
func (s *search) goesOn(message int, behind span) bool {
	between := s.text[message:behind.end]
	words := s.words(behind.start, behind.end)
	advice := s.language.advice.in(words) != nil
	switch {
	case strings.ContainsAny(between, ";|"):
		return false
	case strings.Contains(between, "\n") && !advice && !s.goesOnFrom(behind.start):
		return false
	}
	return advice || !slices.ContainsFunc(words, word.fails)
}
