package bolt

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"syncbot/storage"
)

// What Verify says is what Open would say, and it leaves the file as it is.
func TestVerifyOnlyLooks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	if err := Verify(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("nothing there: %v", err)
	}
	s := openAt(t, path)
	if err := Verify(path); !errors.Is(err, ErrLocked) {
		t.Errorf("held by a bot: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	whole := contents(t, path)
	if err := Verify(path); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o640 || !bytes.Equal(whole, contents(t, path)) {
		t.Errorf("the file was changed: %v, %v", info.Mode(), err)
	}
	for name, content := range map[string][]byte{"empty": nil, "no store": []byte("no store"), "cut": whole[:len(whole)/2]} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		_, want := Open(path, Options{})
		var damaged *storage.DamagedError
		if err := Verify(path); !errors.As(err, &damaged) || err.Error() != want.Error() {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
		if !bytes.Equal(content, contents(t, path)) {
			t.Errorf("%s: the file was changed", name)
		}
	}
}

// Whoever has looked lets go of the file.
func TestVerifyLetsGo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	if err := openAt(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if err := Verify(path); err != nil {
			t.Fatal(err)
		}
	}
	openAt(t, path)
}

func contents(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
