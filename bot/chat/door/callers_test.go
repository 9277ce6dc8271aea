package door

import (
	"testing"
	"testing/synctest"
	"time"
)

var key = Signature{Lacks: "not signed for the key", Compare: "Compare the key with the app's page"}

func clock(t time.Time) string { return t.UTC().Format("15:04") }

func TestCallersInALine(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, time.November, 30, 9, 0, 0, 0, time.UTC)
	var c Callers
	expect := func(line string, strangers bool) {
		t.Helper()
		if got := c.Line(key, clock); got != line || c.Strangers() != strangers {
			t.Errorf("%q, nobody but strangers: %v; want %q", got, c.Strangers(), line)
		}
	}
	expect("", false)
	const compare = "; nothing else has come. Compare the key with the app's page, and check this machine's clock"
	c.Refused(at)
	expect("; 1 request was not signed for the key, the latest at 09:00"+compare, true)
	c.Refused(at.Add(time.Hour))
	expect("; 2 requests were not signed for the key, the latest at 10:00"+compare, true)
	c.Knocked(at.Add(2 * time.Hour))
	expect(", the latest at 11:00; 2 requests were not signed for the key, the latest at 10:00", false)
}

// Whoever scans the address does not fill the log, and nobody is left out of it.
func TestStrangersAreToldOnceAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c Callers
		lines, told := 0, 0
		for range 241 {
			if n := c.Refused(time.Now()); n > 0 {
				lines, told = lines+1, told+n
			}
			time.Sleep(time.Second)
		}
		if lines != 5 || told != 241 {
			t.Errorf("%d lines tell of %d requests, want 5 of 241", lines, told)
		}
	})
}
