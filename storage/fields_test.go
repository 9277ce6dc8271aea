package storage

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/workflow"
)

// testdata/*.fields lists for each form its version, and the JSON fields of every type that it can hold. A field or a
// type more or less needs a decision about the version: docs/decisions/0005-json-forms-with-versions.md.

// Rewrite is the flag for all golden files of the package. It never changes the list of a version that has one.
var Rewrite = flag.Bool("rewrite", false, "rewrite the golden files")

func TestAVersionKeepsItsFields(t *testing.T) {
	for name, f := range map[string]struct {
		form  Form
		holds []any
	}{
		"case":    {RecordForm(KindCase), []any{recordForm{}, workflow.Case{}}},
		"account": {RecordForm(KindAccount), []any{recordForm{}, workflow.Account{}}},
		"channel": {RecordForm(KindChannel), []any{recordForm{}, workflow.Channel{}}},
		"person":  {RecordForm(KindPerson), []any{recordForm{}, workflow.Person{}}},
		"effect":  {EffectForm, []any{effectForm{}, new(workflow.Effect)}},
		"entry":   {EntryForm, []any{entryForm{}, new(workflow.Event)}},
		"seen":    {SeenForm, []any{seenForm{}}},
	} {
		t.Run(name, func(t *testing.T) {
			l := fieldList{t, map[reflect.Type]string{}}
			for _, v := range f.holds {
				l.add(reflect.TypeOf(v))
			}
			wantFields(t, f.form, filepath.Join("testdata", name+".fields"), l.lines)
		})
	}
}

func wantFields(t *testing.T, f Form, file string, lines map[reflect.Type]string) {
	t.Helper()
	version := fmt.Sprintf("version %d\n", f.Version)
	is := version + strings.Join(slices.Sorted(maps.Values(lines)), "")
	b, err := os.ReadFile(file)
	if *Rewrite && !strings.HasPrefix(string(b), version) {
		b, err = []byte(is), os.WriteFile(file, []byte(is), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Fields(string(b)), strings.Fields(is)); diff != "" {
		t.Errorf("%s does not list what version %d of %s holds. If a syncbot in use writes that version, raise it in storage/forms.go; "+
			"if none does, delete the file. Then run go test ./storage -rewrite. Why: docs/decisions/0005.\n%s", file, f.Version, f.Name, diff)
	}
}

// fieldList holds a line for each type that was added, and for those that it can hold.
type fieldList struct {
	t     *testing.T
	lines map[reflect.Type]string
}

func (l fieldList) add(typ reflect.Type) {
	_, done := l.lines[typ]
	switch {
	case done || typ == reflect.TypeFor[time.Time]():
	case typ == reflect.TypeFor[workflow.Effect]():
		addKnown(l, workflow.UnmarshalEffect)
	case typ == reflect.TypeFor[workflow.Event]():
		addKnown(l, workflow.UnmarshalEvent)
	case typ == reflect.TypeFor[workflow.Note]():
		addKnown(l, workflow.UnmarshalNote)
	case typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice:
		l.add(typ.Elem())
	case typ.Kind() == reflect.Struct:
		fields := jsonFields(typ)
		names := slices.Sorted(maps.Keys(fields))
		l.lines[typ] = strings.TrimSpace(typ.String()+": "+strings.Join(names, " ")) + "\n"
		for _, field := range fields {
			l.add(field)
		}
	}
}

// jsonFields are the names and types of the fields, also of those of embedded structs.
func jsonFields(typ reflect.Type) map[string]reflect.Type {
	fields := map[string]reflect.Type{}
	for f := range typ.Fields() {
		if f.Anonymous {
			maps.Copy(fields, jsonFields(f.Type))
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" || name == "-" { // with - it is kept by the type's own MarshalJSON
			name = strings.ToLower(f.Name)
		}
		fields[name] = f.Type
	}
	return fields
}

// addKnown adds the types of an interface, as workflow/wire.go lists them and read knows them.
func addKnown[T any](l fieldList, read func([]byte) (T, error)) {
	l.t.Helper()
	source, err := os.ReadFile("../workflow/wire.go")
	if err != nil {
		l.t.Fatal(err)
	}
	list := regexp.MustCompile(`types\[` + reflect.TypeFor[T]().Name() + `\]\(([^)]*)\)`).FindSubmatch(source)
	if list == nil {
		l.t.Fatalf("workflow/wire.go has no list of every %s", reflect.TypeFor[T]())
	}
	for _, name := range regexp.MustCompile(`\w+`).FindAllString(string(list[1]), -1) {
		v, err := read(fmt.Appendf(nil, `{"type":%q,"value":{"note":null,"event":null}}`, name))
		if err != nil {
			l.t.Fatal(err)
		}
		l.add(reflect.TypeOf(v))
	}
}
