package report

// A message by itself, as people paste it into the chat about one document: no number, no heading, a few lines.

import (
	"regexp"
	"slices"
	"strings"
)

// maxBare bounds the lines of a text that may be a message by itself.
const maxBare = 5

var (
	// codes are numbers of something else: they belong to a message and name no document.
	codes = regexp.MustCompile(`(?i)\b(?:codes?|accounts?|error|http|status|rfc)\s*[:#]?\s*["'‘“]?\d+|^\[\d+\]`)

	madeLine = regexp.MustCompile(`(?i)^(?:printed|generated)\b`)
)

// mayBeBare reports whether the text is short, is no part of a printed report, and names no document.
func (t *textReader) mayBeBare() bool {
	if t.o.About == "" {
		return false
	}
	lines := 0
	for _, raw := range t.lines {
		line := cleanLine(raw)
		if line == "" {
			continue
		}
		if lines++; lines > maxBare || new(facts).observe(line, t.o.zone()) || madeLine.MatchString(line) || namesDocument(line) {
			return false
		}
	}
	return true
}

// namesDocument reports whether some number stands in the line that may be a document's.
func namesDocument(line string) bool {
	tokens := strings.FieldsFunc(codes.ReplaceAllString(withoutDates(line), " "), splitsTokens)
	return slices.ContainsFunc(tokens, func(t string) bool { return wholeNumber.MatchString(strings.TrimRight(t, ".:")) })
}

// bare takes each paragraph as one message; a date begins another. All of them must look like messages.
func (t *textReader) bare() {
	t.pending = stamp{}
	fresh := true
	for i, raw := range t.lines {
		line := cleanLine(raw)
		if line == "" {
			fresh = t.open == nil || len(t.message) > 0
			continue
		}
		st, rest := takeStamp(line, t.o.zone())
		if fresh || st.text != "" {
			t.begin(head{number: t.o.About, stamp: st, message: rest}, i+1)
			t.open.entry.Found = Bare
		} else {
			t.text(line)
		}
		fresh = false
	}
	t.close()
	if slices.ContainsFunc(t.drafts, func(d draft) bool { return !looksLikeMessage(d.entry.Message) }) {
		t.drafts = nil
	}
	t.blank = nil // its entries were only tried
}
