package diagnosis

// Finding cuts an entry into the messages that it holds. A message is recognised only as a whole: it begins where
// a message can begin and ends where one can end. What is left over is kept, unrecognised.

import (
	"regexp"
	"slices"
	"strings"
)

// matcher recognises one wording of an entry of the catalogue.
type matcher struct {
	entry *entry
	pattern
	text  string // as the data file writes it
	words int    // that it has
	whole bool   // recognised only as all that there is, and in its own system: its shape is too plain
}

// apiName is what an accounting system itself calls an error.
type apiName struct {
	entry *entry
	exact string
	plain bool // an everyday word, such as Duplicate: it needs more proof than an own name
}

// finder recognises the messages of one system, or of all.
type finder struct {
	matchers []matcher
	apiNames map[string]apiName // by folded name
	noise    noise
	signs    signs
	ids      []string            // of the systems
	topics   map[string][]*entry // what is told of each topic of the language, by system
	language *language
	one      bool // the system is known, so plainer shapes count
}

// find gives what the piece holds, in order, without the noise between.
func (f finder) find(message string, p piece) []found {
	if f.language == nil {
		f.language = &language{}
	}
	s := search{finder: f, message: message[p.start:p.end], alone: p.kind != plainText || p.span == span{0, len(message)}}
	s.folded = fold(s.message)
	s.systems = s.called()
	s.run()
	s.hits = withoutGuesses(s.hits)
	s.join()
	for i := range s.hits {
		s.hits[i].start += p.start
		s.hits[i].end += p.start
	}
	return s.hits
}

// search is one run over one piece.
type search struct {
	finder
	folded
	message string
	hits    []found
	done    int      // up to here the folded text is accounted for
	alone   bool     // so far there was only noise, and no answer stands beside the text
	systems []string // that the text speaks of
	weighed int      // up to here the lines with an opening message were read for what they say more
	more    bool     // the last of them does
}

// candidate is a message in the folded text.
type candidate struct {
	entry      *entry
	start, end int
	parts      map[string]string
	key        string
}

func (s *search) run() {
	for p := 0; p < len(s.text); {
		if c, ok := s.at(p); ok && !s.lineSaysMore(c) {
			s.leftover(p)
			s.hits = append(s.hits, found{entry: c.entry, span: s.original(c.start, c.end), parts: c.parts, key: c.key, folded: span{c.start, c.end}})
			p, s.done, s.alone = c.end, c.end, false
			continue
		}
		if width := s.noise.skip(s.text[p:]); width > 0 {
			p += width
			continue
		}
		s.alone = false
		p = s.nextStart(p)
	}
	s.leftover(len(s.text))
}

// lineSaysMore reports whether the line of a message that only opens another one says more in its words. Each line is read
// once for it.
func (s *search) lineSaysMore(c candidate) bool {
	if !c.entry.opens {
		return false
	}
	if end := s.lineEnd(c.end, len(s.text)); end > s.weighed {
		s.weighed = end
		s.more = slices.ContainsFunc(s.line(s.done, end), func(f found) bool {
			return f.surely() && f.entry.ofDocument() && !c.entry.saysMoreThan(f.entry)
		})
	}
	return s.more
}

// start finds where a message can begin within a line: behind a colon, a dash, a bracket or the end of a sentence.
var start = regexp.MustCompile(`[\n;|:(\[]|[.!?] | - `)

func (s *search) nextStart(p int) int {
	if m := start.FindStringIndex(s.text[p:]); m != nil {
		return p + max(m[0], 1)
	}
	return len(s.text)
}

func (s *search) nextSeparator(p int) int {
	if i := strings.IndexAny(s.text[p:], separators); i >= 0 {
		return p + i
	}
	return len(s.text)
}

// leftover reads what stands before p and no wording recognised, unless it is noise.
func (s *search) leftover(p int) {
	s.done += origin(s.text[s.done:p])
	if !s.noise.only(s.text[s.done:p]) {
		s.understand(s.done, p)
	}
}

