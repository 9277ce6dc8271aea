package discord

// What a relay passes on, and what it keeps to itself.

import (
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/gorilla/websocket"

	"syncbot/bot/chat/pace"
)

// fromDiscord takes in what Discord says, until the connection ends or is to end. It says why.
func (r *relay) fromDiscord() error {
	defer close(r.said)
	for {
		p, readable, err := r.discord.receive()
		switch {
		case err != nil:
			return endOf(err)
		case !readable:
			r.gateway.log().Warn("Discord sent something that I can't read")
			continue
		}
		if err := r.take(p); err != nil {
			return err
		}
	}
}

// endOf is why nothing can be read from Discord any more.
func endOf(err error) error {
	var closed *websocket.CloseError
	if errors.As(err, &closed) && closed.Code != websocket.CloseAbnormalClosure && closed.Code != websocket.CloseNoStatusReceived {
		return closedError{closed.Code}
	}
	return errLost
}

// take takes in a packet of Discord's. With an error the connection is to end.
func (r *relay) take(p packet) error {
	switch p.Op {
	case opEvent:
		return r.pass(p)
	case opHeartbeat:
		return r.heartbeat()
	case opAck:
		r.acked.Store(true)
	case opReconnect:
		return errReconnect
	case opInvalid:
		var resumable bool
		if json.Unmarshal(p.Data, &resumable) == nil && resumable {
			return errTryAgain
		}
		return errSessionGone
	}
	return nil
}

// pass passes an event on. discordgo decodes what the bot reads; of all else it gets the number only, and of READY what it needs to
// go on with the session: there are nulls that would end the process.
func (r *relay) pass(p packet) error {
	if p.Seq == nil {
		p.Seq = new(r.session.seq.Load())
	}
	switch {
	case p.Type == "READY":
		p.Data = r.ready(p.Data)
	case !wanted(p.Type) && p.Type != "RESUMED":
		p.Type, p.Data = "", nil
	}
	if r.client.send(p) != nil {
		return errClient
	}
	r.session.seq.Store(*p.Seq)
	r.firstPassed()
	return nil
}

// ready takes in how the session can be gone on with, and gives what discordgo needs of it.
// https://docs.discord.com/developers/events/gateway-events#ready
func (r *relay) ready(data json.RawMessage) json.RawMessage {
	var says struct {
		Session string `json:"session_id"`
		Address string `json:"resume_gateway_url"`
	}
	_ = json.Unmarshal(data, &says) // without an id the session can't be gone on with
	r.session.resumable, r.session.address = says.Session != "", says.Address
	if _, err := dialled(says.Address); err != nil {
		r.session.address = "" // where everybody goes will do
	}
	short, _ := json.Marshal(map[string]string{"session_id": says.Session})
	return short
}

// firstPassed lets the connection stand. Only fromDiscord calls it.
func (r *relay) firstPassed() {
	select {
	case <-r.passed:
	default:
		close(r.passed)
	}
}

// fromClient takes in what discordgo says, until it says nothing any more: its heartbeats are answered here.
func (r *relay) fromClient() {
	defer close(r.left)
	for {
		p, _, err := r.client.receive()
		if err != nil {
			r.cut(errClient)
			return
		}
		switch p.Op {
		case opHeartbeat:
			_ = r.client.send(packet{Op: opAck})
		case opIdentify, opResume:
			r.signIn(p)
		}
	}
}

// signIn passes on how discordgo begins a session, or goes on with one.
func (r *relay) signIn(p packet) {
	if p.Op == opIdentify {
		r.gateway.identify.began(time.Now())
	}
	sent := struct {
		Op   int             `json:"op"`
		Data json.RawMessage `json:"d"`
	}{p.Op, p.Data}
	if r.discord.send(sent) != nil {
		r.cut(errLost)
	}
}

// beat sends heartbeats until ctx ends, or one was not acknowledged when the next is due.
// https://docs.discord.com/developers/events/gateway#sending-heartbeats
func (r *relay) beat(ctx context.Context) error {
	for wait := rand.N(r.interval); pace.Pause(ctx, wait); wait = r.interval {
		if !r.acked.Swap(false) {
			return errNoAck
		}
		if err := r.heartbeat(); err != nil {
			return err
		}
	}
	return context.Cause(ctx)
}

// heartbeat sends one, with the number of the latest event.
func (r *relay) heartbeat() error {
	beat := struct {
		Op  int    `json:"op"`
		Seq *int64 `json:"d"`
	}{Op: opHeartbeat}
	if seq := r.session.seq.Load(); seq > 0 {
		beat.Seq = &seq
	}
	if r.discord.send(beat) != nil {
		return errLost
	}
	return nil
}
