package report

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whatever comes in, Read neither panics nor grows without bound, its errors are its own,
// and it says nothing that does not stand in the input.
func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.*")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("\xff\xfe6\x004\x001\x00:\x00x\x00"))
	f.Add([]byte("641 Email\n\n\"24/11/2026\t10:06\"\tInvoice #: INV-1-b"))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := Read(bytes.NewReader(data), Options{Zone: sydney, Numbers: []string{"641", "123456-b"}, About: "641"})
		if err != nil {
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("not an error of this package: %v", err)
			}
			return
		}
		checkLog(t, l, data)
	})
}

func checkLog(t *testing.T, l Log, data []byte) {
	text, err := decode(data)
	if err != nil {
		t.Fatalf("read what can't be decoded: %v", err)
	}
	if len(l.Entries) > MaxRows || len(l.Notes) > maxNotes+2 {
		t.Fatalf("%d entries, %d notes", len(l.Entries), len(l.Notes))
	}
	text = strings.ReplaceAll(text, `"`, "")
	for _, e := range l.Entries {
		if e.Message == "" || len(e.Message) > maxMessage || e.Row < 1 || e.Row > 1+strings.Count(text, "\n") {
			t.Fatalf("bad entry %+v", e)
		}
		for _, word := range strings.Fields(strings.ReplaceAll(e.Message, `"`, "")) {
			if !strings.Contains(text, word) {
				t.Fatalf("%q of %q is not in the input", word, e.Message)
			}
		}
	}
}
