package intake

import (
	"fmt"
	"testing"
)

func TestRecentKeys(t *testing.T) {
	t.Parallel()
	recent := NewRecent()
	if !recent.Add("a") || recent.Add("a") {
		t.Error("a key is new once")
	}
	recent.Forget("a")
	if !recent.Add("a") {
		t.Error("a key that was taken back is new")
	}
	for n := range maxRecent - 1 {
		recent.Add(fmt.Sprint(n))
	}
	if recent.Add("a") {
		t.Error("a key is remembered as long as others, though it was taken back once")
	}
	for n := range maxRecent + 10 {
		recent.Add(fmt.Sprint(n))
	}
	if len(recent.seen) > maxRecent || len(recent.keys) > maxRecent {
		t.Errorf("%d keys are kept", len(recent.seen))
	}
}
