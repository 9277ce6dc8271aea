package emulate

// What a chat platform must do, through our own client.

import (
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"syncbot/bot/chat"
	"syncbot/bot/outcome"
	bot "syncbot/bot/slack"
	"syncbot/workflow"
	"syncbot/workflow/storybook"
)

func platform(t *testing.T, w *workspace) *bot.Slack {
	t.Helper()
	s, err := bot.New(bot.Options{BotToken: botToken, AppToken: "xapp-unused", APIURL: w.api})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// saying is a message with the note of a page of the storybook.
func saying(t *testing.T, key, page string, to workflow.Place) chat.Message {
	t.Helper()
	for _, p := range storybook.Pages() {
		if p.Name == page {
			return chat.Message{
				Key: key, Place: to, To: workflow.ToRoot, Case: workflow.CaseRef{Workshop: "northside", ID: "c1"}, Turn: 1, Note: p.Note,
			}
		}
	}
	t.Fatalf("the storybook has no page %q", page)
	return chat.Message{}
}

func TestPostShowFind(t *testing.T) {
	t.Parallel()
	w := start(t)
	if _, err := w.priya().InviteUsersToConversationContext(t.Context(), w.channel(t, "desk"), "UBOT"); err != nil {
		t.Fatal(err)
	}
	s := platform(t, w)
	for _, name := range []string{"support", "desk"} {
		t.Run(name, func(t *testing.T) {
			postShowFind(t, w, s, workflow.Place{Platform: "slack", Channel: workflow.Ref(w.channel(t, name))})
		})
	}
}

// postShowFind says a root message and a reply to it, edits the root, and looks for both.
func postShowFind(t *testing.T, w *workspace, s *bot.Slack, place workflow.Place) {
	began := time.Now()
	root := saying(t, "k1", "opened/invoice", place)
	posted := post(t, s, root)
	reply := saying(t, "k2", "synced/one-sync", place)
	reply.To, reply.Place.Thread, reply.Mention = workflow.ToThread, posted.Thread, workflow.UserID(w.user(t, "priya"))
	answered := post(t, s, reply)
	if answered.Thread != posted.Thread || answered.Ref == posted.Ref {
		t.Errorf("posted at %+v, the reply at %+v", posted, answered)
	}
	if err := s.Show(t.Context(), posted.Ref, saying(t, "k1", "waiting/gateway", place)); err != nil {
		t.Fatal(err)
	}
	wantFound(t, s, root, began, posted)
	wantFound(t, s, reply, began, answered)

	stands := w.thread(t, string(place.Channel), string(posted.Ref))
	if len(stands) != 2 || len(stands[0].Blocks.BlockSet) == 0 || len(stands[1].Blocks.BlockSet) == 0 {
		t.Fatalf("want two messages with blocks in the thread: %+v", stands)
	}
	if !strings.Contains(stands[0].Text, "Waiting for the sync") || !strings.Contains(stands[1].Text, "<@"+string(reply.Mention)+">") {
		t.Errorf("the thread reads %q, %q", stands[0].Text, stands[1].Text)
	}
}

func post(t *testing.T, s *bot.Slack, m chat.Message) chat.Posted {
	t.Helper()
	posted, err := s.Post(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	return posted
}

// wantFound fails t unless m is found by its key, and only by that.
func wantFound(t *testing.T, s *bot.Slack, m chat.Message, began time.Time, want chat.Posted) {
	t.Helper()
	got, found, err := s.Find(t.Context(), m, began)
	if err != nil || !found || got != want {
		t.Errorf("looked for %s: %+v, %v, %v, want %+v", m.Key, got, found, err, want)
	}
	m.Key = "another"
	if got, found, err := s.Find(t.Context(), m, began); err != nil || found {
		t.Errorf("looked for another key: %+v, %v, %v, want nothing", got, found, err)
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	w := start(t)
	s := platform(t, w)
	for name, channel := range map[string]string{"a private channel that the bot is not in": w.channel(t, "closed"), "no channel": "C0NOWHERE"} {
		at := workflow.Place{Platform: "slack", Channel: workflow.Ref(channel)}
		if _, err := s.Post(t.Context(), saying(t, "k1", "opened/invoice", at)); !outcome.IsRefused(err) {
			t.Errorf("%s: %v, want a refusal", name, err)
		}
	}
	support := workflow.Place{Platform: "slack", Channel: workflow.Ref(w.channel(t, "support"))}
	if err := s.Show(t.Context(), "1.000001", saying(t, "k1", "opened/invoice", support)); !outcome.IsRefused(err) {
		t.Errorf("an edit of what is not there: %v, want a refusal", err)
	}
}

func TestDirectMessage(t *testing.T) {
	t.Parallel()
	w := start(t)
	s := platform(t, w)
	m := saying(t, "k1", "opened/invoice", workflow.Place{Platform: "slack", Channel: "C0GONE"})
	m.To, m.Person = workflow.ToOwner, workflow.UserID(w.user(t, "priya"))
	posted := post(t, s, m)
	wantFound(t, s, m, time.Now().Add(-time.Minute), posted)
	direct, _, _, err := w.priya().OpenConversationContext(t.Context(), &slack.OpenConversationParameters{Users: []string{"UBOT"}})
	if err != nil {
		t.Fatal(err)
	}
	if read := w.thread(t, direct.ID, string(posted.Ref)); len(read) != 1 {
		t.Errorf("Priya reads %+v", read)
	}
}
