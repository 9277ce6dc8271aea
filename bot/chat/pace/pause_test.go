package pace

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

func TestPauseEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		began := time.Now()
		if !Pause(ctx, 500*time.Millisecond) || Pause(ctx, time.Hour) || time.Since(began) != time.Second {
			t.Errorf("over after %v, want the first pause in full and a second in all", time.Since(began))
		}
	})
}

func TestWhoFailsOftenWaitsLonger(t *testing.T) {
	t.Parallel()
	for tries, want := range map[int]time.Duration{
		1: time.Second, 2: 2 * time.Second, 5: 16 * time.Second, 6: 32 * time.Second, 7: time.Minute, 100: time.Minute,
	} {
		if got := Growing(tries); got != want {
			t.Errorf("after %d tries: %v, want %v", tries, got, want)
		}
	}
	for range 100 {
		if got := Spread(time.Minute); got < time.Minute || got > 75*time.Second {
			t.Errorf("a minute became %v", got)
		}
	}
	if got := Spread(0); got != 0 {
		t.Errorf("no wait became %v", got)
	}
}
