package emulate

// The whole story, by the program itself.

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"syncbot/bot/slack/slacktest"
)

func TestFromCommandToSynced(t *testing.T) {
	t.Parallel()
	w := start(t)
	p := newPriya(t, w, w.channel(t, "support"))
	p.command("640")
	if p.answers("On it: 640") != 1 {
		t.Errorf("the acknowledgement says %+v", p.read)
	}
	p.hears(p.shows("640", "Synced"), "Synced")
	w.wantAllDone(t)
}

func TestFromMentionToStopped(t *testing.T) {
	t.Parallel()
	w := start(t)
	p := newPriya(t, w, w.channel(t, "support"))
	p.event(map[string]any{"type": "app_mention", "ts": "9.000001", "text": "<@UBOT> INV-123"})
	root := p.shows("INV-123", "1 error found")
	found := p.hears(root, "Email address must be valid")

	pressed := p.press(found, "Text to pass on")
	eventually(t, "the text to pass on", func() bool { return p.answers("Email address must be valid") > 0 })
	p.form(pressed) // once more, as nobody but a thief would send it

	p.event(map[string]any{"type": "app_home_opened", "tab": "home"})
	p.command("")
	p.shortcut(root)
	for method, times := range map[string]int{"chat.postEphemeral": 1, "views.publish": 1, "views.open": 2} {
		eventually(t, method, func() bool { return w.done(method) >= times })
	}

	p.press(root, "More")
	p.press(p.offered("Stop following"), "Stop following")
	p.shows("INV-123", "Stopped")
	if n := p.answers("Email address must be valid"); n != 1 {
		t.Errorf("a press that was sent twice is answered %d times", n)
	}
	w.wantAllDone(t)
}

func TestUnsigned(t *testing.T) {
	t.Parallel()
	w := start(t)
	p := newPriya(t, w, w.channel(t, "support"))
	body := []byte("command=%2Fsyncstatus&text=640")
	old := slacktest.Sign(body, time.Now().Add(-6*time.Minute).Unix())
	forged := slacktest.Sign([]byte("command=%2Fsyncstatus&text=641"), time.Now().Unix())
	for name, signed := range map[string]http.Header{"nothing": {}, "six minutes ago": old, "another body": forged} {
		if status, _ := p.request("application/x-www-form-urlencoded", body, signed); status != http.StatusUnauthorized {
			t.Errorf("signed with %s: %d, want 401", name, status)
		}
	}
}

// shows waits for the message in the channel that begins with the number and has the words.
func (p *priya) shows(number, words string) slack.Message {
	p.t.Helper()
	return p.seen(number+" · "+words, func() []slack.Message {
		all, err := p.w.priya().GetConversationHistoryContext(p.t.Context(), &slack.GetConversationHistoryParameters{ChannelID: p.channel})
		if err != nil {
			p.t.Fatal(err)
		}
		return all.Messages
	}, func(m slack.Message) bool { return strings.Contains(m.Text, number) && strings.Contains(m.Text, words) })
}

// hears waits for a reply to the message that mentions Priya and has the words.
func (p *priya) hears(root slack.Message, words string) slack.Message {
	p.t.Helper()
	return p.seen(words+" in the thread", func() []slack.Message {
		return p.w.thread(p.t, p.channel, root.Timestamp)[1:]
	}, func(m slack.Message) bool {
		return strings.Contains(m.Text, "<@"+p.id+">") && strings.Contains(m.Text, words)
	})
}

func (p *priya) seen(what string, among func() []slack.Message, meant func(slack.Message) bool) (seen slack.Message) {
	p.t.Helper()
	eventually(p.t, what, func() bool {
		for _, m := range among() {
			if meant(m) {
				seen = m
				return true
			}
		}
		return false
	})
	return seen
}
