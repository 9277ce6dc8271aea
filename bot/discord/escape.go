package discord

// Text as Discord takes it: nothing in it may format, ping, link or become a picture, and what is read is what was meant.
// https://support.discord.com/hc/en-us/articles/210298617 says what Discord makes of text.

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// gap is a space without width. It parts what Discord would take for a link or a mark, and stands where nothing may not.
const gap = "\u200b"

// length counts as JavaScript does, which never counts less than anybody else.
func length(text string) int {
	n := 0
	for _, r := range text {
		n += max(utf16.RuneLen(r), 1)
	}
	return n
}

// cut is text of at most so many characters; what was longer ends in an ellipsis.
func cut(text string, most int) string {
	if length(text) <= most {
		return text
	}
	return head(text, most-1) + "…"
}

// head is the beginning of text, at most so many characters of it, whole runes.
func head(text string, most int) string {
	for i, r := range text {
		if most -= max(utf16.RuneLen(r), 1); most < 0 {
			return text[:i]
		}
	}
	return text
}

// visible shows control characters, which Discord would drop or refuse, as their pictures.
func visible(text string) string {
	if utf8.ValidString(text) && !strings.ContainsFunc(text, hidden) {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return -1
		case !hidden(r):
			return r
		case r < ' ':
			return '␀' + r
		}
		return utf8.RuneError
	}, text)
}

func hidden(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }

// plain is text for where Discord reads no marks, of one to so many characters.
func plain(text string, most int) string { return cut(blankless(visible(text)), most) }

// blankless stands in for what Discord would refuse as empty.
func blankless(text string) string {
	if strings.Trim(text, gap+" \t\n") == "" {
		return "…"
	}
	return text
}

var (
	aPing   = regexp.MustCompile(`(?i)@(everyone|here)`)
	anEntry = regexp.MustCompile(`(?i)(discord(app)?\.)`) // to a server: discord.gg/…
	aSmiley = regexp.MustCompile(`^:[\w+-]+:`)
	aBullet = regexp.MustCompile(`^(\s*)([#+-])`)
	aNumber = regexp.MustCompile(`^(\s*\d+)([.)])`)
)

// escaped is text inside a line of markdown.
func escaped(text string) string {
	text = strings.ReplaceAll(visible(text), "://", ":"+gap+"//")
	text = anEntry.ReplaceAllString(aPing.ReplaceAllString(text, "@"+gap+"$1"), "$1"+gap)
	var b strings.Builder
	for i, r := range text {
		if strings.ContainsRune("\\*_~|`<>[]", r) || r == ':' && aSmiley.MatchString(text[i:]) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// flat is a line of markdown that begins no heading, small print or list.
func flat(line string) string {
	return aNumber.ReplaceAllString(aBullet.ReplaceAllString(line, `$1\$2`), `$1\$2`)
}

// unfenced is text inside a code block, which ends at three backquotes and nowhere else.
func unfenced(text string) string {
	return strings.ReplaceAll(visible(text), "```", "`"+gap+"`"+gap+"`")
}
