package sandbox_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/workshop/sandbox"
	"syncbot/workflow"
)

func TestTheStateOutlivesTheProgram(t *testing.T) {
	path := filepath.Join(t.TempDir(), "practice.json")
	c := newClock()
	s := openFile(t, path, c)
	s.SyncTakes(time.Minute)
	must(t, s.Mend("northside", invoice("123")))
	id, err := s.ForceSync(t.Context(), northside, "key")
	must(t, err)

	c.pass(10 * time.Second) // the program is killed while the sync runs
	s = openFile(t, path, c)
	if got := s.LookUp(t.Context(), "northside", invoice("123")).Verdict; got != workflow.NotFound {
		t.Errorf("123 is %s while the sync runs", got)
	}

	c.pass(time.Hour)
	s = openFile(t, path, c)
	if again, err := s.ForceSync(t.Context(), northside, "key"); again != id || err != nil {
		t.Errorf("the key returns %q, %v, want %q", again, err, id)
	}
	if got := s.LookUp(t.Context(), "northside", invoice("123")).Verdict; got != workflow.ArrivedUnpaid {
		t.Errorf("123 is %s after the sync", got)
	}
	if log := entries(t, s, northside, invoice("653")); len(log) != 1 || !log[0].At.Equal(start.Add(time.Minute)) {
		t.Errorf("the sync that ended while the program was off wrote %+v", log)
	}
	report := s.EventReport("northside")
	if diff := cmp.Diff(report, openFile(t, path, c).EventReport("northside")); diff != "" {
		t.Errorf("opened once more: %s", diff)
	}
}

func TestTheFileIsPrivateAndAlone(t *testing.T) {
	dir := t.TempDir()
	s := openFile(t, filepath.Join(dir, "practice.json"), newClock())
	must(t, s.PressSync("northside"))
	files, err := os.ReadDir(dir)
	must(t, err)
	if len(files) != 1 {
		t.Fatalf("%d files are left, want 1", len(files))
	}
	info, err := files[0].Info()
	must(t, err)
	if info.Mode() != 0o600 {
		t.Errorf("its mode is %v", info.Mode())
	}
}

func TestADamagedFileGetsASentence(t *testing.T) {
	path := filepath.Join(t.TempDir(), "practice.json")
	openFile(t, path, newClock())
	whole, err := os.ReadFile(path)
	must(t, err)
	for name, test := range map[string]struct {
		content []byte
		want    string
	}{
		"empty":                {nil, "is damaged"},
		"cut":                  {whole[:len(whole)/2], "is damaged"},
		"something else":       {[]byte(`["a"]`), "is damaged"},
		"an empty object":      {[]byte(`{}`), "is damaged"},
		"null":                 {[]byte(`null`), "is damaged"},
		"a workshop is gone":   {bytes.ReplaceAll(whole, []byte("bayview"), []byte("bayside")), "is damaged"},
		"another system":       {bytes.Replace(whole, []byte(`"myob"`), []byte(`"xero"`), 1), "is damaged"},
		"no causes":            {bytes.Replace(whole, []byte(`"causes": {`), []byte(`"causes": null, "old": {`), 1), "is damaged"},
		"from a newer syncbot": {bytes.Replace(whole, []byte(`"version": 1`), []byte(`"version": 2`), 1), "newer syncbot"},
	} {
		t.Run(name, func(t *testing.T) {
			must(t, os.WriteFile(path, test.content, 0o600))
			_, err := sandbox.Open(path, newClock().now)
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), path) {
				t.Errorf("Open says %v, want %q and the path", err, test.want)
			}
			left, err := os.ReadFile(path)
			if must(t, err); !bytes.Equal(left, test.content) {
				t.Error("Open changed the damaged file")
			}
		})
	}
}

func TestAChangeThatCannotBeKeptDoesNotHappen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state")
	must(t, os.Mkdir(dir, 0o700))
	s := openFile(t, filepath.Join(dir, "practice.json"), newClock())
	must(t, os.RemoveAll(dir))
	if err := s.PressSync("northside"); err == nil {
		t.Fatal("a sync started without a place for the state")
	}
	if got := s.LookUp(t.Context(), "northside", invoice("640")).Verdict; got != workflow.NotFound {
		t.Errorf("640 is %s though the sync was not kept", got)
	}
}
