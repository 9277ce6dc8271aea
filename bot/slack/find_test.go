package slack

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"syncbot/bot/chat"
	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

// find looks for the message since the hour before.
func (r *rig) find(m chat.Message) (chat.Posted, bool) {
	r.t.Helper()
	p, found, err := r.bot.Find(r.t.Context(), m, time.Now().Add(-time.Hour))
	if err != nil {
		r.t.Fatalf("Find %s: %v", m.Key, err)
	}
	return p, found
}

func TestFindsWhereverItStands(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		root := r.root("k1", "641 · Opened")
		first := r.post(root)
		thread, direct := r.under(first, "k2", "641 · Synced"), r.direct("k3", "641 · Synced")
		for _, m := range []chat.Message{thread, direct} {
			if p, found := r.find(m); found {
				t.Errorf("%s was found at %+v before it was posted", m.Key, p)
			}
		}
		for m, want := range map[*chat.Message]chat.Posted{&root: first, &thread: r.post(thread), &direct: r.post(direct)} {
			if p, found := r.find(*m); !found || p != want {
				t.Errorf("%s: found %v at %+v, want %+v", m.Key, found, p, want)
			}
		}
		for _, m := range []chat.Message{r.root("k2", ""), r.under(first, "k3", ""), r.direct("k2", ""), r.root("k11", "")} {
			if p, found := r.find(m); found {
				t.Errorf("%s to %s was found at %+v, where it was not sent", m.Key, m.To, p)
			}
		}
	})
}

func TestFindsAcrossPages(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		root := r.root("k1", "641 · Opened")
		first := r.post(root)
		reply := r.under(first, "k2", "641 · Synced")
		below := r.post(reply)
		for i := range findLimit + 50 {
			for _, thread := range []string{"", string(first.Ref)} {
				if _, err := r.Say(r.kim, r.support, thread, fmt.Sprint("chatter ", i)); err != nil {
					t.Fatal(err)
				}
			}
		}
		last := r.under(first, "k3", "641 · Closed")
		end := r.post(last)
		for m, want := range map[*chat.Message]chat.Posted{&root: first, &reply: below, &last: end} {
			if p, found := r.find(*m); !found || p != want {
				t.Errorf("%s: found %v at %+v, want %+v", m.Key, found, p, want)
			}
		}
		if n := len(r.Calls("conversations.history")); n != 2 {
			t.Errorf("history was read %d times, want 2 pages", n)
		}
	})
}

func TestFindIsBounded(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.KeepTiers()
		for range findLimit*findPages + 1 {
			if _, err := r.Say(r.kim, r.support, "", "chatter"); err != nil {
				t.Fatal(err)
			}
		}
		began := time.Now()
		if p, found, err := r.bot.Find(t.Context(), r.root("k1", ""), began.Add(-time.Hour)); kind(err) != "refused" {
			t.Errorf("Find = %+v, %v, %v, want a refusal: it can never be looked for", p, found, err)
		}
		if took := time.Since(began); took > time.Second {
			t.Errorf("it waited %v for its turns; its caller would not", took)
		}
		if n := len(r.Calls("conversations.history")); n != findPages {
			t.Errorf("read %d pages, want %d", n, findPages)
		}
	})
}

func TestFindBeginsAtSinceWithRoomForClocks(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		m := r.root("k1", "641 · Opened")
		r.post(m)
		if _, found, err := r.bot.Find(t.Context(), m, time.Now().Add(30*time.Second)); err != nil || !found {
			t.Errorf("30 seconds by another clock: found %v, %v", found, err)
		}
		time.Sleep(time.Hour)
		if _, found, err := r.bot.Find(t.Context(), m, time.Now()); err != nil || found {
			t.Errorf("an hour later: found %v, %v", found, err)
		}
		if _, found, err := r.bot.Find(t.Context(), m, time.Time{}); err != nil || !found {
			t.Errorf("since ever: found %v, %v", found, err)
		}
	})
}

// forging puts somebody else in the place of who wrote a message: another app can write the same metadata.
type forging struct{ http.RoundTripper }

