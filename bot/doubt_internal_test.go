package bot

import (
	"testing"
	"time"

	"syncbot/bot/chat"
	"syncbot/storage"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func TestInDoubtLookFirst(t *testing.T) {
	keys := chat.Traits{HonoursKeys: 10 * time.Minute}
	both := chat.Traits{HonoursKeys: 10 * time.Minute, Findable: true}
	search := chat.Traits{Findable: true}
	for name, c := range map[string]struct {
		work   storage.Work
		traits chat.Traits
		after  time.Duration // since noon
		want   course
	}{
		"not in doubt":                 {storage.Work{FirstAt: noon}, search, time.Hour, post},
		"key honoured":                 {storage.Work{InDoubt: true, FirstAt: noon, TriedAt: noon}, keys, time.Second, post},
		"key forgotten":                {storage.Work{InDoubt: true, FirstAt: noon, TriedAt: noon}, keys, 10 * time.Minute, postAgain},
		"key forgotten during the try": {storage.Work{InDoubt: true, FirstAt: noon, TriedAt: noon}, keys, 10*time.Minute - callTimeout, postAgain},
		"key forgotten, findable":      {storage.Work{InDoubt: true, FirstAt: noon, TriedAt: noon}, both, 10 * time.Minute, lookFirst},
		"too early to look":            {storage.Work{InDoubt: true, FirstAt: noon, TriedAt: noon}, search, 15*time.Second - 1, lookLater},
		"late enough to look":          {storage.Work{InDoubt: true, FirstAt: noon, TriedAt: noon}, search, 15 * time.Second, lookFirst},
		"tried in the future":          {storage.Work{InDoubt: true, FirstAt: noon, TriedAt: noon.Add(time.Hour)}, search, time.Second, lookLater},
		"offers nothing":               {storage.Work{InDoubt: true, FirstAt: noon, TriedAt: noon}, chat.Traits{}, time.Hour, postAgain},
	} {
		if got := courseOf(c.work, c.traits, noon.Add(c.after)); got != c.want {
			t.Errorf("%s: course %d, want %d", name, got, c.want)
		}
	}
}

func TestWaitIsBoundedAfterAClockThatWasSetBack(t *testing.T) {
	w := storage.Work{InDoubt: true, FirstAt: noon, TriedAt: noon.Add(time.Hour)}
	if got := lookAt(w, noon); got != noon.Add(lateness) {
		t.Errorf("looks at %v, want 15 s from now", got)
	}
	if from := searchFrom(w, noon.Add(-time.Hour)); from.After(noon.Add(-time.Hour)) {
		t.Errorf("searches from %v, after the present", from)
	}
}

func TestBackOffDoublesToFiveMinutesAndIsPure(t *testing.T) {
	var last time.Duration
	for tries := range 1000 {
		d := backOff("k3v9q2m7xa.12.0", tries)
		if d < time.Second || d > 5*time.Minute {
			t.Fatalf("try %d waits %v", tries, d)
		}
		if tries < 8 && tries > 1 && d <= last {
			t.Errorf("try %d waits %v, the one before %v", tries, d, last)
		}
		if d != backOff("k3v9q2m7xa.12.0", tries) {
			t.Errorf("try %d: not pure", tries)
		}
		last = d
	}
	if backOff("a.1.0", 20) == backOff("b.1.0", 20) {
		t.Error("two effects that failed together are tried again together")
	}
}
