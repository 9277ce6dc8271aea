package report

// One line of the printed report, or one pasted line: does an entry begin here?

import (
	"regexp"
	"strings"
	"time"
)

// head is a line with which an entry begins. message is what else the line says.
type head struct {
	number  string
	stamp   stamp
	message string
	loose   bool // only a space parts the number from the text, so that it may be prose
}

// maxHead bounds how much of a line is looked at for a head, in bytes.
const maxHead = 4096

// parseHead reads the forms "24/11/2026 10:06 am  641  Email address must be valid", "641 - Email …", "INV-123: …",
// "Invoice No: 641", and the printed report's "Northside Autos        641", where the number stands at the right.
func parseHead(line string, zone *time.Location) (head, bool) {
	line = strings.TrimSpace(line)
	if len(line) > maxHead {
		return head{}, false
	}
	if h, ok := headAtStart(line, zone); ok {
		return h, true
	}
	return headAtEnd(line, zone)
}

func headAtStart(line string, zone *time.Location) (head, bool) {
	st, rest := takeStamp(strings.TrimLeft(line, `"[`), zone)
	unlabelled := rest[len(labelAtStart.FindString(rest)):]
	num, after, ok := cutNumber(unlabelled)
	if !ok {
		return head{}, false
	}
	h := head{number: num, stamp: st}
	h.message, h.loose = cutSeparator(after)
	if later, left := takeStamp(h.message, zone); later.text != "" && st.text == "" {
		h.stamp, h.message, h.loose = later, left, false
	}
	labelled := len(unlabelled) < len(rest)
	switch {
	case h.loose && labelled:
		h.message = rest // "Invoice 641 has been paid": the words before the number belong to it
	case st.text != "":
		h.loose = false
	}
	h.message = unquote(h.message)
	return h, true
}

var separator = regexp.MustCompile(`^(?:"?\s*[,;|:\t]\s*"?|\s*\t\s*|\s{2,}|\s+[-–]+\s+)`)

// cutSeparator takes what parts a number from its message. loose: it is a single space.
func cutSeparator(s string) (rest string, loose bool) {
	if cut := separator.FindString(s); cut != "" {
		return strings.TrimSpace(s[len(cut):]), false
	}
	rest = strings.TrimSpace(s)
	return rest, rest != ""
}

var dateLabel = regexp.MustCompile(`(?i)^(?:date\s*(?:/|and|&)\s*time|date|time|logged|created|attempt time)\s*(?:at|on)?\s*:\s*`)

// takeStamp takes a date from the start of a line, with its label and the marks that stand round it.
func takeStamp(s string, zone *time.Location) (stamp, string) {
	st, rest, ok := cutStamp(s[len(dateLabel.FindString(s)):], zone)
	if !ok {
		return stamp{}, s
	}
	return st, strings.TrimLeft(rest, " \t,;|\"]–-")
}

var gap = regexp.MustCompile(`\s*\t\s*|\s{2,}`)

// headAtEnd looks for a number at the right of a line, after a gap or its label. Dates may stand anywhere between gaps.
func headAtEnd(line string, zone *time.Location) (head, bool) {
	if total.MatchString(line) {
		return head{}, false
	}
	st, parts := splitStamps(gap.Split(line, -1), zone)
	if len(parts) == 0 {
		return head{}, false
	}
	last := parts[len(parts)-1]
	before, num, ok := numberAtRight(last, len(parts) > 1)
	if !ok || isDate(num) {
		return head{}, false
	}
	parts[len(parts)-1] = before
	return head{number: num, stamp: st, message: strings.TrimSpace(strings.Join(parts, "  "))}, true
}

var labelled = regexp.MustCompile(`^(|.*\s)(?i:(?:invoice|inv)(?:\s*(?:no|number)\b)?\.?\s*[:#]\s*)(` + token + `)$`)

func numberAtRight(part string, afterGap bool) (before, num string, ok bool) {
	if m := labelled.FindStringSubmatch(part); m != nil {
		return m[1], m[2], true
	}
	part = part[len(labelAtStart.FindString(part)):]
	return "", part, afterGap && wholeNumber.MatchString(part)
}

// splitStamps parts the dates among the pieces of a line from the others. A day and a time next to it are one date.
func splitStamps(pieces []string, zone *time.Location) (stamp, []string) {
	var st stamp
	var others []string
	for _, p := range pieces {
		s, rest := takeStamp(p, zone)
		switch {
		case s.text == "" || rest != "":
			others = append(others, p)
		case st.text == "":
			st = s
		case st.at.IsZero():
			st = cellStamp(st.text+" "+s.text, zone)
		}
	}
	return st, others
}

var total = regexp.MustCompile(`(?i)^(?:page|total|count|number of|phone|tel|fax|abn)\b`)

// unquote drops the quotation marks and ticks that a spreadsheet or a chat puts round a text.
func unquote(s string) string {
	for _, mark := range []string{`"`, "`"} {
		s = strings.TrimSuffix(s, mark)
		if !strings.Contains(s[min(1, len(s)):], mark) {
			s = strings.TrimPrefix(s, mark)
		}
	}
	return s
}
