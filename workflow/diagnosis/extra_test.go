package diagnosis

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// extraEntry is an entry of an extra file with the id and the message.
func extraEntry(id, message string) string {
	return strings.NewReplacer("T1", id, "It broke", message).Replace(validEntry)
}

// TestExtraFileAddsAndReplaces: entries of an extra file are known beside ours, and one with the id of ours stands for it.
func TestExtraFileAddsAndReplaces(t *testing.T) {
	text := "system: xero\nguides:\n  ours: {title: Our own page, url: 'https://example.com/ours'}\nentries:" +
		strings.Replace(extraEntry("OWN1", "The flux capacitor broke"), "source:", "explained_by: [ours]\n    source:", 1) +
		extraEntry("X4", "Mail is odd") +
		"---\nsystem: myob\nentries:" + extraEntry("OWN2", "The tide was out")
	c, err := LoadWith(Extra{"extra.yaml", []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ system, message, want string }{
		{"xero", "The flux capacitor broke on 3/4/2026", "OWN1"},
		{"", "The flux capacitor broke", "OWN1"},
		{"myob", "The tide was out", "OWN2"},
		{"xero", "The tide was out", ""},
		{"xero", "Mail is odd", "X4"},
		{"xero", "Email address must be valid", "xero-email"}, // a text of the entry that was replaced
		{"xero", "Invoice not of valid status for modification", "X6"},
	} {
		if got := c.Explain(tt.system, tt.message)[0].ID; got != tt.want {
			t.Errorf("%s: %q is %q, want %q", tt.system, tt.message, got, tt.want)
		}
	}
	if got := c.Explain("xero", "The flux capacitor broke")[0].Guide; got != "https://example.com/ours" {
		t.Errorf("the guide is %s", got)
	}
	added, replaced := c.Extra()
	if diff := cmp.Diff([][]string{{"OWN1", "OWN2"}, {"X4"}}, [][]string{added, replaced}); diff != "" {
		t.Errorf("added and replaced (-want +got):\n%s", diff)
	}
}

// TestOurOwnEntriesStay: what one catalogue was given, no other one knows.
func TestOurOwnEntriesStay(t *testing.T) {
	if _, err := LoadWith(Extra{"extra.yaml", []byte("system: xero\nentries:" + extraEntry("X4", "Mail is odd"))}); err != nil {
		t.Fatal(err)
	}
	if Default().Explain("xero", "Email address must be valid")[0].ID != "X4" {
		t.Error("our own entry is gone")
	}
}

// faultOfExtra is a mistake in an extra file, and what is said of it.
type faultOfExtra struct{ name, text, want string }

const extraHead = "system: xero\nentries:"

// TestFaultsOfAnExtraFile: each names the operator's file and what to do there.
func TestFaultsOfAnExtraFile(t *testing.T) {
	for _, tt := range []faultOfExtra{
		{"empty", "# nothing yet\n", "extra.yaml: there is nothing in it; xero.yaml shows the form of a data file"},
		{"no system", "entries:" + extraEntry("OWN1", "It was odd"), `extra.yaml: system "" is not known; write system: and one of xero, myob, quickbooks`},
		{"id twice", extraHead + extraEntry("OWN1", "It was odd") + extraEntry("OWN1", "It was even"), "extra.yaml: entry OWN1: another entry of the file has this id; give it an id of its own"},
		{"sign with an empty word", extraHead + strings.Replace(extraEntry("OWN1", "It was odd"), "texts:", "signs: ['- .. is broken']\n    texts:", 1), `has no word in "-"`},
		{"guide unknown", extraHead + strings.Replace(extraEntry("OWN1", "It was odd"), "source: a", "see: [ours]\n    source: a", 1), `extra.yaml: entry OWN1: guide "ours" is not among the file's guides`},
		{"guide without address", "system: xero\nguides: {ours: {title: Ours}}\nentries:" + extraEntry("OWN1", "It was odd"), `extra.yaml: guide ours: "" is no https address`},
		{"guide of all systems", "system: xero\nguides: {event-log: {title: Ours, url: 'https://example.com/a'}}\n", "extra.yaml: guide event-log: another guide has this name"},
		{"not yaml", "system: xero\nentries: [\n", "extra.yaml: not the form of a data file: line 2: "},
		{"second part", "system: xero\n---\nsystem: reckon\n", `extra.yaml: system "reckon" is not known`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := load(valid(), Extra{"extra.yaml", []byte(tt.text)})
			tt.check(t, err)
		})
	}
}

