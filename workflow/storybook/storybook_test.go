package storybook_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/workflow"
	"syncbot/workflow/storybook"
)

var rewrite = flag.Bool("rewrite", false, "rewrite the pages in testdata")

// Everything that is said keeps to the limits.
func TestEveryPageKeepsTheLimits(t *testing.T) {
	for _, p := range storybook.Pages() {
		if breaches := p.Breaches(); len(breaches) > 0 {
			t.Errorf("%s: %s\n%s", p.Name, strings.Join(breaches, " "), p.Note.Words().Text())
		}
	}
}

// Each kind of note has a page. The kinds are read from the code, so that a new one cannot be forgotten.
func TestEveryKindOfNoteHasAPage(t *testing.T) {
	kinds := noteKinds(t)
	if len(kinds) < 20 {
		t.Fatalf("found only these notes in the code: %v", kinds)
	}
	told := firstOfKind(t)
	for _, kind := range kinds {
		if _, ok := told[kind]; !ok {
			t.Errorf("no page shows a %s", kind)
		}
	}
}

// firstOfKind are the first pages that show each kind of note, by the name under which the kind is stored.
func firstOfKind(t *testing.T) map[string]storybook.Page {
	first := map[string]storybook.Page{}
	for _, p := range storybook.Pages() {
		b, err := workflow.MarshalNote(p.Note)
		if err != nil {
			t.Fatal(err)
		}
		var stored struct{ Type string }
		if err := json.Unmarshal(b, &stored); err != nil {
			t.Fatal(err)
		}
		if _, ok := first[stored.Type]; !ok {
			first[stored.Type] = p
		}
	}
	return first
}

// noteKinds are the types of package workflow that are a Note.
func noteKinds(t *testing.T) []string {
	files, err := filepath.Glob("../*.go")
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Name.Name == "note" && fn.Recv != nil {
				kinds = append(kinds, fn.Recv.List[0].Type.(*ast.Ident).Name)
			}
		}
	}
	return kinds
}

// Names are stable, and no two pages say the same.
func TestNamesAndTexts(t *testing.T) {
	names := map[string]bool{}
	texts := map[string]string{}
	for _, p := range storybook.Pages() {
		if !regexp.MustCompile(`^[a-z-]+/[a-z0-9-]+$`).MatchString(p.Name) || names[p.Name] {
			t.Errorf("%q is no name, or that of two pages", p.Name)
		}
		if !regexp.MustCompile(`^[A-Z][^.]*(\.[^ .][^.]*)*\.( [A-Z][^.]*\.)?$`).MatchString(p.When) {
			t.Errorf("%s: %q is no sentence", p.Name, p.When)
		}
		names[p.Name] = true
		whole := p.Note.Words().Text() + "\n" + buttons(p)
		if other, ok := texts[whole]; ok {
			t.Errorf("%s says the same as %s", p.Name, other)
		}
		texts[whole] = p.Name
	}
}

func buttons(p storybook.Page) string {
	var all []string
	for _, a := range p.Note.Actions() {
		all = append(all, a.Label)
	}
	return strings.Join(all, ", ")
}

// What is stored of a note says the same when it is read again.
func TestStoredNotesSayTheSame(t *testing.T) {
	for _, p := range storybook.Pages() {
		b, err := workflow.MarshalNote(p.Note)
		if err != nil {
			t.Fatal(err)
		}
		n, err := workflow.UnmarshalNote(b)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(p.Note.Words().Text(), n.Words().Text()); diff != "" {
			t.Errorf("%s:\n%s", p.Name, diff)
		}
		if diff := cmp.Diff(p.Note.Actions(), n.Actions()); diff != "" {
			t.Errorf("%s:\n%s", p.Name, diff)
		}
	}
}

// The pages of a group stand in testdata as text to be reviewed, the first of each kind of note also as programs read it.
// Commit a changed one only if you like it better.
func TestPagesAsReviewed(t *testing.T) {
	want := map[string]string{}
	for group, pages := range groups() {
		for _, p := range pages {
			want[group+".txt"] += p.String() + "\n"
		}
	}
	for kind, p := range firstOfKind(t) {
		want[kind+".json"] = asJSON(t, p)
	}
	for name, text := range want {
		golden(t, name, text)
	}
	files, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if _, ok := want[f.Name()]; !ok {
			t.Errorf("testdata/%s belongs to no page; remove it", f.Name())
		}
	}
}

func groups() map[string][]storybook.Page {
	all := map[string][]storybook.Page{}
	for _, p := range storybook.Pages() {
		group, _, _ := strings.Cut(p.Name, "/")
		all[group] = append(all[group], p)
	}
	return all
}

func asJSON(t *testing.T, p storybook.Page) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *rewrite {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs; if the new words are better: go test ./workflow/storybook -rewrite\n%s", file, diff)
	}
}
