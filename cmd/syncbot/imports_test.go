package main

// The import law: who may import whom, by direct imports, test files excepted. It is told in shared/architecture.md.

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// module is the project's own import path.
const module = "syncbot"

// The rooms of the house. A name that ends in "/" stands for every package below it.
var (
	core     = []string{"workflow", "workflow/"}
	services = []string{"bot/slack", "bot/discord", "bot/console"}
	adapters = append([]string{"bot/workshop/", "bot/accounting/", "storage/bolt", "storage/memory"}, services...)
	shared   = []string{"bot/chat/"} // what chat services share
	ports    = []string{"workflow", "workflow/", "bot/chat", "bot/workshop", "bot/accounting", "bot/outcome", "storage"}
)

// What the core may import beside the standard library and itself, and what of the standard library it may not.
var (
	coreLibraries = []string{"golang.org/x/text/", "go.yaml.in/yaml/v3"}
	coreAllows    = []string{"net/url"} // it takes addresses apart and reaches nobody
	coreForbids   = []string{"os", "os/", "net", "net/", "log", "log/", "math/rand", "math/rand/", "crypto/rand", "syscall"}
	clockCalls    = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker", "LoadLocation"}
)

// clients are libraries of which only one package may know.
var clients = []string{"github.com/slack-go/slack", "github.com/bwmarrin/discordgo", "go.etcd.io/bbolt"}

func TestImportLaw(t *testing.T) {
	for _, breach := range breaches(t, os.DirFS("../..")) {
		t.Error(breach)
	}
}

// Each rule is broken once, and the law says so.
func TestImportLawSeesBreaches(t *testing.T) {
	tests := []struct{ file, code, want string }{
		{"workflow/a.go", `import "os/exec"`, "workflow imports os/exec, but the core touches nothing."},
		{"workflow/a/a.go", `import "net/http"`, "workflow/a imports net/http, but the core touches nothing."},
		{"workflow/a.go", `import "github.com/spf13/cobra"`, "workflow imports github.com/spf13/cobra, but the core has only the standard library, x/text and yaml."},
		{"workflow/a.go", `import "syncbot/storage"`, "workflow imports storage, but the core knows nobody."},
		{"workflow/a.go", "import clock \"time\"\nvar now = clock.Now", "workflow uses time.Now, but the core reads no clock."},
		{"workflow/a.go", `import . "time"`, "workflow imports time without its name, so nobody can see that it reads no clock."},
		{"bot/slack/a.go", `import "syncbot/bot/console"`, "bot/slack imports the adapter bot/console, but only cmd may."},
		{"bot/workshop/report/a.go", `import "syncbot/bot/workshop/sandbox"`, "bot/workshop/report imports the adapter bot/workshop/sandbox, but only cmd may."},
		{"bot/chat/a.go", `import "syncbot/bot/workshop/report"`, "bot/chat imports the adapter bot/workshop/report, but only cmd may."},
		{"bot/slack/a.go", `import "syncbot/bot/discord"`, "bot/slack imports the adapter bot/discord, but only cmd may."},
		{"bot/chat/pace/a.go", `import "syncbot/bot/slack"`, "bot/chat/pace imports the adapter bot/slack, but only cmd may."},
		{"bot/chat/pace/a.go", `import "syncbot/bot/chat"`, "bot/chat/pace imports bot/chat, but of the project it may import only bot/outcome and what else is shared."},
		{"bot/chat/a.go", `import "syncbot/bot/chat/pace"`, "bot/chat imports bot/chat/pace, but of the project it may import only workflow."},
		{"bot/a.go", `import "syncbot/bot/chat/pace"`, "bot imports bot/chat/pace, which is not a port."},
		{"bot/workshop/report/a.go", `import "syncbot/bot/chat/web"`, "bot/workshop/report imports bot/chat/web, but only chat services and cmd may."},
		{"storage/a.go", `import "syncbot/storage/bolt"`, "storage imports the adapter storage/bolt, but only cmd may."},
		{"storage/a.go", `import "syncbot/bot"`, "storage imports bot, but only cmd may."},
		{"storage/a.go", `import "syncbot/bot/chat"`, "storage imports bot/chat, but of the project it may import only workflow."},
		{"bot/a.go", `import "syncbot/storage/internal/lease"`, "bot imports storage/internal/lease, which is not a port."},
		{"bot/a.go", `import "syncbot/bot/chat/chattest"`, "bot imports bot/chat/chattest, which is for tests."},
		{"bot/slack/a.go", `import "syncbot/bot/chat/chattest/pipe"`, "bot/slack imports bot/chat/chattest/pipe, which is for tests."},
		{"bot/console/a.go", `import "go.etcd.io/bbolt/errors"`, "go.etcd.io/bbolt is imported by bot/console and storage/bolt, but one package only may know it."},
	}
	for _, tt := range tests {
		house := fstest.MapFS{
			"storage/bolt/b.go":        {Data: []byte("package bolt\nimport \"go.etcd.io/bbolt\"\n")},
			"cmd/syncbot/main.go":      {Data: []byte("package main\nimport (\n\"syncbot/bot\"\n\"syncbot/bot/console\"\n\"syncbot/bot/chat/checkup\"\n)\n")},
			"bot/slack/b.go":           {Data: []byte("package slack\nimport (\n\"syncbot/bot/slack/render\"\n\"syncbot/bot/chat/door\"\n)\n")},
			"bot/slack/slacktest/b.go": {Data: []byte("package slacktest\nimport \"syncbot/bot/chat/chattest/pipe\"\n")},
			"bot/chat/door/b.go":       {Data: []byte("package door\nimport (\n\"syncbot/bot/chat/pace\"\n\"syncbot/bot/outcome\"\n)\n")},
			"workflow/clock_test.go":   {Data: []byte("package workflow\nimport \"os\"\n")},
			tt.file:                    {Data: []byte("package a\n" + tt.code + "\n")},
		}
		if diff := cmp.Diff([]string{tt.want}, breaches(t, house)); diff != "" {
			t.Errorf("%s with %s:\n%s", tt.file, tt.code, diff)
		}
	}
}

