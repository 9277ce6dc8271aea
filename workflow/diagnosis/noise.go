package diagnosis

// Noise is what stands round a message and says nothing of its own: status lines, labels, codes, numbers, brackets.

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// noise knows the labels that the data files name. The zero value knows only punctuation, codes in brackets and names of exceptions.
type noise struct {
	labels []pattern
}

// bracketed is a single code or name in brackets, as in "[50]" or "(IncorrectRowVersionSupplied)".
var bracketed = regexp.MustCompile(`^[\[(]#?[a-z0-9_.:-]{1,60}[\])]`)

// tag is one of HTML.
var tag = regexp.MustCompile(`^</?(?:html|head|title|body|center|p|div|span|b|i|strong|em|br|hr|h\d|pre)(?: [^<>]{0,200})?/?>`)

// thrown finds where an exception comes from, before its name and what it says: "xeroizer::oauth::" of
// "xeroizer::oauth::tokenexpired: the access token has expired".
var thrown = regexp.MustCompile(`^(?:((?:\w+::)+)\w+:|((?:\w+[.\\])+)\w*(?:exception|error)\w*:|((?:\w+\.)*(?:exceptions?|errors?)\.(?:\w+\.)*)\w+:)`)

// origin gives the length of where an exception comes from at the start of text; 0 where nothing was thrown.
func origin(text string) int {
	m := thrown.FindStringSubmatchIndex(text)
	if m == nil {
		return 0
	}
	return max(m[3], m[5], m[7])
}

// separators part messages from one another; every other piece of punctuation only stands between words.
const separators = "\n;|"

const punctuation = separators + " .,:!-'()[]{}<>*•=#"

// newNoise reads labels in the language of patterns. A label that is only words needs punctuation behind it;
// one that holds a number or a status may also be followed by a space.
func newNoise(labels []string) (noise, error) {
	var n noise
	for _, label := range labels {
		p, err := compilePattern(label)
		if err != nil {
			return noise{}, fmt.Errorf("label %q: %w", label, err)
		}
		joint := ` ?[\n:=;,.|)>\]-]|$`
		if strings.Contains(label, "{") {
			joint += `| `
		}
		form := strings.TrimSuffix(p.re.String(), ending)
		form = strings.ReplaceAll(form, `[ \n]`, `[ \n]?[:=#]?[ \n]?`)
		if p.re, err = regexp.Compile(form + `(?:` + joint + `)`); err != nil {
			return noise{}, fmt.Errorf("label %q: %w", label, err)
		}
		p.prefix, _, _ = strings.Cut(p.prefix, " ")
		n.labels = append(n.labels, p)
	}
	return n, nil
}

// skip gives the length of the noise at the start of text, one piece of it; 0 where there is none.
// The text begins at the start of a word.
func (n noise) skip(text string) int {
	if text == "" {
		return 0
	}
	longest := max(len(bracketed.FindString(text)), len(tag.FindString(text)), origin(text))
	for _, label := range n.labels {
		if !label.begins(text) {
			continue
		}
		if m := label.re.FindStringSubmatchIndex(text); m != nil {
			longest = max(longest, m[3])
		}
	}
	if r, width := utf8.DecodeRuneInString(text); longest == 0 && strings.ContainsRune(punctuation, r) {
		longest = width
	}
	return longest
}

// only reports whether the text is nothing but noise.
func (n noise) only(text string) bool {
	for text != "" {
		width := n.skip(text)
		if width == 0 {
			return false
		}
		text = text[width:]
	}
	return true
}

// toSeparator reports whether nothing but noise stands before the next separator of messages or the end.
func (n noise) toSeparator(text string) bool {
	for text != "" && !strings.ContainsRune(separators, rune(text[0])) {
		width := n.skip(text)
		if width == 0 {
			return false
		}
		if strings.ContainsAny(text[:width], separators) {
			return true
		}
		text = text[width:]
	}
	return true
}
