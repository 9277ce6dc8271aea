package diagnosis

// Unwrapping finds the messages in answers of the accounting systems' APIs that were logged as JSON or XML.

import (
	"regexp"
	"strings"
)

// span is a stretch of the original text.
type span struct{ start, end int }

// piece is a stretch of the original text that may hold messages.
type piece struct {
	span
	kind pieceKind
}

type pieceKind int

const (
	plainText    pieceKind = iota // round an answer, or all there is
	messageField                  // what an answer says
	detailField                   // what it says more of that
	nameField                     // an API's own name, or a person's: never an unknown message
)

// field is a field that holds a message or a name, in JSON (groups 1, 2) or in XML (groups 3, 4).
var field = regexp.MustCompile(`(?is)"(message|detail|details|additionaldetails|error|error_description|name)"\s*:\s*"((?:[^"\\]|\\.)*)"` +
	`|<(message|detail|details|additionaldetails|name)>([^<]*)</`)

// unwrap gives the pieces of an entry in their order: the values of its message fields and the plain text round
// the answer, or else the whole entry.
func unwrap(s string) []piece {
	read := s[:min(len(s), maxRead)]
	found := field.FindAllStringSubmatchIndex(read, -1)
	if found == nil {
		return []piece{{span: span{0, len(s)}}}
	}
	answer := extent(read, found[0][0], found[len(found)-1][1])
	pieces := []piece{{span: span{0, answer.start}}}
	for _, m := range found {
		name, value := m[2:4], m[4:6]
		if m[2] < 0 {
			name, value = m[6:8], m[8:10]
		}
		pieces = append(pieces, piece{span{value[0], value[1]}, kindOf(s[name[0]:name[1]], s[value[0]:value[1]])})
		if last := len(pieces) - 1; strings.EqualFold(s[name[0]:name[1]], "error") && pieces[last-1].kind == detailField && pieces[last-2].kind != messageField {
			pieces[last-1], pieces[last] = pieces[last], pieces[last-1] // OAuth's description may stand before its error
		}
	}
	if len(read) == len(s) {
		pieces = append(pieces, piece{span: span{answer.end, len(s)}})
	}
	return pieces
}

// path finds what MYOB gives beside a message: the field that it is about, such as "Customer.UID".
var path = regexp.MustCompile(`^[\w.\[\]]+$`)

func kindOf(name, value string) pieceKind {
	switch strings.ToLower(name) {
	case "name":
		return nameField
	case "detail", "details", "error_description":
		return detailField
	case "additionaldetails":
		if path.MatchString(value) {
			return nameField
		}
		return detailField
	}
	return messageField
}

// member finds the first member of an answer whose beginning was cut off.
var member = regexp.MustCompile(`"\w+"\s*:`)

// extent is the whole of an answer whose first field starts, and whose last field ends, at the places given.
func extent(s string, first, last int) span {
	whole := span{first, last}
	if i := strings.IndexAny(s[:first], "{<"); i >= 0 {
		whole.start = i
	} else if m := member.FindStringIndex(s[:first]); m != nil {
		whole.start = m[0]
	}
	if i := strings.LastIndexAny(s[last:], "}>"); i >= 0 {
		whole.end = last + i + 1
	}
	return whole
}
