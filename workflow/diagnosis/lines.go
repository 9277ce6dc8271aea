package diagnosis

// Lines: what no text of the catalogue recognised is read line by line, and what stands round a message is put to it.

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

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
	p += len(s.text[p:]) - len(strings.TrimLeft(s.text[p:], " \n'"))
	if p >= len(s.text) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s.message[s.original(p, p+1).start:])
	return unicode.IsLower(first) || unicode.IsDigit(first)
}

// line gives what the sentences of a line say that is known; nothing where it, or the line behind it, belongs to a stack
// trace: "java.lang.IllegalArgumentException: invalid account" stands above its frames.
func (s *search) line(from, to int) (told []found) {
	all := s.sentences(from, to)
	if frame.MatchString(s.text[from:s.lineEnd(to, len(s.text))]) || s.elsewhere(all) {
		return nil
	}
	for _, at := range all {
		if s.aside(at.span) || len(told) > 0 && s.language.advice.in(at.words) != nil {
			continue
		}
		told = append(told, s.told(at.words, at.span)...)
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

// trimmed leaves out the spaces and separators round a stretch of the folded text.
func (s *search) trimmed(from, to int) (start, end int) {
	gap := s.text[from:to]
	start = from + len(gap) - len(strings.TrimLeft(gap, " ,"+separators))
	end = max(start, from+len(strings.TrimRight(gap, " ,"+separators)))
	return start, end
}

// join puts to a message what belongs to it in its line: what only says that something failed before it, and
// sentences behind it that tell of no other trouble.
func (s *search) join() {
	var out []found
	for i, h := range s.hits {
		n := len(out)
		switch {
		case n > 0 && s.sameAgain(out[n-1], h):
			out[n-1].span.end, out[n-1].folded.end = h.span.end, h.folded.end
			if len(out[n-1].parts) == 0 {
				out[n-1].parts, out[n-1].key = h.parts, h.key
			}
			continue
		case n > 0 && s.moreOfIt(out[n-1], h):
			h.span.start, h.folded.start = out[n-1].span.start, out[n-1].folded.start
			out[n-1] = h
			continue
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

// sameAgain reports whether two sentences of a line say the same in other words, at most one of them with values.
func (s *search) sameAgain(f, g found) bool {
	return f.bySign && g.bySign && f.entry == g.entry && (len(f.parts) == 0 || len(g.parts) == 0) && !strings.ContainsAny(s.text[f.folded.end:g.folded.start], separators)
}

// moreOfIt reports whether the second of two sentences of a line says more of what the first one says: "The quantity -1
// is invalid. It must not be less than zero."
func (s *search) moreOfIt(f, g found) bool {
	return f.bySign && g.recognised() && g.entry.saysMoreThan(f.entry) && !strings.ContainsAny(s.text[f.folded.end:g.folded.start], separators)
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
	case strings.ContainsRune(between, unread):
		return false
	case advice:
		return !strings.Contains(between, "|")
	case strings.ContainsAny(between, ";|"), strings.Contains(between, "\n") && !s.goesOnFrom(behind.start):
		return false
	}
	return !slices.ContainsFunc(words, word.fails)
}
