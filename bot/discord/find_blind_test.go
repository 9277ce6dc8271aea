package discord

// Searches that see less than there is.

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"syncbot/bot/discord/discordtest"
	"syncbot/workflow"
)

// Without Read Message History Discord shows an empty channel, which says nothing of what stands there.
func TestFindKnowsWhenItSeesNothing(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		blind := r.AddChannel(discordtest.Channel{Name: "blind", Kind: discordtest.Text, Deny: discordtest.ReadMessageHistory})
		m := r.root("k1", "641 · Opened")
		m.Place.Channel = workflow.Ref(blind)
		root := r.post(m)
		under := r.under(root, "k2", "641 · Synced")
		under.Place.Channel = workflow.Ref(blind)
		if _, found, err := r.bot.Find(t.Context(), under, time.Now()); found || err != nil {
			t.Errorf("its thread has not begun, so nothing stands there: %v, %v", found, err)
		}
		r.post(under)
		for _, lost := range []workflow.Target{m.To, under.To} {
			m.To, m.Place.Thread = lost, root.Thread
			if lost == workflow.ToRoot {
				m.Place.Thread = ""
			}
			if _, found, err := r.bot.Find(t.Context(), m, time.Now()); meaning(err) != "refused" || !strings.Contains(err.Error(), "Read Message History") {
				t.Errorf("%s: %v, %v", lost, found, err)
			}
		}
	})
}

// Where nothing was said lately there is nothing to find; and a channel of direct messages may be empty.
func TestFindKnowsWhenThereIsNothing(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.Say(r.kim, r.support, "hello")
		time.Sleep(time.Hour)
		if _, found, err := r.bot.Find(t.Context(), r.root("k1", ""), time.Now()); found || err != nil {
			t.Errorf("in the channel: %v, %v", found, err)
		}
		if _, found, err := r.bot.Find(t.Context(), r.toOwner("k2", ""), time.Now()); found || err != nil {
			t.Errorf("to kim alone: %v, %v", found, err)
		}
	})
}

// odd shows a channel with messages of others that no bot of today understands, and one of the bot's own.
type odd struct{}

func (odd) RoundTrip(q *http.Request) (*http.Response, error) {
	body := `{"id":"99","username":"syncbot"}`
	if strings.HasSuffix(q.URL.Path, "/messages") {
		body = `[{"id":"7","author":{"id":"99"},"content":{},"components":[{"type":99,"label":{"text":1},"value":[1]}],"embeds":[{"title":1,"fields":[{"value":{}}],"footer":{"text":"syncbot · k1"}}]},
			{"id":"6","author":{"id":"5"},"content":null,"components":{"a":1},"embeds":[]}]`
	}
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}, nil
}

func TestFindReadsPastStrangeMessages(t *testing.T) {
	r := newRig(t, func(o *Options) { o.Client = &http.Client{Transport: odd{}} })
	if p, found, err := r.bot.Find(t.Context(), r.root("k1", ""), time.Now()); err != nil || !found || p.Ref != "7" {
		t.Errorf("%+v, %v, %v", p, found, err)
	}
}
