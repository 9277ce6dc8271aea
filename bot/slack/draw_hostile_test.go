package slack

// Messages that nobody would write, and those that somebody would.

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"syncbot/bot/chat"
	"syncbot/bot/chat/chars"
	"syncbot/workflow"
)

// words is a note that says what a test wants.
type words struct {
	workflow.Note
	say     string
	actions []workflow.Action
}

func (w words) Words() workflow.Words      { return workflow.Words(w.say) }
func (w words) Actions() []workflow.Action { return w.actions }

// spanned is text with the mark of its kind, as package workflow writes it.
func spanned(kind, text string) string { return "\uFDD0" + kind + "\uFDD1" + text + "\uFDD2" }

// hostile is what could ping, link, format or be lost.
var hostile = []string{
	"<!channel> <!here> <!everyone> <@U0PRIYA> <@U0PRIYA|priya> <!subteam^S1> <#C0SUPPORT>", "@channel @here @priya @everyone",
	"*bold* _italic_ ~gone~ `code` ```block``` > quote", ":smile: :rotating_light:", "<https://evil.example|Xero guide> https://evil.example [a](https://b)",
	"&lt;!channel&gt; &amp;amp; & < >", "\x00\x1b[2J\r\x7f\u0085", "\xff\xfe", "  two  spaces\tand a tab  ", "<!date^1^{date}|never>", "{time} {date_short}",
}

func TestHostileTextIsHarmless(t *testing.T) {
	r := newReader(t)
	for _, text := range hostile {
		safe := workflow.Foreign(text)
		m := said(words{
			say: safe + "\nFrom " + safe + ": " + spanned("q", safe) + "\n" + spanned("l", safe) + spanned("m", safe) + "\n" + spanned("c", safe) + "\n1. " + safe + "\n2. " + safe,
			actions: []workflow.Action{
				{ID: workflow.Fixed, Label: safe}, {ID: workflow.OpenLink, Label: "Guide " + safe, URL: "javascript:" + safe},
				{ID: workflow.OpenMessage, Label: "Case " + safe, Message: workflow.MessageRef{Place: workflow.Place{Platform: "slack", Channel: "C1/../x"}, Ref: "1"}},
			},
		})
		m.Heading, m.Name, m.Mention = safe, safe, workflow.UserID(safe)
		c := here.message(m)
		got := r.reads(c)
		if len(got.Mentions) > 0 || strings.Contains(got.Text, "<") {
			t.Errorf("%q mentions %q: %s", text, got.Mentions, got.Text)
		}
		want := strings.ReplaceAll(chars.Visible(safe), " ", "")
		if n := strings.Count(strings.ReplaceAll(got.Reads, " ", ""), want); n < 10 {
			t.Errorf("%q is read %d times, not wherever it stands:\n%s", text, n, got.Reads)
		}
		for _, b := range got.Buttons() {
			if b.URL != "" {
				t.Errorf("%q leads to %q", text, b.URL)
			}
		}
		if wrong := limits(shown(t, c)); len(wrong) > 0 {
			t.Errorf("%q: %v", text, wrong)
		}
	}
}

// What has no room is left out at the end of a line, and said to be.
func TestTooMuchIsCutByName(t *testing.T) {
	var all []string
	for i := range 400 {
		all = append(all, fmt.Sprintf("line %d %s", i, strings.Repeat("x", 90)))
	}
	for name, say := range map[string]string{
		"lines": strings.Join(all, "\n"), "messages of the log": "Log\n" + spanned("q", strings.Join(all, "\n")),
		"copied": "Log\n" + spanned("c", strings.Join(all, "\n")),
	} {
		read := texts(shown(t, here.message(said(words{say: say})))["blocks"])
		drawn, last := strings.Join(read[:len(read)-1], "\n"), read[len(read)-1]
		n := 0
		for _, line := range all {
			if strings.Contains(drawn, line) {
				n++
			}
		}
		if want := fmt.Sprintf("%d more lines have no room here.", len(all)-n); last != want || n < 40 {
			t.Errorf("%s: %d lines are drawn, and it says %q, want %q", name, n, last, want)
		}
	}
	one := shown(t, here.message(said(words{say: "Log\n" + strings.Repeat("世界😀", 5000)})))["blocks"]
	if read := texts(one); read[len(read)-1] != "1 more line has no room here." {
		t.Errorf("one long line ends in %q", read[len(read)-1])
	}
}

