package discord

// What discordgo makes of a connection, with nobody but the test at its other end.

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// talk lets the session make a connection, up to what it begins with. opened is what became of it.
func talk(t *testing.T, s *session) (relay *wire, began packet, opened chan error) {
	t.Helper()
	here, there := net.Pipe()
	opened = make(chan error, 1)
	go func() { opened <- s.open(there) }()
	conn, err := accept(here)
	if err != nil {
		t.Fatal(err)
	}
	relay = newWire(conn)
	if err := relay.send(packet{Op: opHello, Data: fmt.Appendf(nil, `{"heartbeat_interval":%d}`, never)}); err != nil {
		t.Fatal(err)
	}
	began, _, err = relay.receive()
	if err != nil {
		t.Fatal(err)
	}
	return relay, began, opened
}

// Handlers in goroutines of discordgo's would hear out of order, and outlive the connection.
func TestEventsAreHeardInOrderUntilTheConnectionEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var heard []string
		s := newSession("token", func(kind string, _ json.RawMessage) { heard = append(heard, kind) })
		relay, _, opened := talk(t, s)
		want := []string{"READY"}
		for n := range 500 {
			want = append(want, fmt.Sprint("EVENT_", n))
		}
		for n, kind := range want {
			if err := relay.send(packet{Op: opEvent, Type: kind, Seq: new(int64(n + 1)), Data: json.RawMessage(`{"session_id":"a"}`)}); err != nil {
				t.Fatal(err)
			}
		}
		settled(t, relay)
		if err := s.hangUp(relay, opened); err != nil {
			t.Error(err)
		}
		if !slices.Equal(heard, want) {
			t.Errorf("heard %d events of %d, or in another order", len(heard), len(want))
		}
		relay, began, opened := talk(t, s)
		if after := `"session_id":"a","seq":501}`; began.Op != opResume || !strings.HasSuffix(string(began.Data), after) {
			t.Errorf("goes on with op %d, %s", began.Op, began.Data)
		}
		_ = s.hangUp(relay, opened)
	})
}

// settled waits until discordgo has sent the heartbeat with which it begins.
func settled(t *testing.T, relay *wire) {
	t.Helper()
	if p, _, err := relay.receive(); p.Op != opHeartbeat || err != nil {
		t.Errorf("op %d, %v", p.Op, err)
	}
	synctest.Wait()
}

// hangUp ends the connection, and waits until discordgo has ended it too. It gives what became of opening it.
func (s *session) hangUp(relay *wire, opened chan error) error {
	_ = relay.Close()
	err := <-opened
	if err == nil {
		s.disconnected()
	}
	return err
}

// discordgo would begin another session, where it is to go on with one that it never heard of.
func TestSessionThatDiscordgoDoesNotKnow(t *testing.T) {
	s := newSession("token", func(string, json.RawMessage) {})
	client, began, opened := talk(t, s)
	if began.Op != opIdentify {
		t.Errorf("begins with op %d", began.Op)
	}
	r := newRelay(&gateway{session: s})
	r.client = client
	_ = client.Close() // as where the connection is cut at that moment
	if err := r.pass(packet{Type: "READY", Seq: new(int64(1)), Data: json.RawMessage(`{"session_id":"a"}`)}); !errors.Is(err, errClient) {
		t.Errorf("the READY is passed on: %v", err)
	}
	if <-opened == nil || s.known() {
		t.Error("the session is gone on with")
	}
}

// discordgo panics where a server is null, and forgets where it was where an event has no number.
func TestEventsThatDiscordgoDoesNotBear(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSession("token", func(string, json.RawMessage) {})
		client, _, opened := talk(t, s)
		r := newRelay(&gateway{session: s})
		r.client = client
		ready := packet{Type: "READY", Seq: new(int64(1)), Data: json.RawMessage(`{"session_id":"a","guilds":[null]}`)}
		unnumbered := packet{Type: "MESSAGE_CREATE", Data: json.RawMessage("null")}
		if err := errors.Join(r.pass(ready), r.pass(unnumbered)); err != nil {
			t.Error(err)
		}
		settled(t, client)
		if err := s.hangUp(client, opened); err != nil || !s.known() {
			t.Errorf("the session is not begun: %v", err)
		}
		client, began, opened := talk(t, s)
		if began.Op != opResume || !strings.HasSuffix(string(began.Data), `"seq":1}`) {
			t.Errorf("goes on with op %d, %s", began.Op, began.Data)
		}
		_ = s.hangUp(client, opened)
	})
}

// discordgo closes twice where its first heartbeat fails: the second time it may be the next connection.
func TestConnectionStaysUntilTheFirstHeartbeat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, other := newSession("token", func(string, json.RawMessage) {}), newSession("token", nil)
		r := newRelay(&gateway{session: s})
		var opened, ended chan error
		r.client, _, opened = talk(t, s)
		r.discord, _, ended = talk(t, other) // whoever is there, it is left
		_ = r.pass(packet{Type: "READY", Seq: new(int64(1)), Data: json.RawMessage(`{"session_id":"a"}`)})
		close(r.said)
		left := make(chan struct{})
		go func() { r.leave(t.Context()); close(left) }()
		time.Sleep(settleTimeout / 2)
		settled(t, r.client)
		<-left
		_, _ = s.hangUp(r.client, opened), other.hangUp(r.discord, ended)
		time.Sleep(time.Minute)
		if len(s.gone) > 0 {
			t.Error("discordgo has closed twice")
		}
	})
}
