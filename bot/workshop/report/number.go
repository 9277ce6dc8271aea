package report

// Document numbers as they stand in cells and lines. Whole tokens only: 641 is not in 1641, 6410 or 641-b.

import (
	"regexp"
	"strings"
	"time"
	"unicode"

	"syncbot/workflow"
)

// label is what people write before a number. It is no number's own prefix: in INV-123 no space or colon follows it.
const label = `(?i:(?:(?:customer|supplier|tax)\s+)?(?:invoice|inv|payment|credit|bill|document|doc|reference|ref|number)` +
	`(?:\s*(?:no|number|num|nr)\b)?\.?)(?:\s*[:#]\s*|\s+)`

// token is a number in a line: 641, #641, INV-123, 123456-b.
const token = `#?(?:[A-Za-z]{1,4}-?)?\d+(?:-[A-Za-z0-9]{1,8})*[A-Za-z]?`

var (
	labelAtStart  = regexp.MustCompile(`^` + label)
	numberAtStart = regexp.MustCompile(`^` + token)
	wholeNumber   = regexp.MustCompile(`^` + token + `$`)
	thousands     = regexp.MustCompile(`^\d{1,3}(?:,\d{3})+$`)
	zeroDecimals  = regexp.MustCompile(`^(\d+)\.0+$`)
	listSeparator = regexp.MustCompile(`\s*;\s*|,\s+|\s+(?:&|and)\s+`)
)

// cutNumber takes a number from the start of s. False if what stands there goes on, or is a date.
func cutNumber(s string) (num, rest string, ok bool) {
	num = numberAtStart.FindString(s)
	rest = s[len(num):]
	if num == "" || !endsNumber(rest) || isDate(num) {
		return "", s, false
	}
	return num, rest, true
}

// endsNumber reports whether a number before rest is whole: 641.50, 10:06, 50% and 1. are none.
func endsNumber(rest string) bool {
	if rest == "" {
		return true
	}
	if rest[0] == ':' {
		return len(rest) == 1 || !unicode.IsDigit(rune(rest[1]))
	}
	return strings.ContainsAny(rest[:1], " \t,;|\"")
}

func isDate(s string) bool {
	_, rest, ok := cutDay(s, time.UTC)
	return ok && rest == ""
}

// maxList bounds the bytes of a cell that may list several numbers.
const maxList = 400

// cellNumbers are the numbers in a cell of the number column. Most cells hold one; a payment's may hold several.
func cellNumbers(cell string) []string {
	if len(cell) > maxList {
		return []string{strings.ToValidUTF8(cell[:maxList], "")}
	}
	cell = workflow.CleanNumber(cell)
	if thousands.MatchString(cell) {
		return []string{strings.ReplaceAll(cell, ",", "")}
	}
	parts := listSeparator.Split(cell, -1)
	for i, p := range parts {
		parts[i] = oneNumber(p)
		if len(parts) > 1 && !wholeNumber.MatchString(parts[i]) {
			return []string{oneNumber(cell)}
		}
	}
	return parts
}

// oneNumber drops what a cell adds to its number: a label, or the decimals that a spreadsheet puts to a whole number.
func oneNumber(s string) string {
	if rest := s[len(labelAtStart.FindString(s)):]; wholeNumber.MatchString(rest) {
		s = rest
	}
	return workflow.CleanNumber(zeroDecimals.ReplaceAllString(s, "$1"))
}

// wanted is a set of numbers that somebody asks for.
type wanted []string

func (w wanted) has(num string) bool {
	for _, n := range w {
		if workflow.MatchNumber(n, num) != workflow.NoMatch {
			return true
		}
	}
	return false
}

// in are the whole tokens of a line that are wanted, each once. Dates, amounts and quoted codes are not looked into.
func (w wanted) in(line string) []string {
	var found []string
	seen := map[string]bool{}
	for _, t := range strings.FieldsFunc(withoutDates(line), splitsTokens) {
		t = strings.TrimRight(t, ".:")
		if key := strings.ToUpper(t); !seen[key] && w.has(t) {
			seen[key] = true
			found = append(found, workflow.CleanNumber(t))
		}
	}
	return found
}

func splitsTokens(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(",;|()[]<>\"", r)
}

// withoutDates blanks what reads as a date, so that 2026 is not found in 24 Nov 2026.
func withoutDates(line string) string {
	return datesInside.ReplaceAllString(line, " ")
}
