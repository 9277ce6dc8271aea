package bolt

import (
	"path/filepath"
	"testing"

	"go.uber.org/goleak"

	"syncbot/storage"
	"syncbot/storage/storagetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestKeepsTheContract(t *testing.T) {
	storagetest.Run(t, func(t *testing.T, dir string) storage.Store {
		return openAt(t, filepath.Join(dir, "state", "store.db"))
	})
}

func openAt(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(path, Options{Retention: storagetest.Retention})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}
