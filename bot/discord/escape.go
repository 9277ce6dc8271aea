package discord

// Text as Discord takes it: nothing in it may format, ping, link or become a picture, and what is read is what was meant.
// https://support.discord.com/hc/en-us/articles/210298617 says what Discord makes of text.

import (
	"regexp"
	"strings"

	"syncbot/bot/chat/chars"
)

// gap is a space without width. It parts what Discord would take for a link or a mark, and stands where nothing may not.
const gap = "\u200b"

// plain is text for where Discord reads no marks, of one to so many characters.
func plain(text string, most int) string {
	return chars.Cut(chars.Blankless(chars.Visible(text)), most)
}

// unseen is what Discord may take away at the beginning of a line.
const unseen = `[\s\pZ\p{Cf}\x{115f}\x{1160}\x{2800}\x{3164}\x{ffa0}]*`

var (
	aPing   = regexp.MustCompile(`(?i)@(everyone|here)`)
	anEntry = regexp.MustCompile(`(?i)(discord(app)?\.)`) // to a server: discord.gg/…
	aSmiley = regexp.MustCompile(`^:[\w+-]+:`)
	aBullet = regexp.MustCompile(`^(` + unseen + `)([#+-])`)
	aNumber = regexp.MustCompile(`^(` + unseen + `\d+)([.)])`)
	anItem  = regexp.MustCompile(`^\d+\. *`)
)

// escaped is text inside a line of markdown.
func escaped(text string) string {
	text = strings.ReplaceAll(chars.Visible(text), "://", ":"+gap+"//")
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

// item is a line of markdown that stays a numbered step, in which Discord would read another heading or list.
func item(line string) string {
	number := anItem.FindString(line)
	return number + flat(line[len(number):])
}

// unfenced is text inside a code block, which ends at three backquotes and nowhere else.
func unfenced(text string) string {
	return strings.ReplaceAll(chars.Visible(text), "```", "`"+gap+"`"+gap+"`")
}
