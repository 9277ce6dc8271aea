package main

// The doors of the floor: signed requests, and Socket Mode without anything that makes it last.

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"syncbot/bot/slack/slacktest"
)

// serve takes signed requests at the address until ctx ends.
func (f floor) serve(ctx context.Context, address string) error {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: http.HandlerFunc(f.take), ReadHeaderTimeout: time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	<-ctx.Done()
	err = server.Shutdown(context.WithoutCancel(ctx))
	<-ended
	return err
}

// take answers one request: a command, or the challenge that comes before all commands.
func (f floor) take(w http.ResponseWriter, r *http.Request) {
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
		_ = json.NewEncoder(w).Encode(floorSays)
	}
}

// signed says whether the request was signed within the last five minutes.
func signed(h http.Header, body []byte) bool {
	unix, err := strconv.ParseInt(h.Get("X-Slack-Request-Timestamp"), 10, 64)
	right := slacktest.Sign(body, unix)
	return err == nil && time.Since(time.Unix(unix, 0)).Abs() < 5*time.Minute && h.Get("X-Slack-Signature") == right.Get("X-Slack-Signature")
}

// connect takes envelopes by as many connections as the bot has, until ctx ends.
func (f floor) connect(ctx context.Context, w workspace) error {
	var all sync.WaitGroup
	defer all.Wait()
	for range connections {
		k, err := dial(ctx, w.URL())
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
func (f floor) listen(k *websocket.Conn) {
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
			_ = k.WriteJSON(map[string]any{"envelope_id": e.ID, "payload": floorSays})
		})
	}
}
