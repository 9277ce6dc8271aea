package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestARecordIsRead(t *testing.T) {
	folder := t.TempDir()
	line := `{"method":"POST","path":"/api/v9/channels/12/messages","query":"","content_type":"text/plain","body":{"a":1}}` + "\n"
	if err := os.WriteFile(filepath.Join(folder, "requests-1.jsonl"), []byte(line+line), 0o600); err != nil {
		t.Fatal(err)
	}
	all, err := recorded(folder)
	if err != nil || len(all) != 2 || all[1].Path != "/channels/12/messages" || string(all[1].Body) != `{"a":1}` {
		t.Errorf("%+v, %v", all, err)
	}
}

// A record of nothing is no proof of anything.
func TestAnEmptyRecordIsAFault(t *testing.T) {
	judging(t) // where there is no description, the test is left out
	if _, err := check(file, t.TempDir()); err == nil {
		t.Error("it passed")
	}
}
