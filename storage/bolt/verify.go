package bolt

import (
	"cmp"
	"errors"
	"os"
	"time"

	"go.etcd.io/bbolt"
)

// verifyWait is how long Verify waits for another process to let go of the file.
const verifyWait = 200 * time.Millisecond

// Verify says whether [Open] would open the file at path, with the same errors, and changes nothing in it. Others may read
// it meanwhile; whoever opens it waits until the file was read once, but no longer than [Open] waits for any other process.
func Verify(path string) error {
	s := &Store{path: path}
	err := s.guarded(func() (err error) {
		s.db, err = bbolt.Open(path, 0, &bbolt.Options{ReadOnly: true, Timeout: verifyWait, OpenFile: s.openUnchanged})
		return err
	})
	if err != nil {
		err = openError(err)
	} else {
		err = s.check()
	}
	return s.explain(errors.Join(err, s.closeFile()))
}

// openUnchanged opens the file for bbolt to read, though as one that can be written to: a bot must be able to.
func (s *Store) openUnchanged(path string, _ int, _ os.FileMode) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || info.Size() == 0 {
		return nil, errors.Join(cmp.Or(err, errEmpty), f.Close())
	}
	s.file = f
	return f, nil
}
