package discord

// Everything that is drawn, as JSON to be reviewed, and as Discord takes it.

import (
	"bytes"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var rewrite = flag.Bool("rewrite", false, "rewrite the messages in testdata")

const goldenFolder = "testdata/messages"

// drawn is everything that is drawn, by the name of its golden file.
func drawn() map[string]content {
	all := map[string]content{}
	for name, m := range everyMessage() {
		all[name] = here.message(m)
	}
	for name, g := range answers() {
		all["answers/"+name] = here.answer(g.answer, g.mentions)
	}
	return all
}

// Commit a changed file only if you like the message better.
func TestDrawnAsReviewed(t *testing.T) {
	all := drawn()
	for name, c := range all {
		golden(t, filepath.Join(goldenFolder, name+".json"), indented(t, c))
	}
	err := filepath.WalkDir(goldenFolder, func(path string, e fs.DirEntry, err error) error {
		name, _ := filepath.Rel(goldenFolder, strings.TrimSuffix(path, ".json"))
		if _, ok := all[name]; err == nil && !e.IsDir() && !ok {
			t.Errorf("%s belongs to nothing that is drawn; remove it", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func indented(t *testing.T, v any) string {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(shown(t, v)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *rewrite {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs; if the new form is better: go test ./bot/discord -run Drawn -rewrite\n%s", file, diff)
	}
}

func TestEverythingKeepsTheLimits(t *testing.T) {
	for name, c := range drawn() {
		if wrong := breaches(shown(t, c)); len(wrong) > 0 {
			t.Errorf("%s: %s", name, strings.Join(wrong, "; "))
		}
	}
}
