package workflow

// A workshop's working hours: when people may be reminded.

import (
	"fmt"
	"strings"
	"time"
)

// Hours are working hours in the workshop's zone, by time.Weekday. The zero Hours are not set: DefaultHours stand for them.
type Hours [7]Shift

// Shift is when a day's work begins and ends, since midnight; zero: a day off.
type Shift struct{ From, To time.Duration }

// DefaultHours are Monday to Friday, 8:00 to 17:30.
var DefaultHours = func() (h Hours) {
	for d := time.Monday; d <= time.Friday; d++ {
		h[d] = Shift{8 * time.Hour, 17*time.Hour + 30*time.Minute}
	}
	return h
}()

// hours are the workshop's working hours.
func (w Workshop) hours() Hours {
	if w.Hours == (Hours{}) {
		return DefaultHours
	}
	return w.Hours
}

var dayNames = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// ParseHours reads hours such as "Mon-Fri 8:00-17:30" or "Mon,Wed 7:30-12:00; Sat 9:00-12:00". Its errors are sentences.
func ParseHours(text string) (Hours, error) {
	var h Hours
	for part := range strings.SplitSeq(text, ";") {
		if err := h.add(strings.TrimSpace(part)); err != nil {
			return Hours{}, err
		}
	}
	return h, nil
}

// String is what ParseHours reads as these hours.
func (h Hours) String() string {
	var parts []string
	for d, s := range h {
		if s != (Shift{}) {
			parts = append(parts, fmt.Sprintf("%s %s-%s", time.Weekday(d).String()[:3], clockText(s.From), clockText(s.To)))
		}
	}
	return strings.Join(parts, "; ")
}

func clockText(d time.Duration) string {
	return fmt.Sprintf("%d:%02d", int(d.Hours()), int(d.Minutes())%60)
}

// add adds the hours of some days.
func (h *Hours) add(text string) error {
	days, span, ok := strings.Cut(text, " ")
	from, to, cut := strings.Cut(strings.TrimSpace(span), "-")
	var s Shift
	var err error
	if s.From, err = sinceMidnight(from); err == nil {
		s.To, err = sinceMidnight(to)
	}
	switch {
	case !ok || !cut || err != nil || !h.addDays(days, s):
		return misread("%q aren't working hours. Write them like Mon-Fri 8:00-17:30, and other days behind a semicolon: Mon-Fri 8:00-17:30; Sat 9:00-12:00.", text)
	case s.To <= s.From:
		return misread("%q ends before it begins. Write the hours of one day like 8:00-17:30.", text)
	}
	return nil
}

func sinceMidnight(text string) (time.Duration, error) {
	t, err := time.Parse("15:04", text)
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute, err
}

// addDays gives the days and ranges of days of a list the shift, and says whether it was a list.
func (h *Hours) addDays(list string, s Shift) bool {
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
			h[d] = s
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
	s := h[t.Weekday()]
	return s != Shift{} && !t.Before(atClock(t, s.From)) && t.Before(atClock(t, s.To))
}

// closing is the end of t's working day.
func (h Hours) closing(t time.Time) time.Time { return atClock(t, h[t.Weekday()].To) }

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
func (h Hours) Opening(t time.Time, days int) time.Time {
	return h.first(t, days, func(s Shift) time.Duration { return s.From })
}

// Morning is when people are reminded: an hour after the opening (9 am by default), on the first working day that lies at
// least the given number of days after t's.
func (h Hours) Morning(t time.Time, days int) time.Time {
	return h.first(t, days, func(s Shift) time.Duration { return s.From + min(time.Hour, (s.To-s.From)/2) })
}

func (h Hours) first(t time.Time, days int, clock func(Shift) time.Duration) time.Time {
	y, m, d := t.Date()
	for i := range 7 {
		day := time.Date(y, m, d+days+i, 0, 0, 0, 0, t.Location())
		if s := h[day.Weekday()]; s != (Shift{}) {
			return atClock(day, clock(s))
		}
	}
	return t.AddDate(0, 0, days) // no day is a working day: ParseHours allows none such
}

// atClock is a time of day on t's day, by the clock on the wall whatever summer time does.
func atClock(t time.Time, sinceMidnight time.Duration) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, int(sinceMidnight/time.Minute), 0, 0, t.Location())
}
