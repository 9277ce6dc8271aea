package slack

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"syncbot/bot/chat"
	"syncbot/workflow"
	"syncbot/workflow/storybook"
)

// standingCase is a case as App Home gets it.
func standingCase(i int, n workflow.Note, mine bool) chat.Standing {
	return chat.Standing{
		Case: workflow.CaseRef{Workshop: "northside", ID: workflow.CaseID(fmt.Sprint("c", i))}, Turn: i, Note: n, Mine: mine,
		Root: workflow.MessageRef{Place: workflow.Place{Platform: platformName, Channel: "C0SUPPORT"}, Ref: workflow.Ref(fmt.Sprintf("1764000%03d.000100", i))},
		Due:  time.Date(2026, time.November, 24, 11, 4, 0, 0, time.FixedZone("AEDT", 11*60*60)),
	}
}

func homes() map[string]chat.Home {
	var open []workflow.Note
	for _, p := range storybook.Pages() {
		if strings.HasPrefix(p.Name, "standing/") || strings.HasPrefix(p.Name, "waiting/") || strings.HasPrefix(p.Name, "pressing/") {
			open = append(open, p.Note)
		}
	}
	few, many := chat.Home{Text: "3 documents followed."}, chat.Home{Text: "120 documents followed."}
	for i := range 120 {
		s := standingCase(i, open[i%len(open)], i < 2)
		if i < 3 {
			few.Cases = append(few.Cases, s)
		}
		many.Cases = append(many.Cases, s)
	}
	few.Cases[1].Root = workflow.MessageRef{Place: workflow.Place{Platform: "discord", Channel: "northside"}, Ref: "m1"}
	few.Cases[2].Root, few.Cases[2].Due = workflow.MessageRef{}, time.Time{}
	return map[string]chat.Home{"few": few, "many": many, "none": {Text: "Nothing is being followed."}, "empty": {}}
}

// Each case shows its number and state and when the bot says more; what has no room is counted.
func TestHome(t *testing.T) {
	for name, h := range homes() {
		read := strings.Join(texts(shown(t, here.home(h))["blocks"]), "\n")
		n := 0
		for ; n < len(h.Cases); n++ {
			title, _, _ := strings.Cut(h.Cases[n].Note.Words().Text(), "\n")
			_, behind, found := strings.Cut(read, title+"\n")
			if !found || strings.HasPrefix(behind, "\nNext from me: \nTue 24 Nov, 11:04 am\n") == h.Cases[n].Due.IsZero() {
				break
			}
			read = behind
		}
		if want := map[string]int{"few": 3, "none": 0, "empty": 0}; name != "many" && n != want[name] {
			t.Errorf("%s: only %d cases are shown; behind them:\n%s", name, n, read)
		}
		if name == "many" && (n < 30 || !strings.HasSuffix(read, fmt.Sprintf("and %d more: /syncstatus list", 120-n))) {
			t.Errorf("%d cases are shown; behind them:\n%s", n, read)
		}
	}
}

// The person's own cases stand under a heading of their own, where there are others too.
func TestWhoseCasesTheyAre(t *testing.T) {
	h := homes()["few"]
	for _, c := range []struct {
		cases []chat.Standing
		want  string
	}{
		{h.Cases, "Yours, In your channels"}, {h.Cases[:2], ""}, {h.Cases[2:], ""},
	} {
		var got []string
		for _, b := range here.home(chat.Home{Cases: c.cases}).Blocks.BlockSet {
			if header, ok := b.(*slack.HeaderBlock); ok {
				got = append(got, header.Text.Text)
			}
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("headings %q, want %q", got, c.want)
		}
	}
}

// The buttons of a case are the likeliest of its root message, with its case and turn, and a link to its thread.
func TestHomeButtons(t *testing.T) {
	h := homes()["few"]
	var want, got []string
	for _, c := range h.Cases {
		for _, a := range workflow.Buttons(c.Note.Actions()) {
			want = append(want, fmt.Sprint(a.Label, " of ", c.Case.ID, " ", c.Turn, " ", a.URL))
		}
		if c.Root.Place.Platform == platformName {
			want = append(want, "Open the thread of  0 https://team.slack.com/archives/C0SUPPORT/p1764000000000100")
		}
	}
	for _, b := range buttonsOf(shown(t, here.home(h))["blocks"]) {
		c, _, err := decodeButton(text(b["action_id"]), text(b["value"]))
		if err != nil {
			t.Error(err)
		}
		if c.Action.ID == workflow.OpenLink {
			c.Case, c.Turn = h.Cases[0].Case, h.Cases[0].Turn // a link carries nothing
		}
		got = append(got, fmt.Sprint(text(b["text"]), " of ", c.Case.ID, " ", c.Turn, " ", text(b["url"])))
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// Where one case alone is the person's own, its first button may be coloured; among several none.
func TestHomeColours(t *testing.T) {
	fixed := []workflow.Action{{ID: workflow.Fixed, Label: "I've fixed it"}, {ID: workflow.Stop, Label: "Stop"}}
	stop := fixed[1:]
	for _, c := range []struct {
		name string
		mine string // m: the person's own, with something done as its first button; s: with a stop; o: another's
		want string
	}{
		{"one of their own", "m", "I've fixed it"},
		{"one of their own and others'", "moo", "I've fixed it"},
		{"two of their own", "mm", ""},
		{"two of their own, one to be done", "ms", ""},
		{"one that waits for nobody", "so", ""},
		{"others'", "oo", ""},
	} {
		var h chat.Home
		for i, kind := range c.mine {
			actions := map[rune][]workflow.Action{'m': fixed, 's': stop, 'o': fixed}[kind]
			h.Cases = append(h.Cases, standingCase(i, words{say: "641 · 1 error found", actions: actions}, kind != 'o'))
		}
		var got []string
		for _, b := range buttonsOf(shown(t, here.home(h))["blocks"]) {
			if b["style"] != nil {
				got = append(got, text(b["text"]))
			}
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: coloured are %q, want %q", c.name, got, c.want)
		}
	}
}

// A line stands above each case.
func TestHomeDividesTheCases(t *testing.T) {
	h := homes()["few"]
	n := 0
	for _, b := range here.home(h).Blocks.BlockSet {
		if b.BlockType() == slack.MBTDivider {
			n++
		}
	}
	if n != len(h.Cases) {
		t.Errorf("%d lines stand above %d cases", n, len(h.Cases))
	}
}

// Slack publishes it.
func TestSlackTakesHome(t *testing.T) {
	r := newReader(t)
	for name, h := range homes() {
		if _, err := r.api.PublishViewContext(context.Background(), slack.PublishViewContextRequest{UserID: r.kim, View: here.home(h)}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzHome(f *testing.F) {
	for i, text := range hostile {
		f.Add(text, text, i*15)
	}
	f.Add(strings.Repeat("😀", 9000), strings.Repeat("x", 20000), 300)
	f.Fuzz(func(t *testing.T, say, line string, n int) {
		h := chat.Home{Text: workflow.Words(line)}
		for i := range max(0, min(n, 300)) {
			var all []workflow.Action
			for range i % 6 {
				all = append(all, workflow.Action{ID: workflow.Fixed, Label: say}, workflow.Action{ID: workflow.OpenLink, Label: say, URL: line})
			}
			s := standingCase(i, words{say: say, actions: all}, i%3 == 0)
			h.Cases = append(h.Cases, s)
		}
		if wrong := limits(shown(t, here.home(h))); len(wrong) > 0 {
			t.Errorf("%q", wrong)
		}
	})
}
