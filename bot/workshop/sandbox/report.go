package sandbox

// The event log as people print it.

import (
	"fmt"
	"strings"
	"time"

	"syncbot/workflow"
)

// reportWidth is where the number in the right-hand corner of an entry ends.
const reportWidth = 72

// EventReport prints the workshop's whole event log as text, oldest entry first, to be pasted: of each entry the time
// in the workshop's zone (day/month/year) and in the right-hand corner its number, then the message, then the
// customer or supplier. The literal form of Workshop Software's report is not known. The text is empty for an
// unknown workshop.
func (s *Sandbox) EventReport(w workflow.WorkshopID) string {
	var b strings.Builder
	_ = s.read(w, func(sh *shop, now time.Time) { // fails only for an unknown workshop
		zone := s.zone[w]
		corner(&b, "Event Report", sh.Name)
		fmt.Fprintln(&b, "Printed", printed(now, zone))
		for _, e := range sh.Log {
			fmt.Fprintln(&b)
			corner(&b, printed(e.At, zone), e.Number)
			fmt.Fprintln(&b, e.Message)
			fmt.Fprintln(&b, "Customer:", e.Name)
		}
	})
	return b.String()
}

func corner(b *strings.Builder, left, right string) {
	fmt.Fprintf(b, "%s%*s\n", left, max(2+len(right), reportWidth-len(left)), right)
}

// printed rounds up to the second, so that on paper no entry is older than the sync that wrote it.
func printed(t time.Time, zone *time.Location) string {
	if whole := t.Truncate(time.Second); whole.Before(t) {
		t = whole.Add(time.Second)
	}
	return t.In(zone).Format("2/1/2006 3:04:05 pm")
}
