package diagnosis

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
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
// Shapes that count only in their own system are left out, and what several systems' signs say.
func TestSamplesHoldWithoutASystem(t *testing.T) {
	c := Default()
	for _, d := range everyEntry(t) {
		for _, sample := range d.Samples {
			if len(d.Words)+len(d.Whole)+len(d.Families) > 0 || d.file == sharedFile {
				continue
			}
			if got := ids(c.Explain("", sample.Text)); !slices.Equal(got, []string{d.ID}) {
				t.Errorf("%q is understood as %q, want %q alone", sample.Text, got, d.ID)
			}
		}
	}
}

// TestOtherSystemsDoNotClaim: a message of one system is unknown to the others, but for what signs say of any system.
func TestOtherSystemsDoNotClaim(t *testing.T) {
	c := Default()
	bySigns := map[string]bool{}
	for _, d := range everyEntry(t) {
		bySigns[d.ID] = len(d.Signs)+len(d.Families) > 0
	}
	for system, form := range everySystem(t) {
		for _, d := range form.Entries {
			if len(d.Texts)+len(d.Names)+len(d.Words) == 0 {
				continue
			}
			for _, other := range []string{"xero", "myob", "quickbooks"} {
				got := slices.DeleteFunc(c.Explain(other, d.Samples[0].Text), func(e Explanation) bool { return bySigns[e.ID] || c.isTopic(other, e.ID) })
				if other != system && slices.ContainsFunc(got, func(e Explanation) bool { return e.Known }) {
					t.Errorf("%s claims %s's %q as %q", other, system, d.Samples[0].Text, ids(got))
				}
			}
		}
	}
}

const validCommon = "labels: [Error]\ntrouble: [broken]\nguides:\n  event-log: {title: The log, url: 'https://example.com/log'}\n"

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
		"shared.yaml":     {Data: []byte("entries: []\n")},
		"xero.yaml":       {Data: []byte("system: xero\nname: Xero\nguide: {title: The guide, url: 'https://example.com/guide'}\nentries:" + validEntry)},
		"myob.yaml":       {Data: []byte("system: myob\nname: MYOB\n")},
		"quickbooks.yaml": {Data: []byte("system: quickbooks\nname: QuickBooks\n")},
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
		{"unknown field", "xero.yaml", "cause:", "because:", `xero.yaml: line 8: there is no field "because" here; the fields are id, title,`},
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
		{"no texts", "xero.yaml", `texts: ["It broke on {date}", It broke]`, "texts: []", "it has nothing to be recognised by"},
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
		{"sample matches nothing", "xero.yaml", "{text: It broke,", "{text: It works,", `xero.yaml: entry T1: the sample "It works" matches none of its texts and signs; correct it, or add its text`},
		{"sample without source", "xero.yaml", ", source: made up", "", "needs a source"},
		{"near miss matches", "xero.yaml", "[It broke down]", "[It broke.]", `the near miss "It broke." is taken for it`},
		{"no near miss", "xero.yaml", "near_misses: [It broke down]", "", "xero.yaml: entry T1: it needs a near miss"},
		{"guide that does not parse", "xero.yaml", "https://example.com/guide", "https://exa mple.com/%zz", `xero.yaml: the general guide: "https://exa mple.com/%zz" is no https address; copy it whole`},
		{"sample of two messages", "xero.yaml", "{text: It broke, ", "{text: It broke; then it fell, ", `the sample "It broke; then it fell" is understood as ["T1" ""]`},
		{"text shadows a sample", "xero.yaml", "entries:", "entries:" + shadowEntry("The {any}", "The end", "It began", "The engine"), `xero.yaml: entry T2: the text "The {any}" recognises the sample "The engine broke" of entry T3 (xero.yaml), too; make it narrower`},
		{"text shadows a text", "xero.yaml", "entries:", "entries:" + shadowEntry("It {any}", "It rained", "He began", "The engine"), `xero.yaml: entry T2: the text "It {any}" recognises`},
		{"name shadows a text", "xero.yaml", "entries:", "entries:" + strings.NewReplacer("T1", "T2", `["It broke on {date}", It broke]`, "[ItFell, It fell]", "It broke", "It fell").Replace(validEntry) +
			strings.NewReplacer("T1", "T3", `texts: ["It broke on {date}", It broke]`, "names: [ItFell]", "{text: It broke,", "{text: ItFell,").Replace(validEntry), `xero.yaml: entry T3: the API's name recognises the text "ItFell" of entry T2 (xero.yaml), too`},
		{"id of two words", "xero.yaml", "id: T1", "id: T 1", `xero.yaml: entry number 1, "Test error": id "T 1" is not one word`},
		{"list is a word", "xero.yaml", "near_misses: [It broke down]", "near_misses: It broke down", `xero.yaml: line 15: "It brok..." stands where a list is wanted`},
		{"sign of one word", "xero.yaml", "source: a test", "source: a test\n    signs: [broken]", `xero.yaml: entry T1: sign "broken" may be one word alone; a sign needs two words or more`},
		{"sign without trouble", "xero.yaml", "source: a test", "source: a test\n    signs: [the account .. fits]", `sign "the account .. fits" has no word that says what is wrong`},
		{"sign with a hole", "xero.yaml", "source: a test", "source: a test\n    signs: ['the account| .. is broken']", "a phrase is empty"},
		{"brackets round nothing", "xero.yaml", "cause: It broke.", "cause: 'It broke[ there].'", `"It broke[ there]." has square brackets without one {placeholder} in them`},
		{"brackets round an unknown placeholder", "xero.yaml", "cause: It broke.", "cause: 'It broke[ in {car}].'", "{car} is no placeholder; use one of {account}"},
		{"sign with an unknown term", "xero.yaml", "source: a test", "source: a test\n    signs: [<thing> .. is broken]", "<thing> is no term; write the words, or use one of <"},
		{"sign with an unknown placeholder", "xero.yaml", "source: a test", "source: a test\n    signs: ['{day} .. is broken']", "{day} is no placeholder; use one of {account}"},
		{"unknown family", "xero.yaml", "source: a test", "source: a test\n    families: [odd]", `family "odd" is none of ours; write its signs here`},
		{"unknown family that says less", "xero.yaml", "source: a test", "source: a test\n    before: [odd]", `family "odd" is none of ours; write its signs here`},
		{"no name", "myob.yaml", "name: MYOB\n", "", "myob.yaml: it needs a name: what people call the system"},
		{"shared entry without a cause", "shared.yaml", "[]", strings.Replace(validEntry, "cause: It broke.", "", 1), "shared.yaml: entry myob-T1: it needs a cause"},
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

