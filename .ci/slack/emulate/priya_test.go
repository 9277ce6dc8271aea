package emulate

// Priya, who has a channel with the program in it: what she reads, and how what she does is brought to the program.

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"syncbot/bot/slack/slacktest"
)

// priya is a person in a channel, and what only she reads.
type priya struct {
	t       *testing.T
	w       *workspace
	door    string // where the program takes in requests
	id      string
	channel string
	replies string // base of response URLs

	mu   sync.Mutex
	read []reply
	n    int
}

// reply is what only Priya reads: with an acknowledgement, or at a response URL.
type reply struct {
	Type   string       `json:"response_type"`
	Text   string       `json:"text"`
	Blocks slack.Blocks `json:"blocks"`
}

func newPriya(t *testing.T, w *workspace, channel string) *priya {
	p := &priya{t: t, w: w, id: w.user(t, "priya"), channel: channel}
	s := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		p.reads(body)
		_, _ = rw.Write([]byte("ok"))
	}))
	t.Cleanup(func() {
		s.Close()
		if t.Failed() {
			t.Logf("only Priya read: %+v", p.read)
		}
	})
	p.replies = s.URL
	p.door = serve(t, w, channel)
	return p
}

// reads takes in what only Priya reads.
func (p *priya) reads(body []byte) {
	var r reply
	if json.Unmarshal(body, &r) != nil || r.Text == "" {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.read = append(p.read, r)
}

// answers says how often Priya was answered with the words.
func (p *priya) answers(words string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for _, r := range p.read {
		if strings.Contains(r.Text, words) {
			n++
		}
	}
	return n
}

// offered waits for an answer with the button, as the message that Priya sees.
func (p *priya) offered(label string) (m slack.Message) {
	p.t.Helper()
	eventually(p.t, "an answer with "+label, func() bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, r := range p.read {
			m.Timestamp, m.Text, m.Blocks = "8.000001", r.Text, r.Blocks
			if button(m, label) != nil {
				return true
			}
		}
		return false
	})
	return m
}

func (p *priya) form(form url.Values) {
	p.t.Helper()
	p.send("application/x-www-form-urlencoded", []byte(form.Encode()))
}

// send brings a signed request to the program, and Priya reads what comes with the acknowledgement.
func (p *priya) send(kind string, body []byte) {
	p.t.Helper()
	began := time.Now()
	status, answer := p.request(kind, body, slacktest.Sign(body, began.Unix()))
	if took := time.Since(began); status != http.StatusOK || took > 3*time.Second {
		p.t.Fatalf("%d after %v: %s", status, took, answer)
	}
	p.reads(answer)
}

func (p *priya) request(kind string, body []byte, signed http.Header) (status int, answer []byte) {
	p.t.Helper()
	r, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost, p.door, strings.NewReader(string(body)))
	if err != nil {
		p.t.Fatal(err)
	}
	r.Header = signed
	r.Header.Set("Content-Type", kind)
	got, err := http.DefaultClient.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	defer got.Body.Close()
	answer, err = io.ReadAll(got.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return got.StatusCode, answer
}

func (p *priya) next() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.n++
	return fmt.Sprint(p.n)
}

func (p *priya) responseURL() string { return p.replies + "/" + p.next() }

// trigger is one that emulate will take for opening a view.
func (p *priya) trigger() string {
	p.t.Helper()
	r, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost, p.w.addr+"/api/views.generateTriggerId", strings.NewReader("user_id="+p.id))
	if err != nil {
		p.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	got, err := (&http.Client{Transport: bearer(botToken)}).Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	defer got.Body.Close()
	var made struct {
		ID string `json:"trigger_id"`
	}
	if err := json.NewDecoder(got.Body).Decode(&made); err != nil || made.ID == "" {
		p.t.Fatalf("emulate gives no trigger: %v", err)
	}
	return made.ID
}
