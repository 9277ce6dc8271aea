package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"syncbot/workflow/diagnosis"
)

// A message whose wording the catalogue knows is an entry even where it is pasted alone, unless some number in it may be a
// document's, or it is no more than the status of a call.
func TestAKnownMessagePastedAloneIsAnEntry(t *testing.T) {
	files, err := filepath.Glob("../../../workflow/diagnosis/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	tried := 0
	for _, file := range files {
		system := strings.TrimSuffix(filepath.Base(file), ".yaml")
		for _, text := range samples(t, file) {
			if namesDocument(text) || strings.HasPrefix(text, "HTTP ") || !diagnosis.Default().Recognises(system, text) {
				continue
			}
			tried++
			l, err := Read(strings.NewReader(text), Options{Zone: sydney, Numbers: []string{"641"}, About: "641"})
			if err != nil || len(l.Entries) != 1 || l.Entries[0].Number != "641" {
				t.Errorf("%q: %q, %v", text, lines(l), err)
			}
		}
	}
	if tried < 100 {
		t.Errorf("only %d messages were tried", tried)
	}
}

// samples are the messages that a file of the catalogue gives as examples.
func samples(t *testing.T, file string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
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
	if err := yaml.Unmarshal(data, &form); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range form.Entries {
		for _, s := range e.Samples {
			all = append(all, s.Text)
		}
	}
	return all
}
