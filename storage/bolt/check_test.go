package bolt

import (
	"math/rand/v2"
	"path/filepath"
	"testing"
)

// The check must never call a sound file damaged: it is held against files that have grown and shrunk at random.
func TestTheCheckFindsNothingWrongWithWhatBboltWrites(t *testing.T) {
	s := openAt(t, filepath.Join(fastDir(t), "store.db"))
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	for n := range 300 {
		growing := n/60%2 == 0
		err := s.write(ctx, func(t *tx) error {
			for range r.IntN(200) {
				if err := scribble(t, r, growing); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if n%3 == 0 {
			if err := s.check(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// scribble puts or deletes a row with a key of up to 44 bytes.
func scribble(t *tx, r *rand.Rand, growing bool) error {
	n := uint64(r.IntN(30_000))
	key := append(counted(nil, n)[4:], make([]byte, n%40)...)
	if (r.IntN(10) < 8) == growing {
		return t.index(aging, key, make([]byte, r.IntN(200)))
	}
	return t.del(aging, key)
}
