package bolt

import (
	"bytes"
	"cmp"
	"testing"
	"time"

	"syncbot/storage"
	"syncbot/storage/internal/lease"
)

func FuzzPartsNeverRunTogetherAndKeepTheirOrder(f *testing.F) {
	f.Add("northside", "a\x00", "northside\x00", "a")
	f.Add("", "\x00\x01", "\x00", "\x01")
	f.Fuzz(func(t *testing.T, a1, a2, b1, b2 string) {
		a, b := part(part(nil, a1), a2), part(part(nil, b1), b2)
		if want := cmp.Or(cmp.Compare(a1, b1), cmp.Compare(a2, b2)); bytes.Compare(a, b) != want {
			t.Errorf("%q %q and %q %q are in the wrong order", a1, a2, b1, b2)
		}
		first, rest, err := cut[string](a)
		second, rest, err2 := cut[string](rest)
		if first != a1 || second != a2 || len(rest) > 0 || err != nil || err2 != nil {
			t.Errorf("%q %q became %q %q (%v, %v)", a1, a2, first, second, err, err2)
		}
	})
}

func FuzzKeysAreReadOrRefused(f *testing.F) {
	k := storage.Key{Workshop: "northside", Kind: storage.KindCase, ID: "a"}
	f.Add(dueKey("slack", noon, lease.Slot{Record: k, Sort: lease.Wake}))
	f.Add(dueKey("slack", noon, lease.Slot{Record: storage.PersonKey("slack", "U1"), Sort: lease.InOrder}))
	f.Fuzz(func(t *testing.T, key []byte) {
		lane, rest, err := cut[storage.Lane](key)
		if err != nil {
			return
		}
		at, rest, err := cutTime(rest)
		if err != nil {
			return
		}
		slot, err := cutSlotKey(rest)
		if err == nil && !bytes.HasPrefix(key, dueKey(lane, at, slot)) {
			t.Errorf("%x became lane %q, %v, %+v", key, lane, at, slot)
		}
	})
}

func FuzzTimesKeepTheirOrder(f *testing.F) {
	f.Add(int64(0), int64(0), int64(-1), int64(999_999_999))
	f.Add(int64(1<<40), int64(1), int64(-1<<40), int64(1))
	f.Fuzz(func(t *testing.T, s1, n1, s2, n2 int64) {
		a, b := time.Unix(s1%(1<<33), n1), time.Unix(s2%(1<<33), n2)
		if want := a.Compare(b); bytes.Compare(sortable(nil, a), sortable(nil, b)) != want {
			t.Errorf("%v and %v are in the wrong order", a, b)
		}
		if back, _, err := cutTime(sortable(nil, a)); !back.Equal(a) || err != nil {
			t.Errorf("%v became %v (%v)", a, back, err)
		}
	})
}

func TestTheZeroTimeComesFirstAndTheFarFutureLast(t *testing.T) {
	times := []time.Time{{}, time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC), noon, time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)}
	for i := range len(times) - 1 {
		if bytes.Compare(sortable(nil, times[i]), sortable(nil, times[i+1])) >= 0 {
			t.Errorf("%v does not come before %v", times[i], times[i+1])
		}
	}
}
