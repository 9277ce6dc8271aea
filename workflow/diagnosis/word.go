package diagnosis

// Words: what stands in a text is cut into sentences of words, so that signs can be found in them. What stands between
// quotes or in short brackets is a value, not words; what reads like a name is marked.

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is one of a sentence.
type word struct {
	plain      string // in the form in which words are compared; empty for a value in quotes or brackets
	start, end int    // in the folded text
	value      bool   // could be what varies: quoted, or with a digit, or all in capitals
	capital    bool   // begins with a capital
	named      bool   // belongs to a name
	comma      bool   // a comma stands before it
	colon      bool   // a colon stands before it
	part       bool   // of a name in one word, such as DateInLockPeriod
	run        int    // the run of words with capitals that it stands in; 0: none
}

// is reports whether the word is the one of a phrase.
func (w word) is(written string) bool {
	if strings.HasPrefix(written, "{") {
		return w.value
	}
	return w.plain == written && !w.named
}

const longestSentence = 80 // in words; what is longer is read in pieces

// pieceOfText finds what a sentence is made of: a value in quotes or brackets, a date, or a word.
var pieceOfText = regexp.MustCompile(`(?:^|[ \n(\[,:=])('[^'\n;|]{1,80}')(?:$|[ \n.,;:!?)\]])` +
	`|<a [^<>]*>[^<>]*</a>` +
	`|</?(?:p|b|br|i|u|a|em|strong|div|span|li|ul|ol|td|tr|h\d|small|font|code)(?: [^<>]*)?/?>` +
	`|([\[<({][^\[\]<>(){}\n]{0,60}[\]>)}])` +
	`|%[0-9a-f]{2}` +
	`|https?://[^ \n]*` +
	`|(` + date + `)` +
	`|([\pL\pN_$][\pL\pN_'@-]*(?:[.\\][\pL\pN_'@-]+)*)`)

// wordsOf gives the words of a phrase of the data files.
func wordsOf(text string) []string {
	var out []string
	for _, part := range strings.Fields(fold(text).text) {
		if w := plainWord(strings.Trim(part, ".,:;!?()#\"")); w != "" {
			out = append(out, longWords(w)...)
		}
	}
	return out
}

var spelling = strings.NewReplacer("'", "", "-", "", "iz", "is")

// plainWord is the form in which words are compared: without hyphens, apostrophes and plural, in British spelling.
func plainWord(w string) string {
	if strings.HasSuffix(w, "'s") {
		return w
	}
	w = spelling.Replace(w)
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 3 && strings.HasSuffix(w, "s") && !slices.ContainsFunc([]string{"ss", "us", "is"}, func(end string) bool { return strings.HasSuffix(w, end) }):
		return w[:len(w)-1]
	}
	return w
}

// contracted verbs are written out where "n't" stands behind them: "isn't" is "is not". "Don't" and "won't" stay, as signs
// name them.
var contracted = strings.Fields("is are was were has have had does did could")

// longWords gives the words for which one stands, so a message says "isn't", "isnt" or "is not" alike.
func longWords(plain string) []string {
	switch verb := strings.TrimSuffix(plain, "nt"); {
	case plain == "cant":
		return []string{"cannot"}
	case verb != plain && slices.Contains(contracted, verb):
		return []string{verb, "not"}
	}
	return []string{plain}
}

// words cuts a stretch of the folded text into words.
func (s *search) words(from, to int) []word {
	var out []word
	text := s.text[:to]
	for from < to {
		m := pieceOfText.FindStringSubmatchIndex(text[from:])
		if m == nil {
			break
		}
		group := 1
		for group <= 4 && m[2*group] < 0 {
			group++
		}
		if group > 4 {
			from += m[1]
			continue
		}
		start, end := from+m[2*group], from+m[2*group+1]
		switch {
		case group == 4:
			out = append(out, s.split(start, end)...)
		case group == 3 || s.short(start, end):
			out = append(out, word{start: start, end: end, value: true})
		default: // brackets or quotes round a message
			end = start + 1
		}
		from = end
	}
	for i := 1; i < len(out); i++ {
		between := s.text[out[i-1].end:out[i].start]
		out[i].comma = strings.Contains(between, ",")
		out[i].colon = strings.Contains(between, ":")
	}
	return out
}

// short reports whether what stands in quotes or brackets is so short that it is a value. A longer one in quotes is,
// too, unless it says that something is wrong, which in round brackets two words can.
func (s *search) short(start, end int) bool {
	inside := wordsOf(strings.Trim(s.text[start:end], "'[]<>(){} "))
	wrong := slices.ContainsFunc(inside, func(w string) bool { return s.language.trouble[w] })
	switch {
	case s.text[start] == '(' && len(inside) > 1 && wrong:
		return false
	case len(inside) <= 5 && s.text[start] == '\'' || len(inside) <= 4:
		return true
	case s.text[start] != '\'' || len(inside) > 8:
		return false
	}
	return !wrong
}

