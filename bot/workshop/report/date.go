package report

// Dates as logs and people write them. Day before month, as in Australia; what can be read only the other way round
// is not guessed.

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// stamp is a date as it stands in a log.
type stamp struct {
	text  string
	at    time.Time // zero unless both a day and a time of day can be read
	day   time.Time // midnight of the day, if it can be read
	order order
}

// order says in which order a date of three numbers can be read.
type order int

const (
	plain      order = iota // there is only one way to read it
	either                  // 3/11/2026
	dayFirst                // 24/11/2026
	monthFirst              // 11/24/2026
)

// spoil makes the time unusable but keeps the text.
func (s stamp) spoil() stamp { return stamp{text: s.text, order: s.order} }

const monthNames = `jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?`

// The forms of a day. The weekday is ignored.
const dayPattern = `(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\s+)?(?:` +
	`(?P<iy>\d{4})[-/](?P<im>\d{1,2})[-/](?P<id>\d{1,2})` +
	`|(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y>\d{4}|\d{2})` +
	`|(?P<d>\d{1,2})(?:st|nd|rd|th)?[ -](?P<m>` + monthNames + `)\.?,?[ -](?P<my>\d{4}|\d{2})` +
	`|(?P<um>` + monthNames + `)\.? (?P<ud>\d{1,2})(?:st|nd|rd|th)?,? (?P<uy>\d{4})` +
	`)`

var (
	dayForms    = regexp.MustCompile(`(?i)^` + dayPattern)
	datesInside = regexp.MustCompile(`(?i)\b` + dayPattern + `\b`)
)

// A time of day, with minutes or with am and pm, and its zone if it names one.
var clockForm = regexp.MustCompile(`(?i)^(?P<h>\d{1,2})(?:[:.](?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,](?P<frac>\d{1,9}))?)?)?` +
	`(?:\s?(?P<half>[ap])\.?m\b\.?)?(?:\s*(?P<zone>Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2}\b))?`)

var betweenDayAndClock = regexp.MustCompile(`(?i)^(?:t|\s*[,;]?\s*(?:at\s+)?)`)

// ParseTime reads one date with its time of day, as a log or a person writes it: "2026-11-24T10:04:00+11:00",
// "24/11/2026 10:04 am", "24 Nov 2026 10:04". A date without a zone is taken in zone. False if anything of it can't be read.
func ParseTime(s string, zone *time.Location) (time.Time, bool) {
	st, rest, ok := cutStamp(strings.TrimSpace(s), zone)
	return st.at, ok && rest == "" && !st.at.IsZero()
}

// cutStamp takes a date, a date with a time, or a time alone from the start of s. False if none stands there.
func cutStamp(s string, zone *time.Location) (stamp, string, bool) {
	st, rest, ok := cutDay(s, zone)
	if !ok {
		_, rest, ok := cutClock(s, time.Time{})
		return stamp{text: strings.TrimSuffix(s, rest)}, rest, ok
	}
	after := rest[len(betweenDayAndClock.FindString(rest)):]
	at, left, ok := cutClock(after, st.day)
	if !ok {
		return st, rest, bounded(rest)
	}
	st.text = strings.TrimSuffix(s, left)
	if st.day.IsZero() {
		return st, left, true
	}
	st.at, st.day = at, time.Time{}
	return st, left, true
}

func cutDay(s string, zone *time.Location) (stamp, string, bool) {
	m := dayForms.FindStringSubmatch(s)
	if m == nil {
		return stamp{}, s, false
	}
	get := func(name string) string { return m[dayForms.SubexpIndex(name)] }
	st := stamp{text: m[0]}
	switch {
	case get("iy") != "":
		st.day = date(get("iy"), get("im"), get("id"), zone)
	case get("a") != "":
		st.order = orderOf(get("a"), get("b"))
		st.day = date(get("y"), get("b"), get("a"), zone)
	case get("d") != "":
		st.day = date(get("my"), get("m"), get("d"), zone)
	default:
		st.day = date(get("uy"), get("um"), get("ud"), zone)
	}
	rest := s[len(m[0]):]
	return st, rest, !hourFollows.MatchString(rest)
}

