package main

import (
	"testing"
	"time"
)

// --since takes a moment, a time of today, or how long ago; what has not come yet today is not taken for yesterday's.
func TestParseSince(t *testing.T) {
	zone := time.FixedZone("AEDT", 11*60*60)
	now := time.Date(2026, 11, 24, 11, 0, 0, 0, zone)
	at := func(hour, minute int) time.Time { return time.Date(2026, 11, 24, hour, minute, 0, 0, zone) }
	for text, want := range map[string]time.Time{
		"":                     {},
		"10:04 am":             at(10, 4),
		"10:04":                at(10, 4),
		"2026-11-24 10:04":     at(10, 4),
		"24/11/2026 10:04 am":  at(10, 4),
		"2026-11-23T23:04:00Z": at(10, 4),
		"2h":                   at(9, 0),
		"90m":                  at(9, 30),
	} {
		if got, err := parseSince(text, now); err != nil || !got.Equal(want) {
			t.Errorf("%q: %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"10:04 pm", "-2h", "yesterday", "2026-11-24", "11/24/2026 10:04"} {
		if got, err := parseSince(text, now); err == nil {
			t.Errorf("%q was read as %v", text, got)
		}
	}
}
