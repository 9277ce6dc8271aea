package report

import (
	"testing"
	"time"
)

// Days stand before months; what reads only the other way round is not guessed.
func TestParseTime(t *testing.T) {
	want := time.Date(2026, 11, 3, 10, 6, 0, 0, sydney)
	for _, s := range []string{
		"3/11/2026 10:06 am", "03/11/2026 10:06", "3/11/26 10:06AM", "3-11-2026 10:06:00", "3.11.2026, 10.06 a.m.",
		"3 Nov 2026 10:06 am", "3 November 2026 at 10:06 am", "03-Nov-2026 10:06", "Tue 3 Nov 2026, 10:06 am", "Tuesday, 3rd Nov 2026 10:06am",
		"Nov 3, 2026 10:06 AM", "2026-11-03 10:06", "2026/11/03 10:06", "2026-11-03T10:06:00", "2026-11-03T10:06:00+11:00",
		"2026-11-02T23:06:00Z", "2026-11-02 23:06:00.000 UTC", "2026-11-03 10:06 +1100",
	} {
		got, ok := ParseTime(s, sydney)
		if !ok || !got.Equal(want) {
			t.Errorf("%q: %v, %v", s, got, ok)
		}
	}
	for _, s := range []string{
		"", "11/21/2026 10:06", "11/21/26 14:05", "31/02/2026 10:06", "3/11/2026", "10:06 am", "3/11/2026 25:00", "3/11/2026 10:06 am x",
		"24 Nov 20:06", "3/11 10:06", "641", "yesterday",
	} {
		if got, ok := ParseTime(s, sydney); ok {
			t.Errorf("%q was read as %v", s, got)
		}
	}
}

// A spreadsheet counts days from 30 December 1899.
func TestSerialDates(t *testing.T) {
	if got := cellStamp("46347.586805555555", sydney).at; !got.Equal(time.Date(2026, 11, 21, 14, 5, 0, 0, sydney)) {
		t.Error(got)
	}
	if got := cellStamp("46347", sydney); !got.at.IsZero() || !got.day.Equal(time.Date(2026, 11, 21, 0, 0, 0, 0, sydney)) {
		t.Error(got)
	}
}
