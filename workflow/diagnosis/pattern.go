package diagnosis

// A pattern is a message as the data files write it, with the parts that vary as {placeholders}. It becomes a
// regular expression over folded text (Go's are linear in the text), anchored at the start of a message.

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// placeholders are the parts that vary. Those of free form take as little as they can; no part but {name} reaches
// over a separator of messages, and none over a line.
var placeholders = map[string]string{
	"account": code,                                        // an account's code or name, quoted or not
	"code":    code,                                        // a tax code, a status, a currency
	"name":    `[^\n|]{1,80}?`,                             // a contact's name
	"number":  `#?(?:[a-z]{1,5}-?)?\d(?:[\w./-]{0,28}\w)?`, // a document's number or an error's
	"amount":  `[-+$€£a-z ]{0,5}\d(?:[\d.,]{0,20}\d)?`,
	"email":   `[^ \n@]{1,64}@[^ \n@]{1,190}`,
	"item":    code, // an item's code or name
	"field":   `\pL[\pL\pN_.\[\]]{0,39}(?: [\pL\pN_.\[\]]{1,20}){0,2}?`,
	"date":    date,
	"status":  `4(?:[013-9]\d|2[0-8])`, // an HTTP status that says only that something was refused
	"word":    `[\pL\pN_]*`,
	"any":     `[^\n;|]*`, // the rest, whatever it is
}

const (
	code = `[\pL\pN][^'\n;|]{0,58}?`
	date = `(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(?:[ t]\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\b\.?)?)?` +
		`|\d{1,2}[ -]` + month + `[ -]\d{2,4}|` + month + ` \d{1,2},? \d{2,4}|xx/xx/xxxx)`

	month = `(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}`
)

// uncaptured placeholders say nothing that an explanation could use.
var uncaptured = []string{"any", "word", "status"}

// placeholder finds one in a folded pattern, with the quotes round it: people and programs drop quotes.
var placeholder = regexp.MustCompile(`('?)\{([a-z]+)\}('?)`)

// ending follows a message, so that a part that takes as little as it can still takes whole words.
const ending = `(?:[.!')\]}]*(?:[ \n;|:,(\[-]|$|` + string(unread) + `))`

// pattern recognises one message at the start of a folded text. Its first group is the message.
type pattern struct {
	prefix string // the literal beginning, with spaces for line feeds: tried first, for speed
	re     *regexp.Regexp
	names  []string // the placeholders whose values it captures
}

func compilePattern(text string) (pattern, error) {
	plain := strings.TrimRight(fold(text).text, ".!")
	if plain == "" {
		return pattern{}, fmt.Errorf("an empty text would match everything; write the message")
	}
	p := pattern{prefix: plain}
	if i := strings.IndexAny(plain, "{'."); i >= 0 {
		p.prefix = plain[:i]
	}
	var expr strings.Builder
	done := 0
	for _, m := range placeholder.FindAllStringSubmatchIndex(plain, -1) {
		expr.WriteString(literal(plain[done:m[0]]))
		part, err := p.variable(plain[m[4]:m[5]])
		if err != nil {
			return pattern{}, err
		}
		expr.WriteString(part)
		done = m[1]
	}
	expr.WriteString(literal(plain[done:]))
	re, err := regexp.Compile(`^(` + expr.String() + `)` + ending)
	p.re = re
	return p, err
}

// variable is the expression for a placeholder, which it notes if it captures.
func (p *pattern) variable(name string) (string, error) {
	form, ok := placeholders[name]
	switch {
	case !ok:
		return "", fmt.Errorf("{%s} is no placeholder; use one of {%s}", name, strings.Join(placeholderNames(), "}, {"))
	case slices.Contains(uncaptured, name):
		return form, nil
	case slices.Contains(p.names, name):
		return "", fmt.Errorf("{%s} stands twice in one text; use {any} for the second", name)
	}
	p.names = append(p.names, name)
	return `'?(?P<` + name + `>` + form + `)'?`, nil
}

func placeholderNames() []string {
	var names []string
	for name := range placeholders {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// literal is the expression for fixed words: a line may break at any space, quotes and stops may be missing.
func literal(s string) string {
	var expr strings.Builder
	for _, r := range s {
		switch r {
		case ' ':
			expr.WriteString(`[ \n]`)
		case '\'', '.':
			expr.WriteString(regexp.QuoteMeta(string(r)) + `?`)
		default:
			expr.WriteString(regexp.QuoteMeta(string(r)))
		}
	}
	return expr.String()
}

// begins reports whether the text starts as the pattern does.
func (p pattern) begins(text string) bool {
	if len(text) < len(p.prefix) {
		return false
	}
	for i := range len(p.prefix) {
		if text[i] != p.prefix[i] && (text[i] != '\n' || p.prefix[i] != ' ') {
			return false
		}
	}
	return true
}
