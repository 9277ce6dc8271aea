package workflow

// Snoozing: until when, as people choose it or type it.

import (
	"strings"
	"time"
)

// snoozeFor is the short snooze.
const snoozeFor = 2 * time.Hour

// nap is a time until which a case may be snoozed.
type nap struct {
	typed string // the word for it: "2h", "tomorrow", "monday"
	label string // as it stands on a button
	until time.Time
}

// naps are the times that make sense at now, in the workshop's zone: all of them in working hours.
func (h Hours) naps(now time.Time) []nap {
	var all []nap
	if soon := now.Add(snoozeFor); h.Open(soon) && sameDay(soon, now) {
		all = append(all, nap{"2h", "In 2 hours, " + clock(soon), soon})
	}
	next := h.Opening(now, 1)
	if sameDay(next, now.AddDate(0, 0, 1)) {
		all = append(all, nap{"tomorrow", "Tomorrow " + clock(next), next})
	}
	monday := h.Opening(now, daysToMonday(now))
	if !monday.Equal(next) || len(all) == 0 || all[len(all)-1].typed != "tomorrow" {
		all = append(all, nap{"monday", monday.Format("Monday") + " " + clock(monday), monday})
	}
	return all
}

// daysToMonday is how many days lie between t's day and the next Monday after it.
func daysToMonday(t time.Time) int { return (int(time.Monday)-int(t.Weekday())+6)%7 + 1 }

// isUntil says that a word says until when.
func isUntil(word string) bool {
	word = strings.ToLower(word)
	switch {
	case word == "tomorrow":
		return true
	case dayNumber(word) >= 0:
		return true
	}
	d, err := time.ParseDuration(word)
	return err == nil && d > 0
}

// SnoozeUntil reads until when somebody wants to snooze: "2h", "tomorrow", "monday", "until friday". With nothing typed it is
// zero: the answer to the press offers times. Its errors are sentences.
func (m *Machine) SnoozeUntil(c Case, typed string, now time.Time) (time.Time, error) {
	shop := m.shopOf(c)
	now = now.In(shop.Zone)
	word := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(strings.TrimSpace(typed)), "until "), "till "), "for ")
	if word == "" {
		return time.Time{}, nil
	}
	if word == "tomorrow" {
		return shop.hours().Opening(now, 1), nil
	}
	if day := dayNumber(word); day >= 0 {
		return shop.hours().Opening(now, (day-int(now.Weekday())+6)%7+1), nil
	}
	if d, err := time.ParseDuration(strings.ReplaceAll(word, " ", "")); err == nil && time.Minute <= d && d <= maxSnooze {
		return now.Add(d), nil
	}
	return time.Time{}, misread("I couldn't read %q as a time. Write 2h, tomorrow or monday.", typed)
}

// maxSnooze bounds one snooze.
const maxSnooze = 14 * 24 * time.Hour
