// Package chars is what chat services need of text: how long it is as they count, where it is cut, and what of it people see.
package chars

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Length counts as JavaScript does, which never counts less than anybody else.
func Length(text string) int {
	n := 0
	for _, r := range text {
		n += max(utf16.RuneLen(r), 1)
	}
	return n
}

// Cut is text of at most so many characters; what was longer ends in an ellipsis.
func Cut(text string, most int) string {
	if Length(text) <= most {
		return text
	}
	return Head(text, most-1) + "…"
}

// Head is the beginning of text, at most so many characters of it, whole runes.
func Head(text string, most int) string {
	for i, r := range text {
		if most -= max(utf16.RuneLen(r), 1); most < 0 {
			return text[:i]
		}
	}
	return text
}

// Visible shows control characters, which services would drop or refuse, as their pictures. What would break a line, or turn the
// direction of the letters round it, does not.
func Visible(text string) string {
	if utf8.ValidString(text) && !strings.ContainsFunc(text, hidden) {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case !hidden(r):
			return r
		case r == '\r', turns(r):
			return -1
		case r == '\u2028', r == '\u2029':
			return ' '
		case r < ' ':
			return '␀' + r
		}
		return utf8.RuneError
	}, text)
}

func hidden(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' || turns(r) || r == '\u2028' || r == '\u2029'
}

// turns says whether the character sets the direction of others: https://www.unicode.org/reports/tr9/.
func turns(r rune) bool { return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' }

// fillers are letters and signs of which people see nothing.
const fillers = "\u115f\u1160\u2800\u3164\uffa0"

// IsBlank says that people see nothing of the text. Services refuse some of it as empty.
func IsBlank(text string) bool { return strings.TrimFunc(text, isBlank) == "" }

func isBlank(r rune) bool {
	return unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Cc) || strings.ContainsRune(fillers, r)
}

// Blankless stands in for what services would refuse as empty.
func Blankless(text string) string {
	if IsBlank(text) {
		return "…"
	}
	return text
}
