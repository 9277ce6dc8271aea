package console

// Breaking lines at words, so that what belongs together stays in its column on a terminal.

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// hang is how much further in the rest of a broken line stands.
const hang = "  "

// fold breaks text at its spaces into lines of at most room columns; 0: it stays one line. The first line begins with
// first, the others with rest, each of which takes room too. Columns set apart by spaces move together before they are
// broken. A word that is longer than its line stays whole, so that an address can still be clicked. Emphasis goes on in
// the next line, and never covers rest.
func fold(first, rest, text string, room int) []string {
	if room <= 0 {
		return []string{first + text}
	}
	text = strings.TrimRight(text, " ")
	bare := strings.TrimLeft(text, " ")
	lead := text[:len(text)-len(bare)]
	words := strings.Split(narrowed(bare, room-columns(first+lead)), " ")
	rest += lead + hang
	line, style := first+lead+words[0], styleAfter("", words[0])
	used := columns(line)
	var lines []string
	for _, w := range words[1:] {
		n := columns(w)
		if w == "" || used+1+n <= room {
			line, used = line+" "+w, used+1+n
		} else {
			lines = append(lines, ended(line, style))
			line, used = rest+style+w, columns(rest)+n
		}
		style = styleAfter(style, w)
	}
	return append(lines, line)
}

// narrowed takes from the widest gap of text what text has too much for room columns, if two spaces remain there.
func narrowed(text string, room int) string {
	excess := columns(text) - room
	from, to := 0, 0
	for _, gap := range gaps.FindAllStringIndex(text, -1) {
		if gap[1]-gap[0] > to-from {
			from, to = gap[0], gap[1]
		}
	}
	if excess <= 0 || to-from-excess < 2 {
		return text
	}
	return text[:from] + text[from+excess:]
}

// gaps are the spaces between two columns.
var gaps = regexp.MustCompile(` {3,}`)

// ended is a line that ends before its emphasis does.
func ended(line, style string) string {
	line = strings.TrimRight(line, " ")
	if style != "" {
		line += reset
	}
	return line
}

// sideBySide puts pieces, of which there is at least one, into as few rows of at most room columns as they need in their
// order; 0: one row.
func sideBySide(pieces []string, room int) []string {
	const gap = "   "
	all := slices.Clone(pieces[:1])
	for _, p := range pieces[1:] {
		last := &all[len(all)-1]
		if room > 0 && columns(*last)+len(gap)+columns(p) > room {
			all = append(all, p)
			continue
		}
		*last += gap + p
	}
	return all
}

const reset = "\x1b[0m"

// emphasis is what a pen writes: it takes no column. All that comes from elsewhere was made visible before.
var emphasis = regexp.MustCompile("\x1b\\[[0-9;]*m")

// styleAfter is the emphasis that holds after s, where style held before it; empty: none.
func styleAfter(style, s string) string {
	all := emphasis.FindAllString(s, -1)
	if len(all) == 0 {
		return style
	}
	return strings.TrimPrefix(all[len(all)-1], reset)
}

// columns is how wide a terminal draws s: East Asian characters and emoji take two columns, marks on others none.
func columns(s string) int {
	n := 0
	for _, r := range emphasis.ReplaceAllString(s, "") {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case slices.Contains(twoColumns, width.LookupRune(r).Kind()):
			n += 2
		default:
			n++
		}
	}
	return n
}

var twoColumns = []width.Kind{width.EastAsianWide, width.EastAsianFullwidth}
