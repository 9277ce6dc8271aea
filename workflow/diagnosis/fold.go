package diagnosis

// Folding makes texts comparable: what people, programs and fonts do to a message on its way into a log is taken
// back, and every byte keeps the place that it came from, so that messages can be quoted word for word.

import (
	"html"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxRead is how much of a text is read for matching, in bytes. What lies behind it is quoted but not understood.
const maxRead = 16 << 10

// unread stands at the end of a folded text that was cut; no pattern holds it and it is not noise.
const unread = '\u2026'

// folded is a text in lower case, NFKC, with plain single quotes and hyphens, every run of white space one space,
// or one line feed where the run breaks a line, and none at the ends.
type folded struct {
	text string
	at   []int // at[i] is where byte i came from; at[len(text)] is the end of the original
}

// original is the stretch of the original text behind text[start:end]; one character that was folded into several
// is never cut.
func (f folded) original(start, end int) span {
	for end < len(f.text) && f.at[end] == f.at[end-1] {
		end++
	}
	return span{f.at[start], f.at[end]}
}

// folder collects a folded text.
type folder struct {
	out   strings.Builder
	at    []int
	space rune // white space that waits for something to stand before; 0: none
	from  int  // where that white space began
	last  rune
}

func fold(s string) folded {
	var f folder
	i := 0
	for i < len(s) && i < maxRead {
		text, width := readUnit(s[i:])
		for _, r := range text {
			f.add(r, i)
		}
		i += width
	}
	if i < len(s) {
		f.add('\n', i)
		f.put(unread, i)
	}
	end := len(s)
	if f.space != 0 {
		end = f.from
	}
	return folded{f.out.String(), append(f.at, end)}
}

// add takes the next rune of the original, which stands at place i.
func (f *folder) add(r rune, i int) {
	switch {
	case unicode.IsSpace(r) || unicode.IsControl(r):
		f.blank(r, i)
	case unicode.Is(unicode.Cf, r): // invisible: soft hyphens, zero-width spaces, byte order marks
	case unicode.Is(unicode.Pd, r):
		f.put('-', i)
	case strings.ContainsRune("'\"`´‘’‚‛“”„‟′″", r):
		if f.last != '\'' || f.space != 0 {
			f.put('\'', i)
		}
	case r < utf8.RuneSelf:
		f.put(unicode.ToLower(r), i)
	default:
		for _, plain := range norm.NFKC.String(string(r)) {
			if plain == ' ' {
				f.blank(plain, i)
				continue
			}
			f.put(unicode.ToLower(plain), i)
		}
	}
}

func (f *folder) blank(r rune, i int) {
	if f.space == 0 {
		f.space, f.from = ' ', i
	}
	if r == '\n' || r == '\r' {
		f.space = '\n'
	}
}

func (f *folder) put(r rune, i int) {
	if f.space != 0 && f.out.Len() > 0 {
		f.out.WriteByte(byte(f.space))
		f.at = append(f.at, f.from)
	}
	f.space, f.last = 0, r
	n, _ := f.out.WriteRune(r)
	for range n {
		f.at = append(f.at, i)
	}
}

// readUnit reads one character of a text, or one that HTML or JSON wrote as several, and says how many bytes it took.
func readUnit(s string) (text string, width int) {
	switch s[0] {
	case '&':
		if end := strings.IndexByte(s[:min(len(s), 10)], ';'); end > 0 {
			if plain := html.UnescapeString(s[:end+1]); plain != s[:end+1] {
				return plain, end + 1
			}
		}
	case '\\':
		return readEscape(s)
	}
	_, width = utf8.DecodeRuneInString(s)
	return s[:width], width
}

// readEscape reads the escapes of JSON strings; any other backslash stands for itself.
func readEscape(s string) (text string, width int) {
	if len(s) < 2 {
		return s, len(s)
	}
	switch s[1] {
	case '"', '\'', '/':
		return s[1:2], 2
	case 'n', 'r':
		return "\n", 2
	case 'u':
		if len(s) >= 6 {
			if code, err := strconv.ParseUint(s[2:6], 16, 16); err == nil {
				return string(rune(code)), 6
			}
		}
	}
	return s[:1], 1
}
