package bolt

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"math"
	"time"

	"syncbot/storage"
	"syncbot/storage/internal/lease"
	"syncbot/workflow"
)

// Keys are made of parts. Each part ends with 00 01, and a zero byte inside it is written 00 FF: parts never run
// together, and the keys of a bucket stand in the order of their parts.

func part[S ~string](b []byte, s S) []byte {
	for i := range len(s) {
		b = append(b, s[i])
		if s[i] == 0 {
			b = append(b, 0xff)
		}
	}
	return append(b, 0, 1)
}

// cut takes the first part off. It fails where b does not begin with a part.
func cut[S ~string](b []byte) (s S, rest []byte, err error) {
	var out []byte
	for {
		i := bytes.IndexByte(b, 0)
		if i < 0 || i+1 >= len(b) || b[i+1] != 1 && b[i+1] != 0xff {
			return "", nil, storage.Damaged("a key has lost its end")
		}
		out = append(out, b[:i]...)
		end := b[i+1] == 1
		b = b[i+2:]
		if end {
			return S(out), b, nil
		}
		out = append(out, 0)
	}
}

// recordKey is the record's place in its buckets, and the beginning of everything that belongs to it.
func recordKey(k storage.Key) []byte {
	return part(part(part(nil, k.Workshop), k.Kind), k.ID)
}

func cutRecordKey(b []byte) (k storage.Key, rest []byte, err error) {
	if k.Workshop, b, err = cut[workflow.WorkshopID](b); err != nil {
		return k, nil, err
	}
	if k.Kind, b, err = cut[storage.Kind](b); err != nil {
		return k, nil, err
	}
	k.ID, b, err = cut[string](b)
	return k, b, err
}

// slotKey is where a Replaces effect waits, and the beginning of where ordered effects do.
func slotKey(s lease.Slot) []byte { return part(recordKey(s.Record), s.Sort) }

func cutSlotKey(b []byte) (s lease.Slot, err error) {
	if s.Record, b, err = cutRecordKey(b); err != nil {
		return s, err
	}
	s.Sort, _, err = cut[string](b)
	return s, err
}

// dueKey is the place of a slot's work in the time index of a lane.
func dueKey(lane storage.Lane, at time.Time, s lease.Slot) []byte {
	return append(sortable(part(nil, lane), at), slotKey(s)...)
}

func uniqueKey(r storage.Record) []byte {
	return part(part(part(nil, r.Key.Workshop), r.Key.Kind), r.Unique)
}

func counted(b []byte, n uint64) []byte { return binary.BigEndian.AppendUint64(b, n) }

// The times that a key can tell apart. All earlier ones, the zero time among them, are as the first; all later ones as the last.
var (
	firstTime = time.Unix(0, math.MinInt64)
	lastTime  = time.Unix(0, math.MaxInt64)
)

// sortable appends the time as eight bytes that sort as it does, to the nanosecond.
func sortable(b []byte, t time.Time) []byte {
	switch {
	case t.Before(firstTime):
		t = firstTime
	case t.After(lastTime):
		t = lastTime
	}
	return counted(b, uint64(t.UnixNano())^1<<63)
}

const timeSize = 8

func cutTime(b []byte) (t time.Time, rest []byte, err error) {
	if len(b) < timeSize {
		return t, nil, storage.Damaged("a key has lost its time")
	}
	nanos := int64(binary.BigEndian.Uint64(b) ^ 1<<63)
	return time.Unix(0, nanos).UTC(), b[timeSize:], nil
}

// An index row has no form: its value is the CRC-32C of its key and of what it points to, and what it points to.

const sumSize = 4

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func indexValue(key, target []byte) []byte {
	b := binary.BigEndian.AppendUint32(make([]byte, 0, sumSize+len(target)), indexSum(key, target))
	return append(b, target...)
}

// indexTarget is what the index row points to, once its checksum is found right.
func indexTarget(key, value []byte) ([]byte, error) {
	if len(value) < sumSize || binary.BigEndian.Uint32(value) != indexSum(key, value[sumSize:]) {
		return nil, storage.Damaged("the checksum of an index entry is wrong")
	}
	return value[sumSize:], nil
}

func indexSum(key, target []byte) uint32 {
	return crc32.Update(crc32.Checksum(key, castagnoli), castagnoli, target)
}
