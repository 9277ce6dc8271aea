package bolt

import (
	"bytes"
	"hash/fnv"

	"go.etcd.io/bbolt"

	"syncbot/storage"
)

// The buckets. Values of the first group are forms (package storage), those of the second index rows (keys.go).
const (
	records = "records" // record -> record
	outbox  = "outbox"  // slot, and for ordered effects a number -> effect
	seen    = "seen"    // key -> seen key
	journal = "journal" // record, Rev -> journal entry

	due     = "due"     // lane, time, slot -> nothing: what Claim looks through
	effects = "effects" // effect's ID -> its place in the outbox
	open    = "open"    // record -> nothing
	unique  = "unique"  // workshop, kind, Unique -> ID of the open record that holds it
	aging   = "aging"   // sort, time, what it is -> nothing: what Prune looks through

	store = "store" // only the row below
)

var dataBuckets = []string{records, outbox, seen, journal, due, effects, open, unique, aging}

var stateKey = []byte("state")

// state is the store's row about itself.
type state struct {
	Epoch uint64 `json:"epoch"` // counts the openings
	Next  uint64 `json:"next"`  // numbers ordered effects
	Tally tally  `json:"tally"`
}

var stateForm = storage.Form{Name: "store", Version: 1}

// tally sums up all rows of the data buckets, so that one that got lost is missed when the store is opened.
type tally struct {
	Rows uint64 `json:"rows"`
	Sum  uint64 `json:"sum"`
}

// rowHead is how much of a value counts: its checksum, which stands for the rest.
const rowHead = 5

func rowSum(bucket string, key, value []byte) uint64 {
	h := fnv.New64a()
	h.Write([]byte(bucket))
	h.Write([]byte{0})
	h.Write(key)
	h.Write([]byte{0})
	h.Write(value[:min(rowHead, len(value))])
	return h.Sum64()
}

// tx is a write transaction that can take back the changes since a mark, so that a commit that fails
// leaves nothing behind for its neighbours.
type tx struct {
	*bbolt.Tx
	state state
	undo  []change
	ended ended
}

// ended are the leases that end once the transaction is durable.
type ended struct {
	effects []storage.EffectID
	wakes   []storage.Key
}

type change struct {
	bucket     string
	key, value []byte // a nil value: there was none
}

type mark struct {
	state                state
	undo, effects, wakes int
}

func begin(b *bbolt.Tx) (*tx, error) {
	t := &tx{Tx: b}
	home := b.Bucket([]byte(store))
	if home == nil {
		return nil, storage.Damaged("its own bucket is missing")
	}
	return t, stateForm.Unseal(home.Get(stateKey), &t.state)
}

// end writes the state.
func (t *tx) end() error {
	row, err := stateForm.Seal(t.state)
	if err != nil {
		return err
	}
	return t.Bucket([]byte(store)).Put(stateKey, row)
}

func (t *tx) get(bucket string, key []byte) []byte { return t.Bucket([]byte(bucket)).Get(key) }

func (t *tx) put(bucket string, key, value []byte) error {
	b := t.Bucket([]byte(bucket))
	t.replaced(bucket, key, b.Get(key), value)
	return b.Put(key, value)
}

// index puts an index row.
func (t *tx) index(bucket string, key, target []byte) error {
	return t.put(bucket, key, indexValue(key, target))
}

// del deletes the row; it is no error if there is none.
func (t *tx) del(bucket string, key []byte) error {
	b := t.Bucket([]byte(bucket))
	old := b.Get(key)
	if old == nil {
		return nil
	}
	t.replaced(bucket, key, old, nil)
	return b.Delete(key)
}

func (t *tx) replaced(bucket string, key, old, value []byte) {
	t.undo = append(t.undo, change{bucket, key, bytes.Clone(old)})
	if old != nil {
		t.state.Tally.Rows--
		t.state.Tally.Sum -= rowSum(bucket, key, old)
	}
	if value != nil {
		t.state.Tally.Rows++
		t.state.Tally.Sum += rowSum(bucket, key, value)
	}
}

func (t *tx) mark() mark {
	return mark{t.state, len(t.undo), len(t.ended.effects), len(t.ended.wakes)}
}

// back undoes everything since the mark.
func (t *tx) back(m mark) error {
	for i := len(t.undo) - 1; i >= m.undo; i-- {
		if err := t.restore(t.undo[i]); err != nil {
			return err
		}
	}
	t.state, t.undo = m.state, t.undo[:m.undo]
	t.ended = ended{t.ended.effects[:m.effects], t.ended.wakes[:m.wakes]}
	return nil
}

func (t *tx) restore(c change) error {
	b := t.Bucket([]byte(c.bucket))
	if c.value == nil {
		return b.Delete(c.key)
	}
	return b.Put(c.key, c.value)
}