// TestSharedEntriesAreEverySystems: of an entry that the systems share each has its own, with its name in it.
func TestSharedEntriesAreEverySystems(t *testing.T) {
	files := valid()
	files["xero.yaml"].Data = []byte("system: xero\nname: Xero\n")
	files["shared.yaml"].Data = []byte("entries:" + strings.Replace(validEntry, "cause: It broke.", "cause: It broke in <system>.", 1))
	c, err := load(files)
	if err != nil {
		t.Fatal(err)
	}
	for system, cause := range map[string]string{"xero": "It broke in Xero.", "myob": "It broke in MYOB.", "quickbooks": "It broke in QuickBooks."} {
		if got := c.Explain(system, "It broke")[0]; got.ID != system+"-T1" || got.Cause != cause {
			t.Errorf("%s: %s says %q, want %s-T1 with %q", system, got.ID, got.Cause, system, cause)
		}
	}
}

// shadowEntry is an entry T2 with the text and a sample and a near miss of it, and an entry T3 of which its text may be too wide.
func shadowEntry(text, sample, near, other string) string {
	wide := strings.NewReplacer("T1", "T2", `["It broke on {date}", It broke]`, `["`+text+`"]`, "{text: It broke,", "{text: "+sample+",", "[It broke down]", "["+near+"]").Replace(validEntry)
	return wide + strings.NewReplacer("T1", "T3", "It broke", other+" broke").Replace(validEntry)
}

// TestEveryFaultIsTold: whoever mends a file sees at once what is wrong with all of it, each mistake on a line.
func TestEveryFaultIsTold(t *testing.T) {
	files := valid()
	files["xero.yaml"].Data = []byte(strings.NewReplacer("about: invoice", "about: cars", "who: the workshop", "see: [nothing]").Replace(string(files["xero.yaml"].Data)))
	files["myob.yaml"].Data = []byte("system: myob\nname: MYOB\nentries:" + strings.Replace(validEntry, "id: T1", "wait: soon", 1))
	_, err := load(files)
	if err == nil {
		t.Fatal("no fault")
	}
	want := []string{
		"xero.yaml: entry T1: it needs a who, such as: the workshop",
		`xero.yaml: entry T1: about "cars" is none of contact, invoice, payment, settings, connection`,
		`xero.yaml: entry T1: guide "nothing" is not among the file's guides; add it there, or name one of event-log, general`,
		`myob.yaml: entry number 1, "Test error": it needs an id, such as OWN1`,
		`myob.yaml: entry number 1, "Test error": wait "soon" is no length of time; write it like 3h`,
	}
	if diff := cmp.Diff(want, strings.Split(err.Error(), "\n")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
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
	systems, err := readSystems(data)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]systemData{}
	for _, s := range systems {
		out[s.System] = *s
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
