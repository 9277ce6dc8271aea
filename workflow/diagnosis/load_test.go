package diagnosis

import (
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestEmbeddedDataLoads runs every sample and near miss of the data files: loading holds them against the catalogue.
func TestEmbeddedDataLoads(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if len(c.systems) != len(systemFiles) {
		t.Errorf("%d systems loaded, want %d", len(c.systems), len(systemFiles))
	}
	if !Default().Explain("xero", "Email address must be valid")[0].Known {
		t.Error("the default catalogue knows nothing")
	}
}

// TestSamplesHoldWithoutASystem repeats the samples where nobody said which system it is.
// Shapes that count only in their own system are left out.
func TestSamplesHoldWithoutASystem(t *testing.T) {
	c := Default()
	for _, d := range everyEntry(t) {
		for _, sample := range d.Samples {
			if len(d.Words) > 0 {
				continue
			}
			if got := ids(c.Explain("", sample.Text)); !slices.Equal(got, []string{d.ID}) {
				t.Errorf("%q is understood as %q, want %q alone", sample.Text, got, d.ID)
			}
		}
	}
}

// TestOtherSystemsDoNotClaim: a message of one system is unknown to the others.
func TestOtherSystemsDoNotClaim(t *testing.T) {
	c := Default()
	for system, form := range everySystem(t) {
		for _, d := range form.Entries {
			for _, other := range []string{"xero", "myob", "quickbooks"} {
				got := c.Explain(other, d.Samples[0].Text)
				if other != system && slices.ContainsFunc(got, func(e Explanation) bool { return e.Known }) {
					t.Errorf("%s claims %s's %q as %q", other, system, d.Samples[0].Text, ids(got))
				}
			}
		}
	}
}

const validCommon = "labels: [Error]\nguides:\n  event-log: {title: The log, url: 'https://example.com/log'}\n"

const validEntry = `
  - id: T1
    title: Test error
    about: invoice
    cause: It broke.
    where: workshop
    who: the workshop
    next: fix_then_sync
    source: a test
    texts: ["It broke on {date}", It broke]
    samples: [{text: It broke, source: made up}]
    near_misses: [It broke down]
`

// valid is the smallest set of files that loads.
func valid() fstest.MapFS {
	return fstest.MapFS{
		"common.yaml":     {Data: []byte(validCommon)},
		"xero.yaml":       {Data: []byte("system: xero\nguide: {title: The guide, url: 'https://example.com/guide'}\nentries:" + validEntry)},
		"myob.yaml":       {Data: []byte("system: myob\n")},
		"quickbooks.yaml": {Data: []byte("system: quickbooks\n")},
	}
}

func TestValidFilesLoad(t *testing.T) {
	if _, err := load(valid()); err != nil {
		t.Fatal(err)
	}
}

// TestFaultsAreTold: each mistake is one that support staff could make; the sentence names the file, the entry and the mistake.
func TestFaultsAreTold(t *testing.T) {
	tests := []struct{ name, file, old, new, want string }{
		{"unknown field", "xero.yaml", "cause:", "because:", "xero.yaml: not the form of a data file"},
		{"not yaml", "common.yaml", "labels: [", "labels: [[", "common.yaml: not the form of a data file"},
		{"other system", "xero.yaml", "system: xero", "system: reckon", `xero.yaml: system "reckon" does not agree`},
		{"staging host", "common.yaml", "https://example.com", "https://staging.example.com", "common.yaml: guide event-log: https://staging.example.com/log is a staging host"},
		{"no https", "common.yaml", "https:", "http:", "is no https address"},
		{"one guide twice", "xero.yaml", "/guide'", "/log'", "xero.yaml: the general guide: https://example.com/log stands at another guide already"},
		{"guide without title", "common.yaml", "title: The log, ", "", "guide event-log: it needs a title"},
		{"long title", "xero.yaml", "Test error", "An error that is a test", "xero.yaml: entry T1: title"},
		{"no id", "xero.yaml", "id: T1", "id: ''", "it needs an id"},
		{"no cause", "xero.yaml", "cause: It broke.", "cause: ''", "it needs a cause"},
		{"about", "xero.yaml", "about: invoice", "about: cars", `about "cars" is none of`},
		{"where", "xero.yaml", "where: workshop", "where: here", `where "here" is none of`},
		{"next", "xero.yaml", "next: fix_then_sync", "next: wait", `next "wait" is none of`},
		{"group", "xero.yaml", "who: the workshop", "who: the workshop\n    group: USER", `group "USER" is none of ADMIN, MANAGER, OWNER`},
		{"where and next", "xero.yaml", "where: workshop", "where: wait", "go together"},
		{"wait", "xero.yaml", "source: a test", "source: a test\n    wait: long", `wait "long" is no length of time`},
		{"no texts", "xero.yaml", `texts: ["It broke on {date}", It broke]`, "texts: []", "no text and no name"},
		{"no samples", "xero.yaml", "samples: [{text: It broke, source: made up}]", "", "it needs a sample"},
		{"empty text", "xero.yaml", "It broke]", "'.']", "an empty text would match everything"},
		{"placeholder", "xero.yaml", "{date}", "{day}", "{day} is no placeholder; use one of {account}, {amount}"},
		{"placeholder twice", "xero.yaml", "{date}", "{date} {date}", "{date} stands twice"},
		{"cause without part", "xero.yaml", "cause: It broke.", "cause: 'It broke on {date}.'", `cause or fix uses {date}, which the text "It broke" does not give`},
		{"cause with names", "xero.yaml", "cause: It broke.", "names: [ItBroke]\n    cause: 'It broke on {date}.'", "which its names do not give"},
		{"name of two words", "xero.yaml", "source: a test", "source: a test\n    names: [It Broke]", "is more than one word"},
		{"name twice", "xero.yaml", "source: a test", "source: a test\n    names: [ItBroke]\n    words: [ItBroke]", `name "ItBroke" belongs to entry T1 already`},
		{"unknown guide", "xero.yaml", "source: a test", "source: a test\n    see: [nothing]", `guide "nothing" is not among`},
		{"guide twice", "xero.yaml", "source: a test", "source: a test\n    see: [event-log, event-log]", `guide "event-log" is named twice`},
		{"guide name taken", "xero.yaml", "entries:", "guides: {general: {title: A, url: 'https://example.com/a'}}\nentries:", "another guide has this name"},
		{"id twice", "xero.yaml", "entries:", "entries:" + validEntry, "another entry has this id"},
		{"sample matches nothing", "xero.yaml", "{text: It broke,", "{text: It works,", `the sample "It works" is understood as [""]`},
		{"sample without source", "xero.yaml", ", source: made up", "", "needs a source"},
		{"near miss matches", "xero.yaml", "[It broke down]", "[It broke.]", `the near miss "It broke." is taken for it`},
		{"bad label", "common.yaml", "[Error]", "['Error {x}']", "common.yaml: label"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := valid()
			text := string(files[tt.file].Data)
			if !strings.Contains(text, tt.old) {
				t.Fatalf("%s does not hold %q", tt.file, tt.old)
			}
			files[tt.file].Data = []byte(strings.Replace(text, tt.old, tt.new, 1))
			_, err := load(files)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("load says %v, want %q in it", err, tt.want)
			}
		})
	}
}

func TestMissingFileIsTold(t *testing.T) {
	files := valid()
	delete(files, "myob.yaml")
	if _, err := load(files); err == nil || !strings.HasPrefix(err.Error(), "myob.yaml: cannot be read") {
		t.Errorf("load says %v", err)
	}
}

// everySystem reads the embedded forms, by system.
func everySystem(t testing.TB) map[string]systemData {
	out := map[string]systemData{}
	for _, file := range systemFiles {
		var form systemData
		if err := decode(fs.FS(data), file, &form); err != nil {
			t.Fatal(err)
		}
		out[form.System] = form
	}
	return out
}

func everyEntry(t testing.TB) []entryData {
	var out []entryData
	for _, form := range slices.Collect(maps.Values(everySystem(t))) {
		out = append(out, form.Entries...)
	}
	return out
}
