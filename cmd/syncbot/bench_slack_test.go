package main

// Slack for the benchmarks: a workspace full of people, and the floor's doors there: signed requests, and Socket Mode without
// anything that makes it last.

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"syncbot/bot/slack/slacktest"
)

// connections are those of Socket Mode, as many as the bot has.
const connections = 2

// workspace is one on loopback.
type workspace struct {
	*slacktest.Server
	channels, people []string
	kept             *http.Client // Slack's own connections last, too
}

func newWorkspace(b *testing.B) town {
	w := &workspace{Server: slacktest.New(), kept: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 100}}}
	b.Cleanup(w.Close)
	b.Cleanup(w.kept.CloseIdleConnections)
	w.Loopback()
	for n := range persons {
		w.people = append(w.people, w.AddUser(slacktest.User{Name: fmt.Sprint("person", n)}))
	}
	for n := range channels {
		members := append([]string{slacktest.BotUser}, w.people...)
		w.channels = append(w.channels, w.AddChannel(slacktest.Channel{Name: fmt.Sprint("workshop", n), Members: members}))
	}
	return w
}

func (w *workspace) greet(n int) error { return w.say(n, "help") }

func (w *workspace) command(n int) error { return w.say(n, text(n)) }

func (w *workspace) say(n int, text string) error {
	return w.Command(w.people[n%persons], w.channels[n%channels], "/syncstatus "+text)
}

func (w *workspace) ready(address string) bool {
	if address == "" {
		return w.Sockets() == connections
	}
	to := "http://" + address + "/slack/events"
	return w.DeliverOverHTTP(slacktest.Endpoints{Commands: to, Interactivity: to, Events: to, Client: w.kept}) == nil
}

func (w *workspace) acked(b *testing.B) map[string]time.Time {
	acked := map[string]time.Time{}
	for _, d := range w.Deliveries() {
		var command struct{ Text string }
		if err := json.Unmarshal(d.Payload, &command); err != nil {
			b.Fatal(err)
		}
		if at := acked[command.Text]; d.Err == nil && (at.IsZero() || d.Acked.Before(at)) {
			acked[command.Text] = d.Acked
		}
	}
	return acked
}

func (w *workspace) settings(address string) []string {
	set := []string{
		"SYNCBOT_CHANNELS=" + listOf(func(n int) string { return fmt.Sprintf("slack:%s=w%d", w.channels[n], n) }),
		"SLACK_API_URL=" + w.URL(), "SLACK_BOT_TOKEN=" + slacktest.BotToken,
	}
	if address == "" {
		return append(set, "SLACK_APP_TOKEN="+slacktest.AppToken)
	}
	return append(set, "SLACK_SIGNING_SECRET="+slacktest.SigningSecret, "SYNCBOT_LISTEN="+address)
}

func (w *workspace) floor(ctx context.Context, f floor, address string) error {
	if address != "" {
		return serveAt(ctx, address, slackFloor{f}.take)
	}
	return slackFloor{f}.connect(ctx, w.URL())
}

// slackFloor is the floor in Slack.
type slackFloor struct{ floor }

// slackSays is what it acknowledges with.
var slackSays = map[string]string{"response_type": "ephemeral", "text": floorSays}

// take answers one request: a command, or the challenge that comes before all commands.
func (f slackFloor) take(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil || !signed(r.Header, body) {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	form, err := url.ParseQuery(string(body))
	switch key := form.Get("trigger_id"); {
	case err == nil && key == "":
		_, _ = io.Copy(w, bytes.NewReader(body)) // it holds the challenge
	case err != nil:
		w.WriteHeader(http.StatusBadRequest)
	default:
		f.keep(key)
		_ = json.NewEncoder(w).Encode(slackSays)
	}
}

// signed says whether the request was signed within the last five minutes.
func signed(h http.Header, body []byte) bool {
	unix, err := strconv.ParseInt(h.Get("X-Slack-Request-Timestamp"), 10, 64)
	right := slacktest.Sign(body, unix)
	return err == nil && time.Since(time.Unix(unix, 0)).Abs() < 5*time.Minute && h.Get("X-Slack-Signature") == right.Get("X-Slack-Signature")
}

// connect takes envelopes by as many connections as the bot has, until ctx ends.
func (f slackFloor) connect(ctx context.Context, api string) error {
	var all sync.WaitGroup
	defer all.Wait()
	for range connections {
		k, err := dial(ctx, api)
		if err != nil {
			return err
		}
		defer func() { _ = k.Close() }()
		all.Go(func() { f.listen(k) })
	}
	<-ctx.Done()
	return nil
}

// dial opens one connection of Socket Mode.
func dial(ctx context.Context, api string) (*websocket.Conn, error) {
	answer, err := http.PostForm(api+"apps.connections.open", url.Values{"token": {slacktest.AppToken}})
	if err != nil {
		return nil, err
	}
	defer func() { _ = answer.Body.Close() }()
	var opened struct{ URL string }
	if err := json.NewDecoder(answer.Body).Decode(&opened); err != nil {
		return nil, err
	}
	k, _, err := websocket.DefaultDialer.DialContext(ctx, opened.URL, nil)
	return k, err
}

// listen takes envelopes until the connection is closed. None waits for another.
func (f slackFloor) listen(k *websocket.Conn) {
	var writing sync.Mutex
	var under sync.WaitGroup
	defer under.Wait()
	for {
		var e struct {
			ID      string `json:"envelope_id"`
			Payload struct {
				Key string `json:"trigger_id"`
			}
		}
		if k.ReadJSON(&e) != nil {
			return
		}
		if e.ID == "" { // the hello
			continue
		}
		under.Go(func() {
			f.keep(e.Payload.Key)
			writing.Lock()
			defer writing.Unlock()
			_ = k.WriteJSON(map[string]any{"envelope_id": e.ID, "payload": slackSays})
		})
	}
}
