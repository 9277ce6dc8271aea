package handbook

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestTopicsInOrder(t *testing.T) {
	var names []string
	for _, topic := range Topics() {
		names = append(names, topic.Name)
	}
	if diff := cmp.Diff([]string{"undo", "not working", "disconnect", "support", "when", "setup"}, names); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	Topics()[0].Name = "changed"
	if got := Topics()[0].Name; got != "undo" {
		t.Errorf("who changes the topics that were handed out changes everybody's: %q", got)
	}
}

// TestFind: what people type, hurried or polite.
func TestFind(t *testing.T) {
	tests := map[string][]string{
		"undo": {"undo", "UNDO", " undo? ", "how do I undo an invoice", "undo the change to my invoice, please", "invoice undo",
			"I made a mistake", "can we reverse it", "how do I take that back?", "un\u00addo"},
		"not working": {"not working", "It's not working!", "isn't working", "isn’t working", "isnt working", "doesn't work",
			"the integration does not work", "why won't it work", "Xero isn't syncing", "nothing syncs any more", "working? not",
			"the sync stopped working", "nothing comes across"},
		"disconnect": {"disconnect", "how to disconnect Xero", "cancel integration", "cancel the integration with MYOB", "turn off",
			"if we disconnect, is anything deleted?", "what happens to synced invoices if I disconnect", "unlink QuickBooks"},
		"support": {"support", "Support e-mail", "contact support", "what's the support team's email", "Workshop Software support",
			"can I talk to a human"},
		"when": {"when", "when does it sync", "when does a change show up in Xero?", "how long does it take", "how often does it sync",
			"next sync cycle", "how long until the invoice appears"},
		"setup": {"setup", "set up", "set-up", "trouble during set-up", "help me with setting up Xero", "setup support", "problem with setup"},
	}
	for name, all := range tests {
		for _, words := range all {
			if got, ok := Find(words); !ok || got.Name != name {
				t.Errorf("Find(%q) = %q, %t, want %q", words, got.Name, ok, name)
			}
		}
	}
}

// TestRestraint: better no answer than the answer to another question.
func TestRestraint(t *testing.T) {
	for _, words := range []string{
		"", " ?! ", "how do I", "invoice", "xero", "641", "INV-123", "undo the handbrake", "undo not working", "cancel", "cancel invoice 641",
		"working", "not", "works", "the hoist isn't working", "supporting", "whenever", "settings", "up", "long", "turn off the lights",
		"why has invoice 641 not synced", "Email address must be valid", "archived contact", "undo; drop table topics",
		"disconnect and support", "talk", "how long is the invoice",
	} {
		if got, ok := Find(words); ok {
			t.Errorf("Find(%q) answers about %q", words, got.Name)
		}
	}
}

// TestEveryAnswerFitsAPhone: twelve lines of 45 characters, its title among them.
func TestEveryAnswerFitsAPhone(t *testing.T) {
	for _, topic := range Topics() {
		for _, text := range []string{topic.Text, topic.Desk} {
			if n := wrapped(topic.Title + "\n" + text); n > 12 {
				t.Errorf("topic %q takes %d lines of 45 characters, 12 are the most; shorten:\n%s", topic.Name, n, text)
			}
		}
	}
}

// wrapped counts the lines of a text where a line holds 45 characters.
func wrapped(text string) int {
	n := 0
	for paragraph := range strings.SplitSeq(text, "\n") {
		n++
		used := 0
		for _, word := range strings.Fields(paragraph) {
			size := utf8.RuneCountInString(word)
			if used > 0 && used+1+size > 45 {
				n, used = n+1, 0
			}
			used += size + min(used, 1)
		}
	}
	return n
}

// TestTheDeskIsSupport: on the support desk nobody is sent to support, and the customer is the workshop.
func TestTheDeskIsSupport(t *testing.T) {
	for _, topic := range Topics() {
		desk := strings.ToLower(topic.Desk)
		for _, never := range []string{"contact support", "support team", "support@", "your administrator", "you can"} {
			if strings.Contains(desk, never) {
				t.Errorf("topic %q tells the support desk %q: %s", topic.Name, never, topic.Desk)
			}
		}
		if !strings.Contains(desk, "the workshop") {
			t.Errorf("topic %q doesn't speak of the workshop to the support desk: %s", topic.Name, topic.Desk)
		}
	}
}

// TestTheVoice: what no message of the bot says.
func TestTheVoice(t *testing.T) {
	for _, topic := range Topics() {
		text := strings.ToLower(topic.Title + topic.Text + topic.Desk)
		for _, never := range []string{"!", "please note", "unfortunately", "successfully", "simply"} {
			if strings.Contains(text, never) {
				t.Errorf("topic %q says %q", topic.Name, never)
			}
		}
	}
}
