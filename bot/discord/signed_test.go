package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/chat/chattest/pipe"
	"syncbot/bot/discord/discordtest"
	"syncbot/workflow"
)

// counter is the handler of these tests.
type counter struct {
	requests []chat.Request
	err      error
}

func (c *counter) handle(_ context.Context, r chat.Request) (workflow.Answer, error) {
	c.requests = append(c.requests, r)
	return workflow.Answer{Text: workflow.Words(fmt.Sprintf("Answer %d.", len(c.requests)))}, c.err
}

// atDoor is a run whose door is called without a network, and what its handler is given.
func (r *rig) atDoor() (*run, *counter) {
	c := &counter{}
	l := pipe.New()
	r.t.Cleanup(func() { _ = l.Close() })
	run := r.newBot(signed, func(o *Options) { o.Listener = l }).newRun(context.Background(), c.handle)
	r.t.Cleanup(run.Close)
	return run, c
}

// send gives the body to the door, signed as the header says.
func send(run *run, body string, h http.Header) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	q := httptest.NewRequest(http.MethodPost, "/discord/interactions", strings.NewReader(body))
	q.Header = h
	run.serve(w, q)
	return w
}

func (r *rig) typed(id string) string {
	return fmt.Sprintf(`{"id":%q,"application_id":%q,"token":"t","type":2,"guild_id":%q,"channel_id":%q,"channel":{"id":%q,"type":0},`+
		`"member":{"user":{"id":%q,"username":"kim"},"roles":["5"]},"data":{"type":1,"name":"syncstatus","options":[{"name":"number","type":3,"value":"641"}]}}`,
		id, discordtest.AppID, discordtest.Guild, r.support, r.support, r.kim)
}

func TestOnlyDiscordIsLetIn(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		run, c := r.atDoor()
		body := r.typed("1")
		now := time.Now()
		with := func(name, value string) http.Header {
			h := discordtest.Sign([]byte(body), now)
			h.Set(name, value)
			return h
		}
		for name, h := range map[string]http.Header{
			"unsigned":              {},
			"of something else":     discordtest.Sign([]byte("something else"), now),
			"of another time":       with("X-Signature-Timestamp", fmt.Sprint(now.Unix()+1)),
			"too old":               discordtest.Sign([]byte(body), now.Add(-5*time.Minute-time.Second)),
			"of the future":         discordtest.Sign([]byte(body), now.Add(5*time.Minute+time.Second)),
			"with half a signature": with("X-Signature-Ed25519", "abcd"),
			"with no hexadecimals":  with("X-Signature-Ed25519", strings.Repeat("z", 128)),
			"without a time":        with("X-Signature-Timestamp", ""),
			"at no time":            with("X-Signature-Timestamp", "yesterday"),
		} {
			if w := send(run, body, h); w.Code != http.StatusUnauthorized || w.Body.Len() > 0 {
				t.Errorf("%s: %d %s", name, w.Code, w.Body)
			}
		}
		if len(c.requests) > 0 {
			t.Errorf("something was done: %+v", c.requests)
		}
		if w := send(run, body, discordtest.Sign([]byte(body), now.Add(-4*time.Minute))); w.Code != http.StatusOK || len(c.requests) != 1 {
			t.Errorf("Discord itself: %d %s", w.Code, w.Body)
		}
	})
}

func TestLostAddressShowsAndIsTriedAgain(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		l := pipe.New()
		r.bot = r.newBot(signed, func(o *Options) { o.Listener = l })
		r.dialling(nil)
		r.says("taking Discord's requests at ")
		_ = l.Close()
		time.Sleep(time.Minute)
		r.says("not connected: the address for Discord's requests can't be served")
	})
}

func TestLongBodiesAndNonsenseAreNotRead(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		run, c := r.atDoor()
		for body, want := range map[string]int{
			strings.Repeat("x", maxBody+1): http.StatusRequestEntityTooLarge, "nonsense": http.StatusBadRequest, `{"type":2}`: http.StatusBadRequest,
		} {
			if w := send(run, body, discordtest.Sign([]byte(body), time.Now())); w.Code != want {
				t.Errorf("%.20s: %d, want %d", body, w.Code, want)
			}
		}
		w := send(run, `{"type":1}`, discordtest.Sign([]byte(`{"type":1}`), time.Now()))
		if w.Code != http.StatusOK || w.Body.String() != `{"type":1}` || w.Header().Get("Content-Type") != "application/json" {
			t.Errorf("a PING is answered %d %s", w.Code, w.Body)
		}
		if len(c.requests) > 0 {
			t.Errorf("something was done: %+v", c.requests)
		}
	})
}

// Whoever replays a request hears what Discord heard, and nothing is done.
func TestARequestThatIsReplayedDoesNothing(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		run, c := r.atDoor()
		body := r.typed("1")
		h := discordtest.Sign([]byte(body), time.Now())
		first, again := send(run, body, h), send(run, body, h)
		if len(c.requests) != 1 || !bytes.Equal(first.Body.Bytes(), again.Body.Bytes()) || !strings.Contains(again.Body.String(), "Answer 1.") {
			t.Errorf("%d handled; first %s, then %s", len(c.requests), first.Body, again.Body)
		}
		if key := c.requests[0].Key; key != "discord:1" {
			t.Errorf("key %q", key)
		}
	})
}

