package slack

// Everything that is drawn, as JSON to be reviewed, and as Slack takes it.

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"syncbot/bot/slack/slacktest"
)

var rewrite = flag.Bool("rewrite", false, "rewrite the messages in testdata")

const goldenFolder = "testdata/messages"

// drawn is everything that is drawn, by the name of its golden file.
func drawn() map[string]any {
	all := map[string]any{}
	for name, m := range pageMessages() {
		all[name] = here.message(m)
	}
	for name, m := range variants() {
		all[name] = here.message(m)
	}
	for name, c := range answers() {
		all["answers/"+name] = here.answer(c.answer, c.mentions)
	}
	for name, v := range modals() {
		all["modals/"+name] = v
	}
	for name, h := range homes() {
		all["home/"+name] = here.home(h)
	}
	return all
}

// Commit a changed file only if you like the message better.
func TestDrawnAsReviewed(t *testing.T) {
	all := drawn()
	for name, v := range all {
		golden(t, filepath.Join(goldenFolder, name+".json"), indented(t, shown(t, v)))
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
	if err := e.Encode(v); err != nil {
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
		t.Errorf("%s differs; if the new form is better: go test ./bot/slack -run Drawn -rewrite\n%s", file, diff)
	}
}

func TestEverythingKeepsTheLimits(t *testing.T) {
	for name, v := range drawn() {
		if wrong := limits(shown(t, v)); len(wrong) > 0 {
			t.Errorf("%s: %s", name, strings.Join(wrong, "; "))
		}
	}
}

// reader is a workspace whose people read what is drawn.
type reader struct {
	*slacktest.Server
	t   testing.TB
	api *slack.Client
	kim string
}

func newReader(t testing.TB) reader {
	s := slacktest.New()
	t.Cleanup(s.Close)
	r := reader{Server: s, t: t, kim: s.AddUser(slacktest.User{Name: "kim"})}
	s.AddUser(slacktest.User{ID: priya, Name: "priya"})
	r.api = slack.New(slacktest.BotToken, slack.OptionAPIURL(s.URL()), slack.OptionHTTPClient(s.Client()))
	return r
}

// reads posts what was drawn and gives it as people read it.
func (r reader) reads(c content) slacktest.Message {
	r.t.Helper()
	channel := r.AddChannel(slacktest.Channel{Members: []string{r.kim, priya, slacktest.BotUser}})
	_, _, err := r.api.PostMessageContext(context.Background(), channel, slack.MsgOptionText(c.text, false), slack.MsgOptionBlocks(c.blocks...))
	if err != nil {
		r.t.Fatalf("%v\n%s", err, c.text)
	}
	return r.Messages(channel)[0]
}

// Slack takes everything, and nothing pings but a message that names whoever must act.
func TestSlackTakesEverythingAndNothingElsePings(t *testing.T) {
	r := newReader(t)
	mentioned := map[string]bool{}
	for name, m := range pageMessages() {
		mentioned[name] = m.Mention == priya
	}
	for name, m := range variants() {
		mentioned[name] = m.Mention == priya
	}
	for name, v := range drawn() {
		c, isMessage := v.(content)
		if !isMessage {
			continue
		}
		want := []string(nil)
		if mentioned[name] {
			want = []string{priya}
		}
		if m := r.reads(c); !slices.Equal(m.Mentions, want) {
			t.Errorf("%s mentions %q, want %q", name, m.Mentions, want)
		}
		if n := len(want); strings.Count(indented(t, shown(t, c)), priya) != 2*n {
			t.Errorf("%s: the mention stands elsewhere than at the beginning of the text and of the blocks", name)
		}
	}
}
