package sandbox

// Reading and writing the state file.

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// load gives no state where there is no file.
func load(path string) (*state, error) {
	if path == "" {
		return nil, nil
	}
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the practice data can't be read: %w", err)
	}
	var st state
	if err := json.Unmarshal(b, &st); err != nil {
		return nil, damaged(path, err)
	}
	if st.Version > version {
		return nil, fmt.Errorf("the practice data in %s is from a newer syncbot (form %d, this one reads up to %d): use that one, or move the file away to begin anew", path, st.Version, version)
	}
	if err := st.check(); err != nil {
		return nil, damaged(path, err)
	}
	return &st, nil
}

func damaged(path string, err error) error {
	return fmt.Errorf("the practice data in %s is damaged (%w): move the file away to begin anew", path, err)
}

// check finds what the rest of the package could not live with.
func (st *state) check() error {
	if st.Version < 1 {
		return errors.New("no version")
	}
	for _, want := range practice(time.Time{}).Shops {
		sh := st.shop(want.ID)
		if sh == nil {
			return fmt.Errorf("no workshop %s", want.ID)
		}
		if sh.Workshop != want.Workshop || sh.Causes == nil {
			return fmt.Errorf("workshop %s is not as it was", want.ID)
		}
	}
	return nil
}

// save replaces the file as a whole: a crash leaves the old state or the new one.
func save(path string, st *state) error {
	if path == "" {
		return nil
	}
	b, err := json.MarshalIndent(st, "", "\t")
	if err == nil {
		err = replace(path, b)
	}
	if err != nil {
		return fmt.Errorf("the practice data can't be written: %w", err)
	}
	return nil
}

// replace leaves at most one unfinished file behind, which the next call takes over.
func replace(path string, content []byte) error {
	fresh := path + ".new"
	f, err := os.OpenFile(fresh, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := os.Rename(fresh, path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
