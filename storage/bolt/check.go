package bolt

import (
	"bytes"
	"hash/fnv"
	"os"
	"slices"

	"syncbot/storage"
)

// The check reads the whole file when it is opened, before bbolt acts on anything but its first pages: every page that
// is in use is used once and is not free, every key stands where a search finds it, every row has the right checksum,
// and no row is missing. bbolt itself has no checksums, and its own Check runs on a goroutine of its own, where a fault
// on a damaged file ends the process.

type checker struct {
	file     *os.File
	pageSize uint64
	meta     meta
	used     []bool // by page
	buckets  []string
	tally    tally
	state    state
}

// check says what is wrong with the file.
func (s *Store) check() error {
	c := &checker{file: s.file, pageSize: uint64(s.db.Info().PageSize)}
	if err := c.readMeta(); err != nil {
		return err
	}
	if err := c.tree("", c.meta.root, nil, nil); err != nil {
		return err
	}
	if err := c.freelist(); err != nil {
		return err
	}
	return c.complete()
}

// complete says whether anything is missing.
func (c *checker) complete() error {
	want := slices.Sorted(slices.Values(append([]string{store}, dataBuckets...)))
	if !slices.Equal(c.buckets, want) {
		return storage.Damaged("it is not a store of syncbot, or a part of it is lost")
	}
	if c.tally != c.state.Tally {
		return storage.Damaged("it holds %d entries that do not add up to the %d it should hold", c.tally.Rows, c.state.Tally.Rows)
	}
	return nil
}

// meta is what the two first pages say, of which the one with the higher number holds.
type meta struct{ root, freelist, pages, tx uint64 }

const metaSize = 64 // magic 4, version 4, page size 4, flags 4, root 8+8, freelist 8, pages 8, transaction 8, checksum 8

func (c *checker) readMeta() error {
	for i := range uint64(2) {
		b := make([]byte, metaSize)
		if _, err := c.file.ReadAt(b, int64(i*c.pageSize+headerSize)); err != nil {
			return storage.Damaged("its beginning cannot be read (%v)", err)
		}
		sum := fnv.New64a()
		sum.Write(b[:56])
		if native.Uint64(b[56:]) != sum.Sum64() {
			return storage.Damaged("one of its first two pages is lost, and perhaps the newest commit with it")
		}
		m := meta{native.Uint64(b[16:]), native.Uint64(b[32:]), native.Uint64(b[40:]), native.Uint64(b[48:])}
		if m.tx >= c.meta.tx {
			c.meta = m
		}
	}
	return c.size()
}

func (c *checker) size() error {
	info, err := c.file.Stat()
	if err != nil {
		return err
	}
	if uint64(info.Size())/c.pageSize < c.meta.pages {
		return storage.Damaged("the file has been cut short")
	}
	c.used = make([]bool, c.meta.pages)
	return c.use(0, 2)
}

// use marks n pages as used.
func (c *checker) use(id, n uint64) error {
	pages := uint64(len(c.used))
	if id >= pages || n > pages-id {
		return storage.Damaged("it points beyond its end")
	}
	for i := id; i < id+n; i++ {
		if c.used[i] {
			return storage.Damaged("page %d is used twice", i)
		}
		c.used[i] = true
	}
	return nil
}

func (c *checker) page(id uint64) (page, error) {
	if err := c.use(id, 1); err != nil {
		return page{}, err
	}
	b, err := c.read(id, 1)
	if err != nil {
		return page{}, err
	}
	if native.Uint64(b) != id {
		return page{}, storage.Damaged("page %d is another", id)
	}
	more := uint64(native.Uint32(b[12:]))
	if more == 0 {
		return pageOf(b), nil
	}
	if err := c.use(id+1, more); err != nil {
		return page{}, err
	}
	b, err = c.read(id, 1+more)
	return pageOf(b), err
}

func (c *checker) read(id, n uint64) ([]byte, error) {
	b := make([]byte, n*c.pageSize)
	if _, err := c.file.ReadAt(b, int64(id*c.pageSize)); err != nil {
		return b, storage.Damaged("page %d cannot be read (%v)", id, err)
	}
	return b, nil
}