// breaches reads the house and says in a sentence each where it breaks the law.
func breaches(t *testing.T, house fs.FS) []string {
	var found []string
	knows := map[string][]string{} // client library -> the packages that import it
	for pkg, files := range sources(t, house) {
		for _, f := range files {
			for _, imported := range imports(f) {
				if s := judge(pkg, imported); s != "" {
					found = append(found, s)
				}
				for _, c := range clients {
					if in([]string{c, c + "/"}, imported) && !slices.Contains(knows[c], pkg) {
						knows[c] = append(knows[c], pkg)
					}
				}
			}
			if in(core, pkg) {
				found = append(found, clocks(pkg, f)...)
			}
		}
	}
	for client, pkgs := range knows {
		if slices.Sort(pkgs); len(pkgs) > 1 {
			found = append(found, client+" is imported by "+strings.Join(pkgs, " and ")+", but one package only may know it.")
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// sources are the parsed files of each package, by its path in the module, without tests.
func sources(t *testing.T, house fs.FS) map[string][]*ast.File {
	all := map[string][]*ast.File{}
	err := fs.WalkDir(house, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		code, err := fs.ReadFile(house, name)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, code, parser.SkipObjectResolution)
		all[path.Dir(name)] = append(all[path.Dir(name)], f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no source file found")
	}
	return all
}

// imports are the paths that a file imports, those of the project without the module's name.
func imports(f *ast.File) []string {
	var paths []string
	for _, spec := range f.Imports {
		p, _ := strconv.Unquote(spec.Path.Value)
		paths = append(paths, strings.TrimPrefix(p, module+"/"))
	}
	return paths
}

// judge says what is wrong with an import, or nothing.
func judge(pkg, imported string) string {
	start := pkg + " imports " + imported
	ours, cmd := own(imported), in([]string{"cmd/"}, pkg)
	switch {
	case in(core, pkg) && ours && !in(core, imported):
		return start + ", but the core knows nobody."
	case in(core, pkg) && in(coreForbids, imported) && !in(coreAllows, imported):
		return start + ", but the core touches nothing."
	case in(core, pkg) && !ours && !standard(imported) && !in(coreLibraries, imported):
		return start + ", but the core has only the standard library, x/text and yaml."
	case forTests(imported) && !forTests(pkg):
		return start + ", which is for tests."
	case adapter(imported) != "" && adapter(imported) != adapter(pkg) && !cmd:
		return pkg + " imports the adapter " + imported + ", but only cmd may."
	case imported == "bot" && !cmd:
		return start + ", but only cmd may."
	case (pkg == "bot/chat" || pkg == "storage") && ours && !in(core, imported):
		return start + ", but of the project it may import only workflow."
	case in(shared, pkg) && !forTests(pkg) && ours && imported != "bot/outcome" && !in(shared, imported):
		return start + ", but of the project it may import only bot/outcome and what else is shared."
	case pkg == "bot" && ours && !in(ports, imported):
		return start + ", which is not a port."
	case in(shared, imported) && !in(shared, pkg) && !in(services, adapter(pkg)) && !forTests(pkg) && !cmd:
		return start + ", but only chat services and cmd may."
	default:
		return ""
	}
}

// clocks are the places where a file of the core could learn what time it is.
func clocks(pkg string, f *ast.File) []string {
	var found []string
	name := "time"
	for _, spec := range f.Imports {
		if spec.Path.Value == `"time"` && spec.Name != nil {
			name = spec.Name.Name
		}
	}
	if name == "." {
		return []string{pkg + " imports time without its name, so nobody can see that it reads no clock."}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := s.X.(*ast.Ident); ok && x.Name == name && slices.Contains(clockCalls, s.Sel.Name) {
			found = append(found, pkg+" uses time."+s.Sel.Name+", but the core reads no clock.")
		}
		return true
	})
	return found
}

// in reports whether a package is one of the rooms.
func in(rooms []string, pkg string) bool {
	return slices.ContainsFunc(rooms, func(room string) bool {
		return pkg == room || strings.HasSuffix(room, "/") && strings.HasPrefix(pkg, room)
	})
}

func own(imported string) bool {
	return in([]string{"workflow", "workflow/", "bot", "bot/", "storage", "storage/", "cmd/"}, imported)
}

func standard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return !strings.Contains(first, ".")
}

// forTests reports whether a package is a suite or a fake that only tests may import, or below one.
func forTests(pkg string) bool {
	return own(pkg) && slices.ContainsFunc(strings.Split(pkg, "/"), func(part string) bool { return strings.HasSuffix(part, "test") })
}

// adapter names the adapter that a package belongs to; empty for any other. Packages below an adapter are part of it.
func adapter(pkg string) string {
	if forTests(pkg) {
		return ""
	}
	for _, a := range adapters {
		if strings.HasSuffix(a, "/") && strings.HasPrefix(pkg, a) {
			first, _, _ := strings.Cut(pkg[len(a):], "/")
			return a + first
		}
		if pkg == a || strings.HasPrefix(pkg, a+"/") {
			return a
		}
	}
	return ""
}