// hourFollows tells that the last two digits were an hour, not a year: "24 Nov 20:06".
var hourFollows = regexp.MustCompile(`^:\d`)

func orderOf(first, second string) order {
	a, b := number(first), number(second)
	switch {
	case a == b:
		return plain
	case a > 12:
		return dayFirst
	case b > 12:
		return monthFirst
	default:
		return either
	}
}

// date is midnight of a day, or the zero time if there is no such day.
func date(year, month, day string, zone *time.Location) time.Time {
	y, m, d := number(year), monthNumber(month), number(day)
	if len(year) == 2 {
		y += 2000
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, zone)
	if t.Day() != d || int(t.Month()) != m || y < 2000 {
		return time.Time{}
	}
	return t
}

func monthNumber(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	return strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(s[:3]))/3 + 1
}

// cutClock takes a time of day from the start of s and puts it on the day. The result is zero if there is no such time.
func cutClock(s string, day time.Time) (time.Time, string, bool) {
	m := clockForm.FindStringSubmatch(s)
	if m == nil {
		return time.Time{}, s, false
	}
	get := func(name string) string { return m[clockForm.SubexpIndex(name)] }
	rest := s[len(m[0]):]
	if get("min") == "" && get("half") == "" || !bounded(rest) {
		return time.Time{}, s, false
	}
	hour, minute, second := hourOf(get("h"), get("half")), number(get("min")), number(get("s"))
	if hour > 23 || minute > 59 || second > 59 || day.IsZero() {
		return time.Time{}, rest, true
	}
	frac, _ := strconv.ParseFloat("0."+get("frac"), 64)
	at := time.Date(day.Year(), day.Month(), day.Day(), hour, minute, second,
		int(math.Round(frac*1e9)), zoneOf(get("zone"), day.Location()))
	return at.In(day.Location()), rest, true
}

// hourOf takes "10" and "a" or "p" of am and pm; 13 pm is let pass as 13.
func hourOf(digits, half string) int {
	h := number(digits)
	switch strings.ToLower(half) {
	case "a":
		return h % 12
	case "p":
		if h < 12 {
			return h + 12
		}
	}
	return h
}

func zoneOf(s string, fallback *time.Location) *time.Location {
	switch {
	case s == "":
		return fallback
	case s[0] != '+' && s[0] != '-':
		return time.UTC
	}
	digits := strings.Replace(s[1:], ":", "", 1)
	seconds := number(digits[:2])*3600 + number(digits[2:])*60
	if s[0] == '-' {
		seconds = -seconds
	}
	return time.FixedZone("", seconds)
}

// bounded reports whether what follows a date, a time or a number lets it be whole.
func bounded(rest string) bool {
	return rest == "" || !strings.ContainsAny(rest[:1], "/-_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
}

var serialForm = regexp.MustCompile(`^[3-6]\d{4}(?:[.,]\d+)?$`)

// cellStamp reads a cell of a date column: one date and nothing else, or a spreadsheet's own count of days since
// 30 December 1899. A cell that can't be read keeps its text.
func cellStamp(cell string, zone *time.Location) stamp {
	cell = strings.TrimSpace(cell)
	if serialForm.MatchString(cell) {
		return serialStamp(cell, zone)
	}
	st, rest, ok := cutStamp(cell, zone)
	if !ok || rest != "" {
		return stamp{text: cell}
	}
	return st
}

func serialStamp(cell string, zone *time.Location) stamp {
	days, err := strconv.ParseFloat(strings.Replace(cell, ",", ".", 1), 64)
	if err != nil {
		return stamp{text: cell}
	}
	whole, part := math.Modf(days)
	day := time.Date(1899, 12, 30+int(whole), 0, 0, 0, 0, zone)
	if part == 0 {
		return stamp{text: cell, day: day}
	}
	second := int(math.Round(part * 86400))
	return stamp{text: cell, at: time.Date(day.Year(), day.Month(), day.Day(), 0, 0, second, 0, zone)}
}

// number is for digits that an expression has found; anything else is 0.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
