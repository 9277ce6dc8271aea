package main

// Discord for the benchmarks: a guild full of people, and the floor's doors there: signed requests, and the gateway without
// anything that makes it last.

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"syncbot/bot/discord/discordtest"
)

// guild is one on loopback.
type guild struct {
	*discordtest.Server
	channels, people []string
	kept             *http.Client // Discord's own connections last, too
}

func newGuild(b *testing.B) town {
	g := &guild{Server: discordtest.New(), kept: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 100}}}
	b.Cleanup(g.Close)
	b.Cleanup(g.kept.CloseIdleConnections)
	g.Loopback()
	for n := range persons {
		g.people = append(g.people, g.AddMember(discordtest.Member{Name: fmt.Sprint("person", n)}))
	}
	for n := range channels {
		g.channels = append(g.channels, g.AddChannel(discordtest.Channel{Name: fmt.Sprint("workshop", n)}))
	}
	return g
}

func (g *guild) greet(n int) error { return g.say(n, "INV-0") } // no number: nothing is opened

func (g *guild) command(n int) error { return g.say(n, text(n)) }

func (g *guild) say(n int, text string) error {
	return g.Command(g.people[n%persons], g.channels[n%channels], "syncstatus", map[string]any{"number": text})
}

func (g *guild) ready(address string) bool {
	if g.CommandWrites() == 0 {
		return false
	}
	if address == "" {
		return g.Gateways() == 1
	}
	return g.DeliverOverHTTP("http://"+address+"/discord/interactions", g.kept) == nil
}

// numberIn is the number that a command asks for.
func numberIn(payload []byte) (number, id, token string, err error) {
	var command struct {
		ID    string
		Token string
		Data  struct {
			Options []struct{ Value string }
		}
	}
	if err = json.Unmarshal(payload, &command); err == nil && len(command.Data.Options) > 0 {
		number = command.Data.Options[0].Value
	}
	return number, command.ID, command.Token, err
}

func (g *guild) acked(b *testing.B) map[string]time.Time {
	acked := map[string]time.Time{}
	for _, d := range g.Deliveries() {
		number, _, _, err := numberIn(d.Payload)
		if err != nil {
			b.Fatal(err)
		}
		at := d.At.Add(d.After)
		if first := acked[number]; d.Err == nil && (first.IsZero() || at.Before(first)) {
			acked[number] = at
		}
	}
	return acked
}

func (g *guild) settings(address string) []string {
	set := []string{
		"SYNCBOT_CHANNELS=" + listOf(func(n int) string { return fmt.Sprintf("discord:%s=w%d", g.channels[n], n) }),
		"DISCORD_API_URL=" + g.URL(), "DISCORD_BOT_TOKEN=" + discordtest.BotToken, "DISCORD_APPLICATION_ID=" + discordtest.AppID,
		"DISCORD_GUILD_ID=" + discordtest.Guild,
	}
	if address == "" {
		return set
	}
	return append(set, "DISCORD_PUBLIC_KEY="+discordtest.PublicKey, "SYNCBOT_LISTEN="+address)
}

func (g *guild) floor(ctx context.Context, f floor, address string) error {
	d := discordFloor{f, g.URL(), &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 100}}}
	defer d.client.CloseIdleConnections()
	if err := d.call(ctx, http.MethodPut, "applications/"+discordtest.AppID+"/guilds/"+discordtest.Guild+"/commands", floorCommands); err != nil {
		return err
	}
	if address != "" {
		return serveAt(ctx, address, d.take)
	}
	return d.connect(ctx)
}

// floorCommands are the only ones that the floor offers.
var floorCommands = []map[string]any{{
	"name": "syncstatus", "description": "the floor", "options": []map[string]any{{"type": 3, "name": "number", "description": "a number"}},
}}

// discordSays is what the floor acknowledges with.
var discordSays = map[string]any{"type": 4, "data": map[string]any{"content": floorSays, "flags": 64}}

// discordFloor is the floor in Discord.
type discordFloor struct {
	floor
	api    string
	client *http.Client
}

// call calls the API.
func (f discordFloor) call(ctx context.Context, method, path string, body any) error {
	b, err := json.Marshal(body)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, method, f.api+"v10/"+path, bytes.NewReader(b))
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "Bot "+discordtest.BotToken)
	r.Header.Set("Content-Type", "application/json")
	answer, err := f.client.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	_, err = io.Copy(io.Discard, answer.Body)
	if answer.StatusCode >= 300 {
		err = errors.New(answer.Status)
	}
	return err
}

// take answers one request: a command, or the PING that comes before all commands.
func (f discordFloor) take(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil || !signedByDiscord(r.Header, body) {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	number, id, _, err := numberIn(body)
	switch {
	case err != nil:
		w.WriteHeader(http.StatusBadRequest)
	case number == "":
		_, _ = io.WriteString(w, `{"type":1}`)
	default:
		f.keep(id)
		_ = json.NewEncoder(w).Encode(discordSays)
	}
}

func signedByDiscord(h http.Header, body []byte) bool {
	key, _ := hex.DecodeString(discordtest.PublicKey)
	signature, err := hex.DecodeString(h.Get("X-Signature-Ed25519"))
	return err == nil && ed25519.Verify(key, append([]byte(h.Get("X-Signature-Timestamp")), body...), signature)
}

// connect takes interactions by the gateway until ctx ends.
func (f discordFloor) connect(ctx context.Context) error {
	k, _, err := websocket.DefaultDialer.DialContext(ctx, gatewayOf(f.api), nil)
	if err != nil {
		return err
	}
	var all sync.WaitGroup
	defer all.Wait()
	all.Go(func() { f.listen(ctx, k) })
	<-ctx.Done()
	return k.Close()
}

// gatewayOf is where the fake's gateway is, beside its API.
func gatewayOf(api string) string {
	return "ws" + strings.TrimSuffix(strings.TrimPrefix(api, "http"), "api/") + "gateway/?v=10&encoding=json"
}

// listen takes interactions until the connection is closed. None waits for another.
func (f discordFloor) listen(ctx context.Context, k *websocket.Conn) {
	var under sync.WaitGroup
	defer under.Wait()
	for {
		var p struct {
			Op int             `json:"op"`
			T  string          `json:"t"`
			D  json.RawMessage `json:"d"`
		}
		if k.ReadJSON(&p) != nil {
			return
		}
		switch {
		case p.Op == 10:
			_ = k.WriteJSON(map[string]any{"op": 2, "d": map[string]any{
				"token": discordtest.BotToken, "intents": 1, "properties": map[string]string{"os": "linux", "browser": "floor", "device": "floor"},
			}})
		case p.T == "INTERACTION_CREATE":
			under.Go(func() {
				_, id, token, _ := numberIn(p.D)
				f.keep(id)
				_ = f.call(ctx, http.MethodPost, "interactions/"+id+"/"+token+"/callback", discordSays)
			})
		}
	}
}
