package discord

import (
	"fmt"
	"net/http"
	"testing"
)

func TestWhatIsKnownIsBounded(t *testing.T) {
	t.Parallel()
	var k known[int]
	if _, is := k.get("1"); is {
		t.Error("something is known at the beginning")
	}
	for i := range 3*maxKnown + 1 {
		k.keep(fmt.Sprint(i), i)
		if v, is := k.get(fmt.Sprint(i)); !is || v != i {
			t.Fatalf("%d is known as %d, %v", i, v, is)
		}
		if len(k.by) > maxKnown {
			t.Fatalf("%d are known", len(k.by))
		}
	}
}

// An answer without a channel is none.
func TestNobodyIsWrittenToNowhere(t *testing.T) {
	r := newRig(t, func(o *Options) { o.Client = &http.Client{Transport: nonsense(`{}`)} })
	if c, err := r.bot.directChannel(t.Context(), r.kim); err == nil {
		t.Errorf("kim is written to in %q", c)
	}
	if _, is := r.bot.direct.get(r.kim); is {
		t.Error("and that is remembered")
	}
}