func (f forging) RoundTrip(q *http.Request) (*http.Response, error) {
	answer, err := f.RoundTripper.RoundTrip(q)
	if err != nil || !strings.Contains(q.URL.Path, "/conversations.") {
		return answer, err
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	swap := strings.NewReplacer(slacktest.BotUser, "U0OTHER", slacktest.BotID, "B0OTHER")
	answer.Body = io.NopCloser(strings.NewReader(swap.Replace(string(b))))
	return answer, err
}

// crowding puts strange messages of others before those that were asked for.
type crowding struct{ http.RoundTripper }

func (c crowding) RoundTrip(q *http.Request) (*http.Response, error) {
	answer, err := c.RoundTripper.RoundTrip(q)
	if err != nil || !strings.Contains(q.URL.Path, "/conversations.") {
		return answer, err
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	strange := `"messages":[{"ts":"1.000001","user":"U1","blocks":[{"type":"section","text":"no object"}]},` +
		`{"ts":"1.000002","bot_id":"B1","metadata":{"event_type":7,"event_payload":[]}},{"ts":3},null,`
	answer.Body = io.NopCloser(strings.NewReader(strings.Replace(string(b), `"messages":[`, strange, 1)))
	return answer, err
}

func TestStrangeMessagesOfOthersHideNothing(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		m := r.root("k1", "641 · Opened")
		p := r.post(m)
		in := r.under(p, "k2", "641 · Synced")
		below := r.post(in)
		r.bot = r.newBot(func(o *Options) { o.Client = &http.Client{Transport: crowding{r.Client().Transport}} })
		if at, found := r.find(m); !found || at != p {
			t.Errorf("found %v at %+v, want %+v", found, at, p)
		}
		if at, found := r.find(in); !found || at != below {
			t.Errorf("in the thread found %v at %+v, want %+v", found, at, below)
		}
	})
}

func TestKeyCountsInOurMetadataAlone(t *testing.T) {
	for _, c := range []struct {
		event string
		value any
		want  bool
	}{{keyEvent, "k1", true}, {keyEvent, "k2", false}, {keyEvent, 1, false}, {"task_created", "k1", false}} {
		var m slack.Message
		m.Metadata = slack.SlackMetadata{EventType: c.event, EventPayload: map[string]any{keyField: c.value}}
		if got := hasKey(m, "k1"); got != c.want {
			t.Errorf("%s with %v: %v, want %v", c.event, c.value, got, c.want)
		}
	}
}

func FuzzBared(f *testing.F) {
	f.Add([]byte(`{"ok":true,"messages":[{"ts":"1.000001","user":"U1","metadata":{"event_type":"x","event_payload":{"key":"k1"}}},{"ts":1}],"response_metadata":{"next_cursor":"2"}}`))
	f.Add([]byte(`{"ok":false,"error":"not_in_channel"}`))
	f.Add([]byte(`<html>`))
	f.Fuzz(func(t *testing.T, answer []byte) {
		if left := bared(answer); json.Valid(answer) && !json.Valid(left) {
			t.Errorf("%q became %q", answer, left)
		}
	})
}

func TestKeyOfAnotherAppIsNotFound(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		m := r.root("k1", "641 · Opened")
		p := r.post(m)
		r.bot = r.newBot(func(o *Options) { o.Client = &http.Client{Transport: forging{r.Client().Transport}} })
		if p, found := r.find(m); found {
			t.Errorf("the message of another app was found at %+v", p)
		}
		in := r.under(p, "k1", "")
		if p, found := r.find(in); found {
			t.Errorf("in the thread the message of another app was found at %+v", p)
		}
	})
}

func TestWhatCanNeverBeFoundIsRefused(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		reply, away, gone := r.root("k1", ""), r.root("k2", ""), r.root("k3", "")
		reply.To, reply.Reply = workflow.ToReply, replyTo{User: r.kim}.ref()
		away.Place.Channel = workflow.Ref(r.closed)
		gone.To, gone.Place.Thread = workflow.ToThread, "1.000001"
		for _, m := range []chat.Message{reply, away, gone} {
			if _, _, err := r.bot.Find(t.Context(), m, time.Time{}); kind(err) != "refused" {
				t.Errorf("%s: %v, want a refusal", m.Key, err)
			}
		}
		r.SetScopes("chat:write")
		_, _, err := r.bot.Find(t.Context(), r.root("k4", ""), time.Time{})
		if kind(err) != "refused" || !strings.Contains(err.Error(), "channels:history") {
			t.Errorf("without the scope: %v, want a refusal that names it", err)
		}
	})
}

func TestFindThatFailsIsNoAnswer(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		m := r.root("k1", "641 · Opened")
		r.post(m)
		for _, f := range []slacktest.Fault{slacktest.HTTPError(500), slacktest.LoseAnswer(), slacktest.Refuse("invalid_auth")} {
			r.Next("conversations.history", f)
			if _, found, err := r.bot.Find(t.Context(), m, time.Time{}); err == nil || found || kind(err) == "refused" {
				t.Errorf("found %v, %v, want an error that is no refusal", found, err)
			}
		}
	})
}

func FuzzReplyOf(f *testing.F) {
	f.Add(string(replyTo{Channel: "C1", User: "U1", Thread: "1.000001", URL: "https://hooks.example/x", Given: time.Unix(1, 0)}.ref()))
	f.Add(`{"u":1}`)
	f.Add(``)
	f.Fuzz(func(t *testing.T, ref string) {
		r, err := replyOf(workflow.Ref(ref))
		if err != nil {
			if len(ref) > 20 && strings.Contains(err.Error(), ref) {
				t.Errorf("the error gives the reply away: %v", err)
			}
			return
		}
		if !json.Valid([]byte(r.ref())) {
			t.Errorf("%q is made of %q", r.ref(), ref)
		}
	})
}
