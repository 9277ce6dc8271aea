package bolt

import (
	"encoding/binary"

	"syncbot/storage"
)

// The layout of bbolt's data file, version 2, in the machine's byte order, as the check reads it
// (https://github.com/etcd-io/bbolt/tree/main/internal/common: page.go, meta.go, bucket.go).

const (
	headerSize = 16 // of a page: id 8, flags 2, count 2, overflow 4
	branchSize = 16 // of a branch's element: position 4, key size 4, page 8
	leafSize   = 16 // of a leaf's element: flags 4, position 4, key size 4, value size 4
	bucketSize = 16 // of a bucket's value: root page 8, sequence 8; root page 0: the page follows inline

	branchPage   = 0x01
	leafPage     = 0x02
	freelistPage = 0x10
	noFreelist   = ^uint64(0)
)

var native = binary.NativeEndian

// page is a page with all that overflows from it, or the inline page of a small bucket.
type page struct {
	flags uint16
	count int
	data  []byte // from the header on
}

func pageOf(data []byte) page {
	return page{native.Uint16(data[8:]), int(native.Uint16(data[10:])), data}
}

// slice is the n bytes at offset at, if the page has them.
func (p page) slice(at, n uint64) ([]byte, error) {
	if size := uint64(len(p.data)); at > size || n > size-at {
		return nil, storage.Damaged("an entry is longer than its page")
	}
	return p.data[at : at+n], nil
}

// child is the i-th element of a branch: the first key of a page, and which page.
func (p page) child(i int) (key []byte, id uint64, err error) {
	at := uint64(headerSize + i*branchSize)
	e, err := p.slice(at, branchSize)
	if err != nil {
		return nil, 0, err
	}
	key, err = p.slice(at+uint64(native.Uint32(e)), uint64(native.Uint32(e[4:])))
	return key, native.Uint64(e[8:]), err
}

// row is the i-th element of a leaf; nested: it is a bucket.
func (p page) row(i int) (nested bool, key, value []byte, err error) {
	at := uint64(headerSize + i*leafSize)
	e, err := p.slice(at, leafSize)
	if err == nil && native.Uint32(e) > 1 {
		err = storage.Damaged("an entry is neither bucket nor value")
	}
	if err != nil {
		return false, nil, nil, err
	}
	start, size := at+uint64(native.Uint32(e[4:])), uint64(native.Uint32(e[8:]))
	if key, err = p.slice(start, size); err != nil {
		return false, nil, nil, err
	}
	value, err = p.slice(start+size, uint64(native.Uint32(e[12:])))
	return native.Uint32(e) == 1, key, value, err
}