// at gives the longest message that begins at p.
func (s *search) at(p int) (candidate, bool) {
	best, ok := s.wording(p)
	if c, named := s.name(p); named && (!ok || c.end > best.end) {
		return c, true
	}
	return best, ok
}

// wording gives the longest message that begins at p and is recognised by its words; of equals the earlier entry's.
func (s *search) wording(p int) (best candidate, ok bool) {
	for _, m := range s.matchers {
		if m.whole && !(s.alone && s.one) || !m.begins(s.text[p:]) {
			continue
		}
		c, fits := s.fit(m, p)
		if fits && (!ok || c.end > best.end) {
			best, ok = c, true
		}
	}
	return best, ok
}

// leastWords is how many words a text has that is recognised behind words of others.
const leastWords = 5

// longWording gives the longest message of many words that begins at p.
func (s *search) longWording(p int) (best candidate, ok bool) {
	for _, m := range s.matchers {
		if m.whole || m.entry.opens || m.words < leastWords || !m.begins(s.text[p:]) {
			continue
		}
		if c, fits := s.fit(m, p); fits && (!ok || c.end > best.end) {
			best, ok = c, true
		}
	}
	return best, ok
}

func (s *search) fit(m matcher, p int) (candidate, bool) {
	groups := m.re.FindStringSubmatchIndex(s.text[p:])
	if groups == nil {
		return candidate{}, false
	}
	c := candidate{entry: m.entry, start: p, end: p + groups[3]}
	if !s.ends(c.end) || m.whole && !s.noise.only(s.text[c.end:]) {
		return candidate{}, false
	}
	s.take(&c, m, groups)
	c.end += stops(s.text[c.end:])
	return c, true
}

// take notes what stands in the placeholders of a pattern that matched at the candidate's start.
func (s *search) take(c *candidate, m matcher, groups []int) {
	c.parts = make(map[string]string, len(m.names))
	for _, name := range m.names {
		i := 2 * m.re.SubexpIndex(name)
		start, end := c.start+groups[i], c.start+groups[i+1]
		value := s.original(start, end)
		c.parts[name] = strings.Join(strings.Fields(s.message[value.start:value.end]), " ")
		c.key += s.text[start:end] + "\n"
	}
}

// stops counts the full stops and exclamation marks that a text begins with.
func stops(text string) int { return len(text) - len(strings.TrimLeft(text, ".!")) }

// ends reports whether a message can end at p: at the end, before a separator, with a full stop, or before noise
// that runs to one of these.
func (s *search) ends(p int) bool {
	rest := strings.TrimLeft(s.text[p:], ".!')]}")
	if stopped := stops(s.text[p:]) > 0; stopped && strings.HasPrefix(rest, " ") {
		return true
	}
	return s.noise.toSeparator(rest)
}

// token is an API's own name in folded text.
var token = regexp.MustCompile(`^[a-z][a-z0-9_]*`)

// name recognises an API's own name where it is all that there is, or stands before a colon or a dash in exactly the
// API's spelling; then the sentence behind it belongs to it, unless that is a message of its own.
func (s *search) name(p int) (candidate, bool) {
	word := token.FindString(s.text[p:])
	name, ok := s.apiNames[word]
	if !ok {
		return candidate{}, false
	}
	c := candidate{entry: name.entry, start: p, end: p + len(word)}
	rest := s.text[c.end:]
	if s.noise.toSeparator(rest) {
		return c, !name.plain || s.alone && s.noise.only(rest)
	}
	spelt := s.original(c.start, c.end)
	joint := strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, " - ") || strings.HasPrefix(rest, " : ")
	if !joint || s.message[spelt.start:spelt.end] != name.exact || name.plain && !s.one {
		return candidate{}, false
	}
	next := c.end + len(rest) - len(strings.TrimLeft(rest, " :-"))
	if _, own := s.wording(next); !own {
		c.end = s.nextSeparator(next)
	}
	return c, true
}
