package bot

// How long a failed effect waits for its next try.

import (
	"fmt"
	"hash/fnv"
	"time"

	"syncbot/storage"
)

const (
	firstBackOff = time.Second
	lastBackOff  = 5 * time.Minute
)

// backOff doubles with every try from one second up to five minutes, and takes up to a quarter off, by the effect's id,
// so that many effects that failed together are not tried again together. It is a pure function and never ends.
func backOff(id storage.EffectID, tries int) time.Duration {
	full := lastBackOff
	if tries < 9 { // 2^9 seconds are more than five minutes
		full = min(firstBackOff<<max(tries, 0), lastBackOff)
	}
	h := fnv.New32a()
	fmt.Fprintf(h, "%s %d", id, tries)
	jitter := full / 4 / 1000 * time.Duration(h.Sum32()%1000)
	return max(full-jitter, firstBackOff)
}