// tree checks the pages of a bucket (the root bucket has no name) whose first key is from and whose last comes before
// to; nil: whichever.
func (c *checker) tree(bucket string, id uint64, from, to []byte) error {
	p, err := c.page(id)
	if err != nil {
		return err
	}
	switch p.flags {
	case branchPage:
		return c.branch(bucket, p, from, to)
	case leafPage:
		return c.leaf(bucket, p, from, to)
	default:
		return storage.Damaged("page %d is neither branch nor leaf", id)
	}
}

func (c *checker) branch(bucket string, p page, from, to []byte) error {
	if p.count == 0 {
		return storage.Damaged("a branch is empty")
	}
	first, child, err := p.child(0)
	for i := range p.count {
		if err != nil {
			return err
		}
		key, id, end := first, child, to
		if i+1 < p.count {
			if first, child, err = p.child(i + 1); err != nil {
				return err
			}
			end = first
		}
		if err := within(i, key, from, to); err != nil {
			return err
		}
		if err := c.tree(bucket, id, key, end); err != nil {
			return err
		}
		from = key
	}
	return nil
}

func (c *checker) leaf(bucket string, p page, from, to []byte) error {
	var last []byte
	for i := range p.count {
		nested, key, value, err := p.row(i)
		if err != nil {
			return err
		}
		if err := within(i, key, from, to); err != nil {
			return err
		}
		if i > 0 && bytes.Compare(last, key) >= 0 {
			return storage.Damaged("its entries are out of order")
		}
		last = key
		if nested != (bucket == "") {
			return storage.Damaged("a bucket and an entry are mistaken for one another")
		}
		if err := c.entry(bucket, key, value); err != nil {
			return err
		}
	}
	return nil
}

// within checks the i-th key of a page against the limits that lead a search to the page. The page above names the
// first key exactly: bbolt finds its way back up by it when it writes.
func within(i int, key, from, to []byte) error {
	lost := bytes.Compare(key, from) < 0 || to != nil && bytes.Compare(key, to) >= 0
	if lost || i == 0 && from != nil && !bytes.Equal(key, from) {
		return storage.Damaged("an entry is where nobody looks for it")
	}
	return nil
}

// entry checks a row, or with no bucket the bucket that the value is.
func (c *checker) entry(bucket string, key, value []byte) error {
	if bucket == "" {
		return c.bucket(string(key), value)
	}
	if bucket == store {
		return stateForm.Unseal(value, &c.state)
	}
	c.tally.Rows++
	c.tally.Sum += rowSum(bucket, key, value)
	return checkRow(bucket, key, value)
}

func (c *checker) bucket(name string, value []byte) error {
	c.buckets = append(c.buckets, name)
	if len(value) < bucketSize {
		return storage.Damaged("bucket %q is lost", name)
	}
	if root := native.Uint64(value); root != 0 {
		return c.tree(name, root, nil, nil)
	}
	inline := value[bucketSize:]
	if len(inline) < headerSize || pageOf(inline).flags != leafPage {
		return storage.Damaged("bucket %q is lost", name)
	}
	return c.leaf(name, pageOf(inline), nil, nil)
}

// checkRow checks the row's checksum and that its form is none of a newer syncbot.
func checkRow(bucket string, key, value []byte) error {
	switch bucket {
	case records:
		k, _, err := cutRecordKey(key)
		if err != nil {
			return err
		}
		return storage.RecordForm(k.Kind).Check(value)
	case outbox:
		return storage.EffectForm.Check(value)
	case seen:
		return storage.SeenForm.Check(value)
	case journal:
		return storage.EntryForm.Check(value)
	default:
		_, err := indexTarget(key, value)
		return err
	}
}

// freelist checks that no page that is in use is said to be free: the next commit would write over it.
func (c *checker) freelist() error {
	if c.meta.freelist == noFreelist {
		return nil
	}
	p, err := c.page(c.meta.freelist)
	if err != nil {
		return err
	}
	if p.flags != freelistPage {
		return storage.Damaged("its list of free pages is lost")
	}
	at, count := uint64(headerSize), uint64(p.count)
	if count == 0xffff { // the list is longer than the header can say
		at, count = at+8, native.Uint64(p.data[at:])
	}
	for i := range count {
		id, err := p.slice(at+8*i, 8)
		if err != nil {
			return err
		}
		if err := c.use(native.Uint64(id), 1); err != nil {
			return err
		}
	}
	return nil
}
