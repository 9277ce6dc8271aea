package workflow

// Times that people type.

import (
	"strings"
	"time"
)

var clockLayouts = []string{"3:04pm", "3.04pm", "3pm", "15:04", "15.04", "1504"}

// ParseClock reads a time of day such as "10:20 am" or "14:20" as the latest such time at or before now, in now's zone.
// Its errors are sentences for the person.
func ParseClock(text string, now time.Time) (time.Time, error) {
	t, err := clockOf(text)
	if err != nil {
		return time.Time{}, err
	}
	y, m, d := now.Date()
	at := time.Date(y, m, d, t.Hour(), t.Minute(), 0, 0, now.Location())
	if at.After(now) {
		at = time.Date(y, m, d-1, t.Hour(), t.Minute(), 0, 0, now.Location())
	}
	return at, nil
}

// clockOf reads a time of day; its date means nothing.
func clockOf(text string) (time.Time, error) {
	folded := strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(text, "\u202f", " ")), ""))
	for _, layout := range clockLayouts {
		if t, err := time.Parse(layout, folded); err == nil {
			return t, nil
		}
	}
	return time.Time{}, errNoTime
}
