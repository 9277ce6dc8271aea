package handbook

import (
	"strings"
	"testing"
)

func TestEmbeddedFileLoads(t *testing.T) {
	if _, err := load(data); err != nil {
		t.Fatal(err)
	}
}

// TestEveryQuestionFindsItsTopic asks as the file itself says that people ask.
func TestEveryQuestionFindsItsTopic(t *testing.T) {
	b, err := load(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range b.questions {
		want := b.topics[q.topic].Name
		if got, ok := b.find(strings.Join(q.words, " ")); !ok || got.Name != want {
			t.Errorf("%q finds %q, want %q", q.words, got.Name, want)
		}
	}
}

const valid = `
small: [how, the]
topics:
  - {name: undo, title: Undo, asked: [take back], about: [invoice], text: Again., desk: The workshop again.}
  - {name: when, title: When, text: Soon., desk: The workshop's soon.}
`

// TestFaultsAreTold: each mistake is told in a sentence that names the topic.
func TestFaultsAreTold(t *testing.T) {
	if _, err := load([]byte(valid)); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, old, new, want string }{
		{"not yaml", "small: [", "small: [[", "handbook.yaml: not the form of the file"},
		{"unknown field", "title: Undo", "titel: Undo", "not the form of the file"},
		{"no title", "title: When, ", "", `topic "when": it needs a name, a title, a text and a desk`},
		{"no desk", ", desk: The workshop's soon.", "", `topic "when": it needs`},
		{"small words only", "[take back]", "[how the]", `topic "undo": "how the" holds only small words`},
		{"asked twice", "name: when,", "name: when, asked: ['Back, take'],", `topic "when": "Back, take" asks for topic "undo" already`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(valid, tt.old) {
				t.Fatalf("the file does not hold %q", tt.old)
			}
			_, err := load([]byte(strings.Replace(valid, tt.old, tt.new, 1)))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("load says %v, want %q in it", err, tt.want)
			}
		})
	}
}
