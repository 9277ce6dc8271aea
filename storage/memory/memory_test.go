package memory_test

import (
	"testing"

	"syncbot/storage"
	"syncbot/storage/memory"
	"syncbot/storage/storagetest"
)

func TestKeepsTheContract(t *testing.T) {
	kept := map[string]*memory.Store{}
	storagetest.Run(t, func(t *testing.T, dir string) storage.Store {
		if s, ok := kept[dir]; ok {
			kept[dir] = s.Reopen()
		} else {
			kept[dir] = memory.New(memory.Options{Retention: storagetest.Retention})
		}
		return kept[dir]
	})
}