// TestFaultsOfAnExtraFileBesideOurs: what can't stand beside our own entries is the extra file's mistake.
func TestFaultsOfAnExtraFileBesideOurs(t *testing.T) {
	for _, tt := range []faultOfExtra{
		{"id of another system", "system: myob\nentries:" + extraEntry("X4", "It was odd"), "extra.yaml: entry X4: another entry has this id, in xero.yaml; give it an id of its own"},
		{"text of ours", extraHead + extraEntry("OWN1", "Email address must be valid"), `extra.yaml: entry OWN1: the text "Email address must be valid" recognises the sample "Email address must be valid" of entry X4 (xero.yaml), too; make it narrower, or give this entry the id X4 to replace the other`},
		{"sample of ours", extraHead + strings.Replace(extraEntry("OWN1", "It was odd"), "samples: [", "samples: [{text: Email address must be valid, source: made up}, ", 1), `extra.yaml: entry OWN1: the sample "Email address must be valid" is recognised by the text "Email address must be valid" of entry X4 (xero.yaml) already; take it out`},
		{"too wide", extraHead + strings.Replace(extraEntry("OWN1", "It was odd"), "It was odd]", `It was odd, "The {any}"]`, 1), `extra.yaml: entry OWN1: the text "The {any}" recognises the sample "The total for this document must be greater than or equal to zero" of entry X2 (xero.yaml), too, and what belongs to others, `},
		{"sample that is only about something", extraHead + strings.Replace(extraEntry("OWN1", "It was odd"), "{text: It was odd,", "{text: There was an error with the tax code,", 1), `extra.yaml: entry OWN1: the sample "There was an error with the tax code" matches none of its texts and signs`},
		{"id of a topic", extraHead + extraEntry("xero-about-tax", "It was odd"), "extra.yaml: entry xero-about-tax: another entry has this id"},
		{"a part of ours", extraHead + extraEntry("OWN1", "A validation exception occurred"), `extra.yaml: entry OWN1: it recognises a part of the sample "A validation exception occurred; Email address must be valid" of entry X4 (xero.yaml); make its texts or signs narrower`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := LoadWith(Extra{"extra.yaml", []byte(tt.text)})
			tt.check(t, err)
		})
	}
}

func (f faultOfExtra) check(t *testing.T, err error) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), f.want) {
		t.Fatalf("loading says %v, want %q in it", err, f.want)
	}
	for line := range strings.Lines(err.Error()) {
		if !strings.HasPrefix(line, "extra.yaml: ") {
			t.Errorf("%q is not about the extra file", line)
		}
	}
}

// TestTheExampleOfAnExtraFile: the file that the README offers to copy loads, and its comment names every placeholder.
func TestTheExampleOfAnExtraFile(t *testing.T) {
	text, err := os.ReadFile("../../docs/own-errors.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := LoadWith(Extra{"docs/own-errors.yaml", text}); err != nil {
		t.Error(err)
	}
	if names := strings.Join(placeholderNames(), ", "); !strings.Contains(string(text), "{placeholder}: "+names+".\n") {
		t.Errorf("it does not name the placeholders %s", names)
	}
}

// FuzzExtra: whatever a file holds, it is taken or its mistakes are told.
func FuzzExtra(f *testing.F) {
	f.Add([]byte("system: xero\nentries:" + extraEntry("OWN1", "It was odd") + "---\nsystem: myob\nguides: {ours: {title: Ours, url: 'https://example.com/a'}}\n"))
	f.Add([]byte("system: xero\nentries:" + extraEntry("T1", "It was {name} {any}")))
	f.Add([]byte("system: [xero]\nentries: {id: T1}\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		c, err := load(valid(), Extra{"extra.yaml", text})
		if err != nil && err.Error() == "" {
			t.Error("a mistake without a word")
		}
		if err == nil && !c.Explain("xero", "It broke")[0].Known && !slices.Contains(c.replaced, "T1") {
			t.Error("our own entry is gone")
		}
	})
}
