package chattest

// The promises about words: who is pinged, and what foreign text may do.

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/workflow"
)

func testMention(t *testing.T, s Service) {
	root := post(t, s, message(s, "k1", "INV-1 · Opened"))
	m := inThread(s, root, "k2", "INV-1 · 1 error found")
	m.Mention, m.Name = s.User.ID, s.User.Name
	post(t, s, m)
	if got := one(t, s, "INV-1 · Opened").Mentions; len(got) != 0 {
		t.Errorf("the root pings %v, want nobody", got)
	}
	if diff := cmp.Diff([]workflow.UserID{s.User.ID}, one(t, s, "INV-1 · 1 error found").Mentions); diff != "" {
		t.Errorf("pinged (-want +got):\n%s", diff)
	}
}

// hostile is what a log, the books or a person could slip in to ping, link or format on one platform or another.
const hostile = "@everyone @here @channel <!channel> <!here> <!everyone> <@U024BE7LH> <@80351110224678912> <@!80351110224678912> " +
	"<@&165511591545143296> <!subteam^SAZ94GDB8> <#C024BE7LR> <https://evil.example|Xero> [Xero](https://evil.example) " +
	"*bold* **bold** _it_ ~no~ ~~no~~ ||hidden|| `code` ```block``` &lt;!channel&gt; :smile: <:a:1> <t:1:R>\n> quote\n# head\n- item\n-# small"

func testHostileText(t *testing.T, s Service) {
	root := post(t, s, message(s, "k1", "INV-1 · Opened\n"+hostile))
	post(t, s, inThread(s, root, "k2", "INV-2 · 1 error found\n"+hostile))
	shownLater := post(t, s, message(s, "k3", "INV-3 · Opened"))
	show(t, s, shownLater.Ref, message(s, "k3", "INV-3 · Waiting\n"+hostile))
	for _, text := range []string{"INV-1 · Opened", "INV-2 · 1 error found", "INV-3 · Waiting"} {
		m := one(t, s, text)
		if len(m.Mentions) != 0 {
			t.Errorf("%s: pings %v, want nobody", text, m.Mentions)
		}
		if s.Harmless != nil {
			s.Harmless(t, m)
		}
	}
}

func testHeadingAndAgain(t *testing.T, s Service) {
	m := message(s, "k1", "INV-1 · Opened")
	m.Heading, m.Again = "Practice data", true
	p := post(t, s, m)
	got := one(t, s, "INV-1 · Opened").Text
	h, n := strings.Index(got, "Practice data"), strings.Index(got, "INV-1")
	if h < 0 || h > n {
		t.Errorf("the heading does not stand above the message: %q", got)
	}
	if !strings.Contains(got, "I may have said this before") {
		t.Errorf("the doubt is not shown: %q", got)
	}
	m.Note, m.Again = note{text: "INV-1 · Waiting"}, false
	show(t, s, p.Ref, m)
	if got := one(t, s, "INV-1 · Waiting").Text; !strings.Contains(got, "Practice data") || strings.Contains(got, "I may have said") {
		t.Errorf("after the edit: %q", got)
	}
}
