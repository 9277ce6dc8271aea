package slack

import (
	"context"
	"sync"
	"testing"
	"time"
)

// Whoever goes away leaves no place behind that nobody comes back to: one such place would hold up its queue for good. The pace
// is a thousand times faster than Slack's, since only real time tells on the edge of patience.
func TestNobodyIsWaitedForWhoHasGone(t *testing.T) {
	var p pace
	turn := turn{queue: "C1", every: 20 * time.Microsecond, patience: 100 * time.Microsecond}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 3000 {
				_, _ = p.wait(context.Background(), turn)
			}
		})
	}
	all.Wait()
	if n := len(p.queues["C1"].places); n > 0 {
		t.Errorf("%d places are left, though nobody waits", n)
	}
}
