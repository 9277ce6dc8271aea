package workflow

import (
	"os"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"syncbot/workflow/diagnosis"
)

// samples are the messages of all known errors of a system.
func samples(t *testing.T, s System) []string {
	t.Helper()
	text, err := os.ReadFile("diagnosis/" + string(s) + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	var form struct {
		Entries []struct {
			Samples []struct {
				Text string `yaml:"text"`
			} `yaml:"samples"`
		} `yaml:"entries"`
	}
	if err := yaml.Unmarshal(text, &form); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range form.Entries {
		for _, sample := range e.Samples {
			all = append(all, sample.Text)
		}
	}
	return all
}

// A finding is read on a phone at the counter: whatever the error, it fits one screen, also late and with others behind it.
func TestAFindingFitsAPhone(t *testing.T) {
	sydney, _ := time.LoadLocation("Australia/Sydney")
	now := time.Date(2026, 11, 24, 11, 4, 0, 0, sydney)
	m := &Machine{Wait: time.Hour, Catalogue: diagnosis.Default()}
	for _, sys := range Systems {
		w := Workshop{Name: "Northside Autos", System: sys, Zone: sydney}
		other := LogEntry{At: now, Number: "641", Message: "never seen before"}
		for _, message := range append(samples(t, sys), strings.Repeat("a long message of the log ", 15)) {
			for _, entries := range [][]LogEntry{{{At: now, Message: message}}, {{At: now, Message: message}, other, other}} {
				for _, seen := range []Seen{{}, {Due: now.Add(-3 * time.Hour), Back: now}} {
					found := m.findings(w, entries)
					s := Subject{Doc: Document{Kind: SupplierInvoice, Number: "123456-b"}, Workshop: w.Name, System: sys, Now: now}
					n := ErrorsNote{Subject: s, Seen: seen, Found: found, Wait: max(time.Hour, longest(found))}
					if h := PhoneHeight(n.Words()); h > PhoneLines {
						t.Errorf("%d lines for %.60q:\n%s", h, message, n.Words().Text())
					}
				}
			}
		}
	}
}

// What had no room is one press away.
func TestWhatAMessageLeavesOutCanBeShown(t *testing.T) {
	long := []Finding{{Explanation: diagnosis.Explanation{Message: strings.Repeat("word ", 100)}}}
	n := ErrorsNote{Found: long}
	if !strings.Contains(n.Words().Text(), "…`") || Buttons(n.Actions())[1].ID != ShowMore {
		t.Errorf("%s\n%v", n.Words().Text(), n.Actions())
	}
	for _, a := range (ErrorsNote{Found: []Finding{{Explanation: diagnosis.Explanation{Message: "short"}}}}).Actions() {
		if a.ID == ShowMore {
			t.Error("there is nothing more to show")
		}
	}
}

// Saying it shorter loses nothing, so there is nothing more to show.
func TestShorterWordsAreNotALoss(t *testing.T) {
	long := strings.Repeat("word ", 80)
	if text, whole := fit([]part{quoted("short"), must(strings.Repeat("line\n", 9)), orShort(long, "in short")}); !whole || !strings.HasSuffix(text.Text(), "in short") {
		t.Errorf("%v %s", whole, text)
	}
	if text, whole := fit([]part{must(strings.Repeat("line\n", 11)), spare(long)}); whole || strings.Contains(text.Text(), "word") {
		t.Errorf("%v %s", whole, text)
	}
}

func TestPhoneHeight(t *testing.T) {
	for text, want := range map[Words]int{
		"": 0, "one": 1, "one\ntwo": 2, Words(strings.Repeat("x", 45)): 1, Words(strings.Repeat("x", 46)): 2,
		Words(strings.Repeat("word ", 9)): 1, Words(strings.Repeat("word ", 10)): 2,
		Words(mark(Menu, strings.Repeat("x", 45))): 1,
	} {
		if got := PhoneHeight(text); got != want {
			t.Errorf("%q takes %d lines, want %d", text, got, want)
		}
	}
}
