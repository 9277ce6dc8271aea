package workflow

// Snoozing: until when, as people choose it or type it.

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// snoozeFor is the short snooze.
const snoozeFor = 2 * time.Hour

// maxSnooze bounds one snooze.
const maxSnooze = 14 * 24 * time.Hour

// nap is a time until which a case may be snoozed.
type nap struct {
	label string // as it stands on a button
	until time.Time
}

// naps are the times that make sense at now, in the zone of the case's messages: all of them in working hours.
func (h Hours) naps(now time.Time) []nap {
	var all []nap
	if soon := now.Add(snoozeFor); h.Open(soon) && sameDay(soon, now) {
		all = append(all, nap{"In 2 hours, " + clock(soon), soon})
	}
	tomorrow := h.Opening(now, 1)
	if sameDay(tomorrow, now.AddDate(0, 0, 1)) {
		all = append(all, nap{"Tomorrow " + clock(tomorrow), tomorrow})
	}
	monday := h.Opening(now, daysTo(time.Monday, now))
	if len(all) == 0 || !monday.Equal(all[len(all)-1].until) {
		all = append(all, nap{monday.Format("Monday") + " " + clock(monday), monday})
	}
	return all
}

// daysTo is how many days lie between t's day and the next such weekday after it.
func daysTo(day time.Weekday, t time.Time) int { return (int(day)-int(t.Weekday())+6)%7 + 1 }

// untilShape is until when, as people type it: "2h", "for 2 hours", "tomorrow", "until monday 8 am".
var untilShape = regexp.MustCompile(`(?i)^(?:(?:until|till|for|in) )?(?:([0-9]+) ?(h|hrs?|hours?|m|mins?|minutes?|d|days?)|([a-z]{3,})(?: (?:at )?(.+))?)$`)

// clockShape is a time of the same day: "2pm", "until 2 pm", "at 14:00".
var clockShape = regexp.MustCompile(`(?i)^(?:(?:until|till) )?(?:at )?([0-9]{1,2}(?:[:.][0-9]{2})? ?[ap]m|[0-9]{1,2}:[0-9]{2})$`)

// isUntil says that the words say until when.
func isUntil(words []string) bool {
	typed := strings.Join(words, " ")
	part := untilShape.FindStringSubmatch(typed)
	return clockShape.MatchString(typed) || part != nil && (part[1] != "" || strings.EqualFold(part[3], "tomorrow") || dayNumber(part[3]) >= 0)
}

// SnoozeUntil reads until when somebody wants to snooze the case: "2h", "2pm", "tomorrow", "monday 8 am", or a time as the choices
// of an answer have it. With nothing typed it is zero: the answer to the press offers times. Its errors are sentences.
func (m *Machine) SnoozeUntil(c Case, typed string, now time.Time) (time.Time, error) {
	shop := m.shopOf(c)
	typed = strings.Join(strings.Fields(typed), " ")
	if typed == "" {
		return time.Time{}, nil
	}
	until, err := time.Parse(time.RFC3339, typed)
	if err != nil {
		until, err = shop.hours().until(typed, now.In(shop.Zone))
	}
	if err != nil || until.Sub(now) > maxSnooze {
		return time.Time{}, misread("I couldn't read %q as a time within two weeks. Write 2h, tomorrow or monday.", typed)
	}
	if local := until.In(shop.Zone); !shop.hours().Open(local) {
		until = shop.hours().next(local) // reminders keep to working hours
	}
	return until, nil
}

// until reads what was typed, at now.
func (h Hours) until(typed string, now time.Time) (time.Time, error) {
	if today := clockShape.FindStringSubmatch(typed); today != nil {
		return onClock(now, today[1])
	}
	part := untilShape.FindStringSubmatch(typed)
	switch {
	case part == nil:
		return time.Time{}, errNoTime
	case part[1] != "":
		return after(now, part[1], part[2])
	case strings.EqualFold(part[3], "tomorrow"):
		return onClock(h.Opening(now, 1), part[4])
	case dayNumber(part[3]) >= 0:
		return onClock(h.Opening(now, daysTo(time.Weekday(dayNumber(part[3])), now)), part[4])
	default:
		return time.Time{}, errNoTime
	}
}

// errNoTime says that something typed is no time.
const errNoTime Misread = "I couldn't read that time. Write it like 10:20 am."

// after is so many hours, minutes or days after now.
func after(now time.Time, count, unit string) (time.Time, error) {
	n, err := strconv.Atoi(count)
	if err != nil || n == 0 || n > 100_000 {
		return time.Time{}, errNoTime
	}
	units := map[byte]time.Duration{'h': time.Hour, 'm': time.Minute, 'd': 24 * time.Hour}
	return now.Add(time.Duration(n) * units[strings.ToLower(unit)[0]]), nil
}

// onClock is the opening itself, or the time of its day that was typed.
func onClock(opening time.Time, typed string) (time.Time, error) {
	if typed == "" {
		return opening, nil
	}
	t, err := clockOf(typed)
	y, m, d := opening.Date()
	return time.Date(y, m, d, t.Hour(), t.Minute(), 0, 0, opening.Location()), err
}