// Where there are more buttons than room, the first ones are drawn, and it says how many are not.
func TestTooManyButtons(t *testing.T) {
	var all []workflow.Action
	for i := range 80 {
		all = append(all, workflow.Action{ID: workflow.OpenLink, Label: fmt.Sprint("Guide ", i), URL: "https://example.com/" + strings.Repeat("x", 150)})
	}
	o := shown(t, here.message(said(words{say: "641 · Links", actions: all})))
	drawn := buttonsOf(o["blocks"])
	if text(drawn[0]["text"]) != "Guide 0" || !slices.Contains(texts(o["blocks"]), fmt.Sprintf("Buttons without room here: %d", 80-len(drawn))) {
		t.Errorf("%d are drawn: %q", len(drawn), texts(o["blocks"]))
	}
	if wrong := limits(o); len(wrong) > 0 {
		t.Error(wrong)
	}
}

// Whatever a message says, it is drawn within the limits, twice the same, and with a text.
func FuzzMessage(f *testing.F) {
	for i, text := range hostile {
		f.Add(text, "Practice data", priya, i*7, "Xero guide", "https://example.com", i)
	}
	f.Add("", "", "", 0, "", "", 0)
	f.Add(strings.Repeat("世界😀 ", 4000), strings.Repeat("H", 5000), "", 60, strings.Repeat("😀", 200), "https://x/"+strings.Repeat("u", 2900), 1)
	f.Add(strings.Repeat("a\n\n\n", 3000), "&amp;", priya, 30, "&amp;", "http://", 2)
	f.Add("641 · x\n"+strings.Repeat(spanned("q", "a")+"b"+spanned("t1764000000", "11:04 am"), 300), "", "W1", 3, " ", "", 3)
	f.Add("641 · Steps\n1. a\n2. <!channel>"+strings.Repeat("\n1. a\n2. b", 300), "", "W1", 3, "1. a", "", 3)
	f.Add("a", "", "", 9, "Guide", "https://ex#\xff\x00 com", 1)
	f.Add("Looked at "+spanned("t1764000000", "10:21 am")+": no entry", "\n", "U1", 1, "Stop", "", 4)
	f.Fuzz(func(t *testing.T, say, heading, mention string, n int, label, url string, kind int) {
		kinds := []workflow.ActionID{workflow.Fixed, workflow.ShowMore, workflow.OpenLink, workflow.OpenMessage, workflow.Stop, ""}
		m := chat.Message{
			Note: words{say: say}, Heading: heading, Mention: workflow.UserID(mention), Name: label, Again: kind%2 == 0,
			Case: workflow.CaseRef{Workshop: workflow.WorkshopID(label), ID: "c1"}, Turn: n,
		}
		var all []workflow.Action
		for i := range max(0, min(n, 200)) {
			all = append(all, workflow.Action{
				ID: kinds[(max(kind, 0)+i)%len(kinds)], Label: fmt.Sprint(label, i), URL: url,
				Message: workflow.MessageRef{Place: workflow.Place{Platform: "slack", Channel: workflow.Ref(label)}, Ref: workflow.Ref(url)},
			})
		}
		m.Note = words{say: say, actions: all}
		if kind%3 == 0 {
			m.Note = several{words{say: label, actions: all}, say, n%2 == 0}
		}
		c := here.message(m)
		if strings.TrimSpace(c.text) == "" {
			t.Error("there is no text")
		}
		if wrong := limits(shown(t, c)); len(wrong) > 0 {
			t.Errorf("%q", wrong)
		}
	})
}
