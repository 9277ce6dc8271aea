package discordtest_test

// The rig of these tests: a guild with a text channel and a forum, and an app that speaks raw HTTP.

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"syncbot/bot/discord/discordtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

type object = map[string]any

// rig is a guild with #support and the forum #cases, where kim and lee are.
type rig struct {
	*discordtest.Server
	t                   *testing.T
	kim, lee, ch, forum string
}

func newRig(t *testing.T) *rig {
	t.Helper()
	s := discordtest.New()
	t.Cleanup(s.Close)
	r := &rig{Server: s, t: t}
	r.kim, r.lee = s.AddMember(discordtest.Member{Name: "kim", Nick: "Kim C"}), s.AddMember(discordtest.Member{Name: "lee"})
	r.ch = s.AddChannel(discordtest.Channel{Name: "support"})
	r.forum = s.AddChannel(discordtest.Channel{Name: "cases", Kind: discordtest.Forum})
	return r
}

// inBubble runs the test in virtual time.
func inBubble(t *testing.T, test func(t *testing.T, r *rig)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { test(t, newRig(t)) })
}

// answer is what a call came to.
type answer struct {
	Status int
	Header http.Header
	Body   object // of a JSON object
	List   []any  // of a JSON list
}

// send makes a call and gives what the connection came to. The body is JSON text; %s in it is nothing special.
func (r *rig) send(method, path, body string) (answer, error) {
	q, err := http.NewRequestWithContext(context.Background(), method, r.URL()+"v10"+path, strings.NewReader(body))
	if err != nil {
		r.t.Fatal(err)
	}
	q.Header.Set("Authorization", "Bot "+discordtest.BotToken)
	if body != "" {
		q.Header.Set("Content-Type", "application/json")
	}
	resp, err := r.Client().Do(q)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	a := answer{Status: resp.StatusCode, Header: resp.Header}
	text, err := io.ReadAll(resp.Body)
	if json.Unmarshal(text, &a.Body) != nil {
		_ = json.Unmarshal(text, &a.List)
	}
	return a, err
}

// call is a call that is answered.
func (r *rig) call(method, path, body string) answer {
	r.t.Helper()
	a, err := r.send(method, path, body)
	if err != nil {
		r.t.Fatalf("%s %s: %v", method, path, err)
	}
	return a
}

// ok is a call that must be done.
func (r *rig) ok(method, path, body string) object {
	r.t.Helper()
	a := r.call(method, path, body)
	if a.Status/100 != 2 {
		r.t.Fatalf("%s %s %.200s: %d %v", method, path, body, a.Status, a.Body)
	}
	return a.Body
}

// refused is a call that must be refused with the status and Discord's code.
func (r *rig) refused(status, code int, method, path, body string) object {
	r.t.Helper()
	a := r.call(method, path, body)
	if a.Status != status || a.Body["code"] != float64(code) {
		r.t.Errorf("%s %s %.200s: got %d %v, want %d with %d", method, path, body, a.Status, a.Body, status, code)
	}
	return a.Body
}

func messagesOf(channel string) string { return "/channels/" + channel + "/messages" }

// post posts and gives the id. It waits a second first, as an app has to.
func (r *rig) post(channel, body string) string {
	r.t.Helper()
	time.Sleep(time.Second)
	return r.ok("POST", messagesOf(channel), body)["id"].(string)
}

// text is a body with that content.
func text(content string) string {
	raw, _ := json.Marshal(object{"content": content})
	return string(raw)
}

// contents are the contents of a list of messages.
func contents(list []any) []string {
	found := []string{}
	for _, m := range list {
		found = append(found, fmt.Sprint(m.(object)["content"]))
	}
	return found
}