// What could not be taken in is said, and may be tried again.
func TestWhatIsNotTakenInIsNotKept(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		run, c := r.atDoor()
		body := r.typed("1")
		h := discordtest.Sign([]byte(body), time.Now())
		c.err = errors.New("the disk is full")
		if w := send(run, body, h); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), notTakenIn) {
			t.Errorf("%d %s", w.Code, w.Body)
		}
		c.err = nil
		if w := send(run, body, h); !strings.Contains(w.Body.String(), "Answer 2.") {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	})
}

// answered gives the body to the door and reads the answer.
func (r *rig) answered(run *run, body string) (kind int, data string) {
	r.t.Helper()
	w := send(run, body, discordtest.Sign([]byte(body), time.Now()))
	var said struct {
		Type int
		Data json.RawMessage
	}
	if err := json.Unmarshal(w.Body.Bytes(), &said); err != nil || w.Code != http.StatusOK {
		r.t.Fatalf("%s is answered %d %s", body, w.Code, w.Body)
	}
	return said.Type, string(said.Data)
}

// Nobody waits in vain: what makes no sense is answered, without a panic, and nothing is done.
func TestStrangeInteractionsAreAnswered(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		run, c := r.atDoor()
		id := 10
		made := func(more string) string {
			id++
			return fmt.Sprintf(`{"id":"%d","token":"t","guild_id":%q,"channel":{"id":%q,"type":0},"member":{"user":{"id":%q},"roles":[]}%s}`, id, discordtest.Guild, r.support, r.kim, more)
		}
		for name, more := range map[string]string{
			"without a type":     ``,
			"of no type":         `,"type":0`,
			"of a later type":    `,"type":77`,
			"of strange data":    `,"type":2,"data":[]`,
			"of no command":      `,"type":2`,
			"of another command": `,"type":2,"data":{"type":1,"name":"other"}`,
			"on a person":        `,"type":2,"data":{"type":2,"name":"Who is this"}`,
			"of no button":       `,"type":3`,
			"of a strange one":   `,"type":3,"data":{"custom_id":"nonsense"}`,
			"of no modal":        `,"type":5`,
			"of an empty form":   `,"type":5,"data":{"custom_id":"ask"}`,
		} {
			if kind, data := r.answered(run, made(more)); kind != tells || len(data) < 50 || !strings.Contains(data, `"flags":64`) {
				t.Errorf("%s: %d %s", name, kind, data)
			}
		}
		for name, more := range map[string]string{
			"of nothing": `,"type":4`, "of a strange option": `,"type":4,"data":{"options":[{"name":"x","focused":true}]}`, "of strange data": `,"type":4,"data":7`,
		} {
			if kind, data := r.answered(run, made(more)); kind != suggests || data != `{"choices":[]}` {
				t.Errorf("autocomplete %s: %d %s", name, kind, data)
			}
		}
		whole := r.typed("1")
		for name, body := range map[string]string{
			"by nobody": strings.Replace(strings.Replace(whole, `"1"`, `"2"`, 1), `"member"`, `"other"`, 1),
			"nowhere":   strings.NewReplacer(`"channel_id"`, `"other_id"`, `"channel"`, `"other"`).Replace(whole),
		} {
			if kind, data := r.answered(run, body); kind != tells || !strings.Contains(data, "nothing was done") {
				t.Errorf("%s: %d %s", name, kind, data)
			}
		}
		if len(c.requests) > 0 {
			t.Errorf("something was done: %+v", c.requests)
		}
	})
}

// Another server's people hear that it is none of theirs.
func TestOtherServersAreNotServed(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		run, c := r.atDoor()
		body := strings.ReplaceAll(r.typed("1"), discordtest.Guild, "4242")
		if kind, data := r.answered(run, body); kind != tells || !strings.Contains(data, notHere) || len(c.requests) > 0 {
			t.Errorf("%d %s, and %+v was done", kind, data, c.requests)
		}
		typing := strings.Replace(body, `"type":2`, `"type":4`, 1)
		if kind, _ := r.answered(run, strings.Replace(typing, `"id":"1"`, `"id":"2"`, 1)); kind != suggests {
			t.Errorf("autocomplete is answered %d", kind)
		}
	})
}

// A handler that does not return in time gets no more of it; the person hears so before Discord gives up.
func TestASlowHandlerIsNotWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		run, _ := r.atDoor()
		run.handle = func(ctx context.Context, _ chat.Request) (workflow.Answer, error) {
			<-ctx.Done()
			return workflow.Answer{}, ctx.Err()
		}
		began := time.Now()
		if _, data := r.answered(run, r.typed("1")); !strings.Contains(data, notTakenIn) || time.Since(began) > 2900*time.Millisecond {
			t.Errorf("after %v: %s", time.Since(began), data)
		}
	})
}
