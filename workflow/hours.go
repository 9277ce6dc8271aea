package workflow

// A workshop's working hours: when people may be reminded.

import (
	"strings"
	"time"
)

// Hours are working hours in the workshop's zone. The zero Hours are not set: DefaultHours stand for them.
type Hours struct {
	Days [7]bool       // by time.Weekday
	From time.Duration // since midnight
	To   time.Duration // since midnight, after From
}

// DefaultHours are Monday to Friday, 8:00 to 17:30.
var DefaultHours = Hours{
	Days: [7]bool{time.Monday: true, time.Tuesday: true, time.Wednesday: true, time.Thursday: true, time.Friday: true},
	From: 8 * time.Hour, To: 17*time.Hour + 30*time.Minute,
}

// hours are the workshop's working hours.
func (w Workshop) hours() Hours {
	if w.Hours == (Hours{}) {
		return DefaultHours
	}
	return w.Hours
}

var dayNames = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// ParseHours reads hours such as "Mon-Fri 8:00-17:30" or "Mon,Wed,Sat 7:30-12:00". Its errors are sentences.
func ParseHours(text string) (Hours, error) {
	var h Hours
	days, span, ok := strings.Cut(strings.TrimSpace(text), " ")
	from, to, cut := strings.Cut(strings.TrimSpace(span), "-")
	var err error
	if h.From, err = sinceMidnight(from); err == nil {
		h.To, err = sinceMidnight(to)
	}
	if !ok || !cut || err != nil || h.To <= h.From || !h.addDays(days) {
		return Hours{}, misread("%q aren't working hours. Write them like Mon-Fri 8:00-17:30.", text)
	}
	return h, nil
}

func sinceMidnight(text string) (time.Duration, error) {
	t, err := time.Parse("15:04", text)
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute, err
}

// addDays adds a list of days and of ranges of days, and says whether it was one.
func (h *Hours) addDays(list string) bool {
	for _, item := range strings.Split(list, ",") {
		first, last, isRange := strings.Cut(item, "-")
		a, b := dayNumber(first), dayNumber(last)
		if !isRange {
			b = a
		}
		if a < 0 || b < 0 {
			return false
		}
		for d := a; ; d = (d + 1) % 7 {
			h.Days[d] = true
			if d == b {
				break
			}
		}
	}
	return true
}

// dayNumber is the weekday of a name of at least three letters; -1: none.
func dayNumber(name string) int {
	name = strings.ToLower(strings.TrimSpace(name))
	for i, short := range dayNames {
		if strings.HasPrefix(name, short) && strings.HasPrefix(strings.ToLower(time.Weekday(i).String()), name) {
			return i
		}
	}
	return -1
}

// Open says whether t, in the workshop's zone, lies in the working hours.
func (h Hours) Open(t time.Time) bool {
	return h.Days[t.Weekday()] && !t.Before(atClock(t, h.From)) && t.Before(atClock(t, h.To))
}

// closing is the end of t's working day.
func (h Hours) closing(t time.Time) time.Time { return atClock(t, h.To) }

// onMorning is the first morning at or after t.
func (h Hours) onMorning(t time.Time) time.Time {
	if m := h.Morning(t, 0); !m.Before(t) {
		return m
	}
	return h.Morning(t, 1)
}

// next is the first morning after t.
func (h Hours) next(t time.Time) time.Time {
	if m := h.Morning(t, 0); m.After(t) {
		return m
	}
	return h.Morning(t, 1)
}

// Opening is the first opening on or after the day that lies the given number of days after t's.
func (h Hours) Opening(t time.Time, days int) time.Time { return h.first(t, days, h.From) }

// Morning is when people are reminded: an hour after the opening (9 am by default), on the first working day that lies at
// least the given number of days after t's.
func (h Hours) Morning(t time.Time, days int) time.Time {
	return h.first(t, days, h.From+min(time.Hour, (h.To-h.From)/2))
}

func (h Hours) first(t time.Time, days int, clock time.Duration) time.Time {
	y, m, d := t.Date()
	for i := range 7 {
		day := time.Date(y, m, d+days+i, 0, 0, 0, 0, t.Location())
		if h.Days[day.Weekday()] {
			return atClock(day, clock)
		}
	}
	return t.AddDate(0, 0, days) // no day is a working day: ParseHours allows none such
}

// atClock is a time of day on t's day, by the clock on the wall whatever summer time does.
func atClock(t time.Time, sinceMidnight time.Duration) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, int(sinceMidnight/time.Minute), 0, 0, t.Location())
}
