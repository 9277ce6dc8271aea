package discord

// Everything that is drawn, as JSON to be reviewed, and as Discord takes it.

import (
	"bytes"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/discord/discordtest"
	"syncbot/workflow"
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

// Discord takes everything, and nothing pings but a message that names whoever must act.
func TestDiscordTakesEverythingAndNothingElsePings(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.AddMember(discordtest.Member{ID: dave, Name: "dave"})
		mentioned := everyMessage()
		for name, c := range drawn() {
			channel := r.AddChannel(discordtest.Channel{Kind: discordtest.Text})
			c.Flags = 0
			if _, err := r.bot.say(t.Context(), inChannel(), spot{channel: channel}, posting{content: c, Nonce: channel, Enforce: true}); err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			want := []string(nil)
			if mentioned[name].Mention == dave {
				want = []string{dave}
			}
			m := r.Messages(channel)[0]
			if !slices.Equal(m.Mentions, want) {
				t.Errorf("%s mentions %q, want %q", name, m.Mentions, want)
			}
			if note := mentioned[name].Note; note != nil {
				saysAll(t, name, m.Reads, note)
			}
		}
	})
}

// saysAll fails the test where a word of the note cannot be read.
func saysAll(t *testing.T, name, read string, note workflow.Note) {
	t.Helper()
	w, _ := wordsOf(note)
	for _, line := range w.Lines() {
		for _, s := range line {
			isTime := formats[s.Kind] != ""
			for _, word := range strings.Fields(s.Text) {
				if word = strings.Trim(word, ":·"); !isTime && !strings.Contains(read, word) {
					t.Errorf("%s: %q cannot be read in\n%s", name, word, read)
				}
			}
		}
	}
}
