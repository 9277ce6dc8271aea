package slack

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

func TestWhereMessagesLand(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		root := r.post(r.root("k1", "641 · Opened"))
		reply := r.post(r.under(root, "k2", "641 · 1 error found"))
		place := r.root("k3", "641 · Synced")
		place.To, place.Place.Thread = workflow.ToPlace, root.Thread
		below := r.post(place)
		place.Key, place.Place.Thread = "k4", ""
		beside := r.post(place)
		owner := r.post(r.direct("k5", "641 · Still waiting"))

		if root.Thread != root.Ref || reply.Thread != root.Ref || below.Thread != root.Ref || beside.Thread != beside.Ref || owner.Thread != owner.Ref {
			t.Errorf("threads: root %+v, reply %+v, below %+v, beside %+v, owner %+v", root, reply, below, beside, owner)
		}
		thread := r.Thread(r.support, string(root.Ref))
		if len(thread) != 3 || thread[1].TS != string(reply.Ref) || thread[2].TS != string(below.Ref) {
			t.Errorf("the thread is\n%s", r)
		}
		direct := r.Messages(r.DirectChannel(r.kim))
		if len(direct) != 1 || direct[0].TS != string(owner.Ref) {
			t.Errorf("kim reads\n%s", r)
		}
		for _, m := range append(r.Messages(r.support), direct...) {
			if m.Unfurls || m.Broadcast {
				t.Errorf("%q unfurls %v, stands in the channel too %v", m.Reads, m.Unfurls, m.Broadcast)
			}
		}
	})
}

func TestMetadataIsTheKeyAlone(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.post(r.root("k1", "641 · Opened"))
		if err := r.bot.Show(t.Context(), p.Ref, r.root("k9", "641 · Waiting")); err != nil {
			t.Fatal(err)
		}
		m := r.Messages(r.support)[0]
		if want := `{"event_type":"syncbot_message","event_payload":{"key":"k1"}}`; string(m.Metadata) != want {
			t.Errorf("metadata %s, want %s", m.Metadata, want)
		}
		if !strings.Contains(m.Reads, "641 · Waiting") || m.Edits != 1 {
			t.Errorf("after the edit people read %q", m.Reads)
		}
	})
}

func TestShowRefuses(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.post(r.root("k1", "641 · Opened"))
		r.Delete(r.support, string(p.Ref))
		if err := r.bot.Show(t.Context(), p.Ref, r.root("k2", "641 · Waiting")); kind(err) != "refused" {
			t.Errorf("where the message is gone: %v", err)
		}
		ts, err := r.Say(r.kim, r.support, "", "mine")
		if err != nil {
			t.Fatal(err)
		}
		if err := r.bot.Show(t.Context(), workflow.Ref(ts), r.root("k2", "641 · Waiting")); kind(err) != "refused" {
			t.Errorf("where the message is kim's: %v", err)
		}
	})
}

func TestWhatCannotBePostedIsRefused(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		root := r.post(r.root("k1", "641 · Opened"))
		reply := r.post(r.under(root, "k2", "641 · Waiting"))
		away, gone, below, nowhere, elsewhere := r.root("k3", "x"), r.root("k4", "x"), r.under(reply, "k5", "x"), r.root("k6", "x"), r.root("k7", "x")
		away.Place.Channel, gone.Place.Channel = workflow.Ref(r.closed), "C0GONE"
		below.Place.Thread = reply.Ref
		nowhere.To = workflow.ToThread
		elsewhere.Place.Platform = "discord"
		nobody := r.direct("k8", "x")
		nobody.Person = ""
		stranger := r.direct("k9", "x")
		stranger.Person = "U0STRANGER"
		before := len(r.Messages(r.support))
		for _, m := range []chat.Message{away, gone, below, nowhere, elsewhere, nobody, stranger} {
			if p, err := r.bot.Post(t.Context(), m); kind(err) != "refused" {
				t.Errorf("%s: %+v, %v", m.Key, p, err)
			}
		}
		if after := len(r.Messages(r.support)); after != before {
			t.Errorf("refused and posted all the same:\n%s", r)
		}
	})
}

// unthreading answers posts as Slack does where the message that began the thread was deleted meanwhile: the reply stands in
// the channel, and the answer does not name the thread.
type unthreading struct {
	http.RoundTripper
	deletes int    // what chat.delete was called for
	answer  string // of chat.delete
}

func (u *unthreading) RoundTrip(q *http.Request) (*http.Response, error) {
	if strings.HasSuffix(q.URL.Path, "/chat.delete") {
		u.deletes++
		return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(u.answer))}, nil
	}
	answer, err := u.RoundTripper.RoundTrip(q)
	if err != nil || !strings.HasSuffix(q.URL.Path, "/chat.postMessage") {
		return answer, err
	}
	defer answer.Body.Close()
	var said map[string]any
	if err := json.NewDecoder(answer.Body).Decode(&said); err != nil {
		return nil, err
	}
	delete(said["message"].(map[string]any), "thread_ts")
	b, err := json.Marshal(said)
	answer.Body = io.NopCloser(strings.NewReader(string(b)))
	return answer, err
}

