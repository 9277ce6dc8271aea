package workflow

import (
	"strings"
	"testing"
	"time"
)

func sydney(t *testing.T) *time.Location {
	t.Helper()
	z, err := time.LoadLocation("Australia/Sydney")
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestParseHours(t *testing.T) {
	half, nine := Shift{7*time.Hour + 30*time.Minute, 12 * time.Hour}, Shift{9 * time.Hour, 10 * time.Hour}
	week := DefaultHours
	week[time.Saturday] = nine
	for text, want := range map[string]Hours{
		"Mon-Fri 8:00-17:30":                 DefaultHours,
		"mon,wed 7:30-12:00":                 {time.Monday: half, time.Wednesday: half},
		"Sat-Mon 9:00-10:00":                 {time.Saturday: nine, time.Sunday: nine, time.Monday: nine},
		"Tuesday 9:00-10:00":                 {time.Tuesday: nine},
		"Mon-Fri 8:00-17:30; Sat 9:00-10:00": week,
	} {
		if got, err := ParseHours(text); err != nil || got != want {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
		if again, err := ParseHours(want.String()); err != nil || again != want {
			t.Errorf("%q is read as %v, %v", want, again, err)
		}
	}
	for _, text := range []string{"", "Mon-Fri", "8:00-17:30", "Mon-Fri 17:30-8:00", "Mon-Fri 8-17", "M-F 8:00-17:30", "Mon-Fri 8:00-8:00", "Mon- 8:00-9:00", "monkey 8:00-9:00", "Mon-Fri 8:00-17:30;", "Mon-Fri 8:00-17:30,Sat 9:00-12:00"} {
		if got, err := ParseHours(text); err == nil || !strings.HasSuffix(err.Error(), ".") {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
}

// Reminders fall on 9 am of a working day, whatever summer time does; the clocks go forward on 4 October 2026 in Sydney.
func TestMornings(t *testing.T) {
	z := sydney(t)
	at := func(d, h, m int) time.Time { return time.Date(2026, 10, d, h, m, 0, 0, z) }
	h := DefaultHours
	for _, c := range []struct{ got, want time.Time }{
		{h.Morning(at(1, 11, 4), 1), at(2, 9, 0)},  // Thursday: tomorrow
		{h.Morning(at(2, 11, 4), 1), at(5, 9, 0)},  // Friday: Monday, over the change of the clocks
		{h.Morning(at(1, 9, 0), 2), at(5, 9, 0)},   // two days later is a Saturday
		{h.Morning(at(1, 0, 30), 1), at(2, 9, 0)},  // just after midnight
		{h.next(at(2, 8, 30)), at(2, 9, 0)},        // before nine
		{h.next(at(2, 9, 0)), at(5, 9, 0)},         // at nine
		{h.Opening(at(2, 16, 0), 1), at(5, 8, 0)},  // the weekend
		{h.Opening(at(5, 16, 0), 1), at(6, 8, 0)},  //
		{h.Opening(at(5, 16, 0), 7), at(12, 8, 0)}, //
	} {
		if !c.got.Equal(c.want) {
			t.Errorf("got %v, want %v", c.got, c.want)
		}
	}
	if h.Open(at(2, 7, 59)) || !h.Open(at(2, 8, 0)) || !h.Open(at(2, 17, 29)) || h.Open(at(2, 17, 30)) || h.Open(at(3, 12, 0)) {
		t.Error("open at the wrong times")
	}
}

// What is offered lies in working hours, and nothing is offered twice.
func TestNaps(t *testing.T) {
	z := sydney(t)
	for at, want := range map[time.Time]string{
		time.Date(2026, 11, 24, 10, 0, 0, 0, z): "In 2 hours, 12 pm; Tomorrow 8 am; Monday 8 am",
		time.Date(2026, 11, 24, 16, 0, 0, 0, z): "Tomorrow 8 am; Monday 8 am",
		time.Date(2026, 11, 27, 10, 0, 0, 0, z): "In 2 hours, 12 pm; Monday 8 am",
		time.Date(2026, 11, 29, 10, 0, 0, 0, z): "Tomorrow 8 am",
		time.Date(2026, 11, 30, 7, 0, 0, 0, z):  "In 2 hours, 9 am; Tomorrow 8 am; Monday 8 am",
	} {
		var got []string
		for _, n := range DefaultHours.naps(at) {
			got = append(got, n.label)
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%v: %q", at, got)
		}
	}
}

func TestSnoozeUntil(t *testing.T) {
	z := sydney(t)
	now := time.Date(2026, 11, 24, 10, 4, 0, 0, z) // a Tuesday
	m := &Machine{Workshops: map[WorkshopID]Workshop{"northside": {Zone: z}}}
	c := Case{Workshop: "northside"}
	at := func(d, h int) time.Time { return time.Date(2026, 11, d, h, 0, 0, 0, z) }
	for typed, want := range map[string]time.Time{
		"2h": now.Add(2 * time.Hour), "for 90m": now.Add(90 * time.Minute), "tomorrow": at(25, 8), "Monday": at(30, 8),
		"until friday": at(27, 8), "tue": at(24+7, 8), "": {}, "2 h": now.Add(2 * time.Hour), "for 3 days": now.Add(72 * time.Hour),
		"tomorrow 8 am": at(25, 8), "monday at 10 am": at(30, 10), "2026-11-25T09:00:00+11:00": at(25, 9),
		"2pm": at(24, 14), "until 2 pm": at(24, 14), "at 14:00": at(24, 14), "9pm": at(25, 9), "9am": at(24, 9), // which is over: the step says so
	} {
		if got, err := m.SnoozeUntil(c, typed, now); err != nil || !got.Equal(want) {
			t.Errorf("%q: %v, %v; want %v", typed, got, err, want)
		}
	}
	for _, typed := range []string{"for ever", "-2h", "1s", "9999h", "mo", "monday 99 am", "25:00", "2", "2027-11-25T09:00:00+11:00"} {
		if got, err := m.SnoozeUntil(c, typed, now); err == nil || !strings.HasSuffix(err.Error(), ".") {
			t.Errorf("%q: %v, %v", typed, got, err)
		}
	}
}
