package report

// What a log says of itself: when it was made, which period it covers. And the furniture of a printed page.

import (
	"regexp"
	"strings"
	"time"
)

type facts struct{ printed, from, to stamp }

var (
	title     = regexp.MustCompile(`(?i)^(?:(?:xero|myob|quickbooks)\s+)?(?:event|error|log)\s+(?:error\s+)?(?:reports?|logs?)(?:\s+[-–]\s+.*|(?:\s{2,}|\t).*|(?-i:(?:\s+[\p{Lu}&]\S*)+))?$`)
	pageMark  = regexp.MustCompile(`(?i)^(?:page\s+\d+(?:\s*(?:of|/)\s*\d+)?|\d+\s+of\s+\d+|end of report|[-=_*.\s]+)$`)
	madeLabel = regexp.MustCompile(`(?i)(?:^|\t|\s{2,})(?:report\s+)?(?:date\s+)?(?:printed|generated|produced|exported|downloaded|created|run|as at|as of)` +
		`(?:\s+(?:on|at|date|by\s[^\d:]{1,60}))*\s*[:,]?\s*`)
	periodLabel = regexp.MustCompile(`(?i)^(?:for\s+(?:the\s+)?period|period|date range|dates?|from|between)\s*[:,]?\s*(?:from\s*[:,]?\s*)?`)
	periodTo    = regexp.MustCompile(`(?i)^\s*[,;]?\s*(?:to|until|and|-|–)\s*[:,]?\s*`)
)

// observe takes in a line that is about the report itself. False if the line is something else.
func (f *facts) observe(line string, zone *time.Location) bool {
	line = strings.TrimSpace(line)
	if len(line) > maxHead {
		return false
	}
	return title.MatchString(line) || pageMark.MatchString(line) || f.observeMade(line, zone) || f.observePeriod(line, zone)
}

func (f *facts) observeMade(line string, zone *time.Location) bool {
	m := madeLabel.FindStringIndex(line)
	if m == nil {
		return false
	}
	st, rest, ok := cutStamp(line[m[1]:], zone)
	if !ok || strings.TrimSpace(rest) != "" && !pageMark.MatchString(strings.TrimSpace(rest)) {
		return false
	}
	f.printed = st
	return true
}

func (f *facts) observePeriod(line string, zone *time.Location) bool {
	label := periodLabel.FindString(line)
	if label == "" {
		return false
	}
	from, rest, ok := cutStamp(line[len(label):], zone)
	if !ok {
		return false
	}
	to, rest, ok := cutStamp(rest[len(periodTo.FindString(rest)):], zone)
	if !ok || strings.TrimSpace(rest) != "" {
		return false
	}
	f.from, f.to = from, to
	return true
}

// startOf is midnight of a day that is named without a time, otherwise the time.
func startOf(s stamp) time.Time {
	if s.at.IsZero() {
		return s.day
	}
	return s.at
}

// endOf is the end of a day that is named without a time, otherwise the time.
func endOf(s stamp) time.Time {
	if s.at.IsZero() && !s.day.IsZero() {
		return s.day.AddDate(0, 0, 1)
	}
	return s.at
}