func TestReplyThatSlackPutsIntoTheChannelIsTakenBack(t *testing.T) {
	for _, c := range []struct{ name, answer, log string }{
		{"taken back", `{"ok":true}`, ""},
		{"cannot be taken back", `{"ok":false,"error":"cant_delete_message"}`, "could not be taken back"},
	} {
		t.Run(c.name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				u := &unthreading{RoundTripper: r.Client().Transport, answer: c.answer}
				bot := r.newBot(func(o *Options) { o.Client = &http.Client{Transport: u} })
				p, err := bot.Post(t.Context(), r.root("k1", "641 · Opened"))
				if err != nil || u.deletes != 0 {
					t.Fatalf("the root: %v, %d deletes", err, u.deletes)
				}
				if _, err := bot.Post(t.Context(), r.under(p, "k2", "641 · 1 error found")); kind(err) != "refused" || u.deletes != 1 {
					t.Errorf("the reply: %v, %d deletes, want a refusal and 1", err, u.deletes)
				}
				if last := r.log.LastEntry(); (last == nil) != (c.log == "") || last != nil && !strings.Contains(last.Message, c.log) {
					t.Errorf("logged %v, want %q", last, c.log)
				}
			})
		})
	}
}

func TestPostWaitsForNothingThatItNeedNot(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.Next("auth.test", slacktest.HTTPError(500))
		if _, err := r.bot.Post(t.Context(), r.root("k1", "641 · Opened")); kind(err) != "later 0s" {
			t.Errorf("before Slack said who the bot is: %v, want later, for nothing was posted", err)
		}
		r.Next("conversations.open", slacktest.LoseAnswer())
		if _, err := r.bot.Post(t.Context(), r.direct("k2", "641 · Opened")); kind(err) != "later 0s" {
			t.Errorf("before the direct messages were open: %v, want later, for nothing was posted", err)
		}
		r.post(r.root("k1", "641 · Opened"))
		r.post(r.direct("k2", "641 · Opened"))
		r.post(r.direct("k3", "641 · Synced"))
		for method, want := range map[string]int{"auth.test": 2, "conversations.open": 2} {
			if n := len(r.Calls(method)); n != want {
				t.Errorf("%s was called %d times, want %d", method, n, want)
			}
		}
	})
}

func TestPostInDoubt(t *testing.T) {
	for name, c := range map[string]struct {
		fault slacktest.Fault
		lands bool
	}{
		"answer lost":            {slacktest.LoseAnswer(), true},
		"request lost":           {slacktest.LoseRequest(), false},
		"lands late":             {slacktest.LandAfter(10 * time.Second), true},
		"done and 500":           {slacktest.DoneButHTTPError(500), true},
		"500":                    {slacktest.HTTPError(500), false},
		"502":                    {slacktest.HTTPError(502), false},
		"slower than the caller": {slacktest.Slow(30 * time.Second), true},
		"hangs":                  {slacktest.Hang(), false},
		"internal_error":         {slacktest.Refuse("internal_error"), false},
		"fatal_error":            {slacktest.Refuse("fatal_error"), false},
		"a code nobody knows":    {slacktest.Refuse("moon_is_full"), false},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				m := r.root("k1", "641 · Opened")
				since := time.Now()
				r.Next("chat.postMessage", c.fault)
				p, err := r.bot.Post(within(t, 20*time.Second), m)
				if kind(err) != "in doubt" {
					t.Errorf("Post = %+v, %v, want an error in doubt", p, err)
				}
				discreet(t, err.Error())
				if n := len(r.Calls("chat.postMessage")); n != 1 {
					t.Errorf("posted %d times, want once", n)
				}
				time.Sleep(15 * time.Second)
				synctest.Wait()
				if _, found, err := r.bot.Find(t.Context(), m, since); err != nil || found != c.lands {
					t.Errorf("found %v, %v, want %v", found, err, c.lands)
				}
			})
		})
	}
}

// terse answers posts with one thing.
type terse struct {
	http.RoundTripper
	answer string
}

func (s terse) RoundTrip(q *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(q.URL.Path, "/chat.postMessage") {
		return s.RoundTripper.RoundTrip(q)
	}
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(s.answer))}, nil
}

func TestAnswerToAPostThatSaysNothing(t *testing.T) {
	for _, answer := range []string{`{"ok":true}`, `{"ok":false}`, `{}`, `{"ok":true,"ts":7}`, `{"ok":`, ``, `<html>`, `null`} {
		inBubble(t, func(t *testing.T, r *rig) {
			bot := r.newBot(func(o *Options) { o.Client = &http.Client{Transport: terse{r.Client().Transport, answer}} })
			if p, err := bot.Post(t.Context(), r.root("k1", "641 · Opened")); kind(err) != "in doubt" {
				t.Errorf("%q: %+v, %v, want an error in doubt", answer, p, err)
			}
		})
	}
}

func TestPostThatIsSlowButAnswered(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.Next("chat.postMessage", slacktest.Slow(10*time.Second))
		r.post(r.root("k1", "641 · Opened"))
		if all := r.reads(r.support); !slices.ContainsFunc(all, func(s string) bool { return strings.Contains(s, "641 · Opened") }) {
			t.Errorf("people read %q", all)
		}
	})
}
