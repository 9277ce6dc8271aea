package workflow

// What fits a phone: an explanation of an error is read at the counter, so it fits one screen before its buttons.

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// The screen of a phone, in lines and in characters.
const (
	PhoneLines   = 12
	PhoneColumns = 45
)

// PhoneHeight is how many lines of a phone's screen the words take, broken between words.
func PhoneHeight(w Words) int {
	height := 0
	for l := range strings.Lines(w.Text()) {
		height += heightOf(strings.TrimRight(l, "\n"))
	}
	return height
}

// heightOf is the height of one line.
func heightOf(line string) int {
	height, column := 1, 0
	for _, word := range strings.Fields(line) {
		n := utf8.RuneCountInString(word)
		if column > 0 && column+1+n > PhoneColumns {
			height, column = height+1, 0
		}
		if column > 0 {
			column++
		}
		column += n
		for column > PhoneColumns { // a word longer than a line
			height, column = height+1, column-PhoneColumns
		}
	}
	return height
}

// part is a part of a message about an error: what may be cut, and what may be left out, where the whole doesn't fit.
type part struct {
	text  string // marked
	quote bool   // a message of the log: it is cut first, to at least two lines
	short string // stands for text next; empty: nothing shorter says it
	spare bool   // left out last, the last one first
}

func must(text string) part           { return part{text: text} }
func orShort(text, short string) part { return part{text: text, short: short} }
func spare(text string) part          { return part{text: text, spare: true} }

// quoted is a message of the log, word for word.
func quoted(message string) part { return part{text: quote(message), quote: true} }

// fit puts the parts together so that they fit a phone's screen, and says whether nothing was lost on the way.
func fit(parts []part) (text Words, whole bool) {
	ways := []struct {
		shorten func([]part) []part
		loses   bool
	}{{cutQuotes, true}, {shorter, false}, {leaveOut, true}}
	text, whole = joined(parts), true
	for _, way := range ways {
		if PhoneHeight(text) <= PhoneLines {
			break
		}
		parts = way.shorten(parts)
		shorter := joined(parts)
		whole = whole && (shorter == text || !way.loses)
		text = shorter
	}
	return text, whole
}

func joined(parts []part) Words {
	all := make([]string, len(parts))
	for i, p := range parts {
		all[i] = p.text
	}
	return words(all...)
}

// cutQuotes cuts the messages of the log to what room the rest leaves.
func cutQuotes(parts []part) []part {
	var out []part
	over := PhoneHeight(joined(parts)) - PhoneLines
	for _, p := range parts {
		if p.quote {
			keep := max(2, PhoneHeight(Words(p.text))-over)
			p.text = cutTo(p.text, keep)
		}
		out = append(out, p)
	}
	return out
}

// cutTo cuts a quote to so many lines.
func cutTo(quoted string, height int) string {
	if PhoneHeight(Words(quoted)) <= height {
		return quoted
	}
	said := strings.Fields(Words(quoted).bare())
	for len(said) > 1 {
		said = said[:len(said)-1]
		if short := mark(Quoted, strings.Join(said, " ")+" …"); PhoneHeight(Words(short)) <= height {
			return short
		}
	}
	return mark(Quoted, string([]rune(said[0])[:min(height*PhoneColumns-4, utf8.RuneCountInString(said[0]))])+"…")
}

// shorter says what can be said shorter, the last one first, until all fits.
func shorter(parts []part) []part {
	out := slices.Clone(parts)
	for i := len(out) - 1; i >= 0 && PhoneHeight(joined(out)) > PhoneLines; i-- {
		if out[i].short != "" && out[i].text != "" {
			out[i].text = out[i].short
		}
	}
	return out
}

// leaveOut leaves out spare parts, the last one first, until the rest fits.
func leaveOut(parts []part) []part {
	out := parts
	for i := len(parts) - 1; i >= 0 && PhoneHeight(joined(out)) > PhoneLines; i-- {
		if parts[i].spare {
			out = append(append([]part(nil), out[:i]...), out[i+1:]...)
		}
	}
	return out
}
