package discord

// How a relay begins: Discord is dialled and has said Hello before discordgo is let in, and gets a Hello of the relay's own.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

// longestInterval is more than Discord ever lets pass between heartbeats: it says about 41 seconds.
const longestInterval = 10 * time.Minute

// reach dials Discord and reads its Hello.
func (r *relay) reach(ctx context.Context, address string) error {
	conn, release, err := r.dial(ctx, address)
	if err != nil {
		return err
	}
	r.silent = time.AfterFunc(handshakeTimeout, func() { r.cut(errSilent) })
	r.discord = newWire(conn)
	if err := r.hello(); err != nil {
		r.silent.Stop()
		_ = conn.Close()
		return err
	}
	r.silent.Reset(readyTimeout)
	if release() {
		return nil
	}
	return context.Cause(ctx)
}

// dial makes the connection to Discord, which is cut when ctx ends, unless it was released before. Its error names neither the address
// nor what is wrong with it.
func (r *relay) dial(ctx context.Context, address string) (conn *websocket.Conn, release func() bool, err error) {
	address, err = dialled(address)
	if err != nil {
		return nil, nil, err
	}
	dial := r.gateway.run.options.Dial
	if dial == nil {
		dial = new(net.Dialer).DialContext
	}
	dialer := websocket.Dialer{
		Proxy: http.ProxyFromEnvironment, HandshakeTimeout: handshakeTimeout,
		NetDialContext: func(dialling context.Context, network, addr string) (net.Conn, error) {
			wire, err := dial(dialling, network, addr)
			if err == nil {
				release = context.AfterFunc(ctx, func() { _ = wire.Close() })
			}
			return wire, err
		},
	}
	conn, answer, err := dialer.DialContext(ctx, address, nil)
	switch {
	case err == nil:
		return conn, release, nil
	case errors.Is(err, websocket.ErrBadHandshake) && answer != nil:
		return nil, nil, fmt.Errorf("Discord is having trouble (HTTP %d)", answer.StatusCode)
	}
	return nil, nil, errUnreached
}

// hello reads Discord's Hello. https://docs.discord.com/developers/events/gateway-events#hello
func (r *relay) hello() error {
	p, readable, err := r.discord.receive()
	if err != nil {
		return endOf(err)
	}
	var says struct {
		Interval int64 `json:"heartbeat_interval"` // in milliseconds
	}
	if !readable || p.Op != opHello || json.Unmarshal(p.Data, &says) != nil || says.Interval <= 0 {
		return errNoHello
	}
	r.interval = min(time.Duration(says.Interval)*time.Millisecond, longestInterval)
	return nil
}

// admit lets discordgo in.
func (r *relay) admit(ctx context.Context) error {
	here, there := net.Pipe()
	release := context.AfterFunc(ctx, func() { _ = here.Close() })
	go func() { r.opened <- r.session.open(there) }()
	conn, err := accept(here)
	if err == nil {
		r.client = newWire(conn)
		err = r.client.send(packet{Op: opHello, Data: fmt.Appendf(nil, `{"heartbeat_interval":%d}`, never)})
	}
	if err == nil && release() {
		return nil
	}
	_ = here.Close()
	if opened := <-r.opened; opened == nil {
		r.session.disconnected()
	}
	return errClient
}
