package discord

import (
	"testing"
	"time"
)

func TestSessionsAreBegunApart(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 24, 10, 4, 0, 0, time.UTC)
	many := startLimit{Total: 1000, Remaining: 900}
	begun := func(n int, apart time.Duration) *identifies {
		i := &identifies{}
		for k := range n {
			i.began(now.Add(-time.Duration(n-k) * apart))
		}
		return i
	}
	for _, tt := range []struct {
		name  string
		begun *identifies
		limit startLimit
		want  time.Duration
	}{
		{"the first", begun(0, 0), many, 0},
		{"the second, at once", begun(1, time.Second), many, 4 * time.Second},
		{"the second, later", begun(1, time.Minute), many, 0},
		{"Discord does not say how many are left", begun(1, time.Minute), startLimit{}, 0},
		{"after many in a day", begun(manyStarts, time.Minute), many, 4 * time.Minute},
		{"after many in two days", begun(manyStarts, time.Hour), many, 0},
		{"few are left, by other processes", begun(1, time.Minute), startLimit{Total: 1000, Remaining: 100}, 4 * time.Minute},
		{"none is left", begun(0, 0), startLimit{Total: 1000, Reset: 7200_000}, 2 * time.Hour},
		{"none is left, and it is not said until when", begun(0, 0), startLimit{Total: 1000}, time.Hour},
		{"none is left, and what is said makes no sense", begun(0, 0), startLimit{Total: 1000, Reset: 1 << 40}, 24 * time.Hour},
	} {
		if got := tt.begun.wait(tt.limit, now); got != tt.want {
			t.Errorf("%s: waits %v, want %v", tt.name, got, tt.want)
		}
	}
}
