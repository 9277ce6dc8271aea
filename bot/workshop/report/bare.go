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

	// complaint is, beside trouble, in what errors say and hardly in what people say to one another.
	complaint = regexp.MustCompile(`(?i)valid|archived|inactive|\bexists?\b|not allowed|requires|registered|assigned|unique|uploaded|` +
		`subscribed|limit|\block|period|match|conform|could not|does not|has not been|another contact|another user|` +
		`may not be|not (?:enabled|supported|permitted|equal|imported)|no email address|has expired|specif|has been deleted|` +
		`greater than|only one|mandatory|credit hold`)

	nothingLogged = regexp.MustCompile(`(?i)^(?:there\s+(?:is|are|was|were)\s+)?no\s+(?:errors?|entry|entries)\b`)
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

// bare takes each paragraph as one message; a date begins another. All of them must be such as a log may hold.
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
	if slices.ContainsFunc(t.drafts, func(d draft) bool { return !d.mayBeLogged() }) {
		t.drafts = nil
	}
	t.blank = nil // its entries were only tried
}

// mayBeLogged reports whether the text is more than what people say in a chat: it has a date, a code, or words that errors
// are written in. That nothing was logged is no entry either.
func (d draft) mayBeLogged() bool {
	m := d.entry.Message
	sign := d.stamp.text != "" || codes.MatchString(m) || apiName.MatchString(m) || trouble.MatchString(m) || complaint.MatchString(m)
	return sign && looksLikeMessage(m) && !nothingLogged.MatchString(m)
}
