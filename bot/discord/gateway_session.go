package discord

// A session at Discord. How it goes on is known by a value of discordgo alone, which lives on from one connection to the next; a
// fresh session needs a fresh value.

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// intents are what the bot hears: what is done in its servers, and what is written to it. None is privileged; content comes with
// messages that mention it, and with those to it alone. https://docs.discord.com/developers/events/gateway#gateway-intents
const intents = discordgo.IntentGuilds | discordgo.IntentGuildMessages | discordgo.IntentDirectMessages

// session is what the bot has begun at Discord. It must be made by newSession.
type session struct {
	client    *discordgo.Session
	gone      chan struct{} // discordgo has ended a connection
	resumable bool          // Discord has told its id
	address   string        // where Discord wants it to be gone on with; empty: where everybody goes
	seq       atomic.Int64  // number of the latest event that was passed on
	failed    int           // connections since one of it stood
}

// newSession makes one that is not begun. heard hears the events, one at a time.
func newSession(token string, heard func(kind string, raw json.RawMessage)) *session {
	client, _ := discordgo.New("Bot " + token) // its error is always nil
	client.ShouldReconnectOnError, client.StateEnabled, client.SyncEvents, client.Compress = false, false, true, false
	client.LogLevel = discordgo.LogError - 1
	client.Identify.Intents = intents
	client.Client = &http.Client{Transport: relayAddress{}}
	s := &session{client: client, gone: make(chan struct{}, 1)}
	client.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) { heard(e.Type, e.RawData) })
	client.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) { s.went() })
	return s
}

// known says whether discordgo knows the session, so that it would go on with it: it has got the READY that told of it.
func (s *session) known() bool { return s.resumable && s.seq.Load() > 0 }

// went takes in that discordgo has ended a connection.
func (s *session) went() {
	select {
	case s.gone <- struct{}{}:
	default: // it was said already
	}
}

// open lets discordgo make a connection over the pipe. It returns once discordgo is taken in, or could not be: at the latest when
// the other end is closed.
func (s *session) open(pipe net.Conn) error {
	dial := func(context.Context, string, string) (net.Conn, error) { return pipe, nil }
	s.client.Dialer = &websocket.Dialer{NetDialContext: dial}
	select {
	case <-s.gone: // of the connection before
	default:
	}
	return s.client.Open()
}

// beats says whether discordgo has begun to send heartbeats. It must not be asked once the other end of the pipe is closed: discordgo
// sleeps with its lock then.
func (s *session) beats() bool {
	s.client.RLock()
	defer s.client.RUnlock()
	return s.client.DataReady
}

// disconnected waits until discordgo has ended the connection that open has made. Before, Open would refuse.
func (s *session) disconnected() { <-s.gone }

// relayAddress answers discordgo's question where the gateway is. No request leaves.
type relayAddress struct{}

// RoundTrip gives an address that discordgo's dialer does not look at.
func (relayAddress) RoundTrip(r *http.Request) (*http.Response, error) {
	answer := io.NopCloser(strings.NewReader(`{"url":"ws://relay/"}`))
	return &http.Response{Status: "200 OK", StatusCode: http.StatusOK, Header: http.Header{}, Body: answer, Request: r}, nil
}

// never is the interval between heartbeats that discordgo is told, in milliseconds: the relay sends Discord its own. discordgo
// multiplies it by five million.
const never = int64(10 * 365 * 24 * time.Hour / time.Millisecond)
