package bolt

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"syncbot/storage"
)

// BenchmarkSteps counts durable steps: a case changes, an effect of it is done, another enters the outbox, a key is
// remembered and the journal grows. Beside them stand what the disk and bbolt do in the same run: a disk's speed changes
// from hour to hour, so only the ratios can be compared.
func BenchmarkSteps(b *testing.B) {
	for _, callers := range []int{1, 64} {
		b.Run(fmt.Sprintf("callers=%d", callers), func(b *testing.B) {
			dir := b.TempDir()
			fsyncs, puts := fsyncRate(b, dir), putRate(b, dir, callers)
			s := openAt(b, filepath.Join(dir, "store.db"))
			defer s.Close()
			b.ResetTimer()
			steps(b, s, callers)
			b.StopTimer()
			rate := float64(b.N) / b.Elapsed().Seconds()
			b.ReportMetric(fsyncs, "F/s")
			b.ReportMetric(puts, "puts/s")
			b.ReportMetric(rate, "steps/s")
			b.ReportMetric(rate/fsyncs, "steps/F")
			b.ReportMetric(rate/puts, "steps/put")
		})
	}
}

// steps makes b.N steps, each caller on a case of its own.
func steps(b *testing.B, s *Store, callers int) {
	var all sync.WaitGroup
	for i := range callers {
		all.Go(func() {
			c := aCase(fmt.Sprint("bench", i))
			for n := i; n < b.N; n += callers {
				var commit storage.Commit
				c, commit = move(c, n)
				if err := s.Commit(ctx, commit); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
}

const measured = 500 * time.Millisecond

// fsyncRate is how often a second the disk makes 4 KiB durable.
func fsyncRate(b *testing.B, dir string) float64 {
	f, err := os.Create(filepath.Join(dir, "fsync"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	page := make([]byte, 4096)
	return rate(b, 1, func(int) error {
		if _, err := f.WriteAt(page, 0); err != nil {
			return err
		}
		return f.Sync()
	})
}

// putRate is how many small puts a second bare bbolt makes durable, each in its own Update.
func putRate(b *testing.B, dir string, callers int) float64 {
	db, err := bbolt.Open(filepath.Join(dir, "bare.db"), 0o600, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	return rate(b, callers, func(n int) error {
		return db.Update(func(tx *bbolt.Tx) error {
			bucket, err := tx.CreateBucketIfNotExists([]byte("b"))
			if err != nil {
				return err
			}
			return bucket.Put(binary.BigEndian.AppendUint64(nil, uint64(n)), make([]byte, 100))
		})
	})
}

// rate is how often a second the callers together get do done.
func rate(b *testing.B, callers int, do func(n int) error) float64 {
	counts := make([]int, callers)
	start := time.Now()
	var all sync.WaitGroup
	for i := range callers {
		all.Go(func() {
			for time.Since(start) < measured {
				if err := do(counts[i]*callers + i); err != nil {
					b.Error(err)
					return
				}
				counts[i]++
			}
		})
	}
	all.Wait()
	took := time.Since(start)
	total := 0
	for _, n := range counts {
		total += n
	}
	return float64(total) / took.Seconds()
}

const many = 100_000

// manyWaiting is a store with many cases that wait, each with an effect in the outbox.
func manyWaiting(b *testing.B) (s *Store, path string) {
	path = filepath.Join(b.TempDir(), "store.db")
	s = openAt(b, path)
	for i := 0; i < many; i += 1000 {
		var batch []storage.Commit
		for n := range 1000 {
			_, commit := move(aCase(fmt.Sprint(i+n)), i+n)
			batch = append(batch, commit)
		}
		if err := s.Commit(ctx, batch...); err != nil {
			b.Fatal(err)
		}
	}
	return s, path
}

// BenchmarkClaim claims one wake and gives it back, with 100,000 cases waiting.
func BenchmarkClaim(b *testing.B) {
	s, _ := manyWaiting(b)
	defer s.Close()
	b.ResetTimer()
	for b.Loop() {
		work, _, err := s.Claim(ctx, storage.Inside, noon, 1)
		if err != nil || len(work) != 1 {
			b.Fatal(len(work), err)
		}
		s.Release(work[0])
	}
}

// BenchmarkOpen opens a store with 100,000 cases waiting and claims the first overdue one.
func BenchmarkOpen(b *testing.B) {
	s, path := manyWaiting(b)
	s.Close()
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for b.Loop() {
		s := openAt(b, path)
		if work, _, err := s.Claim(ctx, storage.Inside, noon, 1); err != nil || len(work) != 1 {
			b.Fatal(len(work), err)
		}
		s.Close()
	}
	b.ReportMetric(float64(info.Size())/(1<<20), "MiB")
}