// humps finds the words of a name such as DateInLockPeriod, ACCOUNT_MISSING or Line.ItemRef.
var humps = regexp.MustCompile(`[A-Z]+(?:$|[^A-Za-z])|[A-Z]*[a-z]+|[A-Z]+|[0-9]+`)

// split gives the words of one token.
func (s *search) split(start, end int) []word {
	token := s.text[start:end]
	at := s.original(start, end)
	written := s.message[at.start:at.end]
	first, _ := utf8.DecodeRuneInString(written)
	whole := word{plain: plainWord(token), start: start, end: end, capital: unicode.IsUpper(first), value: valueLike(written)}
	long := longWords(whole.plain)
	whole.plain = long[0]
	if len(long) > 1 {
		cut := start + len(strings.TrimSuffix(strings.TrimSuffix(token, "n't"), "nt"))
		whole.end = cut
		return []word{whole, {plain: long[1], start: cut, end: end}}
	}
	parts := humps.FindAllStringIndex(written, -1)
	if s.language.isSystem(token) || len(written) != len(token) || len(parts) < 2 || strings.ContainsAny(written, "'@/-") || unicode.IsDigit(first) {
		return []word{whole}
	}
	var out []word
	for _, p := range parts {
		part := strings.Trim(token[p[0]:p[1]], "_.\\$")
		if part != "" {
			out = append(out, word{plain: plainWord(part), start: start + p[0], end: start + p[1], capital: unicode.IsUpper(first), part: true})
		}
	}
	if len(out) < 2 {
		return []word{whole}
	}
	return out
}

// isSystem reports whether a token is what texts call a system.
func (l *language) isSystem(token string) bool {
	for _, written := range l.names {
		if slices.Contains(written, token) {
			return true
		}
	}
	return false
}

// valueLike reports whether a token could be a code: it has a digit, or is in capitals.
func valueLike(written string) bool {
	return strings.ContainsAny(written, "0123456789#$") || len(written) > 1 && strings.ToUpper(written) == written
}

// sentenceEnd is where one sentence ends and another can begin. Lists in a line are numbered like "#2:" or "2)".
var sentenceEnd = regexp.MustCompile(`[;|]|[.!?]+['")\]]*(?:[ \n]|$)|[.:] ?(?:[1-9]\))| #[1-9]\b`)

// shortened words end with a stop that ends no sentence.
var shortened = regexp.MustCompile(`(?:^|[ (])(?:pty|ltd|inc|co|corp|no|mr|mrs|ms|dr|st|vs|e\.g|i\.e|etc|\pL)$`)

const longestShort = 6 // bytes that hold each of the shortened words and what stands before it

// sentence is one of a line.
type sentence struct {
	span  // in the folded text
	words []word
}

// sentences cuts a stretch of the folded text.
func (s *search) sentences(from, to int) []sentence {
	var out []sentence
	add := func(start, end int) {
		for words := range slices.Chunk(s.words(start, end), longestSentence) {
			cut := end
			if last := words[len(words)-1]; last.end < end && len(words) == longestSentence {
				cut = last.end
			}
			out = append(out, sentence{span{start, cut}, words})
			start = cut
		}
	}
	start := from
	for p := from; p < to; {
		m := sentenceEnd.FindStringIndex(s.text[p:to])
		if m == nil {
			break
		}
		end := p + m[0]
		p += m[1]
		if s.text[end] == '.' && shortened.MatchString(s.text[max(start, end-longestShort):end]) {
			continue
		}
		add(start, p)
		start = p
	}
	add(start, to)
	return out
}

// markNames marks the words of names: runs of words with capitals of which one is no word of messages. A sentence
// all in capitals doesn't tell.
func (l *language) markNames(s *search, sentence []word) {
	if !slices.ContainsFunc(sentence, func(w word) bool { return !w.capital && w.plain != "" && !w.value }) && s.shouted(sentence) {
		return
	}
	for i := 0; i < len(sentence); {
		if l.nouns[sentence[i].plain] { // "Contact Archived Motors": the name begins behind it
			i++
			continue
		}
		end := i + 1
		for end < len(sentence) && sentence[i].capital && sentence[end].capital && s.beside(sentence[end-1], sentence[end]) {
			end++
		}
		run := sentence[i:end]
		name := slices.ContainsFunc(run, func(w word) bool {
			plain := strings.TrimSuffix(w.plain, "'s")
			return !l.known[plain] && !l.familiar[plain] && len(w.plain) > 1 && !w.value && !w.part
		})
		for k := range run {
			if len(run) > 1 {
				run[k].run, run[k].named = i+1, name
			}
		}
		i = end
	}
}

// beside reports whether only spaces and joining marks stand between two words.
func (s *search) beside(a, b word) bool {
	return strings.Trim(s.text[a.end:b.start], " &+'-") == ""
}

// shouted reports whether a sentence has no small letters.
func (s *search) shouted(sentence []word) bool {
	if len(sentence) == 0 {
		return false
	}
	at := s.original(sentence[0].start, sentence[len(sentence)-1].end)
	written := s.message[at.start:at.end]
	return strings.ToUpper(written) == written
}
